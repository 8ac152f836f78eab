// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/** How much Asterisk is told of what is subscribed, so that it sends less. */
public enum EventEconomy {
    /** Asterisk sends all that manager.conf allows; a subscription costs no round trip. The default. */
    NONE,
    /** Asterisk sends the classes ({@code call}, {@code agent}, ...) of the subscribed types; classes widen and narrow as subscriptions come and go. */
    CLASSES,
    /**
     * Asterisk sends the subscribed events by name, by its {@code Filter} action, and only their classes. Needs {@code write=system}. Filters
     * are taken back only by a reconnect, so they only grow meanwhile.
     */
    NAMES
}
