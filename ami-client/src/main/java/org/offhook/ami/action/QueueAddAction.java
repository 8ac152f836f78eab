// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Adds a member to a queue.
 *
 * <p>{@code QueueAdd}; class {@code agent}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueueAddAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param queue {@code Queue}.
     * @param memberInterface {@code Interface}.
     */
    public static QueueAddAction of(String queue, String memberInterface) {
        return new QueueAddAction(AmiHeaders.of("Queue", queue, "Interface", memberInterface));
    }

    /** {@code Penalty}. */
    public QueueAddAction penalty(int penalty) {
        return new QueueAddAction(headers.with("Penalty", Integer.toString(penalty)));
    }

    /** {@code Paused}. */
    public QueueAddAction paused(boolean paused) {
        return new QueueAddAction(headers.with("Paused", ActionText.yesNo(paused)));
    }

    /** {@code Reason}, in Asterisk 22. */
    public QueueAddAction reason(String reason) {
        return new QueueAddAction(headers.with("Reason", reason));
    }

    /** {@code MemberName}. */
    public QueueAddAction memberName(String memberName) {
        return new QueueAddAction(headers.with("MemberName", memberName));
    }

    /** {@code StateInterface}. */
    public QueueAddAction stateInterface(String stateInterface) {
        return new QueueAddAction(headers.with("StateInterface", stateInterface));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueueAddAction actionId(String actionId) {
        return new QueueAddAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueueAdd";
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
