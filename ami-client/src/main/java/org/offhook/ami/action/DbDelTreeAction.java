// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Deletes a family of the internal database, or a part of it.
 *
 * <p>{@code DBDelTree}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DbDelTreeAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param family {@code Family}.
     */
    public static DbDelTreeAction of(String family) {
        return new DbDelTreeAction(AmiHeaders.of("Family", family));
    }

    /** {@code Key}. */
    public DbDelTreeAction key(String key) {
        return new DbDelTreeAction(headers.with("Key", key));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DbDelTreeAction actionId(String actionId) {
        return new DbDelTreeAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DBDelTree";
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
