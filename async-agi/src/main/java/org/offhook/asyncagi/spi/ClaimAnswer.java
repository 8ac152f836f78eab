// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi.spi;

import java.time.Duration;

/** What became of a claim or its renewal. */
public sealed interface ClaimAnswer {

    /**
     * The channel is ours.
     *
     * @param claim with the fence of this ownership, which is higher than any before
     * @param takenOver whether another's lease had ended that he had not released: the call is an adopted one then
     */
    record Won(Claim claim, boolean takenOver) implements ClaimAnswer {

        /**
         * Of a channel that had no owner, or whose lease was renewed.
         *
         * @param claim with the fence of this ownership
         */
        public Won(Claim claim) {
            this(claim, false);
        }
    }

    /**
     * The channel is another's.
     *
     * @param owner who has it, the one who asked not excepted; with an empty name if nobody does
     * @param remaining until his lease ends, if he does not renew it; from when the answer was made
     */
    record Lost(Claim owner, Duration remaining) implements ClaimAnswer {}

    /**
     * Nobody can tell; the channel is left alone.
     *
     * @param why for the log
     */
    record Unsupported(String why) implements ClaimAnswer {}
}
