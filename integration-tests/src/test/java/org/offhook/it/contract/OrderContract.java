// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiInterruptedException;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.Noop;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.StreamFile;
import org.offhook.it.contract.Call.Ending;

/** Several commands of one call: their order, their answers, and their threads. */
abstract class OrderContract extends Contract {

    private static final int WAITING_LIMIT = 10_000;

    OrderContract(Transport transport) {
        super(transport);
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    private static String read(int number) {
        return "GET VARIABLE \"V" + number + "\"";
    }

    @Test
    void whatIsSubmittedRunsBeforeWhatIsExecuted() {
        serve((request, channel) -> {
            channel.submit(new GetVariable("A"));
            channel.submit(new StreamFile("b", ""));
            channel.submit(new GetVariable("C"));
            return channel.getVariable("D");
        });
        Ending ending = call().serve();
        assertDone(ending);
        assertThat(ending.commands())
                .containsExactly(
                        "GET VARIABLE \"A\"", "STREAM FILE \"b\" \"\"", "GET VARIABLE \"C\"", "GET VARIABLE \"D\"");
    }

    @Test
    void nothingIsSentBehindACommandThatActsOnTheCall() {
        Result<Playback> script = serve((request, channel) -> {
            CompletableFuture<Playback> first = channel.submit(new StreamFile("a", ""));
            channel.submit(new StreamFile("b", ""));
            channel.submit(new GetVariable("C"));
            return get(first);
        });
        Call call = call();
        call.expect("STREAM FILE \"a\" \"\"").expectNothing(A_WHILE).reply("200 result=0 endpos=1");
        call.expect("STREAM FILE \"b\" \"\"").expectNothing(A_WHILE).reply("200 result=0 endpos=2");
        call.expect("GET VARIABLE \"C\"").reply(OK);
        assertDone(call.end());
        assertThat(script.value().end()).isEqualTo(1);
    }

    @Test
    void twentyReadsAnswerInOrder() {
        Result<List<String>> script = serve((request, channel) -> {
            List<CompletableFuture<Optional<String>>> reads = IntStream.range(0, 20)
                    .mapToObj(i -> channel.submit(new GetVariable("V" + i)))
                    .toList();
            List<String> values = new ArrayList<>();
            for (CompletableFuture<Optional<String>> read : reads) {
                values.add(get(read).orElse("none"));
            }
            return values;
        });
        Call call = call();
        IntStream.range(0, 20)
                .forEach(i -> call.expect(read(i)).reply(i % 7 == 3 ? OK : "200 result=1 (value " + i + ")"));
        assertDone(call.end());
        assertThat(script.value())
                .isEqualTo(IntStream.range(0, 20)
                        .mapToObj(i -> i % 7 == 3 ? "none" : "value " + i)
                        .toList());
    }

    /** One of twenty is refused (510), or fails so that Asterisk ends an AsyncAGI session: the others do not notice. */
    private void twentyWithOneFailing(AgiCommand<?> tenth, String line, String reply, Class<?> expected) {
        Result<List<Object>> script = serve((request, channel) -> {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                AgiCommand<?> command = i == 10 ? tenth : new GetVariable("V" + i);
                all.add(channel.submit(command));
            }
            List<Object> results = new ArrayList<>();
            for (CompletableFuture<?> each : all) {
                results.add(get(each.handle((value, e) -> e == null ? value : e)));
            }
            return results;
        });
        Call call = call();
        for (int i = 0; i < 20; i++) {
            call.expect(i == 10 ? line : read(i)).reply(i == 10 ? reply : "200 result=1 (value " + i + ")");
        }
        assertDone(call.end());
        List<Object> results = script.value();
        assertThat(results.get(10)).isInstanceOf(expected);
        for (int i = 0; i < 20; i++) {
            if (i != 10) {
                assertThat(results.get(i)).isEqualTo(Optional.of("value " + i));
            }
        }
    }

    @Test
    void twentySubmitsWithOneRefused() {
        twentyWithOneFailing(
                new RawCommand("NONSENSE"), "NONSENSE", "510 Invalid or unknown command", AgiCommandException.class);
    }

    @Test
    void twentySubmitsWithOneFailing() {
        twentyWithOneFailing(
                new StreamFile("missing", ""),
                "STREAM FILE \"missing\" \"\"",
                "200 result=-1 endpos=0",
                Playback.class);
    }

    @Test
    void severalFailuresInARowDoNotEndTheScript() {
        Result<Boolean> script = serve((request, channel) -> {
            for (int i = 0; i < 5; i++) {
                assertThat(channel.streamFile("missing" + i).failed()).isTrue();
            }
            return true;
        });
        Call call = call();
        for (int i = 0; i < 5; i++) {
            call.expect("STREAM FILE \"missing" + i + "\" \"\"").reply("200 result=-1 endpos=0");
        }
        assertThat(call.end().outcome()).hasValue("done");
        assertThat(script.value()).isTrue();
    }

    @Test
    void futuresCompleteInOrder() {
        Queue<Integer> completed = new ConcurrentLinkedQueue<>();
        serve((request, channel) -> {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                int number = i;
                all.add(channel.submit(new Noop()).thenRun(() -> completed.add(number)));
            }
            return get(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)));
        });
        assertDone(call().serve());
        assertThat(completed)
                .containsExactlyElementsOf(IntStream.range(0, 15).boxed().toList());
    }

    @Test
    void aCallbackCanSubmit() {
        Result<String> script = serve((request, channel) -> get(channel.submit(new GetVariable("A"))
                        .thenCompose(a -> channel.submit(new GetVariable(a.orElse("none")))))
                .orElse("none"));
        Call call = call();
        call.expect("GET VARIABLE \"A\"").reply("200 result=1 (B)");
        call.expect("GET VARIABLE \"B\"").reply("200 result=1 (value)");
        assertDone(call.end());
        assertThat(script.value()).isEqualTo("value");
    }

    @Test
    void aCancelledCommandThatWaitsIsNotSent() {
        Result<Boolean> script = serve((request, channel) -> {
            CompletableFuture<Playback> first = channel.submit(new StreamFile("a", ""));
            CompletableFuture<?> second = channel.submit(new GetVariable("B"));
            CompletableFuture<?> third = channel.submit(new GetVariable("C"));
            second.cancel(false);
            get(first);
            get(third);
            return second.isCancelled();
        });
        Call call = call();
        call.expect("STREAM FILE \"a\" \"\"").expectNothing(A_WHILE).reply("200 result=0 endpos=1");
        call.expect("GET VARIABLE \"C\"").reply(OK);
        assertDone(call.end());
        assertThat(script.value()).isTrue();
    }

    @Test
    void aCancelledCommandThatWasSentTakesItsReplyWithIt() {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Result<Optional<String>> script = serve((request, channel) -> {
            CompletableFuture<?> first = channel.submit(new StreamFile("a", ""));
            awaitLatch(sent);
            first.cancel(true);
            cancelled.countDown();
            return channel.getVariable("B");
        });
        Call call = call();
        call.expect("STREAM FILE \"a\" \"\"");
        sent.countDown();
        call.expectNothing(A_WHILE).reply("200 result=0 endpos=1");
        call.expect("GET VARIABLE \"B\"").reply("200 result=1 (its own)");
        assertDone(call.end());
        assertThat(cancelled.getCount()).isZero();
        assertThat(script.value()).hasValue("its own");
    }

    @Test
    void commandsOfSeveralThreadsDoNotMix() {
        int threads = 4;
        int each = 20;
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        serve((request, channel) -> {
            List<Thread> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String name = "T" + t;
                Thread thread = new Thread(() -> IntStream.range(0, each)
                        .mapToObj(i -> name + "_" + i)
                        .filter(mine -> !channel.getVariable(mine).orElse("").equals("value of " + mine))
                        .forEach(wrong::add));
                all.add(thread);
                thread.start();
            }
            for (Thread thread : all) {
                thread.join(10_000);
            }
            return true;
        });
        Call call = call();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < threads * each; i++) {
            String line = call.next();
            lines.add(line);
            call.reply("200 result=1 (value of " + line.substring(14, line.length() - 1) + ")");
        }
        assertDone(call.end());
        assertThat(wrong).isEmpty();
        assertThat(lines).doesNotHaveDuplicates();
    }

    @Test
    void anInterruptEndsTheWaitAndTheNextCommandGetsItsOwnReply() throws Exception {
        CompletableFuture<Thread> scriptThread = new CompletableFuture<>();
        CountDownLatch interrupted = new CountDownLatch(1);
        Result<Optional<String>> script = serve((request, channel) -> {
            scriptThread.complete(Thread.currentThread());
            Throwable thrown = catchThrowable(() -> channel.streamFile("long"));
            assertThat(thrown).isInstanceOf(AgiInterruptedException.class);
            assertThat(Thread.interrupted()).as("the mark stays").isTrue();
            interrupted.countDown();
            return channel.getVariable("B");
        });
        Call call = call();
        call.expect("STREAM FILE \"long\" \"\"");
        get(scriptThread).interrupt();
        awaitLatch(interrupted);
        call.expectNothing(A_WHILE).reply("200 result=0 endpos=77");
        call.expect("GET VARIABLE \"B\"").reply("200 result=1 (its own)");
        assertDone(call.end());
        assertThat(script.value()).hasValue("its own");
    }

    @Test
    void tooManyCommandsThatWaitAreRefused() throws Exception {
        CountDownLatch allGiven = new CountDownLatch(1);
        Result<IllegalStateException> script = serve((request, channel) -> {
            List<CompletableFuture<?>> all = new ArrayList<>();
            CompletableFuture<?> first = channel.submit(new StreamFile("long", ""));
            IllegalStateException refusal = catchThrowableOfType(IllegalStateException.class, () -> {
                for (int i = 0; i <= WAITING_LIMIT; i++) {
                    all.add(channel.submit(new Noop()));
                }
            });
            all.forEach(each -> each.cancel(false));
            allGiven.countDown();
            get(first);
            assertThat(all).hasSize(WAITING_LIMIT);
            return refusal;
        });
        Call call = call();
        call.expect("STREAM FILE \"long\" \"\"");
        awaitLatch(allGiven);
        call.reply("200 result=0 endpos=1");
        assertDone(call.end());
        assertThat(script.value()).hasMessageContaining("10000 commands wait already");
    }

    @Test
    void afterTheEndTheChannelTakesNoCommands() {
        Result<AgiChannel> script = serve((request, channel) -> channel);
        assertDone(call().end());
        AgiChannel kept = script.value();
        assertThat(kept.submit(new Noop()))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(AgiTransportException.class)
                .withMessageContaining("the script has ended");
        assertThat(catchThrowable(kept::noop)).isInstanceOf(AgiTransportException.class);
    }

    @Test
    void whetherACommandRanIsNotKnownWhenTheWayBreaks() {
        Result<Object> script = serve((request, channel) -> channel.execute(new Exec("Dial", "x")));
        Call call = call();
        call.expect("EXEC \"Dial\" \"x\"").breakLink();
        assertThat(script.failure(AgiTransportException.class))
                .hasMessageContaining("whether")
                .hasMessageContaining("ran is not known");
        await().until(() -> server().health().failedCalls() == 1);
    }
}
