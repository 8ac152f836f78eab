// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks for the queue rules.
 *
 * <p>{@code QueueRule}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueueRuleAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static QueueRuleAction of() {
        return new QueueRuleAction(AmiHeaders.EMPTY);
    }

    /** {@code Rule}. */
    public QueueRuleAction rule(String rule) {
        return new QueueRuleAction(headers.with("Rule", rule));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueueRuleAction actionId(String actionId) {
        return new QueueRuleAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueueRule";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
