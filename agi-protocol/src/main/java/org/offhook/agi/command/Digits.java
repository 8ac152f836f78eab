// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

/**
 * Keys that the caller entered, as text: leading zeros matter, and {@code *} and {@code A} to {@code D} can be among them.
 *
 * @param text the keys without the {@code #} that ended them; empty if there were none
 * @param timedOut whether the time ran out; false if {@code #} or the last possible key ended the entry
 * @param failed whether nothing was read because the command failed while the call is alive: the file does not exist
 */
public record Digits(String text, boolean timedOut, boolean failed) {

    /**
     * Whether nothing was entered.
     *
     * @return true if there are no keys
     */
    public boolean isEmpty() {
        return text.isEmpty();
    }
}
