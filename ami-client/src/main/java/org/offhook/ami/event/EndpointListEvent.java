// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A PJSIP endpoint, in the answer to PJSIPShowEndpoints.
 *
 * <p>{@code EndpointList}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record EndpointListEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ObjectType}. */
    public Optional<String> objectType() {
        return HeaderValues.text(headers, "ObjectType");
    }

    /** {@code ObjectName}. */
    public Optional<String> objectName() {
        return HeaderValues.text(headers, "ObjectName");
    }

    /** {@code Transport}. */
    public Optional<String> transport() {
        return HeaderValues.text(headers, "Transport");
    }

    /** {@code Aor}. */
    public Optional<String> aor() {
        return HeaderValues.text(headers, "Aor");
    }

    /** {@code Auths}. */
    public Optional<String> auths() {
        return HeaderValues.text(headers, "Auths");
    }

    /** {@code OutboundAuths}. */
    public Optional<String> outboundAuths() {
        return HeaderValues.text(headers, "OutboundAuths");
    }

    /** {@code DeviceState}. */
    public Optional<String> deviceState() {
        return HeaderValues.text(headers, "DeviceState");
    }

    /** {@code ActiveChannels}. */
    public OptionalInt activeChannels() {
        return HeaderValues.integer(headers, "ActiveChannels");
    }

    /** {@code Contacts}, in Asterisk 22. */
    public Optional<String> contacts() {
        return HeaderValues.text(headers, "Contacts");
    }
}
