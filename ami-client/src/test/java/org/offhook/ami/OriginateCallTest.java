// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offhook.ami.OriginateOutcome.Result;
import org.offhook.ami.action.OriginateAction;

/** A call by way of a client and a scripted server. */
class OriginateCallTest extends AmiClientFixture {

    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final OriginateAction CALL = OriginateAction.toApplication("PJSIP/1", "Wait", "1");
    private static final String QUEUED = "Message: Originate successfully queued";

    private final BlockingQueue<ScriptedAmiAction> originates = new LinkedBlockingQueue<>();

    private void queues() {
        server.on("Originate", (peer, action) -> {
            originates.add(action);
            peer.reply(action, "Success", QUEUED);
        });
    }

    private String placed() throws InterruptedException {
        ScriptedAmiAction action = originates.poll(20, TimeUnit.SECONDS);
        assertThat(action).isNotNull();
        return action.header("ChannelId");
    }

    private void channel(String id) throws IOException {
        server.peer().event("Newchannel", "Channel: PJSIP/1-0001", "ChannelState: 0", "Uniqueid: " + id);
    }

    private void state(String id, int state) throws IOException {
        server.peer().event("Newstate", "Channel: PJSIP/1-0001", "ChannelState: " + state, "Uniqueid: " + id);
    }

    private void response(String id, String response, int reason) throws IOException {
        server.peer()
                .event(
                        "OriginateResponse",
                        "Response: " + response,
                        "Channel: PJSIP/1-0001",
                        "Reason: " + reason,
                        "Uniqueid: " + id);
    }

    @Test
    void anAnsweredCallTellsItsProgressAndThenItsOutcome() throws Exception {
        queues();
        AmiClient client = connect();
        List<Object> told = new CopyOnWriteArrayList<>();
        OriginateCall call = client.originate(CALL).onProgress(told::add);
        call.outcome().thenAccept(told::add);
        String id = placed();
        assertThat(call.channelId()).isEqualTo(id);
        assertThat(call.channel()).isEmpty();

        channel(id);
        state(id, 5);
        state("another", 6);
        state(id, 6);
        response(id, "Success", 4);

        OriginateOutcome outcome = call.await(ENOUGH);
        assertThat(outcome.result()).isEqualTo(Result.ANSWERED);
        assertThat(outcome.reason()).hasValue(4);
        assertThat(outcome.channel()).contains("PJSIP/1-0001");
        assertThat(call.channel()).contains("PJSIP/1-0001");
        assertThat(call.progress()).contains(OriginateProgress.ANSWERED);
        await().untilAsserted(() -> assertThat(told)
                .containsExactly(
                        OriginateProgress.DIALING, OriginateProgress.RINGING, OriginateProgress.ANSWERED, outcome));
        assertThat(result(call.outcome())).isEqualTo(outcome);
        assertThat(call).hasToString("OriginateCall[" + id + ", ANSWERED]");
    }

    @Test
    void aListenerThatComesLateHearsWhatWasReached() throws Exception {
        queues();
        AmiClient client = connect();
        OriginateCall call = client.originate(CALL);
        String id = placed();
        channel(id);
        state(id, 5);
        await().until(() -> call.progress().isPresent() && call.progress().get() == OriginateProgress.RINGING);
        List<OriginateProgress> told = new CopyOnWriteArrayList<>();
        call.onProgress(step -> {
            throw new IllegalStateException("a listener of the test's that fails");
        });
        call.onProgress(told::add);
        response(id, "Failure", 3);
        assertThat(call.await(ENOUGH).result()).isEqualTo(Result.NO_ANSWER);
        await().untilAsserted(
                        () -> assertThat(told).containsExactly(OriginateProgress.DIALING, OriginateProgress.RINGING));
    }

    @Test
    void noIdOfOurOwnIsTheBeginningOfAnother() {
        List<String> ids =
                Stream.generate(OriginateTracker::newId).limit(2000).sorted().toList();
        for (int i = 1; i < ids.size(); i++) {
            assertThat(ids.get(i)).doesNotStartWith(ids.get(i - 1));
        }
    }

    @Test
    void theActionIsSentWithAnIdOfOurOwnAndNeverWaitsInAsterisk() throws Exception {
        queues();
        AmiClient client = connect();
        client.originate(CALL.sync().timeout(Duration.ofSeconds(3)));
        ScriptedAmiAction action = originates.poll(20, TimeUnit.SECONDS);
        assertThat(action).isNotNull();
        assertThat(action.header("Async")).isEqualTo("true");
        assertThat(action.header("Timeout")).isEqualTo("3000");
        assertThat(action.header("ChannelId")).matches("offhook-[0-9a-z]+-[0-9a-z]+");
        assertThat(action.lines()).filteredOn(line -> line.startsWith("Async")).hasSize(1);

        client.originate(CALL.channelId("mine"));
        assertThat(placed()).isEqualTo("mine");
        assertThatThrownBy(() -> client.originate(CALL.channelId("mine")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mine");
    }

    @Test
    void anErrorIsARejectionWithAsterisksWords() {
        server.on("Originate", (peer, action) -> peer.reply(action, "Error", "Message: Extension does not exist."));
        OriginateOutcome outcome = connect().originate(CALL).await(ENOUGH);
        assertThat(outcome.result()).isEqualTo(Result.REJECTED);
        assertThat(outcome.error()).get().isInstanceOf(AmiErrorException.class);
        assertThat(outcome.detail()).contains("Extension does not exist.");
    }

    @Test
    void aMissingPermissionIsARejectionThatNamesTheClass() {
        server.on("Originate", (peer, action) -> peer.reply(action, "Error", "Message: Permission denied"));
        OriginateOutcome outcome = connect().originate(CALL).await(ENOUGH);
        assertThat(outcome.result()).isEqualTo(Result.REJECTED);
        assertThat(outcome.error())
                .get()
                .isInstanceOfSatisfying(
                        AmiPermissionException.class,
                        e -> assertThat(e.privileges()).containsExactly("originate"));
    }

    @Test
    void whatIsNotSentIsRejected() throws Exception {
        AmiClient client = connect();
        server.stopListening();
        server.peer().rst();
        await().until(() -> client.state() != AmiState.READY);
        OriginateOutcome outcome = client.originate(CALL).await(ENOUGH);
        assertThat(outcome.result()).isEqualTo(Result.REJECTED);
        assertThat(outcome.error())
                .get()
                .isInstanceOfSatisfying(
                        AmiConnectionLostException.class,
                        e -> assertThat(e.written()).isFalse());
    }

    @Test
    void aConnectionLostBeforeTheAnswerLeavesItUnknown() {
        server.on("Originate", (peer, action) -> peer.rst());
        OriginateOutcome outcome = connect().originate(CALL).await(ENOUGH);
        assertThat(outcome.result()).isEqualTo(Result.UNKNOWN);
        assertThat(outcome.error()).get().isInstanceOf(AmiConnectionLostException.class);
    }

    @Test
    void aConnectionLostWhileItRingsLeavesItUnknown() throws Exception {
        queues();
        AmiClient client = connect();
        OriginateCall call = client.originate(CALL);
        String id = placed();
        channel(id);
        state(id, 5);
        await().until(() -> call.progress().isPresent() && call.progress().get() == OriginateProgress.RINGING);
        server.peer().rst();
        OriginateOutcome outcome = call.await(ENOUGH);
        assertThat(outcome.result()).isEqualTo(Result.UNKNOWN);
        assertThat(outcome.detail()).contains("connection");
    }

    @Test
    void aClosedClientLeavesItUnknown() throws Exception {
        queues();
        AmiClient client = connect();
        OriginateCall call = client.originate(CALL);
        placed();
        client.close();
        assertThat(call.await(ENOUGH).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void withoutEventsItIsUnknownOnceItsTimeIsOver() {
        queues();
        AmiClient client = connect();
        OriginateTracker tracker =
                new OriginateTracker(client::send, client::attach, Runnable::run, Duration.ofMillis(100));
        OriginateCall call = tracker.place(CALL.timeout(Duration.ofMillis(50)));
        OriginateOutcome outcome = call.await(ENOUGH);
        assertThat(outcome.result()).isEqualTo(Result.UNKNOWN);
        assertThat(outcome.detail()).contains("150 ms", "read=call");
    }

    @Test
    void aCancelledCallIsHungUpByItsId() throws Exception {
        queues();
        server.on("Hangup", (peer, action) -> {
            peer.reply(action, "Success", "Message: Channel Hungup");
            response(action.header("Channel"), "Failure", 0);
        });
        AmiClient client = connect();
        OriginateCall call = client.originate(CALL);
        String id = placed();
        channel(id);
        state(id, 5);
        await().until(() -> call.progress().isPresent());
        call.cancel();
        call.cancel();
        assertThat(call.await(ENOUGH).result()).isEqualTo(Result.CANCELLED);
        call.cancel();
        assertThat(server.peer().actions()).filteredOn("Hangup"::equals).hasSize(1);
    }

    @Test
    void aCallCancelledBeforeItsChannelExistsIsHungUpAsSoonAsItDoes() throws Exception {
        queues();
        List<String> hungUp = new CopyOnWriteArrayList<>();
        AtomicReference<String> exists = new AtomicReference<>("");
        server.on("Hangup", (peer, action) -> {
            hungUp.add(action.header("Channel"));
            if (action.header("Channel").equals(exists.get())) {
                peer.reply(action, "Success", "Message: Channel Hungup");
                response(exists.get(), "Failure", 0);
            } else {
                peer.reply(action, "Error", "Message: No such channel");
            }
        });
        AmiClient client = connect();
        OriginateCall call = client.originate(CALL);
        String id = placed();
        call.cancel();
        await().until(() -> hungUp.size() == 1);
        exists.set(id);
        channel(id);
        assertThat(call.await(ENOUGH).result()).isEqualTo(Result.CANCELLED);
        assertThat(hungUp).containsExactly(id, id);
    }

    @Test
    void theFirstAwaitMayRunOut() throws Exception {
        queues();
        AmiClient client = connect();
        OriginateCall call = client.originate(CALL);
        assertThatThrownBy(() -> call.await(Duration.ofMillis(1))).isInstanceOf(AmiTimeoutException.class);
        String id = placed();
        response(id, "Failure", 5);
        assertThat(call.await(ENOUGH).result()).isEqualTo(Result.BUSY);
    }

    @Test
    void awaitWorksWhileEveryCallbackIsHeldUp() throws Exception {
        queues();
        AmiClient client = connect();
        CountDownLatch held = new CountDownLatch(1);
        OriginateCall call = client.originate(CALL).onProgress(step -> hold(held));
        String id = placed();
        channel(id);
        response(id, "Success", 4);
        assertThat(call.await(ENOUGH).isAnswered()).isTrue();
        assertThat(call.outcome()).isNotDone();
        held.countDown();
        assertThat(result(call.outcome()).isAnswered()).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitAndNotTheCall() throws Exception {
        queues();
        OriginateCall call = connect().originate(CALL);
        String id = placed();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> call.await(ENOUGH)).isInstanceOf(AmiInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        response(id, "Success", 4);
        assertThat(call.await(ENOUGH).isAnswered()).isTrue();
    }

    @Test
    void nothingIsKeptOfCallsThatHaveEnded() throws Exception {
        queues();
        AmiClient client = connect();
        List<AmiRegistration> taps = new CopyOnWriteArrayList<>();
        List<AmiRegistration> closed = new CopyOnWriteArrayList<>();
        OriginateTracker tracker = new OriginateTracker(
                client::send,
                sink -> {
                    AmiRegistration real = client.attach(sink);
                    taps.add(real);
                    return () -> {
                        closed.add(real);
                        real.close();
                    };
                },
                Runnable::run,
                Duration.ofSeconds(20));
        List<OriginateCall> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(tracker.place(CALL));
        }
        assertThat(tracker.size()).isEqualTo(50);
        assertThat(taps).hasSize(1);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            String id = placed();
            ids.add(id);
            response(id, i % 2 == 0 ? "Success" : "Failure", i % 2 == 0 ? 4 : 8);
        }
        assertThat(ids).hasSize(50);
        for (int i = 0; i < 50; i++) {
            assertThat(calls.get(i).await(ENOUGH).result()).isIn(Result.ANSWERED, Result.CONGESTION);
        }
        await().until(() -> tracker.size() == 0);
        assertThat(closed).isEqualTo(taps);

        assertThatThrownBy(() -> tracker.place(CALL.account("a\nb"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(tracker.size()).isZero();
        assertThat(taps).hasSize(2).isEqualTo(closed);
    }

    @Test
    void onlyTheEventsOfCallsAreAskedForWhileOneIsPlaced() throws Exception {
        queues();
        AmiClient client = connect(options().economy(EventEconomy.CLASSES));
        await().until(() -> server.peer().received().contains("EventMask: system\r\n"));
        OriginateCall call = client.originate(CALL);
        String id = placed();
        assertThat(server.peer().received()).contains("EventMask: call,system\r\n");
        response(id, "Success", 4);
        call.await(ENOUGH);
        await().until(() -> server.peer().received().lastIndexOf("EventMask: system\r\n")
                > server.peer().received().lastIndexOf("EventMask: call,system\r\n"));
    }
}
