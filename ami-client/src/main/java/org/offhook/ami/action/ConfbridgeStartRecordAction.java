// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Records a conference.
 *
 * <p>{@code ConfbridgeStartRecord}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ConfbridgeStartRecordAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param conference {@code Conference}.
     */
    public static ConfbridgeStartRecordAction of(String conference) {
        return new ConfbridgeStartRecordAction(AmiHeaders.of("Conference", conference));
    }

    /** {@code RecordFile}. */
    public ConfbridgeStartRecordAction recordFile(String recordFile) {
        return new ConfbridgeStartRecordAction(headers.with("RecordFile", recordFile));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ConfbridgeStartRecordAction actionId(String actionId) {
        return new ConfbridgeStartRecordAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ConfbridgeStartRecord";
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
