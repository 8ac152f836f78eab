// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.Printable;
import org.offhook.ami.spi.AmiActionSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One action from the moment it is sent until its one outcome. All but its final fields belong to the connection's loop, or to who took it out
 * of the outbox.
 */
final class PendingAction {

    private static final Logger LOG = LoggerFactory.getLogger(AmiClient.class);

    private static final AtomicLongFieldUpdater<PendingAction> KEPT =
            AtomicLongFieldUpdater.newUpdater(PendingAction.class, "kept");

    /** What an event takes beside its bytes. */
    private static final int ITEM_OVERHEAD = 128;

    final long id;
    final String name;
    final Set<String> completionEvents;
    final Set<String> privileges;
    final @Nullable String userId;
    final long timeoutNanos;
    final long listTimeoutNanos;
    final @Nullable Consumer<? super AmiEvent> items;
    final AmiActionSink outcome;

    /** How many actions of users wait; less one when this one has ended. */
    private @Nullable AtomicInteger counter;

    private byte @Nullable [] wire;
    private @Nullable AmiHeaders listStart;
    private List<AmiEvent> events = List.of();
    /** About how much memory they take; those of a stream until its consumer takes them. */
    volatile long kept;

    private int itemCount;
    /** When it fails, and the latest time for a list however steadily it comes. */
    long deadline;

    private long listDeadline;

    PendingAction(
            long id,
            String wireId,
            AmiAction<?> action,
            long timeoutNanos,
            long listTimeoutNanos,
            @Nullable Consumer<? super AmiEvent> items,
            AmiActionSink outcome) {
        AmiHeaders headers = action.headers();
        this.id = id;
        this.name = action.name();
        this.completionEvents = Set.copyOf(action.completionEvents());
        this.privileges = Set.copyOf(action.privileges());
        this.userId = headers.find("ActionID").orElse(null);
        this.timeoutNanos = timeoutNanos;
        this.listTimeoutNanos = Math.max(timeoutNanos, listTimeoutNanos);
        this.items = items;
        this.outcome = outcome;
        this.wire = ActionEncoder.encode(name, wireId, headers);
    }

    /** The bytes to write, once: they can hold a secret, and are not kept. */
    byte[] takeWire(long now) {
        byte[] bytes = wire == null ? new byte[0] : wire;
        wire = null;
        deadline = now + timeoutNanos;
        listDeadline = now + listTimeoutNanos;
        return bytes;
    }

    boolean isWritten() {
        return wire == null;
    }

    boolean isList() {
        return listStart != null;
    }

    /** Whether this answer is only the beginning. */
    boolean opensList(AmiHeaders response) {
        if (response.has("Response", "Error")) {
            return false;
        }
        return response.has("EventList", "start") || (!completionEvents.isEmpty() && !response.contains("EventList"));
    }

    void listStart(AmiHeaders response, long now) {
        listStart = response;
        events = new ArrayList<>();
        touch(now);
    }

    /** Whether this event of the list is the one that ends it. */
    boolean endsWith(AmiHeaders event) {
        return event.contains("EventList")
                || (!completionEvents.isEmpty()
                        && completionEvents.contains(event.find("Event").orElse("")));
    }

    /**
     * Takes an event of the list.
     *
     * @return false if it is one too many: of those that are kept, or those that wait for a consumer
     */
    boolean item(AmiEvent event, Callbacks callbacks, long maxBytes, long now) {
        itemCount++;
        touch(now);
        int size = event.headers().byteCount() + ITEM_OVERHEAD;
        if (KEPT.addAndGet(this, size) > maxBytes) {
            return false;
        }
        Consumer<? super AmiEvent> stream = items;
        if (stream == null) {
            events.add(event);
        } else {
            callbacks.execute(() -> {
                KEPT.addAndGet(this, -size);
                stream.accept(event);
            });
        }
        return true;
    }

    /** An event was one too many. */
    void overflow(long maxBytes) {
        fail(new AmiOverflowException(Printable.of(name, 60)
                + (items == null
                        ? ": its list is longer than " + maxBytes + " bytes (" + itemCount
                                + " events came): take them as they come, with send(action, timeout, items)"
                        : ": the consumer of its list is too slow, more than " + maxBytes
                                + " bytes of events wait for it")));
    }

    /** The list is complete. */
    void complete(AmiEvent completion) {
        if (listStart != null) {
            respond(new AmiResponse(
                    listStart, events, completion, userId, AmiResponse.isComplete(completion, itemCount)));
        }
    }

    /** Counts it until it has ended. */
    void countIn(AtomicInteger counter) {
        this.counter = counter;
    }

    /** It has ended, or nobody waits for it any more. */
    void settle() {
        events = List.of();
        AtomicInteger counts = counter;
        if (counts != null) {
            counter = null;
            counts.decrementAndGet();
        }
    }

    void respond(AmiHeaders headers) {
        respond(new AmiResponse(headers, List.of(), null, userId));
    }

    private void respond(AmiResponse response) {
        settle();
        try {
            outcome.response(response);
        } catch (Throwable e) { // other actions wait for their outcomes, too
            sinkFailed(e);
        }
    }

    void fail(AmiException failure) {
        settle();
        try {
            outcome.failed(failure);
        } catch (Throwable e) {
            sinkFailed(e);
        }
    }

    private void sinkFailed(Throwable e) {
        LOG.warn("{}: its sink failed", Printable.of(name, 60), e);
    }

    void timeOut() {
        String waited = Printable.of(name, 60) + ": no "
                + (isList() ? "complete list (" + itemCount + " events came)" : "answer") + " in time ("
                + (isList() ? "more than " : "") + timeoutNanos / 1_000_000 + " ms"
                + "). It may have run; a late answer is dropped";
        fail(new AmiTimeoutException(waited, partial()));
    }

    void connectionLost(String why, @Nullable Throwable cause) {
        String what = Printable.of(name, 60)
                + (isWritten()
                        ? ": the connection was lost before the answer; it may have run or not: "
                        : " was not sent, the connection is down: ");
        fail(new AmiConnectionLostException(what + why, isWritten(), cause));
    }

    void closed() {
        String what = Printable.of(name, 60)
                + (isWritten() ? ": the client was closed before the answer" : " was not sent: the client is closed");
        fail(new AmiClosedException(what, isWritten()));
    }

    private @Nullable AmiResponse partial() {
        return listStart == null ? null : new AmiResponse(listStart, events, null, userId, false);
    }

    private void touch(long now) {
        deadline = now + timeoutNanos - listDeadline > 0 ? listDeadline : now + timeoutNanos;
    }
}
