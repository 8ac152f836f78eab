// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

/**
 * Keys that the caller entered, as text: leading zeros matter, and {@code *} and {@code A} to {@code D} can be among them.
 *
 * @param text the keys without the {@code #} that ended them; empty if there were none
 * @param timedOut whether the time ran out; false if {@code #} or the last possible key ended the entry
 * @param failed whether nothing was read because the command failed while the call is alive: the file does not exist
 * @param stopped whether {@link org.offhook.agi.AgiChannel#stop} ended it. The keys until then are there over AsyncAGI; on
 *     FastAGI they are lost
 */
public record Digits(String text, boolean timedOut, boolean failed, boolean stopped) {

    /**
     * Keys of an entry that was not stopped from outside.
     *
     * @param text the keys
     * @param timedOut whether the time ran out
     * @param failed whether the command failed
     */
    public Digits(String text, boolean timedOut, boolean failed) {
        this(text, timedOut, failed, false);
    }

    /**
     * Whether nothing was entered.
     *
     * @return true if there are no keys
     */
    public boolean isEmpty() {
        return text.isEmpty();
    }
}
