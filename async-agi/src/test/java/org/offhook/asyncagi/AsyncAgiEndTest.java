// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.offhook.asyncagi.Bench.get;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.SetVariable;
import org.offhook.testkit.FakeChannel;
import org.offhook.testkit.FakeChannel.Dialplan;

/** How a script's end is told to the dialplan: last, once, and nothing after it. */
class AsyncAgiEndTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static List<String> last(FakeChannel channel) {
        List<String> all = channel.commands();
        return all.subList(Math.max(0, all.size() - 2), all.size());
    }

    @Test
    void done() {
        bench.start();
        FakeChannel channel = bench.park();
        bench.puppet.next().leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        assertThat(channel.commands()).containsExactly("SET VARIABLE \"OFFHOOK\" \"done\"", "ASYNCAGI BREAK");
        await().until(() -> bench.server.health().parkedCalls() == 0);
    }

    @Test
    void failed() {
        try (Logs logs = new Logs()) {
            bench.start();
            FakeChannel channel = bench.park();
            bench.puppet.next().fail(new IllegalStateException("as the test wants"));
            Bench.assertOutcome(channel, "failed", "FAILURE");
            assertThat(channel.sessions()).isEqualTo(1);
            await().until(() -> bench.server.health().failedCalls() == 1);
            assertThat(logs.with("as the test wants")).isNotNull();
        }
    }

    @Test
    void refused() {
        bench.start();
        FakeChannel channel = bench.park();
        bench.puppet.next().fail(new AgiRefusedException("not today"));
        Bench.assertOutcome(channel, "refused", "FAILURE");
        await().until(() -> bench.server.health().refusedCalls() == 1);
    }

    @Test
    void withoutAVariable() {
        bench.start(builder -> builder.outcomeVariable(null));
        FakeChannel channel = bench.park();
        bench.puppet.next().leave();
        await().until(() -> !channel.isParked());
        assertThat(channel.commands()).containsExactly("ASYNCAGI BREAK");
    }

    @Test
    void withAVariableOfAnotherName() {
        bench.start(builder -> builder.outcomeVariable("RESULT"));
        FakeChannel channel = bench.park();
        bench.puppet.next().leave();
        await().until(() -> !channel.isParked());
        assertThat(channel.variable("RESULT")).isEqualTo("done");
    }

    @Test
    void whatWasSubmittedRunsFirst() {
        bench.start();
        FakeChannel channel = bench.park();
        Puppet.Call call = bench.puppet.next();
        get(call.run(agi -> IntStream.range(0, 100)
                .mapToObj(i -> agi.submit(new SetVariable("V" + i, "x")))
                .toList()));
        call.leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        assertThat(channel.commands()).hasSize(102);
        assertThat(last(channel)).containsExactly("SET VARIABLE \"OFFHOOK\" \"done\"", "ASYNCAGI BREAK");
        assertThat(channel.variable("V99")).isEqualTo("x");
    }

    @Test
    void nothingIsSentBehindTheEnd() {
        bench.asterisk.hold("ASYNCAGI BREAK");
        bench.start();
        FakeChannel channel = bench.park();
        Puppet.Call call = bench.puppet.next();
        call.leave();
        await().until(() -> channel.running().equals(Optional.of("ASYNCAGI BREAK")));
        CompletableFuture<?> late = call.channel.submit(new GetVariable("A"));
        await().until(late::isCompletedExceptionally);
        assertThat(channel.queued()).isEmpty();
        channel.finish("200 result=0");
        Bench.assertOutcome(channel, "done", "SUCCESS");
        assertThat(last(channel)).containsExactly("SET VARIABLE \"OFFHOOK\" \"done\"", "ASYNCAGI BREAK");
    }

    @Test
    void theEndIsSentAtMostTwiceAndOnlyIfTheChannelIsStillThere() {
        bench.start();
        FakeChannel channel = bench.park().lose("AsyncAGIEnd");
        bench.puppet.next().leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        await().atMost(Duration.ofSeconds(12)).until(() -> bench.server.health().parkedCalls() == 0);
        assertThat(channel.commands()).hasSize(2);
    }

    @Test
    void aHangupOfTheEndIsNoSurprise() {
        bench.asterisk.hold("ASYNCAGI BREAK");
        bench.start();
        FakeChannel channel = bench.park();
        Puppet.Call call = bench.puppet.next();
        call.leave();
        await().until(() -> channel.running().equals(Optional.of("ASYNCAGI BREAK")));
        channel.hangUp();
        await().until(() -> bench.server.health().parkedCalls() == 0);
        assertThat(call.isOver()).isTrue();
        assertThat(bench.server.health().failedCalls()).isZero();
    }

    @Test
    void theNextStepOfTheDialplanIsANewCall() {
        bench.start();
        FakeChannel channel = bench.park().dialplan(Dialplan.CONTINUE);
        bench.puppet.next().leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        channel.park("agi:async,/other/second");
        assertThat(bench.puppet.next().request.pathVariable("name")).isEqualTo("second");
        assertThat(bench.puppet.total()).isEqualTo(2);
    }

    @Test
    void anEndThatDidNothingIsRepeatedOnce() {
        bench.start();
        FakeChannel channel = bench.park().hold("GOSUB");
        bench.puppet.next().fail(new AgiRefusedException("not today"));
        await().until(() -> channel.running().isPresent());
        channel.finish("200 result=0 Gosub complete"); // a dialplan that has this context
        await().atMost(Duration.ofSeconds(12)).until(() -> !channel.isParked());
        assertThat(channel.commands())
                .containsExactly(
                        "SET VARIABLE \"OFFHOOK\" \"refused\"",
                        "GOSUB offhook-refused s 1",
                        "SET VARIABLE \"OFFHOOK\" \"refused\"",
                        "ASYNCAGI BREAK");
    }
}
