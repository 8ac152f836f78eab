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
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiChannelGoneException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.HangupReason;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.Noop;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.SetVariable;
import org.offhook.testkit.FakeChannel;
import org.offhook.testkit.FakeChannel.Dialplan;

/** Life beyond one connection: AMI lost, channels found waiting, endings owed (position 12). */
class AsyncAgiReconnectTest {

    private final Bench bench = new Bench();
    private FakeChannel channel;
    private Puppet.Call call;

    @AfterEach
    void close() {
        bench.close();
    }

    private void begin() {
        bench.start();
        park();
    }

    private void park() {
        channel = bench.park().variable("A", "a").hold("EXEC").hold("NOOP");
        call = bench.puppet.next();
    }

    private CompletableFuture<Optional<String>> read() {
        return call.channel.submit(new GetVariable("A"));
    }

    private void away() {
        bench.asterisk.unreachable(true);
        await().until(() -> !bench.isUp());
    }

    private void back() {
        bench.asterisk.unreachable(false);
        await().until(bench::isUp);
    }

    // ---- calls that run ----

    @Test
    void anIdleCallGoesOn() {
        begin();
        away();
        CompletableFuture<Optional<String>> waits = read();
        await().during(Duration.ofMillis(100)).until(() -> !waits.isDone());
        back();
        assertThat(get(waits)).hasValue("a");
        assertThat(call.hangups).hasValue(0);
        assertThat(bench.puppet.total()).isEqualTo(1);
        call.leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
    }

    @Test
    void aCommandUnderWayIsNotKnownAndNeverRepeated() {
        begin();
        CompletableFuture<?> acts = call.channel.submit(new RawCommand("EXEC Playback x"));
        CompletableFuture<Optional<String>> behind = read();
        await().until(() -> channel.running().isPresent());
        away();
        assertThat(failure(acts, AgiTransportException.class)).hasMessageContaining("not known");
        assertThat(behind).isNotDone();
        back();
        await().until(() -> channel.queued().size() == 1);
        await().during(Duration.ofMillis(100)).until(() -> !behind.isDone());
        assertThat(channel.queued()).allMatch(line -> line.startsWith("GET FULL VARIABLE")); // the fence
        channel.finish("200 result=0");
        assertThat(get(behind)).hasValue("a");
        assertThat(channel.executed())
                .filteredOn(line -> line.startsWith("EXEC"))
                .hasSize(1);
    }

    @Test
    void aLateAnswerOfBeforeIsNobodys() {
        begin();
        CompletableFuture<?> before = call.channel.submit(new Noop());
        await().until(() -> channel.running().isPresent());
        bench.asterisk.dropLinks();
        failure(before, AgiTransportException.class);
        await().until(() -> bench.asterisk.logins() == 2);
        CompletableFuture<Optional<String>> next = read();
        await().until(() -> channel.queued().stream().anyMatch(line -> line.startsWith("GET FULL")));
        channel.finish("200 result=1 (wrong)");
        assertThat(get(next)).hasValue("a");
        await().until(() -> bench.server.health().staleResults() == 1);
    }

    @Test
    void aHangupMeanwhileIsFoundInTheList() {
        begin();
        away();
        CompletableFuture<Optional<String>> waits = read();
        channel.hangUp();
        back();
        assertThat(failure(waits, AgiHangupException.class).reason()).isEqualTo(HangupReason.HANGUP);
        await().until(() -> call.hangups.get() == 1);
    }

    @Test
    void aListThatLacksChannelsEndsNoCall() {
        begin();
        FakeChannel second = bench.park().variable("A", "second");
        Puppet.Call other = bench.puppet.next();
        for (boolean cancelled : List.of(false, true)) {
            bench.asterisk.loseRows(1).cancelLists(cancelled);
            away();
            back();
            assertThat(get(read())).hasValue("a");
            assertThat(get(other.channel.submit(new GetVariable("A")))).hasValue("second");
        }
        assertThat(call.hangups).hasValue(0);
        assertThat(other.hangups).hasValue(0);
        assertThat(bench.puppet.total()).isEqualTo(2);
        bench.asterisk.loseRows(0).cancelLists(false);
        other.leave();
        Bench.assertOutcome(second, "done", "SUCCESS");
    }

    @Test
    void aCancelledListEndsNoCall() {
        begin();
        bench.asterisk.cancelLists(true);
        away();
        channel.delay("Hangup").hangUp(); // so that the list lacks it and counts right
        back();
        assertThat(call.hangups).hasValue(0);
        bench.asterisk.cancelLists(false);
        away();
        back();
        await().until(() -> call.hangups.get() == 1);
    }

    @Test
    void aChannelThatHasLeftIsGone() {
        begin();
        channel.dialplan(Dialplan.CONTINUE);
        away();
        CompletableFuture<Optional<String>> waits = read();
        channel.inject("ASYNCAGI BREAK");
        back();
        assertThat(failure(waits, AgiTransportException.class)).hasMessageContaining("has left");
        call.leave();
        await().until(call::isOver);
        assertThat(channel.commands()).containsExactly("ASYNCAGI BREAK");
    }

    @Test
    void aChannelThatWaitsElsewhereIsFoundAsAnotherCall() {
        begin();
        channel.dialplan(Dialplan.CONTINUE);
        away();
        CompletableFuture<Optional<String>> waits = read();
        channel.inject("ASYNCAGI BREAK").at("elsewhere", "s", 1).park("agi:async,/other/place");
        back();
        failure(waits, AgiTransportException.class);
        Puppet.Call next = bench.puppet.next();
        assertThat(next.request.context()).isEqualTo("elsewhere");
        assertThat(get(next.channel.submit(new GetVariable("A")))).hasValue("a");
    }

    @Test
    void aSessionThatBeganAnewMeanwhileIsTheSameCall() {
        begin();
        away();
        channel.onCommand("VERBOSE", "200 result=-1").inject("VERBOSE x");
        assertThat(channel.sessions()).isEqualTo(2);
        back();
        assertThat(get(read())).hasValue("a");
        assertThat(bench.puppet.total()).isEqualTo(1);
    }

    @Test
    void scriptsDoNotWaitForEver() {
        bench.start(builder -> builder.reconnectWindow(Duration.ofMillis(300)));
        park();
        away();
        CompletableFuture<Optional<String>> waits = read();
        failure(waits, RuntimeException.class);
        await().until(call::wasInterrupted);
        await().until(() -> bench.server.health().failedCalls() == 1);
        back();
        Bench.assertOutcome(channel, "failed", "FAILURE");
        assertThat(bench.puppet.total()).isEqualTo(1);
    }

    @Test
    void anEndingThatIsOwedIsToldLater() {
        begin();
        away();
        call.leave();
        await().until(call::isOver);
        assertThat(channel.commands()).isEmpty();
        back();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        assertThat(bench.puppet.total()).isEqualTo(1);
    }

    @Test
    void anEndingThatWasUnderWayIsFinished() {
        bench.asterisk.hold("ASYNCAGI BREAK");
        begin();
        call.leave();
        await().until(() -> channel.running().equals(Optional.of("ASYNCAGI BREAK")));
        away();
        channel.finish("200 result=0");
        assertThat(channel.isParked()).isFalse();
        back();
        await().during(Duration.ofMillis(150)).until(() -> channel.commands().size() == 2);
        assertThat(channel.queued()).isEmpty();
    }

    @Test
    void aChannelThatComesAgainAfterAnEndingThatArrivedIsANewCall() {
        bench.asterisk.hold("ASYNCAGI BREAK");
        begin();
        call.leave();
        await().until(() -> channel.running().equals(Optional.of("ASYNCAGI BREAK")));
        away();
        channel.finish("200 result=0").variable("OFFHOOK", "");
        back();
        await().during(Duration.ofMillis(100)).until(() -> channel.commands().size() == 2);
        channel.at("default", "100", 1).park(Bench.AGI);
        call = bench.puppet.next();
        assertThat(get(read())).hasValue("a");
    }

    @Test
    void aNewAsteriskHasNoneOfTheOldCalls() {
        begin();
        CompletableFuture<?> waits = call.channel.submit(new RawCommand("EXEC Playback x"));
        await().until(() -> channel.running().isPresent());
        bench.asterisk.restart();
        failure(waits, RuntimeException.class);
        await().until(() -> call.hangups.get() == 1);
        call.leave();
        await().until(() -> bench.server.health().parkedCalls() == 0);
        bench.park().variable("A", "new");
        call = bench.puppet.next();
        assertThat(get(read())).hasValue("new");
    }

    @Test
    void manyLossesInARowLoseNoCall() {
        begin();
        List<FakeChannel> channels = IntStream.range(0, 20)
                .mapToObj(i -> bench.park().variable("A", "n" + i))
                .toList();
        List<Puppet.Call> calls =
                IntStream.range(0, 20).mapToObj(i -> bench.puppet.next()).toList();
        for (int round = 0; round < 5; round++) {
            bench.asterisk.dropLinks();
            int before = round + 2;
            await().until(() -> bench.asterisk.logins() >= before && bench.isUp());
            for (Puppet.Call each : calls) {
                Optional<String> value = get(each.channel.submit(new GetVariable("A")));
                assertThat(value).hasValueSatisfying(text -> assertThat(text).startsWith("n"));
            }
        }
        assertThat(bench.puppet.total()).isEqualTo(21);
        calls.forEach(Puppet.Call::leave);
        channels.forEach(each -> Bench.assertOutcome(each, "done", "SUCCESS"));
    }

    /** Once a minute; here more often. */
    @Test
    void aHangupOfWhichNothingWasToldIsFoundByTheNextLook() {
        bench.start(builder -> builder.lookEvery(Duration.ofMillis(200)));
        park();
        CompletableFuture<?> acts = call.channel.submit(new RawCommand("EXEC Playback x"));
        await().until(() -> channel.running().isPresent());
        List.of("AsyncAGIExec", "AsyncAGIEnd", "VarSet", "SoftHangupRequest", "Hangup")
                .forEach(channel::lose);
        channel.hangUp();
        failure(acts, AgiChannelGoneException.class);
        await().until(() -> call.hangups.get() == 1);
        call.leave();
        await().until(() -> bench.server.health().parkedCalls() == 0);
    }

    @Test
    void aChannelOfWhoseStartNothingWasToldIsFoundByTheNextLook() {
        bench.start(builder -> builder.lookEvery(Duration.ofMillis(200)));
        channel = bench.asterisk
                .channel()
                .variable("A", "a")
                .lose("AsyncAGIStart")
                .park(Bench.AGI);
        call = bench.puppet.next();
        assertThat(call.request.adopted()).isTrue();
        assertThat(get(read())).hasValue("a");
    }

    // ---- channels that wait already ----

    @Test
    void aServerThatStartsAdoptsWhatWaits() {
        channel = bench.asterisk
                .channel()
                .requestVariable("agi_callerid", "100")
                .variable("A", "a")
                .park("agi:async,/other/gold?x=1,first,second");
        bench.start();
        call = bench.puppet.next();
        assertThat(call.request.adopted()).isTrue();
        assertThat(call.request.script()).isEqualTo("other/gold");
        assertThat(call.request.parameter("x")).hasValue("1");
        assertThat(call.request.arguments()).containsExactly("first", "second");
        assertThat(call.request.uniqueId()).isEqualTo(channel.uniqueId());
        assertThat(call.request.channel()).isEqualTo(channel.name());
        assertThat(call.request.context()).isEqualTo("default");
        assertThat(get(read())).hasValue("a");
        assertThat(bench.server.health().adoptedCalls()).isEqualTo(1);
        call.leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
    }

    @Test
    void whatIsNotOursIsNotAdopted() {
        channel = bench.asterisk.park("agi:async,/theirs");
        FakeChannel idle = bench.asterisk.channel();
        bench.start();
        await().until(() -> bench.server.health().parkedCalls() == 1);
        await().during(Duration.ofMillis(100)).until(() -> channel.commands().isEmpty());
        assertThat(idle.commands()).isEmpty();
    }

    @Test
    void aScriptStartsOnlyAfterWhatTheOneBeforeLeftIsDone() {
        channel = bench.asterisk.channel().variable("A", "a").hold("EXEC Wait").park(Bench.AGI);
        channel.inject("EXEC Wait 60", "of-the-one-before");
        bench.start();
        await().until(() -> channel.queued().stream().anyMatch(line -> line.startsWith("GET FULL VARIABLE")));
        assertThat(bench.puppet.total()).isZero();
        channel.finish("200 result=0");
        call = bench.puppet.next();
        assertThat(get(read())).hasValue("a");
    }

    @Test
    void scriptsThatMustNotRunTwiceAreNotRestarted() {
        channel = bench.asterisk.park(Bench.AGI);
        bench.start(builder -> builder.adoption(request -> AdoptionPolicy.BREAK));
        Bench.assertOutcome(channel, "failed", "FAILURE");
        assertThat(bench.puppet.total()).isZero();
        bench.park();
        assertThat(bench.puppet.next().request.adopted()).isFalse();
    }

    @Test
    void adoptionMayHangUp() {
        channel = bench.asterisk.park(Bench.AGI);
        bench.start(builder -> builder.adoption(request -> AdoptionPolicy.HANGUP));
        await().until(channel::isHungUp);
        assertThat(bench.puppet.total()).isZero();
    }

    @Test
    void adoptionMayLeaveAlone() {
        channel = bench.asterisk.park(Bench.AGI);
        bench.start(builder -> builder.adoption(request -> AdoptionPolicy.LEAVE));
        await().until(() -> bench.server.health().parkedCalls() == 1);
        await().during(Duration.ofMillis(100)).until(() -> channel.commands().isEmpty());
        assertThat(bench.puppet.total()).isZero();
    }

    @Test
    void whatCameWhileTheConnectionWasAwayIsAdopted() {
        bench.start();
        away();
        channel = bench.park().variable("A", "a");
        back();
        call = bench.puppet.next();
        assertThat(call.request.adopted()).isTrue();
        assertThat(get(read())).hasValue("a");
    }

    @Test
    void aSecondServerTakesOverWhenTheFirstHasGone() {
        begin();
        CompletableFuture<?> acts = call.channel.submit(new RawCommand("EXEC Playback x"));
        await().until(() -> channel.running().isPresent());
        bench.client.close(); // as a process that dies: nothing is said any more
        failure(acts, RuntimeException.class);
        bench.server.close();
        assertThat(channel.isParked()).isTrue();
        bench.start();
        channel.finish("200 result=0");
        Puppet.Call next = bench.puppet.next();
        assertThat(next.request.adopted()).isTrue();
        get(next.channel.submit(new SetVariable("B", "b")));
        assertThat(channel.variable("B")).isEqualTo("b");
    }

    @Test
    void withoutTheRightToListNothingIsAdoptedAndItIsSaid() {
        bench.asterisk.refuse("CoreShowChannels", "Permission denied");
        channel = bench.asterisk.park(Bench.AGI);
        try (Logs logs = new Logs()) {
            bench.start();
            await().until(() -> !logs.with("CoreShowChannels was refused").isEmpty());
        }
        bench.park();
        assertThat(bench.puppet.next().request.adopted()).isFalse();
        assertThat(channel.commands()).isEmpty();
    }
}
