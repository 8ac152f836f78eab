// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Counters of fax, in the answer to FAXStats.
 *
 * <p>{@code FAXStats}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record FaxStatsEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code CurrentSessions}. */
    public OptionalInt currentSessions() {
        return HeaderValues.integer(headers, "CurrentSessions");
    }

    /** {@code ReservedSessions}. */
    public OptionalInt reservedSessions() {
        return HeaderValues.integer(headers, "ReservedSessions");
    }

    /** {@code TransmitAttempts}. */
    public OptionalInt transmitAttempts() {
        return HeaderValues.integer(headers, "TransmitAttempts");
    }

    /** {@code ReceiveAttempts}. */
    public OptionalInt receiveAttempts() {
        return HeaderValues.integer(headers, "ReceiveAttempts");
    }

    /** {@code CompletedFAXes}. */
    public OptionalInt completedFaxes() {
        return HeaderValues.integer(headers, "CompletedFAXes");
    }

    /** {@code FailedFAXes}. */
    public OptionalInt failedFaxes() {
        return HeaderValues.integer(headers, "FailedFAXes");
    }
}
