// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Logs in. The client does so itself.
 *
 * <p>{@code Login}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record LoginAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param username {@code Username}.
     */
    public static LoginAction of(String username) {
        return new LoginAction(AmiHeaders.of("Username", username));
    }

    /** {@code AuthType}, in Asterisk 22: {@code plain}, {@code MD5}. */
    public LoginAction authType(String authType) {
        return new LoginAction(headers.with("AuthType", authType));
    }

    /** {@code Secret}. */
    public LoginAction secret(String secret) {
        return new LoginAction(headers.with("Secret", secret));
    }

    /** {@code Key}, in Asterisk 22. */
    public LoginAction key(String key) {
        return new LoginAction(headers.with("Key", key));
    }

    /** {@code Events}, in Asterisk 22. */
    public LoginAction events(String events) {
        return new LoginAction(headers.with("Events", events));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public LoginAction actionId(String actionId) {
        return new LoginAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Login";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
