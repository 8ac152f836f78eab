// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiReply;

/** A transport whose other side is the test: what the session sends can be taken, and answered by hand. */
final class MemoryTransport implements AgiTransport {

    private final AgiCapabilities capabilities;
    private final BlockingQueue<Outgoing> sent = new LinkedBlockingQueue<>();
    private final BlockingQueue<Stop> stops = new LinkedBlockingQueue<>();
    final List<AgiOutcome> ends = new CopyOnWriteArrayList<>();
    volatile AgiSession session;

    /** A command that the session wants stopped. */
    record Stop(Outgoing command, CompletableFuture<Boolean> effect) {}

    MemoryTransport(int depth) {
        capabilities = new AgiCapabilities("Memory", 2046, depth, true);
    }

    @Override
    public AgiCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public void send(Outgoing command) {
        sent.add(command);
    }

    @Override
    public CompletionStage<Boolean> stop(Outgoing command) {
        Stop stop = new Stop(command, new CompletableFuture<>());
        stops.add(stop);
        return stop.effect();
    }

    Stop takeStop() throws InterruptedException {
        Stop stop = stops.poll(5, TimeUnit.SECONDS);
        if (stop == null) {
            throw new AssertionError("nothing was stopped");
        }
        return stop;
    }

    boolean hasStops() {
        return !stops.isEmpty();
    }

    @Override
    public void end(AgiOutcome outcome) {
        ends.add(outcome);
    }

    Outgoing take() throws InterruptedException {
        Outgoing command = sent.poll(5, TimeUnit.SECONDS);
        if (command == null) {
            throw new AssertionError("no command came");
        }
        return command;
    }

    Outgoing take(String line) throws InterruptedException {
        Outgoing command = take();
        if (!command.line().equals(line)) {
            throw new AssertionError("expected " + line + " but got " + command.line());
        }
        return command;
    }

    boolean isQuiet() {
        return sent.isEmpty();
    }

    void answer(String line, String reply) throws InterruptedException {
        session.reply(take(line).token(), AgiReply.parse(reply));
    }

    void answerOutcome(String outcome) throws InterruptedException {
        answer("SET VARIABLE \"OFFHOOK\" \"" + outcome + "\"", "200 result=1");
    }
}
