// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiErrorException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiGap;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiRegistration;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.RawEvent;
import org.offhook.ami.spi.AmiEventSink;

/** A client with strings attached: nothing happens by itself, the test answers actions and runs callbacks when it likes. */
final class FakeLink implements PbxLink {

    /** An action that waits for its answer. */
    record Asked(AmiAction<AmiResponse> action, CompletableFuture<AmiResponse> outcome) {

        void answer(List<AmiHeaders> items) {
            List<AmiEvent> events = new ArrayList<>();
            items.forEach(each -> events.add(new RawEvent(each)));
            outcome.complete(new AmiResponse(AmiHeaders.of("Response", "Success"), events, null, null));
        }

        void refuse(String message) {
            AmiHeaders headers = AmiHeaders.of("Response", "Error", "Message", message);
            outcome.completeExceptionally(
                    new AmiErrorException(message, new AmiResponse(headers, List.of(), null, null)));
        }
    }

    private final Queue<Runnable> callbacks = new ConcurrentLinkedQueue<>();
    final Deque<Asked> asked = new ArrayDeque<>();
    private @Nullable AmiEventSink sink;
    volatile boolean ended;

    /** Whether callbacks run at once, on the thread that causes them. */
    boolean direct;

    @Override
    public String name() {
        return "pbx";
    }

    @Override
    public CompletableFuture<AmiResponse> send(AmiAction<AmiResponse> action) {
        Asked question = new Asked(action, new CompletableFuture<>());
        asked.add(question);
        return question.outcome();
    }

    @Override
    public AmiRegistration attach(AmiEventSink tap) {
        sink = tap;
        return () -> sink = null;
    }

    @Override
    public boolean isFinal() {
        return ended;
    }

    @Override
    public Executor executor() {
        return task -> {
            if (direct) {
                task.run();
            } else {
                callbacks.add(task);
            }
        };
    }

    boolean isTapped() {
        return sink != null;
    }

    // ---- the loop

    void ready() {
        tap().ready();
    }

    void down() {
        tap().down();
    }

    void gap(boolean restarted) {
        tap().gap(new AmiGap(AmiGap.Reason.RECONNECTED, -1, restarted));
    }

    void event(AmiHeaders event) {
        tap().event(new RawEvent(event));
    }

    void event(String... namesAndValues) {
        event(AmiHeaders.of(namesAndValues));
    }

    private AmiEventSink tap() {
        assertThat(sink).isNotNull();
        return sink;
    }

    // ---- the callback thread

    /** Runs callbacks until none is left. */
    void run() {
        while (runOne()) {
            // the next
        }
    }

    boolean runOne() {
        Runnable next = callbacks.poll();
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    /** The oldest question of this name, which is no longer open then. */
    Asked take(String action) {
        Asked found = asked.stream()
                .filter(each -> each.action().name().equals(action))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody asked " + action + ", but " + asked));
        asked.remove(found);
        return found;
    }

    /** Answers every open question of the four lists, with nothing where nothing is given, and runs what follows. */
    void answerAll(
            List<AmiHeaders> channels, List<AmiHeaders> bridges, List<AmiHeaders> queues, List<AmiHeaders> devices) {
        run();
        take("CoreShowChannels").answer(channels);
        take("BridgeList").answer(bridges);
        take("QueueStatus").answer(queues);
        take("DeviceStateList").answer(devices);
        run();
    }

    void answerAll() {
        answerAll(List.of(), List.of(), List.of(), List.of());
    }
}
