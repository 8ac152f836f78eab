// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Writes a value of the internal database.
 *
 * <p>{@code DBPut}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DbPutAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param family {@code Family}.
     * @param key {@code Key}.
     */
    public static DbPutAction of(String family, String key) {
        return new DbPutAction(AmiHeaders.of("Family", family, "Key", key));
    }

    /** {@code Val}. */
    public DbPutAction value(String value) {
        return new DbPutAction(headers.with("Val", value));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DbPutAction actionId(String actionId) {
        return new DbPutAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DBPut";
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
