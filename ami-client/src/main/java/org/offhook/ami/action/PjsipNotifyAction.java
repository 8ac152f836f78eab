// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Sends a SIP NOTIFY to an endpoint, a URI or within a call.
 *
 * <p>{@code PJSIPNotify}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PjsipNotifyAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static PjsipNotifyAction of() {
        return new PjsipNotifyAction(AmiHeaders.EMPTY);
    }

    /** {@code Endpoint}. */
    public PjsipNotifyAction endpoint(String endpoint) {
        return new PjsipNotifyAction(headers.with("Endpoint", endpoint));
    }

    /** {@code URI}. */
    public PjsipNotifyAction uri(String uri) {
        return new PjsipNotifyAction(headers.with("URI", uri));
    }

    /** {@code channel}. */
    public PjsipNotifyAction channel(String channel) {
        return new PjsipNotifyAction(headers.with("channel", channel));
    }

    /** {@code Option}. */
    public PjsipNotifyAction option(String option) {
        return new PjsipNotifyAction(headers.with("Option", option));
    }

    /**
     * Adds a variable, {@code Variable}; may be used repeatedly. Commas, quotes and backslashes in the value arrive as they are.
     *
     * @throws IllegalArgumentException for a name that is empty or has an equals sign
     */
    public PjsipNotifyAction variable(String name, String value) {
        return new PjsipNotifyAction(headers.plus("Variable", ActionText.variable(name, value)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PjsipNotifyAction actionId(String actionId) {
        return new PjsipNotifyAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PJSIPNotify";
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
