// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.command.Digits;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.Playback;

/** A prompt stopped from outside. */
abstract class StopContract extends Contract {

    StopContract(Transport transport) {
        super(transport);
    }

    private final CompletableFuture<AgiChannel> channels = new CompletableFuture<>();

    /** Serves a script that runs a verb and then reads a variable, which must get its own reply. */
    private <T> Result<T> serveVerb(Result.Body<T> verb) {
        return serve((request, channel) -> {
            channels.complete(channel);
            T result = verb.run(request, channel);
            assertThat(channel.isHungUp()).isFalse();
            assertThat(channel.getVariable("NEXT")).hasValue("its own");
            return result;
        });
    }

    private CompletableFuture<Boolean> stopIt() throws Exception {
        AgiChannel channel = channels.get(10, TimeUnit.SECONDS);
        return CompletableFuture.supplyAsync(channel::stop);
    }

    private void goOn(Call call) {
        call.expect("GET VARIABLE \"NEXT\"").reply("200 result=1 (its own)");
        assertDone(call.end());
    }

    @Test
    void aFileIsStopped() throws Exception {
        Result<Playback> script = serveVerb((request, channel) -> channel.streamFile("long"));
        Call call = call();
        call.expect("STREAM FILE \"long\" \"\"");
        CompletableFuture<Boolean> stopped = stopIt();
        call.stop();
        assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
        goOn(call);
        Playback played = script.value();
        assertThat(played.stopped()).isTrue();
        assertThat(played.failed()).isFalse();
        assertThat(played.key()).as("nobody pressed a key").isEmpty();
    }

    @Test
    void anEntryIsStopped() throws Exception {
        Result<Digits> script = serveVerb((request, channel) -> channel.getData("pin", Duration.ofSeconds(30)));
        Call call = call();
        call.expect("GET DATA \"pin\" 30000");
        CompletableFuture<Boolean> stopped = stopIt();
        call.stop();
        assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
        goOn(call);
        assertThat(script.value().stopped()).isTrue();
        assertThat(script.value().failed()).isFalse();
        assertThat(script.value().text()).isEmpty();
    }

    @Test
    void aWaitForAKeyIsStopped() throws Exception {
        Result<KeyPress> script = serveVerb((request, channel) -> channel.waitForDigit(AgiCommand.UNLIMITED));
        Call call = call();
        call.expect("WAIT FOR DIGIT -1");
        CompletableFuture<Boolean> stopped = stopIt();
        call.stop();
        assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
        goOn(call);
        assertThat(script.value().stopped()).isTrue();
        assertThat(script.value().key()).as("nobody pressed a key").isEmpty();
        assertThat(script.value().failed()).isFalse();
    }

    @Test
    void whatCannotBeStoppedGoesOn() throws Exception {
        Result<KeyPress> script = serveVerb((request, channel) -> channel.sayDigits("123"));
        Call call = call();
        call.expect("SAY DIGITS \"123\" \"\"");
        assertThat(stopIt().get(10, TimeUnit.SECONDS)).isFalse();
        call.expectNothing(A_WHILE).reply(OK);
        goOn(call);
        assertThat(script.value().none()).isTrue();
        assertThat(script.value().stopped()).isFalse();
    }

    @Test
    void aPlainCommandIsNotStopped() throws Exception {
        Result<String> script = serveVerb((request, channel) -> channel.getFullVariable("${A}"));
        Call call = call();
        call.expect("GET FULL VARIABLE \"${A}\"");
        assertThat(stopIt().get(10, TimeUnit.SECONDS)).isFalse();
        call.expectNothing(A_WHILE).reply("200 result=1 (a)");
        goOn(call);
        assertThat(script.value()).isEqualTo("a");
    }

    @Test
    void whenNothingIsUnderWayNothingIsStopped() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Result<Boolean> script = serveVerb((request, channel) -> {
            awaitLatch(go);
            return true;
        });
        Call call = call();
        assertThat(stopIt().get(10, TimeUnit.SECONDS)).isFalse();
        call.expectNothing(A_WHILE);
        go.countDown();
        goOn(call);
        assertThat(script.value()).isTrue();
    }

    @Test
    void afterTheEndNothingIsStopped() throws Exception {
        serve((request, channel) -> channels.complete(channel));
        assertDone(call().end());
        assertThat(stopIt().get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void oneStopStopsOneCommand() throws Exception {
        Result<Playback> script = serveVerb((request, channel) -> {
            channel.streamFile("first");
            return channel.streamFile("second");
        });
        Call call = call();
        call.expect("STREAM FILE \"first\" \"\"");
        CompletableFuture<Boolean> stopped = stopIt();
        call.stop();
        assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
        call.expect("STREAM FILE \"second\" \"\"").expectNothing(A_WHILE).reply("200 result=0 endpos=8000");
        goOn(call);
        assertThat(script.value().end()).isEqualTo(8000);
        assertThat(script.value().stopped()).isFalse();
    }
}
