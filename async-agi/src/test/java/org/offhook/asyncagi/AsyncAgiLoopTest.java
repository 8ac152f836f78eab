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
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.HangupReason;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.StreamFile;
import org.offhook.testkit.FakeChannel;
import org.offhook.testkit.FakeChannel.Dialplan;

/** A command that fails ends Asterisk's session; the script goes on when the dialplan's loop brings the channel back (position 9). */
class AsyncAgiLoopTest {

    private static final String NO_FILE = "STREAM FILE \"nosuch\"";

    private final Bench bench = new Bench();
    private FakeChannel channel;
    private Puppet.Call call;

    @AfterEach
    void close() {
        bench.close();
    }

    private void begin() {
        bench.asterisk.onCommand("STREAM FILE nosuch", line -> "200 result=-1 endpos=0");
        bench.start();
        park(Dialplan.LOOP);
    }

    private void park(Dialplan dialplan) {
        channel = bench.asterisk.channel().variable("A", "a").dialplan(dialplan).park(Bench.AGI);
        call = bench.puppet.next();
    }

    private CompletableFuture<Playback> play() {
        return call.channel.submit(new StreamFile("nosuch", "", 0));
    }

    private CompletableFuture<Optional<String>> read() {
        return call.channel.submit(new GetVariable("A"));
    }

    @Test
    void theScriptGoesOn() {
        begin();
        for (int i = 1; i <= 5; i++) {
            assertThat(get(play()).failed()).isTrue();
            assertThat(get(read())).hasValue("a");
        }
        assertThat(channel.sessions()).isEqualTo(6);
        assertThat(call.hangups).hasValue(0);
        assertThat(bench.puppet.total()).isEqualTo(1);
        call.leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        assertThat(channel.sessions()).isEqualTo(6);
    }

    @Test
    void aFailureIsToldBeforeTheChannelIsBack() {
        begin();
        channel.dialplan(Dialplan.CONTINUE);
        assertThat(get(play()).failed()).isTrue();
        CompletableFuture<Optional<String>> waits = read();
        await().during(Duration.ofMillis(100)).until(() -> !waits.isDone());
        assertThat(channel.commands()).noneMatch(line -> line.startsWith("GET VARIABLE")); // else it would run unseen
        channel.reenter();
        assertThat(get(waits)).hasValue("a");
    }

    @Test
    void commandsThatWaitInAsteriskRunInTheNextSession() {
        begin();
        channel.hold("NOOP").dialplan(Dialplan.CONTINUE);
        List<CompletableFuture<Optional<String>>> reads = readsBehindAFailure();
        assertThat(channel.queued()).hasSize(10);
        assertThat(reads).noneMatch(CompletableFuture::isDone);
        channel.reenter();
        reads.forEach(read -> assertThat(get(read)).hasValue("a"));
        assertThat(channel.executed())
                .filteredOn(line -> line.startsWith("GET VARIABLE"))
                .hasSize(10);
    }

    /** Somebody else's command fails while reads of ours wait behind it. */
    private List<CompletableFuture<Optional<String>>> readsBehindAFailure() {
        channel.inject("NOOP");
        List<CompletableFuture<Optional<String>>> reads =
                IntStream.range(0, 10).mapToObj(i -> read()).toList();
        await().until(() -> channel.queued().size() == 10);
        channel.finish("200 result=-1");
        return reads;
    }

    @Test
    void withoutTheLoopTheScriptIsToldTheLineToAdd() {
        bench.asterisk.onCommand("STREAM FILE nosuch", line -> "200 result=-1 endpos=0");
        bench.start(builder -> builder.loopTimeout(Duration.ofMillis(300)));
        park(Dialplan.CONTINUE);
        get(play());
        assertThat(failure(read(), AgiTransportException.class))
                .hasMessageContaining("GotoIf")
                .hasMessageContaining("${AGISTATUS}")
                .hasMessageContaining("300 ms");
        assertThat(call.hangups).hasValue(0);
        assertThat(call.channel.isHungUp()).isFalse();
        call.leave();
        await().until(call::isOver);
        assertThat(channel.commands()).noneMatch(line -> line.contains("OFFHOOK"));
    }

    @Test
    void aChannelThatComesBackTooLateIsToldTheOutcome() {
        bench.asterisk.onCommand("STREAM FILE nosuch", line -> "200 result=-1 endpos=0");
        bench.start(builder -> builder.loopTimeout(Duration.ofMillis(300)));
        park(Dialplan.CONTINUE);
        get(play());
        failure(read(), AgiTransportException.class);
        call.leave();
        await().until(call::isOver);
        channel.reenter();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        assertThat(bench.puppet.total()).isEqualTo(1);
    }

    @Test
    void aStartThatWasMissedIsFoundInTheList() {
        bench.asterisk.onCommand("STREAM FILE nosuch", line -> "200 result=-1 endpos=0");
        bench.start(builder -> builder.loopTimeout(Duration.ofMillis(300)));
        park(Dialplan.LOOP);
        channel.lose("AsyncAGIStart");
        get(play());
        assertThat(get(read())).hasValue("a");
        assertThat(channel.sessions()).isEqualTo(2);
    }

    @Test
    void withoutAgiStatusTheFailureItselfIsTheSign() {
        begin();
        channel.lose("VarSet").lose("VarSet");
        assertThat(get(play()).failed()).isTrue();
        assertThat(get(read())).hasValue("a");
    }

    @Test
    void aHangupMeanwhileIsAHangup() {
        begin();
        channel.dialplan(Dialplan.HANGUP);
        CompletableFuture<?> waits = call.run(agi -> {
            agi.execute(new StreamFile("nosuch", "", 0));
            return agi.getVariable("A");
        });
        assertThat(failure(waits, AgiHangupException.class).reason()).isEqualTo(HangupReason.HANGUP);
        await().until(() -> call.hangups.get() == 1);
    }

    @Test
    void aForeignBreakEndsTheCall() {
        begin();
        channel.inject("ASYNCAGI BREAK");
        await().until(() -> !channel.isParked());
        assertThat(failure(read(), AgiTransportException.class)).hasMessageContaining("ASYNCAGI BREAK");
        assertThat(call.hangups).hasValue(0);
    }

    @Test
    void anotherPlaceIsAnotherCall() {
        begin();
        channel.dialplan(Dialplan.CONTINUE);
        get(play());
        CompletableFuture<?> waits = read();
        channel.at("elsewhere", "s", 1).park("agi:async,/other/place");
        Puppet.Call next = bench.puppet.next();
        assertThat(next.request.context()).isEqualTo("elsewhere");
        assertThat(next.request.adopted()).isFalse();
        failure(waits, AgiHangupException.class);
        Optional<String> value = get(next.run(agi -> agi.getVariable("A")));
        assertThat(value).hasValue("a");
    }

    @Test
    void otherArgumentsAreAnotherCall() {
        begin();
        channel.dialplan(Dialplan.CONTINUE);
        get(play());
        channel.at("default", "100", 1).park("agi:async,/puppet,other");
        assertThat(bench.puppet.next().request.arguments()).containsExactly("other");
        assertThat(call.channel.isHungUp()).isTrue();
    }

    @Test
    void aScriptThatEndsWhileTheChannelIsAwayEndsTheNextSession() {
        begin();
        channel.dialplan(Dialplan.CONTINUE);
        get(play());
        call.leave();
        await().until(call::isOver);
        channel.reenter();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        assertThat(channel.sessions()).isEqualTo(2);
    }

    @Test
    void twentySubmitsWithOneThatFailsInTheMiddle() {
        begin();
        AgiChannel agi = call.channel;
        List<CompletableFuture<?>> answers = IntStream.range(0, 20)
                .<CompletableFuture<?>>mapToObj(i -> i == 10 ? play() : read())
                .toList();
        for (int i = 0; i < 20; i++) {
            Object answer = get(answers.get(i));
            if (i == 10) {
                assertThat(((Playback) answer).failed()).isTrue();
            } else {
                assertThat(answer).isEqualTo(Optional.of("a"));
            }
        }
        assertThat(agi.isHungUp()).isFalse();
        assertThat(channel.executed())
                .filteredOn(line -> line.startsWith(NO_FILE))
                .hasSize(1);
    }

    @Test
    void aMinusOneThatIsNoEndIsTheAnswerAfterAMoment() {
        begin();
        channel.onCommand("EXEC NoSuch", "200 result=-2");
        AgiReply reply = get(call.channel.submit(new RawCommand("EXEC NoSuch")));
        assertThat(reply.result()).isEqualTo("-2");
        assertThat(channel.sessions()).isEqualTo(1);
        assertThat(get(read())).hasValue("a");
    }
}
