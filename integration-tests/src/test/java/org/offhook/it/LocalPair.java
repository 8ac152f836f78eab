// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The two halves of a Local channel, by the unique ids that the harness gave them before they existed.
 *
 * @param firstId the half that ends in {@code ;1}
 * @param secondId the half that ends in {@code ;2}
 */
public record LocalPair(String firstId, String secondId) {
    private static final AtomicLong COUNTER = new AtomicLong();
    private static final String PREFIX = "it" + ProcessHandle.current().pid() + "-";

    static LocalPair create() {
        String id = PREFIX + COUNTER.incrementAndGet();
        return new LocalPair(id + "-1", id + "-2");
    }
}
