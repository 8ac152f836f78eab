// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Reloads queues, their members or their rules.
 *
 * <p>{@code QueueReload}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueueReloadAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static QueueReloadAction of() {
        return new QueueReloadAction(AmiHeaders.EMPTY);
    }

    /** {@code Queue}. */
    public QueueReloadAction queue(String queue) {
        return new QueueReloadAction(headers.with("Queue", queue));
    }

    /** {@code Members}. */
    public QueueReloadAction members(boolean members) {
        return new QueueReloadAction(headers.with("Members", ActionText.yesNo(members)));
    }

    /** {@code Rules}. */
    public QueueReloadAction rules(boolean rules) {
        return new QueueReloadAction(headers.with("Rules", ActionText.yesNo(rules)));
    }

    /** {@code Parameters}. */
    public QueueReloadAction parameters(boolean parameters) {
        return new QueueReloadAction(headers.with("Parameters", ActionText.yesNo(parameters)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueueReloadAction actionId(String actionId) {
        return new QueueReloadAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueueReload";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
