// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * The password of a mailbox was changed.
 *
 * <p>{@code VoicemailPasswordChange}, in Asterisk 22, not in 16; read class {@code user}.
 *
 * @param headers everything that came
 */
@Generated
public record VoicemailPasswordChangeEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Context}. */
    public Optional<String> context() {
        return HeaderValues.text(headers, "Context");
    }

    /** {@code Mailbox}. */
    public Optional<String> mailbox() {
        return HeaderValues.text(headers, "Mailbox");
    }

    /** {@code NewPassword}. */
    public Optional<String> newPassword() {
        return HeaderValues.text(headers, "NewPassword");
    }
}
