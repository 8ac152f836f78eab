// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.DbGetResponseEvent;
import org.offhook.ami.internal.Generated;

/**
 * Reads a value of the internal database. An error when there is none.
 *
 * <p>{@code DBGet}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DbGetAction(AmiHeaders headers) implements AmiAction<AmiEventList<DbGetResponseEvent>> {

    /**
     * The action with what it needs.
     *
     * @param family {@code Family}.
     * @param key {@code Key}.
     */
    public static DbGetAction of(String family, String key) {
        return new DbGetAction(AmiHeaders.of("Family", family, "Key", key));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DbGetAction actionId(String actionId) {
        return new DbGetAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DBGet";
    }

    @Override
    public AmiEventList<DbGetResponseEvent> result(AmiResponse response) {
        return AmiEventList.of(response, DbGetResponseEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("DBGetComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
