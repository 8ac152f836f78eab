// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches calls: for metrics, traces and logs. Methods run on the script's thread, {@link #commandCompleted} of a submitted
 * command on the callback executor. What they throw is logged and changes nothing.
 */
public interface AgiListener {

    /**
     * A script is about to run.
     *
     * @param request the call
     */
    default void callStarted(AgiRequest request) {}

    /**
     * A command was answered, or will not be.
     *
     * @param request the call
     * @param command the command
     * @param took from the moment it was given to the channel until it was answered
     * @param failure why there is no result, or null if there is one
     */
    default void commandCompleted(
            AgiRequest request, AgiCommand<?> command, Duration took, @Nullable AgiException failure) {}

    /**
     * The script has ended and the call goes back to the dialplan.
     *
     * @param request the call
     * @param end how it ended
     */
    default void callEnded(AgiRequest request, CallEnd end) {}

    /**
     * How a call ended.
     *
     * @param outcome what the dialplan is told
     * @param reason in words, for people
     * @param hungUp whether the channel hung up before the script was done
     * @param failure what the script threw, unless it was a hang-up
     * @param duration of the script
     * @param commands how many commands were given to the channel
     */
    record CallEnd(
            AgiOutcome outcome,
            String reason,
            boolean hungUp,
            Optional<Throwable> failure,
            Duration duration,
            long commands) {}
}
