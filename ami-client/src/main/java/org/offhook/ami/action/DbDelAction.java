// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Deletes a value of the internal database.
 *
 * <p>{@code DBDel}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DbDelAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param family {@code Family}.
     * @param key {@code Key}.
     */
    public static DbDelAction of(String family, String key) {
        return new DbDelAction(AmiHeaders.of("Family", family, "Key", key));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DbDelAction actionId(String actionId) {
        return new DbDelAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DBDel";
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
