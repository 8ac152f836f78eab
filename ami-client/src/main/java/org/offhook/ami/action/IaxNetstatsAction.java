// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks for the counters of IAX's network.
 *
 * <p>{@code IAXnetstats}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record IaxNetstatsAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static IaxNetstatsAction of() {
        return new IaxNetstatsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public IaxNetstatsAction actionId(String actionId) {
        return new IaxNetstatsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "IAXnetstats";
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
