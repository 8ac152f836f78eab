// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Transfers what a channel is bridged with.
 *
 * <p>{@code BlindTransfer}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record BlindTransferAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static BlindTransferAction of(String channel) {
        return new BlindTransferAction(AmiHeaders.of("Channel", channel));
    }

    /** {@code Context}. */
    public BlindTransferAction context(String context) {
        return new BlindTransferAction(headers.with("Context", context));
    }

    /** {@code Exten}. */
    public BlindTransferAction extension(String extension) {
        return new BlindTransferAction(headers.with("Exten", extension));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public BlindTransferAction actionId(String actionId) {
        return new BlindTransferAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "BlindTransfer";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call");
    }
}
