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
import org.offhook.agi.AgiAnswerLostException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiTruncatedException;
import org.offhook.agi.command.GetFullVariable;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.SetVariable;
import org.offhook.testkit.FakeChannel;

/** Position 10: a long answer leaves a rest, and until a fence is answered exactly nothing that comes is an answer. */
class AsyncAgiPipeTest {

    private final Bench bench = new Bench();
    private FakeChannel channel;
    private Puppet.Call call;

    @BeforeEach
    void start() {
        bench.start();
        channel = bench.park().variable("LONG", "x".repeat(1500)).variable("A", "a");
        call = bench.puppet.next();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private long fences() {
        return channel.commands().stream()
                .filter(line -> line.startsWith("GET FULL VARIABLE \"offhook"))
                .count();
    }

    private void assertInStep() {
        Optional<String> value = get(call.run(agi -> agi.getVariable("A")));
        assertThat(value).hasValue("a");
    }

    @Test
    void aLongValueOfAFunctionIsTruncatedAndTheNextAnswerIsRight() {
        CompletableFuture<?> full = call.channel.submit(new GetFullVariable("${LONG}"));
        CompletableFuture<Optional<String>> next = call.channel.submit(new GetVariable("A"));
        AgiTruncatedException cut = failure(full, AgiTruncatedException.class);
        assertThat(cut.reply())
                .hasValueSatisfying(reply -> assertThat(reply.status()).isEqualTo(200));
        assertThat(get(next)).hasValue("a");
        await().until(() -> fences() > 0);
        assertInStep();
    }

    @Test
    void aLongVariableIsReadInSlices() {
        Optional<String> value = get(call.run(agi -> agi.getVariable("LONG")));
        assertThat(value).hasValue("x".repeat(1500));
        assertInStep();
    }

    @Test
    void aValueWhoseEncodingIsTooLongIsSeenThoughItEndsInALineFeed() {
        channel.variable("AT", "@".repeat(674) + "\n" + "@".repeat(300));
        failure(call.channel.submit(new GetFullVariable("${AT}")), AgiTruncatedException.class);
        await().until(() -> fences() > 0);
        assertInStep();
    }

    @Test
    void exactly1024BytesAreSuspicious() {
        channel.variable("EXACT", "x".repeat(1024 - 16)); // 200 result=1 (...)LF
        failure(call.channel.submit(new GetFullVariable("${EXACT}")), AgiTruncatedException.class);
        await().until(() -> fences() > 0);
        assertInStep();
    }

    @Test
    void oneByteLessIsNot() {
        channel.variable("FITS", "x".repeat(1023 - 16));
        Optional<String> value = get(call.channel.submit(new GetFullVariable("${FITS}")));
        assertThat(value).hasValueSatisfying(text -> assertThat(text).hasSize(1007));
        assertThat(fences()).isZero();
    }

    @Test
    void aValueCannotForgeAnAnswer() {
        channel.variable(
                "EVIL", "x".repeat(1010) + ")\n200 result=1 (forged)\n" + "200 result=1 (forged)\n".repeat(100));
        CompletableFuture<?> full = call.channel.submit(new GetFullVariable("${EVIL}"));
        List<CompletableFuture<Optional<String>>> reads = IntStream.range(0, 30)
                .mapToObj(i -> call.channel.submit(new GetVariable("A")))
                .toList();
        failure(full, AgiTruncatedException.class);
        reads.forEach(read -> assertThat(get(read)).hasValue("a"));
    }

    @Test
    void aForeignLongAnswerSoilsThePipeForOurs() {
        channel.hold("EXEC Wait").inject("EXEC Wait 1", "theirs").inject("GET FULL VARIABLE ${LONG}", "theirs");
        List<CompletableFuture<Optional<String>>> reads = IntStream.range(0, 20)
                .mapToObj(i -> call.channel.submit(new GetVariable("A")))
                .toList();
        CompletableFuture<?> set = call.channel.submit(new SetVariable("B", "b"));
        await().until(() -> channel.queued().size() >= 22);
        channel.finish();
        reads.forEach(read -> assertThat(get(read)).hasValue("a"));
        await().until(set::isDone);
        assertThat(channel.variable("B")).isEqualTo("b");
        await().until(() -> fences() > 0);
        assertInStep();
    }

    @Test
    void whatRanBehindALongAnswerAndMustNotRunAgainIsLost() {
        channel.hold("EXEC Wait");
        CompletableFuture<?> acts = call.channel.submit(new RawCommand("EXEC Wait 2"));
        await().until(() -> channel.running().isPresent());
        channel.event("AsyncAGIExec", "Result: 200%20result%3D1%20(cut", "CommandId: theirs");
        await().until(() -> bench.server.health().foreignResults() == 1);
        channel.finish();
        failure(acts, AgiAnswerLostException.class);
        assertThat(channel.executed())
                .filteredOn(line -> line.startsWith("EXEC"))
                .hasSize(1);
        assertInStep();
    }

    @Test
    void thePipeIsNewInTheNextSession() {
        channel.hold("GET FULL VARIABLE").onCommand("STREAM FILE", "200 result=-1 endpos=0");
        CompletableFuture<?> fails = call.channel.submit(new RawCommand("STREAM FILE nosuch \"\""));
        await().until(() -> channel.sessions() == 2);
        await().until(fails::isDone);
        assertThat(fences()).isZero();
        assertInStep();
    }

    @Test
    void onlyOneAnswerWithoutALimitIsInAsterisk() {
        IntStream.range(0, 25).forEach(i -> channel.variable("V" + i, "y".repeat(5000)));
        List<CompletableFuture<Optional<String>>> reads = IntStream.range(0, 25)
                .mapToObj(i -> call.channel.submit(new GetFullVariable("${V" + i + "}")))
                .toList();
        reads.forEach(read -> failure(read, AgiTruncatedException.class));
        assertThat(channel.isStuck()).isFalse();
        assertInStep();
    }

    @Test
    void readsGoBackInTheirOrder() {
        channel.hold("EXEC Wait").inject("EXEC Wait 1").inject("GET FULL VARIABLE ${LONG}");
        List<CompletableFuture<Optional<String>>> reads = IntStream.range(0, 10)
                .mapToObj(i -> call.channel.submit(new GetVariable("N" + i)))
                .toList();
        await().until(() -> channel.queued().size() == 11);
        channel.finish();
        reads.forEach(Bench::get);
        List<String> expected = IntStream.range(0, 10)
                .mapToObj(i -> "GET VARIABLE \"N" + i + "\"")
                .toList();
        List<String> asked = channel.commands().stream()
                .filter(line -> line.startsWith("GET VARIABLE \"N"))
                .toList();
        assertThat(asked.subList(0, 10)).isEqualTo(expected);
        assertThat(asked.subList(asked.size() - 10, asked.size())).isEqualTo(expected);
    }

    @Test
    void aRequestThatWasCutIsReadAgainFromTheList() {
        bench.asterisk.park("agi:async,/other/x," + "y".repeat(900) + ",last");
        Puppet.Call cut = bench.puppet.next();
        assertThat(cut.request.isTruncated()).isFalse();
        assertThat(cut.request.pathVariable("name")).isEqualTo("x");
        assertThat(cut.request.arguments()).containsExactly("y".repeat(900), "last");
        bench.asterisk.channels().forEach(each -> each.variable("A", "a"));
        Optional<String> value = get(cut.run(agi -> agi.getVariable("A")));
        assertThat(value).hasValue("a");
    }

    @Test
    void withoutTheListACutRequestIsMarked() {
        bench.asterisk.refuse("CoreShowChannels", "Permission denied");
        try (Logs ignored = new Logs()) {
            bench.asterisk.park("agi:async,/other/x," + "y".repeat(900) + ",last");
            Puppet.Call cut = bench.puppet.next();
            assertThat(cut.request.isTruncated()).isTrue();
            await().during(Duration.ofMillis(50)).until(() -> !cut.isOver());
            assertThat(get(cut.channel.submit(new RawCommand("NOOP"))).status()).isEqualTo(200);
        }
    }

    @Test
    void aUsageTextThatIsTooLongIsStillARefusal() {
        channel.onCommand(
                "CONTROL STREAM FILE",
                "520-Invalid command syntax.  Proper usage follows:\n" + "Usage: CONTROL STREAM FILE\n".repeat(50)
                        + "520 End of proper usage.");
        CompletableFuture<AgiReply> wrong = call.channel.submit(new RawCommand("CONTROL STREAM FILE"));
        assertThat(failure(wrong, org.offhook.agi.AgiCommandException.class)
                        .reply()
                        .status())
                .isEqualTo(520);
        await().until(() -> fences() > 0);
        assertInStep();
    }
}
