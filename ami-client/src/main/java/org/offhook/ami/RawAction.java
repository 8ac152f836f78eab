// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Set;
import org.offhook.ami.internal.ActionPrivileges;

/**
 * Any action, by its name: for modules we do not know.
 *
 * <pre>{@code
 * AmiResponse response = client.request(RawAction.of("Ping"));
 * }</pre>
 *
 * @param name the action
 * @param headers its headers, less {@code Action}
 * @param completionEvents what ends its list, where Asterisk does not announce one; mostly empty
 */
public record RawAction(String name, AmiHeaders headers, Set<String> completionEvents)
        implements AmiAction<AmiResponse> {

    /** Checks nothing yet: sending does. */
    public RawAction {
        completionEvents = Set.copyOf(completionEvents);
    }

    /** An action with these headers, names and values by turns. */
    public static RawAction of(String name, String... namesAndValues) {
        return new RawAction(name, AmiHeaders.of(namesAndValues), Set.of());
    }

    /** The same with one more header. */
    public RawAction plus(String header, String value) {
        return new RawAction(name, headers.plus(header, value), completionEvents);
    }

    /** The same, as an action whose list ends with one of these events. */
    public RawAction completedBy(String... events) {
        return new RawAction(name, headers, Set.of(events));
    }

    /** Those of the typed action of the same name, if there is one. */
    @Override
    public Set<String> privileges() {
        return ActionPrivileges.of(name);
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
