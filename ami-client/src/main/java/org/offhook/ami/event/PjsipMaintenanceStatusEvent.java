// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * Whether a PJSIP endpoint is in maintenance, in the answer to PJSIPShowMaintenance.
 *
 * <p>{@code PJSIPMaintenanceStatus}, in Asterisk 22, not in 16; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record PjsipMaintenanceStatusEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Endpoint}. */
    public Optional<String> endpoint() {
        return HeaderValues.text(headers, "Endpoint");
    }

    /** {@code Status}. */
    public Optional<Boolean> maintenance() {
        return HeaderValues.bool(headers, "Status");
    }
}
