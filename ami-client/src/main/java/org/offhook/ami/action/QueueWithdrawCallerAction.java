// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Puts a caller out of a queue; the dialplan goes on.
 *
 * <p>{@code QueueWithdrawCaller}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueueWithdrawCallerAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param queue {@code Queue}.
     * @param caller {@code Caller}.
     */
    public static QueueWithdrawCallerAction of(String queue, String caller) {
        return new QueueWithdrawCallerAction(AmiHeaders.of("Queue", queue, "Caller", caller));
    }

    /** {@code WithdrawInfo}. */
    public QueueWithdrawCallerAction withdrawInfo(String withdrawInfo) {
        return new QueueWithdrawCallerAction(headers.with("WithdrawInfo", withdrawInfo));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueueWithdrawCallerAction actionId(String actionId) {
        return new QueueWithdrawCallerAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueueWithdrawCaller";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
