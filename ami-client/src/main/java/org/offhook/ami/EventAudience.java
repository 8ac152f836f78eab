// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.spi.AmiEventSink;

/**
 * Who listens at one moment. A change makes a new one, and with it a new memory of who wants which kind of event. Its lists never
 * change; the memory is the loop's.
 */
final class EventAudience {

    /** A tap, what it is for, and its own log of failures. */
    record Tap(AmiEventSink sink, List<EventSelection<?>> selections, FailureLog failures) {

        boolean wants(EventKind kind) {
            for (EventSelection<?> selection : selections) {
                if (selection.selects(kind.name(), kind.type())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Who wants the events of one kind. */
    static final class Wanting {

        private final EventBatch[] batches;
        private final Tap[] taps;

        private Wanting(EventBatch[] batches, Tap[] taps) {
            this.batches = batches;
            this.taps = taps;
        }

        boolean isNobody() {
            return batches.length == 0 && taps.length == 0;
        }

        EventBatch[] batches() {
            return batches;
        }

        Tap[] taps() {
            return taps;
        }
    }

    static final EventAudience NONE = new EventAudience(List.of(), List.of());

    private final List<EventBatch> batches;
    private final Tap[] taps;
    private @Nullable Wanting[] wanted = new @Nullable Wanting[0];

    private EventAudience(List<EventBatch> batches, List<Tap> taps) {
        this.batches = batches;
        this.taps = taps.toArray(new Tap[0]);
    }

    EventAudience with(EventBatch batch) {
        return new EventAudience(plus(batches, batch), List.of(taps));
    }

    EventAudience with(Tap tap) {
        return new EventAudience(batches, plus(List.of(taps), tap));
    }

    /** Without this one; the same object if it is not in it. */
    EventAudience without(QueuedSubscription subscription) {
        List<EventBatch> rest = batches.stream()
                .filter(batch -> batch.subscription() != subscription)
                .toList();
        return rest.size() == batches.size() ? this : new EventAudience(rest, List.of(taps));
    }

    /** Without this one; the same object if it is not in it. */
    EventAudience without(Tap tap) {
        List<Tap> rest = Arrays.stream(taps).filter(each -> !each.equals(tap)).toList();
        return rest.size() == taps.length ? this : new EventAudience(batches, rest);
    }

    boolean isEmpty() {
        return batches.isEmpty() && taps.length == 0;
    }

    List<EventBatch> batches() {
        return batches;
    }

    Tap[] taps() {
        return taps;
    }

    /** Who wants events of this kind. On the loop. */
    Wanting wanting(EventKind kind) {
        int id = kind.id();
        if (id == EventKind.NO_ID) {
            return judge(kind);
        }
        if (id >= wanted.length) {
            wanted = Arrays.copyOf(wanted, Math.max(256, Integer.highestOneBit(id) * 2));
        }
        Wanting known = wanted[id];
        if (known == null) {
            known = judge(kind);
            wanted[id] = known;
        }
        return known;
    }

    private Wanting judge(EventKind kind) {
        return new Wanting(
                batches.stream()
                        .filter(batch -> batch.subscription().selection().selects(kind.name(), kind.type()))
                        .toArray(EventBatch[]::new),
                Arrays.stream(taps).filter(tap -> tap.wants(kind)).toArray(Tap[]::new));
    }

    private static <T> List<T> plus(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }
}
