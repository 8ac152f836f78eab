// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.DbGetTreeResponseEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists values of the internal database.
 *
 * <p>{@code DBGetTree}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record DbGetTreeAction(AmiHeaders headers) implements AmiAction<AmiEventList<DbGetTreeResponseEvent>> {

    /** The action. */
    public static DbGetTreeAction of() {
        return new DbGetTreeAction(AmiHeaders.EMPTY);
    }

    /** {@code Family}. */
    public DbGetTreeAction family(String family) {
        return new DbGetTreeAction(headers.with("Family", family));
    }

    /** {@code Key}. */
    public DbGetTreeAction key(String key) {
        return new DbGetTreeAction(headers.with("Key", key));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public DbGetTreeAction actionId(String actionId) {
        return new DbGetTreeAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "DBGetTree";
    }

    @Override
    public AmiEventList<DbGetTreeResponseEvent> result(AmiResponse response) {
        return AmiEventList.of(response, DbGetTreeResponseEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("DBGetTreeComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
