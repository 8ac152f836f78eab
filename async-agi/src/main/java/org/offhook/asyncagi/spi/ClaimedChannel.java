// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi.spi;

import java.util.concurrent.CompletionStage;
import org.offhook.agi.AgiReply;

/** A channel that is to be claimed. */
public interface ClaimedChannel {

    /** Which channel. */
    ChannelKey key();

    /**
     * Queues an AGI command behind what the channel is doing; written before this returns. For claims that Asterisk itself keeps.
     *
     * @param line a command that only reads and sets variables, and answers in less than 1,000 bytes
     * @return the reply, which comes when all that the channel was given before has ended; fails when the session is over
     */
    CompletionStage<AgiReply> run(String line);
}
