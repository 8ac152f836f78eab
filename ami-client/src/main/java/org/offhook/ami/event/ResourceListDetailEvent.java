// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A resource list, in the answer to PJSIPShowResourceLists.
 *
 * <p>{@code ResourceListDetail}, in Asterisk 22, not in 16; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record ResourceListDetailEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ObjectType}. */
    public Optional<String> objectType() {
        return HeaderValues.text(headers, "ObjectType");
    }

    /** {@code ObjectName}. */
    public Optional<String> objectName() {
        return HeaderValues.text(headers, "ObjectName");
    }

    /** {@code FullState}. */
    public Optional<Boolean> fullState() {
        return HeaderValues.bool(headers, "FullState");
    }

    /** {@code ListItem}. */
    public Optional<String> listItem() {
        return HeaderValues.text(headers, "ListItem");
    }

    /** {@code NotificationBatchInterval}. */
    public Optional<Duration> notificationBatchInterval() {
        return HeaderValues.millis(headers, "NotificationBatchInterval");
    }

    /** {@code ResourceDisplayName}. */
    public Optional<String> resourceDisplayName() {
        return HeaderValues.text(headers, "ResourceDisplayName");
    }
}
