// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.util.Optional;

/**
 * The first byte of a text that the other side sent.
 *
 * @param code 1 to 255, or 0 if none came
 * @param timedOut whether none came in time, or an empty text came
 */
public record ReceivedChar(int code, boolean timedOut) {

    /**
     * The character.
     *
     * @return empty if none came, or if it is not ASCII: then the byte is only the beginning of one
     */
    public Optional<Character> character() {
        return code > 0 && code < 0x80 ? Optional.of((char) code) : Optional.empty();
    }
}
