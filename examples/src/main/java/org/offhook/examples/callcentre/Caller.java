// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.time.Instant;

/**
 * Somebody who waits.
 *
 * @param id the unique id of the channel with which the caller came; keeps it when the call becomes a call-back
 * @param number where to call back; empty if it is withheld
 * @param skill what the call is about; empty for anything
 * @param joined since when; the place in the line
 * @param kind on the line, or to be called back
 * @param attempts how often we have called back in vain
 * @param notBefore when to call back at the earliest
 */
public record Caller(
        String id, String number, String skill, Instant joined, Kind kind, int attempts, Instant notBefore) {

    /** How a caller waits. */
    public enum Kind {
        /** Hears music. */
        ON_THE_LINE,
        /** Has hung up and is called. */
        CALL_BACK
    }

    /** A caller on the line. */
    public static Caller onTheLine(String id, String number, String skill, Instant joined) {
        return new Caller(id, number, skill, joined, Kind.ON_THE_LINE, 0, joined);
    }

    /** The same caller, at the same place, to be called back at this number. */
    public Caller toBeCalledBack(String at, Instant earliest) {
        return new Caller(id, at, skill, joined, Kind.CALL_BACK, attempts, earliest);
    }

    /** The same caller after a call-back that nobody answered. */
    public Caller calledInVain(Instant next) {
        return new Caller(id, number, skill, joined, kind, attempts + 1, next);
    }

    /** Whether the caller has hung up and is to be called. */
    public boolean isCallBack() {
        return kind == Kind.CALL_BACK;
    }

    /** The number as a wall may show it: its last three digits. */
    public String shown() {
        return number.isEmpty() ? "unknown" : "…" + number.substring(Math.max(0, number.length() - 3));
    }
}
