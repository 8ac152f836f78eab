// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Sends a text message outside of a call.
 *
 * <p>{@code MessageSend}; class {@code message}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record MessageSendAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static MessageSendAction of() {
        return new MessageSendAction(AmiHeaders.EMPTY);
    }

    /** {@code Destination}. */
    public MessageSendAction destination(String destination) {
        return new MessageSendAction(headers.with("Destination", destination));
    }

    /** {@code To}. */
    public MessageSendAction to(String to) {
        return new MessageSendAction(headers.with("To", to));
    }

    /** {@code From}. */
    public MessageSendAction from(String from) {
        return new MessageSendAction(headers.with("From", from));
    }

    /** {@code Body}. */
    public MessageSendAction body(String body) {
        return new MessageSendAction(headers.with("Body", body));
    }

    /** {@code Base64Body}. */
    public MessageSendAction base64Body(String base64Body) {
        return new MessageSendAction(headers.with("Base64Body", base64Body));
    }

    /**
     * Adds a variable, {@code Variable}; may be used repeatedly. Commas, quotes and backslashes in the value arrive as they are.
     *
     * @throws IllegalArgumentException for a name that is empty or has an equals sign
     */
    public MessageSendAction variable(String name, String value) {
        return new MessageSendAction(headers.plus("Variable", ActionText.variable(name, value)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public MessageSendAction actionId(String actionId) {
        return new MessageSendAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "MessageSend";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("message");
    }
}
