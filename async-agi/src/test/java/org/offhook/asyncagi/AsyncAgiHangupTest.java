// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.offhook.asyncagi.Bench.failure;
import static org.offhook.asyncagi.Bench.get;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.HangupReason;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.Hangup;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.StreamFile;
import org.offhook.ami.action.PingAction;
import org.offhook.testkit.FakeChannel;

/** The caller hangs up, somebody redirects the channel, a bridge takes it: one clear ending each, nothing left waiting. */
class AsyncAgiHangupTest {

    private final Bench bench = new Bench();
    private FakeChannel channel;
    private Puppet.Call call;

    @BeforeEach
    void start() {
        bench.start();
        channel =
                bench.park().variable("A", "a").hold("STREAM FILE").hold("EXEC").hold("NOOP");
        call = bench.puppet.next();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private CompletableFuture<Playback> play() {
        CompletableFuture<Playback> playing = call.channel.submit(new StreamFile("x", "", 0));
        await().until(() -> channel.running().isPresent());
        return playing;
    }

    private CompletableFuture<Optional<String>> read() {
        return call.channel.submit(new GetVariable("A"));
    }

    private CompletableFuture<AgiReply> raw(String line) {
        return call.channel.submit(new RawCommand(line));
    }

    private void assertHungUp(CompletableFuture<?> command, HangupReason reason) {
        assertThat(failure(command, AgiHangupException.class).reason()).isEqualTo(reason);
    }

    private void assertOver(HangupReason reason) {
        await().until(() -> call.hangups.get() == 1);
        assertThat(call.channel.isHungUp()).isTrue();
        assertHungUp(read(), reason);
        call.leave();
        await().until(() -> bench.server.activeCalls() == 0);
        await().until(() -> bench.server.health().parkedCalls() == 0);
        assertThat(call.hangups).hasValue(1);
    }

    @Test
    void idle() {
        channel.hangUp();
        assertOver(HangupReason.HANGUP);
        assertThat(channel.commands()).isEmpty();
    }

    @Test
    void inAPromptWithOthersWaiting() {
        CompletableFuture<Playback> playing = play();
        List<CompletableFuture<Optional<String>>> behind =
                IntStream.range(0, 5).mapToObj(i -> read()).toList();
        channel.hangUp();
        AgiHangupException hangup = failure(playing, AgiHangupException.class);
        assertThat(hangup.reply())
                .hasValueSatisfying(reply -> assertThat(reply.toString()).startsWith("200 result=-1"));
        behind.forEach(read -> assertHungUp(read, HangupReason.HANGUP));
        assertOver(HangupReason.HANGUP);
    }

    @Test
    void withCommandsWaitingInAsterisk() {
        CompletableFuture<AgiReply> first = call.channel.submit(new org.offhook.agi.command.Noop());
        List<CompletableFuture<Optional<String>>> behind =
                IntStream.range(0, 5).mapToObj(i -> read()).toList();
        await().until(() -> channel.queued().size() == 5);
        channel.hangUp();
        await().until(first::isDone);
        behind.forEach(read -> assertHungUp(read, HangupReason.HANGUP));
        assertOver(HangupReason.HANGUP);
    }

    @Test
    void withoutTheEndOfTheSession() {
        channel.lose("AsyncAGIEnd");
        CompletableFuture<Playback> playing = play();
        channel.hangUp();
        assertHungUp(playing, HangupReason.HANGUP);
        assertOver(HangupReason.HANGUP);
    }

    @Test
    void withoutTheEventHangup() {
        channel.lose("Hangup");
        CompletableFuture<Playback> playing = play();
        channel.hangUp();
        assertHungUp(playing, HangupReason.HANGUP);
        await().until(() -> call.hangups.get() == 1);
        assertHungUp(read(), HangupReason.HANGUP);
    }

    @Test
    void byTheScriptItself() {
        CompletableFuture<?> done = call.channel.submit(new Hangup(""));
        await().until(done::isDone);
        assertOver(HangupReason.HANGUP);
    }

    @Test
    void aRedirectIsTold() {
        CompletableFuture<Playback> playing = play();
        channel.redirect("elsewhere", "s", 1);
        assertHungUp(playing, HangupReason.REDIRECTED);
        assertOver(HangupReason.REDIRECTED);
    }

    @Test
    void aRedirectIntoAgiIsANewCall() {
        bench.asterisk.extension("elsewhere", "s", 1, "agi:async,/other/new");
        CompletableFuture<Playback> playing = play();
        channel.redirect("elsewhere", "s", 1);
        assertHungUp(playing, HangupReason.REDIRECTED);
        Puppet.Call next = bench.puppet.next();
        assertThat(next.request.pathVariable("name")).isEqualTo("new");
        assertHungUp(read(), HangupReason.REDIRECTED);
        assertThat(get(next.channel.submit(new GetVariable("A")))).hasValue("a");
    }

    @Test
    void aRedirectToTheSamePlaceByAnotherProgramIsANewCall() {
        CompletableFuture<Playback> playing = play();
        channel.redirect("default", "100", 1);
        assertHungUp(playing, HangupReason.REDIRECTED);
        Puppet.Call next = bench.puppet.next();
        assertThat(get(next.channel.submit(new GetVariable("A")))).hasValue("a");
        assertThat(call.channel.isHungUp()).isTrue();
    }

    @Test
    void aBridgeStealsTheChannel() {
        CompletableFuture<Playback> playing = play();
        CompletableFuture<Optional<String>> behind = read();
        channel.bridge();
        assertHungUp(playing, HangupReason.STOLEN);
        assertHungUp(behind, HangupReason.STOLEN);
        assertOver(HangupReason.STOLEN);
    }

    @Test
    void aBridgeThatIsNoTheftEndsNothing() {
        channel.event("BridgeEnter", "BridgeUniqueid: x");
        bench.client.request(PingAction.of()); // answered behind it
        CompletableFuture<Optional<String>> behind = read();
        assertThat(get(behind)).hasValue("a");
        assertThat(channel.commands()).anyMatch(line -> line.startsWith("GET FULL VARIABLE"));
        assertThat(call.hangups).hasValue(0);
    }

    @Test
    void theBridgeOfADialIsNoSuspicion() {
        CompletableFuture<AgiReply> dial = raw("EXEC Dial PJSIP/bob");
        await().until(() -> channel.running().isPresent());
        channel.bridgeInCommand();
        await().during(Duration.ofMillis(100)).until(() -> channel.queued().isEmpty());
        channel.finish("200 result=0");
        assertThat(get(dial).result()).isEqualTo("0");
        assertThat(channel.commands()).hasSize(1);
    }

    @Test
    void aChannelThatABridgeGaveBackIsANewCall() {
        channel.lose("BridgeEnter").bridge();
        channel.reenter();
        Puppet.Call next = bench.puppet.next();
        assertThat(get(next.channel.submit(new GetVariable("A")))).hasValue("a");
        assertHungUp(read(), HangupReason.REDIRECTED);
        next.leave();
        assertOver(HangupReason.REDIRECTED);
    }

    @Test
    void aChannelThatABridgeGaveBackElsewhereIsANewCall() {
        bench.asterisk.refuse("CoreShowChannels", "Permission denied");
        channel.lose("BridgeEnter").bridge();
        channel.at("elsewhere", "s", 1).park("agi:async,/other/new");
        Puppet.Call next = bench.puppet.next();
        assertThat(next.request.pathVariable("name")).isEqualTo("new");
        assertHungUp(read(), HangupReason.REDIRECTED);
        next.leave();
    }

    /** A caller's text that a dialplan decodes can hold events: docs/async-agi.md, the least manager.conf. */
    @Test
    void aForgedStartBeginsNoOtherScriptOnAChannelThatIsServed() {
        CompletableFuture<Playback> playing = play();
        try (Logs logs = new Logs()) {
            for (int i = 0; i < 3; i++) {
                bench.asterisk.event(
                        "AsyncAGIStart",
                        "Uniqueid: " + channel.uniqueId(),
                        "Env: agi_request%3A%20async%0Aagi_arg_1%3A%20%2Fother%2Fadmin%0A%0A");
            }
            await().until(() -> !logs.with("is not true").isEmpty());
            channel.finish("200 result=0 endpos=8000");
            assertThat(get(playing).failed()).isFalse();
            assertThat(get(read())).hasValue("a");
            assertThat(logs.with("is not true")).singleElement().asString().contains("eventfilter");
        }
        assertThat(bench.puppet.total()).isEqualTo(1);
        assertThat(call.hangups).hasValue(0);
    }

    @Test
    void aChannelOfAnotherNameIsTheSameCall() {
        CompletableFuture<Playback> playing = play();
        String before = channel.name();
        channel.event("Rename", "Newname: PJSIP/bob-0000002a").named("PJSIP/bob-0000002a");
        channel.finish("200 result=0 endpos=8000");
        assertThat(get(playing).failed()).isFalse();
        assertThat(get(read())).hasValue("a");
        int logins = bench.asterisk.logins();
        bench.asterisk.dropLinks();
        await().until(() -> bench.asterisk.logins() > logins && bench.isUp());
        assertThat(get(read())).hasValue("a"); // found in the list by its Uniqueid
        assertThat(bench.puppet.total()).isEqualTo(1);
        assertThat(call.channel.name()).isEqualTo(before);
        channel.hangUp();
        assertOver(HangupReason.HANGUP);
    }

    @Test
    void aSessionThatGoesOnUnderAnotherUniqueidIsTheSameCall() {
        CompletableFuture<AgiReply> pickup = raw("EXEC PickupChan PJSIP/bob");
        await().until(() -> channel.running().isPresent());
        channel.uniqueId("9.9").finish("200 result=0");
        assertThat(get(pickup).result()).isEqualTo("0");
        assertThat(get(read())).hasValue("a");
        channel.hangUp();
        assertOver(HangupReason.HANGUP);
        assertThat(bench.puppet.total()).isEqualTo(1);
        assertThat(bench.server.health().staleResults()).isZero();
    }

    @Test
    void aHangupThatIsToldLateStillExplainsTheMinusOne() {
        channel.delay("AsyncAGIEnd").delay("VarSet").delay("SoftHangupRequest").delay("Hangup");
        CompletableFuture<Playback> playing = play();
        channel.hangUp();
        await().until(() -> !channel.isParked());
        assertThat(playing).isNotDone();
        channel.deliver();
        assertHungUp(playing, HangupReason.HANGUP);
    }

    @Test
    void aFailureWithoutAnyEndIsAFailureAfterAMoment() {
        channel.lose("AsyncAGIEnd").lose("AsyncAGIStart").lose("VarSet");
        CompletableFuture<Playback> playing = play();
        channel.finish("200 result=-1 endpos=0");
        assertThat(get(playing).failed()).isTrue();
    }

    @Test
    void aNewCallWithTheSameNameIsAnother() {
        channel.hangUp();
        assertOver(HangupReason.HANGUP);
        FakeChannel again = bench.asterisk
                .channel()
                .named(channel.name())
                .variable("A", "again")
                .park(Bench.AGI);
        Puppet.Call next = bench.puppet.next();
        assertThat(next.request.uniqueId()).isEqualTo(again.uniqueId());
        assertThat(get(next.channel.submit(new GetVariable("A")))).hasValue("again");
    }
}
