// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Gives a member another penalty.
 *
 * <p>{@code QueuePenalty}; class {@code agent}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueuePenaltyAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param memberInterface {@code Interface}.
     * @param penalty {@code Penalty}.
     */
    public static QueuePenaltyAction of(String memberInterface, int penalty) {
        return new QueuePenaltyAction(
                AmiHeaders.of("Interface", memberInterface, "Penalty", Integer.toString(penalty)));
    }

    /** {@code Queue}. */
    public QueuePenaltyAction queue(String queue) {
        return new QueuePenaltyAction(headers.with("Queue", queue));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueuePenaltyAction actionId(String actionId) {
        return new QueuePenaltyAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueuePenalty";
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
