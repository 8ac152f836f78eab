// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An authentication, in the answer to PJSIPShowAuths.
 *
 * <p>{@code AuthList}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record AuthListEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ObjectType}. */
    public Optional<String> objectType() {
        return HeaderValues.text(headers, "ObjectType");
    }

    /** {@code ObjectName}. */
    public Optional<String> objectName() {
        return HeaderValues.text(headers, "ObjectName");
    }

    /** {@code Username}. */
    public Optional<String> username() {
        return HeaderValues.text(headers, "Username");
    }

    /** {@code Md5Cred}. */
    public Optional<String> md5Cred() {
        return HeaderValues.text(headers, "Md5Cred");
    }

    /** {@code Realm}. */
    public Optional<String> realm() {
        return HeaderValues.text(headers, "Realm");
    }

    /** {@code AuthType}. */
    public Optional<String> authType() {
        return HeaderValues.text(headers, "AuthType");
    }

    /** {@code Password}. */
    public Optional<String> password() {
        return HeaderValues.text(headers, "Password");
    }

    /** {@code NonceLifetime}. */
    public Optional<Duration> nonceLifetime() {
        return HeaderValues.seconds(headers, "NonceLifetime");
    }

    /** {@code OauthClientid}, in Asterisk 22. */
    public Optional<String> oauthClientId() {
        return HeaderValues.text(headers, "OauthClientid");
    }

    /** {@code OauthSecret}, in Asterisk 22. */
    public Optional<String> oauthSecret() {
        return HeaderValues.text(headers, "OauthSecret");
    }

    /** {@code PasswordDigest}, in Asterisk 22. */
    public Optional<String> passwordDigest() {
        return HeaderValues.text(headers, "PasswordDigest");
    }

    /** {@code RefreshToken}, in Asterisk 22. */
    public Optional<String> refreshToken() {
        return HeaderValues.text(headers, "RefreshToken");
    }

    /** {@code SupportedAlgorithmsUac}, in Asterisk 22. */
    public Optional<String> supportedAlgorithmsUac() {
        return HeaderValues.text(headers, "SupportedAlgorithmsUac");
    }

    /** {@code SupportedAlgorithmsUas}, in Asterisk 22. */
    public Optional<String> supportedAlgorithmsUas() {
        return HeaderValues.text(headers, "SupportedAlgorithmsUas");
    }
}
