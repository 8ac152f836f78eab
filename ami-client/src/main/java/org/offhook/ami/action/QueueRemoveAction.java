// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Removes a member from a queue.
 *
 * <p>{@code QueueRemove}; class {@code agent}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueueRemoveAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param queue {@code Queue}.
     * @param memberInterface {@code Interface}.
     */
    public static QueueRemoveAction of(String queue, String memberInterface) {
        return new QueueRemoveAction(AmiHeaders.of("Queue", queue, "Interface", memberInterface));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueueRemoveAction actionId(String actionId) {
        return new QueueRemoveAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueueRemove";
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
