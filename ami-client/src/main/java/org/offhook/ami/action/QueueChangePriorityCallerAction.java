// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Gives a caller in a queue another priority.
 *
 * <p>{@code QueueChangePriorityCaller}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueueChangePriorityCallerAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param queue {@code Queue}.
     * @param caller {@code Caller}.
     * @param priority {@code Priority}.
     */
    public static QueueChangePriorityCallerAction of(String queue, String caller, int priority) {
        return new QueueChangePriorityCallerAction(
                AmiHeaders.of("Queue", queue, "Caller", caller, "Priority", Integer.toString(priority)));
    }

    /** {@code Immediate}, in Asterisk 22. */
    public QueueChangePriorityCallerAction immediate(boolean immediate) {
        return new QueueChangePriorityCallerAction(headers.with("Immediate", ActionText.yesNo(immediate)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueueChangePriorityCallerAction actionId(String actionId) {
        return new QueueChangePriorityCallerAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueueChangePriorityCaller";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
