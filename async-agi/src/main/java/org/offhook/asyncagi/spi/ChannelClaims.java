// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi.spi;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Decides which of several instances of an application serves a channel. A claim is a lease: who does not renew it in time loses the channel,
 * and stops sending before anybody else may begin. Methods are called in turn for one channel, on any thread, and must
 * not block. A stage that fails means that nobody knows: it is asked again.
 */
public interface ChannelClaims {

    /**
     * Takes the channel, if nobody owns it or its owner's lease has ended.
     *
     * @param channel which
     * @param owner who asks
     * @param lease for how long
     */
    CompletionStage<ClaimAnswer> claim(ClaimedChannel channel, String owner, Duration lease);

    /**
     * Prolongs a lease. {@link ClaimAnswer.Lost} when somebody else owns the channel by now.
     *
     * @param channel which
     * @param claim as it was won
     * @param lease from now on
     */
    CompletionStage<ClaimAnswer> renew(ClaimedChannel channel, Claim claim, Duration lease);

    /**
     * Gives the channel up, if it is still ours. The fence of the next owner is higher.
     *
     * @param channel which
     * @param claim as it was won
     */
    CompletionStage<?> release(ClaimedChannel channel, Claim claim);

    /**
     * Whether claims and renewals wait behind the command that the channel is running ({@link ClaimedChannel#run}), so that nobody can take the
     * channel while a command of its owner runs.
     */
    boolean waitsForCommands();
}
