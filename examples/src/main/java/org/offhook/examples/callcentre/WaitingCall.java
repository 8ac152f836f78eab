// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiChannel;

/** A caller's own call while its script runs here: where the controller leaves an agent and the script finds it. */
final class WaitingCall {

    private final AgiChannel channel;
    private final AtomicReference<@Nullable Assignment> offer = new AtomicReference<>();

    private final AtomicBoolean stopping = new AtomicBoolean();

    WaitingCall(AgiChannel channel) {
        this.channel = channel;
    }

    AgiChannel channel() {
        return channel;
    }

    /** There is an agent. */
    void offer(Assignment assignment) {
        offer.set(assignment);
    }

    /** Whether the script has not seen yet that there is an agent. */
    boolean isOffered() {
        return offer.get() != null;
    }

    /** Ends the prompt that plays, so that the script looks for its agent; does nothing while that is being done already. */
    void stopPrompt() {
        if (isOffered() && stopping.compareAndSet(false, true)) {
            try {
                channel.stop();
            } finally {
                stopping.set(false);
            }
        }
    }

    /** The agent, once. */
    Optional<Assignment> take() {
        return Optional.ofNullable(offer.getAndSet(null));
    }
}
