// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Describes a Skinny line.
 *
 * <p>{@code SKINNYshowline}, in Asterisk 16, no longer in 22; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SkinnyShowLineAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param line {@code Line}.
     */
    public static SkinnyShowLineAction of(String line) {
        return new SkinnyShowLineAction(AmiHeaders.of("Line", line));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SkinnyShowLineAction actionId(String actionId) {
        return new SkinnyShowLineAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SKINNYshowline";
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
