// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.HangupReason;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.Recording;
import org.offhook.agi.command.StreamFile;
import org.offhook.it.contract.Call.Ending;

/** The channel goes: before, in, between and after commands. A normal end for the script. */
abstract class HangupContract extends Contract {

    private static final String RECORD = "RECORD FILE \"r\" \"wav\" \"#\" 60000";
    private static final String RECORDED = "200 result=-1 (hangup) endpos=8000";

    private final AtomicInteger hangups = new AtomicInteger();

    HangupContract(Transport transport) {
        super(transport);
    }

    private static AgiHangupException hangup(Runnable verb) {
        AgiHangupException hangup = catchThrowableOfType(AgiHangupException.class, verb::run);
        assertThat(hangup).as("the hang-up").isNotNull();
        return hangup;
    }

    private static Recording record(AgiChannel channel) {
        return channel.recordFile("r", "wav", "#", Duration.ofSeconds(60));
    }

    private void assertNoFailedCall() {
        await().until(() -> server().activeCalls() == 0);
        assertThat(server().health().failedCalls()).isZero();
    }

    // ---- when ----

    @Test
    void whileTheScriptWaitsElsewhere() {
        CountDownLatch heard = new CountDownLatch(1);
        CountDownLatch ready = new CountDownLatch(1);
        Result<Boolean> script = serve((request, channel) -> {
            channel.onHangup(heard::countDown);
            boolean before = channel.isHungUp();
            ready.countDown();
            awaitLatch(heard);
            return !before && channel.isHungUp();
        });
        Call call = call();
        await().until(() -> ready.getCount() == 0);
        call.hangUp();
        assertHungUp(call.end());
        assertThat(script.value()).isTrue();
        assertNoFailedCall();
    }

    @Test
    void inTheCourseOfACommand() {
        Result<AgiHangupException> script = serve((request, channel) -> {
            channel.onHangup(hangups::incrementAndGet);
            return hangup(() -> record(channel));
        });
        Call call = call();
        call.expect(RECORD).hangUp(RECORDED);
        assertHungUp(call.end());
        AgiHangupException hangup = script.value();
        assertThat(hangup.reason()).isEqualTo(HangupReason.HANGUP);
        assertThat(hangup.reply().flatMap(reply -> reply.attribute("endpos")))
                .as("how long the recording is")
                .hasValue("8000");
        await().until(() -> hangups.get() == 1);
        assertNoFailedCall();
    }

    @Test
    void toldAMomentAfterTheReply() {
        Result<AgiHangupException> script = serve((request, channel) -> hangup(() -> channel.streamFile("x")));
        Call call = call();
        call.expect("STREAM FILE \"x\" \"\"").hangUpTold(transport.doubt(), "200 result=-1 endpos=0");
        assertHungUp(call.end());
        assertThat(script.value().reply().map(AgiReply::toString)).hasValue("200 result=-1 endpos=0");
    }

    @Test
    void withinAQuickCommandThatWorked() {
        Result<Optional<String>> script = serve((request, channel) -> {
            Optional<String> value = channel.getVariable("X");
            hangup(() -> channel.streamFile("y"));
            return value;
        });
        Call call = call();
        call.expect("GET VARIABLE \"X\"").hangUp("200 result=1 (value)");
        Ending ending = call.serve();
        assertHungUp(ending);
        assertThat(script.value()).as("a result is a result").hasValue("value");
    }

    @Test
    void beforeTheFirstCommand() {
        CountDownLatch heard = new CountDownLatch(1);
        Result<Boolean> script = serve((request, channel) -> {
            channel.onHangup(heard::countDown);
            awaitLatch(heard);
            return channel.isHungUp();
        });
        Call call = call();
        call.hangUp();
        assertHungUp(call.end());
        assertThat(script.value()).isTrue();
    }

    @Test
    void beforeTheScriptCouldBegin() {
        CountDownLatch heard = new CountDownLatch(1);
        Result<AgiHangupException> script = serve((request, channel) -> {
            channel.onHangup(heard::countDown);
            awaitLatch(heard);
            return hangup(() -> channel.streamFile("x"));
        });
        assertHungUp(connect(place(PATH).hungUpAtOnce()).serve());
        assertThat(script.value().reason()).isEqualTo(HangupReason.HANGUP);
        assertNoFailedCall();
    }

    @Test
    void byTheScriptItself() {
        Result<AgiHangupException> script = serve((request, channel) -> {
            channel.onHangup(hangups::incrementAndGet);
            channel.hangup();
            await().until(channel::isHungUp);
            return hangup(() -> channel.streamFile("x"));
        });
        Call call = call();
        call.expect("HANGUP").hangUp("200 result=1");
        assertHungUp(call.serve());
        script.value();
        await().until(() -> hangups.get() == 1);
    }

    @Test
    void byAnApplication() {
        Result<AgiHangupException> script = serve((request, channel) -> hangup(() -> channel.exec("Hangup", "16")));
        Call call = call();
        call.expect("EXEC \"Hangup\" \"16\"").hangUp(ALIVE_FAILURE);
        assertHungUp(call.end());
        script.value();
    }

    @Test
    void aRedirectByAnotherProgramIsAHangUpToo() {
        Result<AgiHangupException> script = serve((request, channel) -> {
            channel.onHangup(hangups::incrementAndGet);
            return hangup(() -> channel.streamFile("x"));
        });
        Call call = call();
        call.expect("STREAM FILE \"x\" \"\"").redirect("200 result=-1 endpos=0");
        call.end();
        assertThat(script.value().reason()).isEqualTo(transport.redirected());
        await().until(() -> hangups.get() == 1);
        assertNoFailedCall();
    }

    // ---- callbacks ----

    @Test
    void callbacksRunOnceAndInOrder() {
        Queue<Integer> called = new ConcurrentLinkedQueue<>();
        Result<Boolean> script = serve((request, channel) -> {
            for (int i = 0; i < 5; i++) {
                int number = i;
                channel.onHangup(() -> called.add(number));
            }
            hangup(() -> record(channel));
            hangup(() -> channel.streamFile("x")); // told a second time
            await().until(() -> called.size() == 5);
            return true;
        });
        Call call = call();
        call.expect(RECORD).hangUp(RECORDED);
        assertHungUp(call.serve());
        assertThat(script.value()).isTrue();
        assertThat(called).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aCallbackThatComesLateRunsAtOnce() {
        Result<Boolean> script = serve((request, channel) -> {
            hangup(() -> record(channel));
            CountDownLatch late = new CountDownLatch(1);
            channel.onHangup(late::countDown);
            awaitLatch(late);
            return true;
        });
        Call call = call();
        call.expect(RECORD).hangUp(RECORDED);
        assertHungUp(call.end());
        assertThat(script.value()).isTrue();
    }

    @Test
    void aCallbackThatThrowsHarmsNobody() {
        Result<Boolean> script = serve((request, channel) -> {
            CountDownLatch second = new CountDownLatch(1);
            channel.onHangup(() -> {
                throw new IllegalStateException("bad callback");
            });
            channel.onHangup(second::countDown);
            hangup(() -> record(channel));
            awaitLatch(second);
            return true;
        });
        Call call = call();
        call.expect(RECORD).hangUp(RECORDED);
        assertHungUp(call.end());
        assertThat(script.value()).isTrue();
    }

    @Test
    void aScriptThatEndsFirstIsNotCalledBack() {
        serve((request, channel) -> {
            channel.onHangup(hangups::incrementAndGet);
            return true;
        });
        Call call = call();
        assertDone(call.end());
        await().until(() -> server().activeCalls() == 0);
        call.close(); // the caller hangs up later
        server().closeServer(); // all that was to be called has been
        assertThat(hangups).hasValue(0);
    }

    // ---- what follows ----

    @Test
    void whatActsOnTheCallEndsInAHangUp() {
        Result<List<HangupReason>> script = serve((request, channel) -> {
            hangup(() -> record(channel));
            return List.of(
                    hangup(() -> channel.streamFile("x")).reason(),
                    hangup(() -> channel.sayDigits("12")).reason(),
                    hangup(channel::answer).reason());
        });
        Call call = call();
        call.expect(RECORD).hangUp(RECORDED);
        assertHungUp(call.serve());
        assertThat(script.value()).containsOnly(HangupReason.HANGUP);
    }

    /** What a dead channel still permits runs where the transport can carry it, and the script can ask that before. */
    @Test
    void whatADeadChannelPermitsRunsIfTheTransportCan() {
        Result<Boolean> script = serve((request, channel) -> {
            hangup(() -> record(channel));
            if (request.transport().commandsAfterHangup()) {
                return channel.getVariable("X").orElse("none").equals("value");
            }
            return hangup(() -> channel.getVariable("X")).reply().isEmpty();
        });
        Call call = connect(place(PATH).channelVariable("X", "value"));
        call.expect(RECORD).hangUp(RECORDED);
        assertHungUp(call.serve());
        assertThat(script.value()).isTrue();
    }

    @Test
    void whatWaitedEndsInAHangUp() {
        Result<List<Throwable>> script = serve((request, channel) -> {
            List<CompletableFuture<Playback>> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(channel.submit(new StreamFile("file" + i, "")));
            }
            List<Throwable> thrown = new ArrayList<>();
            for (CompletableFuture<Playback> each : all) {
                thrown.add(each.handle((value, e) -> e).get());
            }
            return thrown;
        });
        Call call = call();
        call.expect("STREAM FILE \"file0\" \"\"").hangUp("200 result=-1 endpos=0");
        assertHungUp(call.serve());
        assertThat(script.value()).hasSize(5).hasOnlyElementsOfType(AgiHangupException.class);
    }

    @Test
    void commandsOfManyThreadsAllEnd() {
        int threads = 10;
        Result<Integer> script = serve((request, channel) -> {
            AtomicInteger ended = new AtomicInteger();
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Thread thread = new Thread(() -> {
                    hangup(() -> channel.streamFile("x"));
                    ended.incrementAndGet();
                });
                all.add(thread);
                thread.start();
            }
            for (Thread thread : all) {
                thread.join(10_000);
            }
            return ended.get();
        });
        Call call = call();
        call.expect("STREAM FILE \"x\" \"\"").hangUp("200 result=-1 endpos=0");
        assertHungUp(call.serve());
        assertThat(script.value()).isEqualTo(threads);
    }

    // ---- for the script ----

    @Test
    void aScriptThatLetsTheHangUpThroughHasNotFailed() {
        Result<Playback> script = serve((request, channel) -> channel.streamFile("x"));
        Call call = call();
        call.expect("STREAM FILE \"x\" \"\"").hangUp("200 result=-1 endpos=0");
        assertHungUp(call.end());
        script.failure(AgiHangupException.class);
        assertNoFailedCall();
    }

    @Test
    void norHasOneThatWrapsIt() {
        Result<Object> script = serve((request, channel) -> {
            try {
                return channel.submit(new StreamFile("x", "")).join();
            } catch (CompletionException e) {
                throw new IllegalStateException("cannot go on", e);
            }
        });
        Call call = call();
        call.expect("STREAM FILE \"x\" \"\"").hangUp("200 result=-1 endpos=0");
        assertHungUp(call.end());
        script.failure(IllegalStateException.class);
        assertNoFailedCall();
    }

    @Test
    void aHangUpCanInterruptTheScript() {
        CountDownLatch ready = new CountDownLatch(1);
        Result<Object> script = serve(Options::interruptOnHangup, (request, channel) -> {
            ready.countDown();
            new CountDownLatch(1).await();
            return "never";
        });
        Call call = call();
        await().until(() -> ready.getCount() == 0);
        call.hangUp();
        assertHungUp(call.end());
        script.failure(InterruptedException.class);
        assertNoFailedCall();
    }

    @Test
    void theInterruptDoesNotTakeTheReplyAway() {
        Result<AgiHangupException> script = serve(Options::interruptOnHangup, (request, channel) -> {
            AgiHangupException hangup = hangup(() -> record(channel));
            assertThat(Thread.interrupted()).isTrue();
            return hangup;
        });
        Call call = call();
        call.expect(RECORD).hangUp(RECORDED);
        assertHungUp(call.end());
        assertThat(script.value().reply().map(AgiReply::toString)).hasValue(RECORDED);
    }

    @Test
    void byDefaultNobodyInterruptsTheScript() {
        CountDownLatch heard = new CountDownLatch(1);
        Result<Boolean> script = serve((request, channel) -> {
            channel.onHangup(heard::countDown);
            awaitLatch(heard); // would throw
            return Thread.currentThread().isInterrupted();
        });
        Call call = call();
        call.hangUp();
        assertHungUp(call.end());
        assertThat(script.value()).isFalse();
    }

    @Test
    void aFailureOnALiveCallIsNoHangUp() {
        Result<Boolean> script = serve((request, channel) -> {
            channel.onHangup(hangups::incrementAndGet);
            return channel.streamFile("missing").failed() && !channel.isHungUp();
        });
        Call call = call();
        call.expect("STREAM FILE \"missing\" \"\"").reply("200 result=-1 endpos=0");
        assertThat(call.end().outcome()).hasValue("done");
        assertThat(script.value()).isTrue();
        assertThat(hangups).hasValue(0);
    }

    @Test
    void aQuickCommandsFailureIsNeverADoubt() {
        Result<Integer> script = serve((request, channel) -> channel.submit(new GetVariable("X"))
                .handle((value, e) -> value == null ? 1 : 0)
                .get());
        Call call = call();
        call.expect("GET VARIABLE \"X\"").reply(ALIVE_FAILURE);
        Ending ending = call.end();
        assertThat(ending.commands()).containsExactly("GET VARIABLE \"X\"");
        assertThat(script.value()).isEqualTo(1);
    }
}
