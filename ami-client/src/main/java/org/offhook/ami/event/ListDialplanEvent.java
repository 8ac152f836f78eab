// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A line of the dialplan, in the answer to ShowDialPlan.
 *
 * <p>{@code ListDialplan}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record ListDialplanEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Context}. */
    public Optional<String> context() {
        return HeaderValues.text(headers, "Context");
    }

    /** {@code Extension}. */
    public Optional<String> extension() {
        return HeaderValues.text(headers, "Extension");
    }

    /** {@code Priority}. */
    public Optional<String> priority() {
        return HeaderValues.text(headers, "Priority");
    }

    /** {@code Application}. */
    public Optional<String> application() {
        return HeaderValues.text(headers, "Application");
    }

    /** {@code AppData}. */
    public Optional<String> applicationData() {
        return HeaderValues.text(headers, "AppData");
    }

    /** {@code Registrar}. */
    public Optional<String> registrar() {
        return HeaderValues.text(headers, "Registrar");
    }
}
