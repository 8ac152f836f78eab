// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A SIP or IAX peer, in a list.
 *
 * <p>{@code PeerEntry}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record PeerEntryEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Channeltype}. */
    public Optional<String> channelType() {
        return HeaderValues.text(headers, "Channeltype");
    }

    /** {@code ObjectName}. */
    public Optional<String> objectName() {
        return HeaderValues.text(headers, "ObjectName");
    }

    /** {@code ChanObjectType}. */
    public Optional<String> chanObjectType() {
        return HeaderValues.text(headers, "ChanObjectType");
    }

    /** {@code IPaddress}. */
    public Optional<String> ipAddress() {
        return HeaderValues.text(headers, "IPaddress");
    }

    /** {@code IPport}. */
    public OptionalInt ipPort() {
        return HeaderValues.integer(headers, "IPport");
    }

    /** {@code Dynamic}. */
    public Optional<Boolean> dynamic() {
        return HeaderValues.bool(headers, "Dynamic");
    }

    /** {@code AutoForcerport}. */
    public Optional<Boolean> autoForceRport() {
        return HeaderValues.bool(headers, "AutoForcerport");
    }

    /** {@code Forcerport}. */
    public Optional<Boolean> forceRport() {
        return HeaderValues.bool(headers, "Forcerport");
    }

    /** {@code AutoComedia}. */
    public Optional<Boolean> autoComedia() {
        return HeaderValues.bool(headers, "AutoComedia");
    }

    /** {@code Comedia}. */
    public Optional<Boolean> comedia() {
        return HeaderValues.bool(headers, "Comedia");
    }

    /** {@code VideoSupport}. */
    public Optional<Boolean> videoSupport() {
        return HeaderValues.bool(headers, "VideoSupport");
    }

    /** {@code TextSupport}. */
    public Optional<Boolean> textSupport() {
        return HeaderValues.bool(headers, "TextSupport");
    }

    /** {@code ACL}. */
    public Optional<Boolean> acl() {
        return HeaderValues.bool(headers, "ACL");
    }

    /** {@code Status}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }

    /** {@code RealtimeDevice}. */
    public Optional<Boolean> realtimeDevice() {
        return HeaderValues.bool(headers, "RealtimeDevice");
    }

    /** {@code Description}. */
    public Optional<String> description() {
        return HeaderValues.text(headers, "Description");
    }

    /** {@code Accountcode}. */
    public Optional<String> accountCode() {
        return HeaderValues.text(headers, "Accountcode");
    }

    /** {@code Trunk}. */
    public Optional<Boolean> trunk() {
        return HeaderValues.bool(headers, "Trunk");
    }

    /** {@code Encryption}. */
    public Optional<Boolean> encryption() {
        return HeaderValues.bool(headers, "Encryption");
    }
}
