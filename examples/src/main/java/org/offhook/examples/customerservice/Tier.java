// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.customerservice;

import java.util.Locale;

/** What a customer pays for. */
public enum Tier {
    /** Waits where few wait, and is put through to his account manager first. */
    GOLD,
    /** Everybody else. */
    STANDARD;

    /** The queue in {@code queues.conf}. */
    public String queue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
