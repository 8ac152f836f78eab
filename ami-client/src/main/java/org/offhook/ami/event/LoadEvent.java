// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A module was loaded.
 *
 * <p>{@code Load}; read class {@code system}.
 *
 * @param headers everything that came
 */
@Generated
public record LoadEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Module}. */
    public Optional<String> module() {
        return HeaderValues.text(headers, "Module");
    }

    /** {@code Status}: {@code Failure}, {@code Success}, {@code Decline}. */
    public Optional<String> status() {
        return HeaderValues.text(headers, "Status");
    }
}
