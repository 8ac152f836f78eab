// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiRequest;

/**
 * What the script of a {@link Scenario} plays with: its call, the person at the far end, and the account it leaves. It
 * never looks which transport it runs on.
 */
final class Scene {
    /** A moment in which something may begin to happen. */
    static final Duration MOMENT = Duration.ofMillis(300);
    /** Longer than anything lasts that is to be interrupted. */
    static final Duration LONG = Duration.ofSeconds(20);

    private static final Duration STEP = Duration.ofSeconds(10);

    private final AsteriskUnderTest asterisk;
    private final ChannelEvents events;
    private final Account account;
    private final String place;
    private final AgiRequest request;
    private final AgiChannel channel;
    private final LiveCall call;

    /** @param place names the call's own files and database keys */
    Scene(
            AsteriskUnderTest asterisk,
            ChannelEvents events,
            Account account,
            String place,
            AgiRequest request,
            AgiChannel channel,
            LiveCall call) {
        this.asterisk = asterisk;
        this.events = events;
        this.account = account;
        this.place = place;
        this.request = request;
        this.channel = channel;
        this.call = call;
    }

    AgiRequest request() {
        return request;
    }

    AgiChannel channel() {
        return channel;
    }

    LiveCall call() {
        return call;
    }

    AsteriskUnderTest asterisk() {
        return asterisk;
    }

    /** A name that no other call has: for database families and files. */
    String own(String name) {
        return place + "-" + name;
    }

    String tone(int seconds) {
        return asterisk.sound(Sounds.toneName(seconds));
    }

    String recording(String name) {
        return asterisk.recordingName(own(name));
    }

    // ---- the account ----

    void note(String what, Object seen) {
        account.note(what, seen);
    }

    /** Notes a result, or the exception in its place. */
    void tried(String what, Callable<?> attempt) {
        account.tried(what, attempt);
    }

    /** Notes the result of a command, or the exception in its place. */
    void tried(AgiCommand<?> command) {
        account.tried(command.line(), () -> channel.execute(command));
    }

    // ---- what happens meanwhile ----

    /** Gives a command to the channel and returns when Asterisk has begun to run it. */
    <R> CompletableFuture<R> begin(AgiCommand<R> command) {
        String line = command.line();
        long before = events.count(channel.uniqueId(), event -> runs(event, line));
        CompletableFuture<R> result = channel.submit(command);
        Awaitility.await("the start of " + line)
                .atMost(STEP)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> result.isDone() || events.count(channel.uniqueId(), event -> runs(event, line)) > before);
        return result;
    }

    private static boolean runs(AmiMessage event, String line) {
        return event.isEvent("AGIExecStart") && event.get("Command").equals(line);
    }

    /** Runs a command, at whose beginning the far end presses keys. */
    <R> R typing(AgiCommand<R> command, String keys) {
        CompletableFuture<R> result = begin(command);
        call.type(keys);
        return Stage.await(result);
    }

    /** Runs a command, in the course of which the far end presses keys. */
    <R> R typingLater(AgiCommand<R> command, Duration after, String keys) {
        CompletableFuture<R> result = begin(command);
        Stage.pause(after);
        call.type(keys);
        return Stage.await(result);
    }

    /** Runs a command, to which the far end sends a text. */
    <R> R texting(AgiCommand<R> command, String text) {
        CompletableFuture<R> result = begin(command);
        asterisk.ami().action("SendText", Map.of("Channel", call.farChannel(), "Message", text));
        return Stage.await(result);
    }

    /** Runs a command, in the course of which the far end hangs up. */
    <R> R hangingUp(AgiCommand<R> command, Duration after) {
        CompletableFuture<R> result = begin(command);
        Stage.pause(after);
        call.hangUpFar();
        return Stage.await(result);
    }

    /** Waits until the script has been told of the hang-up. */
    void awaitHangUp() {
        Awaitility.await("the hang-up").atMost(STEP).until(channel::isHungUp);
    }

    /** Waits for an event of the near channel, from its beginning on. */
    void awaitEvent(String name) {
        Awaitility.await(name)
                .atMost(STEP)
                .until(() -> events.count(channel.uniqueId(), event -> event.isEvent(name)) > 0);
    }

    /** Waits for a variable of the far channel. */
    String awaitFarVariable(String name) {
        return Awaitility.await(name)
                .atMost(STEP)
                .until(() -> asterisk.ami().getvar(call.farChannel(), name), value -> !value.isEmpty());
    }

    /** Has the dialplan set the variable VALUE, for a line of AGI cannot hold line feeds. */
    void dialplanSets(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02X", b));
        }
        channel.setVariable("ENCODED", encoded.toString());
        if (!channel.gosub(asterisk.testContext(), ParityDialplan.DECODE, "1").isComplete()) {
            throw new AssertionError("the subroutine " + ParityDialplan.DECODE + " has not run");
        }
    }
}
