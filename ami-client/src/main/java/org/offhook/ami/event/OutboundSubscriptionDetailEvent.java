// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An outbound subscription, in a list.
 *
 * <p>{@code OutboundSubscriptionDetail}, in Asterisk 22, not in 16; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record OutboundSubscriptionDetailEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Role}. */
    public Optional<String> role() {
        return HeaderValues.text(headers, "Role");
    }

    /** {@code Endpoint}. */
    public Optional<String> endpoint() {
        return HeaderValues.text(headers, "Endpoint");
    }

    /** {@code Callid}. */
    public Optional<String> callId() {
        return HeaderValues.text(headers, "Callid");
    }

    /** {@code State}. */
    public Optional<String> state() {
        return HeaderValues.text(headers, "State");
    }

    /** {@code Callerid}. */
    public Optional<String> callerId() {
        return HeaderValues.text(headers, "Callerid");
    }

    /** {@code SubscriptionType}: {@code mwi}, {@code extension_state}. */
    public Optional<String> subscriptionType() {
        return HeaderValues.text(headers, "SubscriptionType");
    }

    /** {@code Extension}. */
    public Optional<String> extension() {
        return HeaderValues.text(headers, "Extension");
    }

    /** {@code ExtensionStates}. */
    public Optional<String> extensionStates() {
        return HeaderValues.text(headers, "ExtensionStates");
    }

    /** {@code Mailboxes}. */
    public Optional<String> mailboxes() {
        return HeaderValues.text(headers, "Mailboxes");
    }
}
