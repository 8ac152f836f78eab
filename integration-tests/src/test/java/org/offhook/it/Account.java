// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiHangupException;

/** What was seen of one call, note by note. Safe for use from several threads. */
final class Account {
    /** How {@code AGI()} ended. */
    static final String AGI_STATUS = "AGISTATUS";
    /** The variable that the session left. */
    static final String OUTCOME = CallPlan.OUTCOME_VARIABLE;
    /** Whether the dialplan went on behind {@code AGI()}. */
    static final String CONTINUED = "the dialplan went on";
    /** How often the script's callback was called. */
    static final String HANGUPS = "hang-ups told";
    /** What a listener was told of the call's end. */
    static final String END = "the listener heard";
    /** What the script threw. */
    static final String THROWN = "the script threw";

    private final Map<String, String> notes = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Writes down what was seen; each thing once. */
    void note(String what, Object seen) {
        String before = notes.putIfAbsent(what, String.valueOf(seen));
        if (before != null) {
            throw new IllegalArgumentException("noted twice: " + what);
        }
    }

    /** Writes down a result, or what was thrown in its place. */
    void tried(String what, Callable<?> attempt) {
        Object seen;
        try {
            seen = attempt.call();
        } catch (AgiException | IllegalArgumentException e) {
            seen = describe(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        note(what, seen);
    }

    /** A copy, in the order of writing. */
    Map<String, String> notes() {
        synchronized (notes) {
            return new LinkedHashMap<>(notes);
        }
    }

    /** The type of an exception, and what scripts decide by; the message is for people, and names limits. */
    static String describe(Throwable thrown) {
        String type = thrown.getClass().getSimpleName();
        if (thrown instanceof AgiHangupException hangup) {
            return type + " " + hangup.reason();
        }
        if (thrown instanceof AgiCommandException refused) {
            return type + " " + refused.reply().status() + " " + refused.reply().usage();
        }
        return type;
    }
}
