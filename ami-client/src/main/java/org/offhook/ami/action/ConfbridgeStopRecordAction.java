// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Ends the recording of a conference.
 *
 * <p>{@code ConfbridgeStopRecord}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ConfbridgeStopRecordAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param conference {@code Conference}.
     */
    public static ConfbridgeStopRecordAction of(String conference) {
        return new ConfbridgeStopRecordAction(AmiHeaders.of("Conference", conference));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ConfbridgeStopRecordAction actionId(String actionId) {
        return new ConfbridgeStopRecordAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ConfbridgeStopRecord";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
