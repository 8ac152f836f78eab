// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

/**
 * How a dialplan subroutine ended.
 *
 * @param outcome how it ended
 * @param code what Asterisk said: 0, or -1 and others for a failure
 */
public record GosubResult(Outcome outcome, int code) {

    /** How a dialplan subroutine can end. */
    public enum Outcome {
        /** It ran to its {@code Return()}, whose value is in the channel variable {@code GOSUB_RETVAL}. */
        COMPLETE,
        /** It ran, but left without {@code Return()}. */
        ABNORMAL_EXIT,
        /** There is no such context, extension or priority; nothing was run. */
        LABEL_NOT_FOUND,
        /** It could not be started. */
        FAILED
    }

    /**
     * Whether it ran to its {@code Return()}.
     *
     * @return true if {@link Outcome#COMPLETE}
     */
    public boolean isComplete() {
        return outcome == Outcome.COMPLETE;
    }
}
