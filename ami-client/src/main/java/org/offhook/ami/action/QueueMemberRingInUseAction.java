// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Says whether a member is rung while in use.
 *
 * <p>{@code QueueMemberRingInUse}; class {@code agent}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueueMemberRingInUseAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param memberInterface {@code Interface}.
     * @param ringInUse {@code RingInUse}.
     */
    public static QueueMemberRingInUseAction of(String memberInterface, boolean ringInUse) {
        return new QueueMemberRingInUseAction(
                AmiHeaders.of("Interface", memberInterface, "RingInUse", ActionText.yesNo(ringInUse)));
    }

    /** {@code Queue}. */
    public QueueMemberRingInUseAction queue(String queue) {
        return new QueueMemberRingInUseAction(headers.with("Queue", queue));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueueMemberRingInUseAction actionId(String actionId) {
        return new QueueMemberRingInUseAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueueMemberRingInUse";
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
