// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.AuthListEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the authentications of PJSIP, with their passwords.
 *
 * <p>{@code PJSIPShowAuths}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipShowAuthsAction(AmiHeaders headers) implements AmiAction<AmiEventList<AuthListEvent>> {

    /** The action. */
    public static PjsipShowAuthsAction of() {
        return new PjsipShowAuthsAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipShowAuthsAction actionId(String actionId) {
        return new PjsipShowAuthsAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPShowAuths";
    }

    @Override
    public AmiEventList<AuthListEvent> result(AmiResponse response) {
        return AmiEventList.of(response, AuthListEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("AuthListComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
