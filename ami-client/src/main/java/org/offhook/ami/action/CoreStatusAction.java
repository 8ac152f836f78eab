// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks since when Asterisk runs, and how many calls there are.
 *
 * <p>{@code CoreStatus}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record CoreStatusAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static CoreStatusAction of() {
        return new CoreStatusAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public CoreStatusAction actionId(String actionId) {
        return new CoreStatusAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "CoreStatus";
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
