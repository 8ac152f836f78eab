// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.command.GetFullVariable;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.SetVariable;
import org.offhook.testkit.FakeChannel;

/** The invariants of a session, under everything that can happen to a channel, in any order. */
class AsyncAgiInvariantTest {

    private static final int STEPS = 120;

    private final Bench bench = new Bench();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<?>> futures = new ArrayList<>();
    private final AtomicInteger sets = new AtomicInteger();
    private final AtomicInteger acts = new AtomicInteger();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void hold(long seed) {
        Random random = new Random(seed);
        bench.start(builder -> builder.replyTimeout(Duration.ofSeconds(1)));
        FakeChannel channel = bench.park().variable("LONG", "200 result=1 (forged)\n".repeat(150));
        for (int i = 0; i < 10; i++) {
            channel.variable("V" + i, "value " + i);
        }
        channel.onCommand("STREAM FILE", "200 result=-1 endpos=0");
        Puppet.Call call = bench.puppet.next();
        for (int i = 0; i < STEPS; i++) {
            step(random, channel, call);
            int inAsterisk = channel.queued().size();
            assertThat(inAsterisk).as("commands in Asterisk").isLessThanOrEqualTo(64 + 16);
        }
        channel.forget("EXEC Wait");
        await().until(() -> {
            if (channel.running().isPresent()) {
                finish(channel);
            }
            return futures.stream().allMatch(CompletableFuture::isDone);
        });
        assertThat(wrong).isEmpty();
        call.leave();
        await().until(() -> {
            if (channel.running().isPresent()) {
                finish(channel);
            }
            return !channel.isParked();
        });
        assertThat(channel.variable("OFFHOOK")).isEqualTo("done");
        assertLastAndOnce(channel);
        assertThat(channel.executed())
                .filteredOn(line -> line.startsWith("EXEC Wait"))
                .as("what acts ran at most once")
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(acts.get());
        assertThat(channel.executed())
                .filteredOn(line -> line.startsWith("SET VARIABLE \"S"))
                .as("what may run once only did")
                .hasSizeLessThanOrEqualTo(sets.get());
        assertThat(channel.isStuck()).isFalse();
        assertThat(bench.puppet.total()).isEqualTo(1);
    }

    private void step(Random random, FakeChannel channel, Puppet.Call call) {
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4 -> read(call, random.nextInt(10));
            case 5 -> set(call);
            case 6 -> futures.add(call.channel.submit(new GetFullVariable("${LONG}")));
            case 7 -> {
                channel.hold("EXEC Wait");
                futures.add(call.channel.submit(new RawCommand("EXEC Wait " + acts.incrementAndGet())));
            }
            case 8 -> futures.add(call.channel.submit(new RawCommand("STREAM FILE nosuch \"\"")));
            case 9 -> channel.inject("NOOP", "theirs");
            case 10 -> channel.inject("GET FULL VARIABLE ${LONG}", "theirs");
            case 11 -> finish(channel);
            case 12 -> dropLinks();
            default -> loseAnAnswer(random, channel, call);
        }
    }

    private void read(Puppet.Call call, int number) {
        CompletableFuture<Optional<String>> read = call.channel.submit(new GetVariable("V" + number));
        futures.add(read);
        CompletableFuture<Void> unused = read.thenAccept(value -> {
            if (!value.equals(Optional.of("value " + number))) {
                wrong.add("V" + number + " is " + value);
            }
        });
    }

    private void set(Puppet.Call call) {
        futures.add(call.channel.submit(new SetVariable("S" + sets.incrementAndGet(), "x")));
    }

    private void finish(FakeChannel channel) {
        if (channel.running().isPresent()) {
            channel.finish("200 result=0");
        }
    }

    private void dropLinks() {
        int before = bench.asterisk.logins();
        bench.asterisk.dropLinks();
        await().until(() -> bench.asterisk.logins() > before && bench.isUp());
    }

    /** Of a command that has a deadline. */
    private void loseAnAnswer(Random random, FakeChannel channel, Puppet.Call call) {
        if (futures.stream().allMatch(CompletableFuture::isDone)
                && channel.queued().isEmpty()) {
            channel.lose("AsyncAGIExec");
            read(call, random.nextInt(10));
        }
    }

    private static void assertLastAndOnce(FakeChannel channel) {
        List<String> all = channel.commands();
        assertThat(all.subList(all.size() - 2, all.size()))
                .containsExactly("SET VARIABLE \"OFFHOOK\" \"done\"", "ASYNCAGI BREAK");
        assertThat(all).filteredOn(line -> line.equals("ASYNCAGI BREAK")).hasSize(1);
    }
}
