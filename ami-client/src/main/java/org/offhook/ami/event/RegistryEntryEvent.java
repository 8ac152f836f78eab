// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An outbound registration of SIP or IAX, in a list.
 *
 * <p>{@code RegistryEntry}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record RegistryEntryEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Host}. */
    public Optional<String> host() {
        return HeaderValues.text(headers, "Host");
    }

    /** {@code Port}. */
    public OptionalInt port() {
        return HeaderValues.integer(headers, "Port");
    }

    /** {@code DNSmanager}. */
    public Optional<String> dnsManager() {
        return HeaderValues.text(headers, "DNSmanager");
    }

    /** {@code Username}. */
    public Optional<String> username() {
        return HeaderValues.text(headers, "Username");
    }

    /** {@code Perceived}. */
    public Optional<String> perceived() {
        return HeaderValues.text(headers, "Perceived");
    }

    /** {@code Domain}. */
    public Optional<String> domain() {
        return HeaderValues.text(headers, "Domain");
    }

    /** {@code DomainPort}. */
    public OptionalInt domainPort() {
        return HeaderValues.integer(headers, "DomainPort");
    }

    /** {@code Refresh}. */
    public Optional<Duration> refresh() {
        return HeaderValues.seconds(headers, "Refresh");
    }

    /** {@code State}. */
    public Optional<String> state() {
        return HeaderValues.text(headers, "State");
    }

    /** {@code RegistrationTime}. */
    public Optional<Instant> registrationTime() {
        return HeaderValues.epoch(headers, "RegistrationTime");
    }
}
