// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiAnswerLostException;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.AgiTruncatedException;
import org.offhook.agi.SendAhead;

/**
 * The commands of one channel: what waits here, and what is inside Asterisk, which answers in order.
 *
 * <p>The answers come through one pipe, of which Asterisk reads at most 1024 bytes for each: a longer answer leaves a rest for the
 * next. From then on the pipe is dirty and no answer can be trusted, for a value may look like one, until a fence, a command
 * whose answer is known, is answered exactly. Answers to commands of other programs pass through the same pipe.
 *
 * <p>In the call's turn only.
 */
final class CommandPipe {

    /** What the pipe asks and tells. */
    interface Owner {
        /** Takes a command to Asterisk. */
        void transmit(Sent sent);

        /** A new CommandID. */
        String nextId();

        /** A fence; more are needed while the pipe is dirty. */
        Sent newFence();

        /** Whether fences may be sent now. */
        boolean mayFence();

        /** A fence was answered exactly: the pipe is clean, and all that was sent before has ended. */
        void fenceAnswered();

        /** A good answer. */
        void answered(Sent sent, AgiReply reply);

        /** There is no good answer. */
        void lost(Sent sent, AgiException why);
    }

    private static final int FENCES = 2;
    private static final int MAX_FENCES = 8;

    private final Owner owner;
    private final ArrayDeque<Sent> waiting = new ArrayDeque<>(2);
    /** In the order of the wire; not answered. */
    private final ArrayDeque<Sent> inside = new ArrayDeque<>(2);
    /** When the first of {@link #inside} became the first. */
    private long headSince;

    private boolean dirty;
    private int fences;
    /** How many repeatable reads went back to the head of the line since the pipe became dirty. */
    private int requeued;

    CommandPipe(Owner owner) {
        this.owner = owner;
    }

    // ---- to Asterisk ----

    /** At the end of the line. */
    void add(Sent sent) {
        waiting.add(sent);
    }

    /** The next that may be sent, or null. */
    @Nullable
    Sent sendable() {
        Sent next = waiting.peek();
        return next == null || dirty || !mayFollow(next) ? null : next;
    }

    /** Sends what {@link #sendable} gave. */
    void sendNext() {
        send(waiting.remove());
    }

    /** Sends now, whatever else is inside. */
    void send(Sent sent) {
        sent.id = owner.nextId();
        if (inside.isEmpty()) {
            headSince = ParkedCall.now();
        }
        inside.add(sent);
        owner.transmit(sent);
    }

    /** Commands that can neither fail, nor act on the call, nor reply at length may be inside together; fences harm nobody. */
    private boolean mayFollow(Sent next) {
        boolean ahead = next.isAhead();
        for (Sent before : inside) {
            if (before.kind != Sent.Kind.FENCE && !(ahead && before.isAhead())) {
                return false;
            }
        }
        return true;
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    boolean isEmptyInside() {
        return inside.isEmpty();
    }

    boolean isInside(Sent sent) {
        return inside.contains(sent);
    }

    boolean anyInside(Predicate<Sent> what) {
        return inside.stream().anyMatch(what);
    }

    /** What runs now, as far as we know. */
    @Nullable
    Sent head() {
        return inside.peek();
    }

    /** When the head must be answered; {@link ParkedCall#NEVER} without a limit. */
    long headDeadline(Duration replyTimeout) {
        Sent head = inside.peek();
        if (head == null || head.isUnlimited()) {
            return ParkedCall.NEVER;
        }
        return headSince + head.runTime().plus(replyTimeout).toNanos();
    }

    /** It did not get there. */
    void remove(Sent sent) {
        boolean first = inside.peek() == sent;
        inside.remove(sent);
        if (first) {
            headSince = ParkedCall.now();
        }
    }

    /** It did not get there, nor did what was sent behind it: the script's commands go back to the head of the line, in order. */
    void takeBackFrom(Sent sent) {
        while (inside.contains(sent)) {
            Sent last = inside.removeLast();
            if (last.kind == Sent.Kind.COMMAND && !last.abandoned) {
                waiting.addFirst(last);
            } else {
                owner.lost(last, new AgiTransportException("the manager connection is down", null));
            }
        }
    }

    // ---- a new session of Asterisk's ----

    /**
     * Asterisk's session begins, with a pipe of its own; commands left inside run first.
     *
     * @param cut the environment was longer than the pipe gives at once, so that its rest comes first
     */
    void begin(boolean cut) {
        dirty = cut;
        fences = 0;
        requeued = 0;
        headSince = ParkedCall.now();
        if (cut) {
            fence();
        }
    }

    boolean isDirty() {
        return dirty;
    }

    /** Sends fences. Each command reads up to 1024 bytes of what is left over; the more there is, the more are sent at once. */
    void fence() {
        if (!owner.mayFence()) {
            return;
        }
        fences = Math.min(MAX_FENCES, Math.max(FENCES, fences * 2));
        for (int i = 0; i < fences; i++) {
            send(owner.newFence());
        }
    }

    /** Sends one fence, to learn when all before it has ended. */
    void probe() {
        fences = 0;
        if (dirty) {
            fence();
        } else {
            send(owner.newFence());
        }
    }

    // ---- from Asterisk ----

    /**
     * A result.
     *
     * @return whether it was ours
     */
    boolean executed(String id, byte[] encoded) {
        byte[] decoded = PercentDecoder.decode(encoded);
        boolean bad = Result.isBad(encoded, decoded);
        Sent sent = find(id);
        if (sent == null) {
            if (bad) {
                soil();
            }
            return false;
        }
        boolean missed = false;
        for (Sent before = inside.remove(); before != sent; before = inside.remove()) {
            missed = true;
            owner.lost(
                    before,
                    new AgiTransportException(
                            "the answer to a command did not arrive, but one to a later command did; whether it ran is not known",
                            null));
        }
        headSince = ParkedCall.now();
        if (missed) {
            soil();
        }
        if (dirty) {
            judgeDirty(sent, bad, decoded);
        } else {
            judge(sent, bad, decoded);
        }
        return true;
    }

    private @Nullable Sent find(String id) {
        for (Sent sent : inside) {
            if (sent.id.equals(id)) {
                return sent;
            }
        }
        return null;
    }

    private void judge(Sent sent, boolean bad, byte[] decoded) {
        AgiReply reply = Result.reply(decoded);
        if (!bad && sent.kind == Sent.Kind.FENCE && isExact(sent, decoded)) {
            owner.fenceAnswered();
        } else if (!bad && reply != null && sent.kind != Sent.Kind.FENCE) {
            owner.answered(sent, reply);
        } else {
            soil();
            if (reply == null) {
                owner.lost(sent, new AgiAnswerLostException("what Asterisk answered to a command is no AGI reply"));
            } else if (reply.status() == 200) {
                owner.lost(sent, new AgiTruncatedException("the value is longer than AsyncAGI can carry", reply));
            } else {
                owner.answered(sent, reply); // a usage text that was cut
            }
        }
    }

    private void judgeDirty(Sent sent, boolean bad, byte[] decoded) {
        if (sent.kind == Sent.Kind.FENCE) {
            if (!bad && isExact(sent, decoded)) {
                dirty = false;
                fences = 0;
                requeued = 0;
                owner.fenceAnswered();
            } else if (inside.stream().noneMatch(other -> other.kind == Sent.Kind.FENCE)) {
                fence();
            }
        } else if (sent.command != null && !sent.abandoned && sent.command.sendAhead() == SendAhead.REPEATABLE) {
            requeue(sent);
        } else {
            owner.lost(
                    sent,
                    new AgiAnswerLostException(
                            "the command ran, but its answer was mixed with the rest of a longer answer before it"));
        }
    }

    private static boolean isExact(Sent fence, byte[] decoded) {
        String expected = fence.expected;
        return expected != null && Arrays.equals(decoded, expected.getBytes(ISO_8859_1));
    }

    /** Behind those that went back before it, in front of all others. */
    private void requeue(Sent sent) {
        ArrayDeque<Sent> others = new ArrayDeque<>(waiting);
        waiting.clear();
        for (int i = 0; i < requeued; i++) {
            waiting.add(others.remove());
        }
        waiting.add(sent);
        waiting.addAll(others);
        requeued++;
    }

    private void soil() {
        if (!dirty) {
            dirty = true;
            fences = 0;
            fence();
        }
    }

    // ---- the end ----

    /** What is inside will not be answered. */
    void loseInside(Supplier<AgiException> why) {
        for (Sent sent = inside.poll(); sent != null; sent = inside.poll()) {
            owner.lost(sent, why.get());
        }
    }

    /** Nothing will be answered. */
    void loseAll(Supplier<AgiException> why) {
        loseInside(why);
        for (Sent sent = waiting.poll(); sent != null; sent = waiting.poll()) {
            owner.lost(sent, why.get());
        }
    }
}
