// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.offhook.asyncagi.Bench.failure;
import static org.offhook.asyncagi.Bench.get;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiChannelGoneException;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiTimeoutException;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.Noop;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.SetVariable;
import org.offhook.ami.action.PingAction;
import org.offhook.testkit.FakeChannel;

/** The state OPEN: what is sent when, and whose answer is whose. */
class AsyncAgiCommandTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static CompletableFuture<AgiReply> raw(AgiChannel channel, String line) {
        return channel.submit(new RawCommand(line));
    }

    @Test
    void servesACall() {
        bench.start();
        FakeChannel channel = bench.park().variable("TIER", "gold");
        Puppet.Call call = bench.puppet.next();
        assertThat(call.request.channel()).isEqualTo(channel.name());
        assertThat(call.request.uniqueId()).isEqualTo(channel.uniqueId());
        assertThat(call.request.adopted()).isFalse();
        assertThat(call.request.transport().transport()).isEqualTo("AsyncAGI");
        Optional<String> tier = get(call.run(c -> c.getVariable("TIER")));
        assertThat(tier).hasValue("gold");
        call.leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        assertThat(channel.commands())
                .containsExactly("GET VARIABLE \"TIER\"", "SET VARIABLE \"OFFHOOK\" \"done\"", "ASYNCAGI BREAK");
    }

    @Test
    void readsAndSetsGoAheadOfTheirAnswers() {
        bench.asterisk.hold("NOOP");
        bench.start();
        FakeChannel channel = bench.park().variable("V", "x");
        AgiChannel agi = bench.puppet.next().channel;
        List<CompletableFuture<?>> answers = new ArrayList<>();
        answers.add(agi.submit(new Noop()));
        IntStream.range(0, 20).forEach(i -> answers.add(agi.submit(new SetVariable("V" + i, "y"))));
        IntStream.range(0, 20).forEach(i -> answers.add(agi.submit(new GetVariable("V" + i))));
        await().until(() -> channel.queued().size() == 40);
        channel.finish();
        answers.forEach(Bench::get);
        assertThat(get(agi.submit(new GetVariable("V19")))).hasValue("y");
    }

    @Test
    void notMoreThan64AreInAsterisk() {
        bench.asterisk.hold("NOOP");
        bench.start();
        FakeChannel channel = bench.park();
        Puppet.Call call = bench.puppet.next();
        List<CompletableFuture<Optional<String>>> answers = new ArrayList<>();
        CompletableFuture<AgiReply> first = call.channel.submit(new Noop());
        IntStream.range(0, 100).forEach(i -> answers.add(call.channel.submit(new GetVariable("V"))));
        await().until(() -> channel.commands().size() == 64);
        await().during(Duration.ofMillis(150)).until(() -> channel.commands().size() == 64);
        channel.finish();
        get(first);
        answers.forEach(Bench::get);
        assertThat(channel.commands()).hasSize(101);
    }

    @Test
    void whatActsOnTheCallGoesAlone() {
        bench.asterisk.hold("EXEC Wait").hold("GET VARIABLE");
        bench.start();
        FakeChannel channel = bench.park();
        AgiChannel agi = bench.puppet.next().channel;
        CompletableFuture<?> before = agi.submit(new GetVariable("A"));
        CompletableFuture<?> acts = raw(agi, "EXEC Wait 1");
        CompletableFuture<?> behind = agi.submit(new GetVariable("B"));
        await().until(() -> channel.running().isPresent());
        await().during(Duration.ofMillis(100)).until(() -> channel.queued().isEmpty());
        channel.finish();
        await().until(() -> channel.running().equals(Optional.of("EXEC Wait 1")));
        await().during(Duration.ofMillis(100)).until(() -> channel.queued().isEmpty());
        channel.finish();
        await().until(() -> channel.running().equals(Optional.of("GET VARIABLE \"B\"")));
        channel.finish();
        List.of(before, acts, behind).forEach(Bench::get);
    }

    @Test
    void foreignCommandsDisturbNobody() {
        bench.start();
        FakeChannel channel = bench.park().variable("A", "mine").hold("EXEC Wait");
        AgiChannel agi = bench.puppet.next().channel;
        channel.inject("EXEC Wait 1", "somebody-else").inject("NOOP");
        CompletableFuture<Optional<String>> mine = agi.submit(new GetVariable("A"));
        await().until(() -> channel.queued().size() == 2);
        channel.finish("200 result=1 (not yours)");
        assertThat(get(mine)).hasValue("mine");
        await().until(() -> bench.server.health().foreignResults() == 2);
    }

    @Test
    void aResultWithoutItsIdIsNobodys() {
        bench.start();
        FakeChannel channel = bench.park().hold("GET VARIABLE").variable("A", "right");
        AgiChannel agi = bench.puppet.next().channel;
        CompletableFuture<Optional<String>> mine = agi.submit(new GetVariable("A"));
        await().until(() -> channel.running().isPresent());
        channel.event("AsyncAGIExec", "Result: 200%20result%3D1%20(forged)%0A");
        channel.event("AsyncAGIExec", "Result: 200%20result%3D1%20(forged)%0A", "CommandId: x");
        await().until(() -> bench.server.health().foreignResults() == 2);
        assertThat(mine).isNotDone();
        channel.finish();
        assertThat(get(mine)).hasValue("right");
    }

    @Test
    void commandIdsAreUniqueAndShort() {
        bench.start(builder -> builder.instance("i".repeat(32)));
        FakeChannel first = bench.park();
        FakeChannel second = bench.park();
        for (int i = 0; i < 2; i++) {
            AgiChannel agi = bench.puppet.next().channel;
            IntStream.range(0, 50).forEach(n -> get(agi.submit(new Noop())));
        }
        List<String> ids = new ArrayList<>(first.commandIds());
        ids.addAll(second.commandIds());
        assertThat(new HashSet<>(ids)).hasSize(100);
        assertThat(ids).allMatch(id -> id.matches("i{32}-[\\x21-\\x7e]+") && id.length() <= 64);
    }

    @Test
    void anAnswerThatNeverCameEndsWithTheNext() {
        bench.start();
        FakeChannel channel = bench.park().variable("B", "b").hold("NOOP");
        AgiChannel agi = bench.puppet.next().channel;
        CompletableFuture<?> first = agi.submit(new Noop());
        CompletableFuture<Optional<String>> second = agi.submit(new GetVariable("B"));
        await().until(() -> channel.queued().size() == 1);
        channel.lose("AsyncAGIExec").finish();
        assertThat(failure(first, AgiTransportException.class)).hasMessageContaining("not known");
        assertThat(get(second)).hasValue("b");
    }

    @Test
    void aLateAnswerIsNoAnswerAnyMore() {
        bench.start(builder -> builder.replyTimeout(Duration.ofMillis(200)));
        FakeChannel channel = bench.park().hold("NOOP").variable("A", "a");
        AgiChannel agi = bench.puppet.next().channel;
        CompletableFuture<?> late = agi.submit(new Noop());
        CompletableFuture<Optional<String>> next =
                agi.submit(new RawCommand("DATABASE GET a b")).thenApply(AgiReply::data);
        failure(late, AgiTimeoutException.class);
        await().until(() -> channel.queued().stream().anyMatch(line -> line.startsWith("GET FULL VARIABLE")));
        assertThat(channel.commands()).noneMatch(line -> line.startsWith("DATABASE"));
        channel.finish();
        assertThat(get(next)).isEmpty();
        await().until(() -> bench.server.health().staleResults() == 1);
    }

    @Test
    void aResultMayComeBeforeTheAnswerToTheAction() {
        bench.start();
        FakeChannel channel = bench.park().variable("A", "a");
        AgiChannel agi = bench.puppet.next().channel;
        bench.asterisk.delayAnswers("AGI");
        assertThat(get(agi.submit(new GetVariable("A")))).hasValue("a");
        assertThat(get(agi.submit(new SetVariable("B", "b"))).status()).isEqualTo(200);
        bench.asterisk.deliverAnswers();
        bench.client.request(PingAction.of()); // answered behind them
        assertThat(get(agi.submit(new GetVariable("B")))).hasValue("b");
        assertThat(channel.commands()).hasSize(3);
        assertThat(bench.server.health().staleResults()).isZero();
    }

    @Test
    void anActionWithoutAnAnswerLosesNoResult() {
        bench.actionTimeout = Duration.ofMillis(200);
        bench.start();
        FakeChannel channel = bench.park().hold("EXEC");
        AgiChannel agi = bench.puppet.next().channel;
        bench.asterisk.delayAnswers("AGI");
        CompletableFuture<AgiReply> acts = raw(agi, "EXEC Playback x");
        await().until(() -> channel.running().isPresent());
        await().during(Duration.ofMillis(600)).until(() -> !acts.isDone());
        channel.finish("200 result=7");
        assertThat(get(acts).result()).isEqualTo("7");
        bench.asterisk.deliverAnswers();
        assertThat(get(raw(agi, "NOOP")).status()).isEqualTo(200);
        assertThat(channel.commands()).hasSize(2);
    }

    @Test
    void aCommandThatIsTooLongIsRefusedWithTheLimit() {
        bench.start();
        FakeChannel channel = bench.park();
        Puppet.Call call = bench.puppet.next();
        assertThatThrownBy(() -> Bench.raw(call, "NOOP " + "x".repeat(1009))).hasStackTraceContaining("1013");
        assertThat(Bench.raw(call, "NOOP " + "x".repeat(1008)).status()).isEqualTo(200);
        assertThat(channel.commands()).hasSize(1);
    }

    @Test
    void refusalsOfAsteriskAreTold() {
        bench.start();
        bench.park();
        Puppet.Call call = bench.puppet.next();
        assertThat(failure(raw(call.channel, "NO SUCH THING"), AgiCommandException.class)
                        .reply()
                        .status())
                .isEqualTo(510);
        assertThat(failure(raw(call.channel, "SET VARIABLE x"), AgiCommandException.class)
                        .reply()
                        .status())
                .isEqualTo(520);
        try (Logs logs = new Logs()) {
            bench.asterisk.refuse("AGI", "Permission denied");
            assertThat(failure(raw(call.channel, "NOOP"), AgiTransportException.class))
                    .hasMessageContaining("write=")
                    .hasMessageContaining("Permission denied");
            assertThat(logs.with("write=")).hasSize(1);
        }
        bench.asterisk.accept("AGI");
        assertThat(get(raw(call.channel, "NOOP")).status()).isEqualTo(200);
    }

    @Test
    void aChannelThatIsGoneIsToldSo() {
        bench.start();
        FakeChannel channel = bench.park();
        Puppet.Call call = bench.puppet.next();
        channel.lose("AsyncAGIEnd")
                .lose("VarSet")
                .lose("SoftHangupRequest")
                .lose("Hangup")
                .hangUp();
        assertThat(failure(raw(call.channel, "NOOP"), AgiChannelGoneException.class))
                .hasMessageContaining("does not exist");
        await().until(() -> call.hangups.get() == 1);
        failure(raw(call.channel, "NOOP"), AgiChannelGoneException.class);
        call.leave();
        await().until(() -> bench.server.health().parkedCalls() == 0);
    }

    /** Events are slower than responses. */
    @Test
    void aChannelWhoseEndIsToldAfterTheRefusalHungUp() {
        bench.start();
        FakeChannel channel = bench.park();
        Puppet.Call call = bench.puppet.next();
        Stream.of("AsyncAGIEnd", "VarSet", "SoftHangupRequest", "Hangup").forEach(channel::delay);
        channel.hangUp();
        CompletableFuture<AgiReply> answer = raw(call.channel, "NOOP");
        bench.client.request(PingAction.of()); // answered behind the refusal
        channel.deliver();
        AgiHangupException gone = failure(answer, AgiHangupException.class);
        assertThat(gone).isNotInstanceOf(AgiChannelGoneException.class);
        call.leave();
        await().until(() -> bench.server.health().parkedCalls() == 0);
    }

    @Test
    void aThirtyfoldReadTakesOneTick() {
        bench.asterisk.tick(Duration.ofMillis(200));
        bench.start();
        FakeChannel channel = bench.park().variable("A", "a");
        AgiChannel agi = bench.puppet.next().channel;
        long begin = System.nanoTime();
        List<CompletableFuture<Optional<String>>> answers = IntStream.range(0, 30)
                .mapToObj(i -> agi.submit(new GetVariable("A")))
                .toList();
        answers.forEach(answer -> assertThat(get(answer)).hasValue("a"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        assertThat(channel.commands()).hasSize(30);
    }
}
