// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks which actions this account may use: a header for each.
 *
 * <p>{@code ListCommands}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ListCommandsAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static ListCommandsAction of() {
        return new ListCommandsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ListCommandsAction actionId(String actionId) {
        return new ListCommandsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ListCommands";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
