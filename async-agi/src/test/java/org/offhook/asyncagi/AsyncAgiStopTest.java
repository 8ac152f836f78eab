// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.offhook.asyncagi.Bench.get;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiReply;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.RawCommand;
import org.offhook.testkit.FakeChannel;

/** A prompt is stopped from outside: the command ends as stopped, and the next answer is right. */
class AsyncAgiStopTest {

    private final Bench bench = new Bench();
    private FakeChannel channel;
    private Puppet.Call call;

    @BeforeEach
    void start() {
        bench.start();
        channel = bench.park()
                .variable("A", "a")
                .hold("STREAM FILE")
                .hold("EXEC")
                .hold("GET DATA")
                .hold("SAY DIGITS");
        call = bench.puppet.next();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private CompletableFuture<AgiReply> begin(String line) {
        CompletableFuture<AgiReply> reply = call.channel.submit(new RawCommand(line));
        await().until(() -> channel.running().equals(Optional.of(line)));
        return reply;
    }

    private void assertStops(String line) {
        CompletableFuture<AgiReply> running = begin(line);
        assertThat(call.channel.stop()).isTrue();
        assertThat(get(running).isStopped()).isTrue();
        assertThat(call.channel.isHungUp()).isFalse();
        assertThat(get(call.channel.submit(new GetVariable("A")))).hasValue("a");
        assertThat(channel.sessions()).isEqualTo(1);
    }

    @Test
    void aFile() {
        assertStops("STREAM FILE x \"\"");
    }

    @Test
    void playback() {
        assertStops("EXEC Playback x");
    }

    @Test
    void getData() {
        assertStops("GET DATA x 5000 4");
    }

    @Test
    void waitForDigit() {
        assertStops("WAIT FOR DIGIT -1");
    }

    @Test
    void sayWithTheReservedDigit() {
        assertStops("SAY DIGITS 123 D");
    }

    @Test
    void whatCannotBeStoppedIsNot() {
        CompletableFuture<AgiReply> running = begin("EXEC Wait 5");
        assertThat(call.channel.stop()).isFalse();
        assertThat(running).isNotDone();
        channel.finish("200 result=0");
        assertThat(get(running).isStopped()).isFalse();
    }

    @Test
    void nothingRuns() {
        assertThat(call.channel.stop()).isFalse();
    }

    @Test
    void theHangupWasQuicker() {
        bench.asterisk.ignore("ControlPlayback");
        CompletableFuture<AgiReply> running = begin("STREAM FILE x \"\"");
        CompletableFuture<Boolean> stopping = CompletableFuture.supplyAsync(call.channel::stop);
        await().during(Duration.ofMillis(50)).until(() -> !stopping.isDone());
        channel.hangUp();
        assertThat(get(stopping)).isFalse();
        await().until(running::isCompletedExceptionally);
    }

    @Test
    void aRefusalIsFalse() {
        bench.asterisk.refuse("ControlPlayback", "Permission denied");
        CompletableFuture<AgiReply> running = begin("STREAM FILE x \"\"");
        assertThat(call.channel.stop()).isFalse();
        channel.finish("200 result=0 endpos=8000");
        assertThat(get(running).isStopped()).isFalse();
    }
}
