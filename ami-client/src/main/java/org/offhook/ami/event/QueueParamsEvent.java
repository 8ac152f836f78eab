// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A queue and its counters, in the answer to QueueStatus.
 *
 * <p>{@code QueueParams}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record QueueParamsEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Queue}. */
    public Optional<String> queue() {
        return HeaderValues.text(headers, "Queue");
    }

    /** {@code Max}. */
    public OptionalInt max() {
        return HeaderValues.integer(headers, "Max");
    }

    /** {@code Strategy}. */
    public Optional<String> strategy() {
        return HeaderValues.text(headers, "Strategy");
    }

    /** {@code Calls}. */
    public OptionalInt calls() {
        return HeaderValues.integer(headers, "Calls");
    }

    /** {@code Holdtime}. */
    public Optional<Duration> holdTime() {
        return HeaderValues.seconds(headers, "Holdtime");
    }

    /** {@code TalkTime}. */
    public Optional<Duration> talkTime() {
        return HeaderValues.seconds(headers, "TalkTime");
    }

    /** {@code Completed}. */
    public OptionalInt completed() {
        return HeaderValues.integer(headers, "Completed");
    }

    /** {@code Abandoned}. */
    public OptionalInt abandoned() {
        return HeaderValues.integer(headers, "Abandoned");
    }

    /** {@code ServiceLevel}. */
    public Optional<Duration> serviceLevel() {
        return HeaderValues.seconds(headers, "ServiceLevel");
    }

    /** {@code ServicelevelPerf}. */
    public OptionalDouble serviceLevelPerformance() {
        return HeaderValues.decimal(headers, "ServicelevelPerf");
    }

    /** {@code ServicelevelPerf2}. */
    public OptionalDouble serviceLevelPerformance2() {
        return HeaderValues.decimal(headers, "ServicelevelPerf2");
    }

    /** {@code Weight}. */
    public OptionalInt weight() {
        return HeaderValues.integer(headers, "Weight");
    }
}
