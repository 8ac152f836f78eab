// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Restarts all DAHDI channels; their calls end.
 *
 * <p>{@code DAHDIRestart}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DahdiRestartAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static DahdiRestartAction of() {
        return new DahdiRestartAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DahdiRestartAction actionId(String actionId) {
        return new DahdiRestartAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DAHDIRestart";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
