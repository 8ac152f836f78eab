// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The actions of one connection that wait for their answers, by the id that went with them. It belongs to the connection's loop.
 *
 * <p>An id that has ended without its answer is kept for a while: an answer that comes late is known as such, and goes nowhere.
 */
final class PendingTable {

    private static final long REMEMBER_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int REMEMBER_MAX = 10_000;

    private final String prefix;
    private final long maxListBytes;
    private final Counters counters;
    private final Map<Long, PendingAction> pending = new HashMap<>();
    /** What ended without its answer, oldest first; the deadline says when it is forgotten. */
    private final LinkedHashMap<Long, PendingAction> ended = new LinkedHashMap<>();

    private int lists;

    /**
     * An empty table.
     *
     * @param prefix what all ids of this client begin with on the wire
     * @param maxListBytes how much of a list may be kept
     */
    PendingTable(String prefix, long maxListBytes, Counters counters) {
        this.prefix = prefix;
        this.maxListBytes = maxListBytes;
        this.counters = counters;
    }

    int size() {
        return pending.size();
    }

    void add(PendingAction action) {
        pending.put(action.id, action);
    }

    /** An answer. */
    void response(AmiHeaders headers, long now) {
        long id = id(headers);
        PendingAction action = pending.get(id);
        if (action == null) {
            lateResponse(id, headers, now);
        } else if (action.isList()) {
            Counters.add(counters.late, 1); // a second answer to the same action
        } else if (action.opensList(headers)) {
            action.listStart(headers, now);
            lists++;
        } else {
            pending.remove(id);
            action.respond(headers);
        }
    }

    private void lateResponse(long id, AmiHeaders headers, long now) {
        if (id < 0) {
            Counters.add(counters.unsolicited, 1);
            return;
        }
        Counters.add(counters.late, 1);
        PendingAction action = ended.get(id);
        if (action != null && !action.isList() && action.opensList(headers)) {
            action.listStart(headers, now); // its events are to be dropped, too
            action.deadline = now + REMEMBER_NANOS;
        } else {
            ended.remove(id);
        }
    }

    /** Whether an event can belong to a list: only then is its ActionID worth a look. */
    boolean hasLists() {
        return lists > 0 || !ended.isEmpty();
    }

    /** Takes an event if it belongs to a list; false when it is an ordinary one. */
    boolean item(AmiHeaders headers, EventDispatcher types, Callbacks callbacks, long now) {
        long id = id(headers);
        if (id < 0 || headers.has("Event", "OriginateResponse") || headers.has("Event", "UserEvent")) {
            return false; // these two carry the ActionID of the action that caused them
        }
        PendingAction action = pending.get(id);
        if (action == null) {
            action = ended.get(id);
            if (action == null || !action.isList()) {
                return false;
            }
            Counters.add(counters.late, 1);
            if (action.endsWith(headers)) {
                ended.remove(id);
            }
            return true;
        }
        if (!action.isList()) {
            return false;
        }
        AmiEvent event = types.typed(headers);
        if (action.endsWith(headers)) {
            pending.remove(id);
            lists--;
            action.complete(event);
        } else if (!action.item(event, callbacks, maxListBytes, now)) {
            pending.remove(id);
            remember(action, now);
            action.overflow(maxListBytes);
        }
        return true;
    }

    /** Gives up an action that nobody waits for any more. */
    void forget(PendingAction action, long now) {
        if (pending.remove(action.id) != null) {
            action.settle();
            remember(action, now);
        }
    }

    /** Ends what is due. */
    void sweep(long now) {
        List<PendingAction> due = null;
        for (Iterator<PendingAction> all = pending.values().iterator(); all.hasNext(); ) {
            PendingAction action = all.next();
            if (action.deadline - now <= 0) {
                all.remove();
                due = due == null ? new ArrayList<>() : due;
                due.add(action);
            }
        }
        if (due != null) {
            due.sort((a, b) -> Long.compare(a.id, b.id));
            for (PendingAction action : due) {
                action.timeOut();
                remember(action, now);
            }
        }
        for (Iterator<PendingAction> old = ended.values().iterator();
                old.hasNext() && old.next().deadline - now <= 0; ) {
            old.remove();
        }
    }

    /** The next time something is due; null when nothing waits. */
    @Nullable
    Long nextDeadline() {
        Long next = null;
        for (PendingAction action : pending.values()) {
            if (next == null || action.deadline - next < 0) {
                next = action.deadline;
            }
        }
        return next;
    }

    /**
     * How long Asterisk may say nothing because it runs an action: it runs one after another, so that is the first, if its caller gave it
     * a longer time than usual.
     */
    long busyUntil(long usualNanos, long now) {
        PendingAction first = null;
        for (PendingAction action : pending.values()) {
            if (first == null || action.id < first.id) {
                first = action;
            }
        }
        return first == null || first.timeoutNanos <= usualNanos ? now : first.deadline;
    }

    /** Ends everything, in the order it was sent. */
    void endAll(Consumer<PendingAction> how) {
        List<PendingAction> all = new ArrayList<>(pending.values());
        pending.clear();
        lists = 0;
        all.sort((a, b) -> Long.compare(a.id, b.id));
        all.forEach(how);
    }

    private void remember(PendingAction action, long now) {
        if (action.isList()) {
            lists--;
        }
        action.deadline = now + REMEMBER_NANOS;
        ended.put(action.id, action);
        if (ended.size() > REMEMBER_MAX) {
            Iterator<Long> oldest = ended.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** The number in the ActionID; -1 when it is none of ours. */
    private long id(AmiHeaders headers) {
        String text = headers.find("ActionID").orElse("");
        if (!text.startsWith(prefix) || text.length() == prefix.length()) {
            return -1;
        }
        long id = 0;
        for (int i = prefix.length(); i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 36);
            if (digit < 0 || id > Long.MAX_VALUE / 72) {
                return -1;
            }
            id = id * 36 + digit;
        }
        return id;
    }
}
