// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Sets the counters of a queue to zero.
 *
 * <p>{@code QueueReset}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueueResetAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static QueueResetAction of() {
        return new QueueResetAction(AmiHeaders.EMPTY);
    }

    /** {@code Queue}. */
    public QueueResetAction queue(String queue) {
        return new QueueResetAction(headers.with("Queue", queue));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueueResetAction actionId(String actionId) {
        return new QueueResetAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueueReset";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
