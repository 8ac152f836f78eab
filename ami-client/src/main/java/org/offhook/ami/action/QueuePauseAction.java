// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Pauses or unpauses a member, in one queue or in all.
 *
 * <p>{@code QueuePause}; class {@code agent}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueuePauseAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param memberInterface {@code Interface}.
     * @param paused {@code Paused}.
     */
    public static QueuePauseAction of(String memberInterface, boolean paused) {
        return new QueuePauseAction(AmiHeaders.of("Interface", memberInterface, "Paused", ActionText.yesNo(paused)));
    }

    /** {@code Queue}. */
    public QueuePauseAction queue(String queue) {
        return new QueuePauseAction(headers.with("Queue", queue));
    }

    /** {@code Reason}. */
    public QueuePauseAction reason(String reason) {
        return new QueuePauseAction(headers.with("Reason", reason));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueuePauseAction actionId(String actionId) {
        return new QueuePauseAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueuePause";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("agent");
    }
}
