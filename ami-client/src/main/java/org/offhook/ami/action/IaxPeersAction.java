// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks for the IAX peers, as text.
 *
 * <p>{@code IAXpeers}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record IaxPeersAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static IaxPeersAction of() {
        return new IaxPeersAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public IaxPeersAction actionId(String actionId) {
        return new IaxPeersAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "IAXpeers";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
