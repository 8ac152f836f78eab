// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

/** How a caller left a queue, from {@code QUEUESTATUS} and the result of the application. */
public sealed interface QueueResult {

    /** A member took the call, and the talk is over. */
    record Served() implements QueueResult {}

    /** The caller left with a key that the queue's context allows; the channel's extension and context are now those of the key. */
    record LeftByKey() implements QueueResult {}

    /**
     * No member took the call.
     *
     * @param reason why
     */
    record NotServed(Reason reason) implements QueueResult {}

    /**
     * A status that Offhook does not know.
     *
     * @param status the value of {@code QUEUESTATUS}
     */
    record Unknown(String status) implements QueueResult {}

    /** Why no member took the call. */
    enum Reason {
        /** {@code TIMEOUT}: the time ran out. */
        TIMEOUT,
        /** {@code FULL}: too many callers wait already. */
        FULL,
        /** {@code JOINEMPTY}: there are no members to wait for. */
        JOIN_EMPTY,
        /** {@code LEAVEEMPTY}: the last member went away. */
        LEAVE_EMPTY,
        /** {@code JOINUNAVAIL}: there are members, but none that could take calls. */
        JOIN_UNAVAILABLE,
        /** {@code LEAVEUNAVAIL}: no member could take calls any more. */
        LEAVE_UNAVAILABLE,
        /** {@code WITHDRAW}: another program took the caller out. */
        WITHDRAWN,
        /** {@code UNKNOWN}: there is no such queue. */
        NO_SUCH_QUEUE
    }
}
