// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.ExtensionStatusEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the states of all extensions with a hint.
 *
 * <p>{@code ExtensionStateList}; any of the classes {@code call}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ExtensionStateListAction(AmiHeaders headers) implements AmiAction<AmiEventList<ExtensionStatusEvent>> {

    /** The action. */
    public static ExtensionStateListAction of() {
        return new ExtensionStateListAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ExtensionStateListAction actionId(String actionId) {
        return new ExtensionStateListAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ExtensionStateList";
    }

    @Override
    public AmiEventList<ExtensionStatusEvent> result(AmiResponse response) {
        return AmiEventList.of(response, ExtensionStatusEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("ExtensionStateListComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call", "reporting");
    }
}
