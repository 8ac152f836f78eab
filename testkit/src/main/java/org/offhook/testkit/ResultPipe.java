// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

/**
 * The pipe through which AsyncAGI gets what its commands say, with the limits that Asterisk has: it reads once for each command, and at most
 * 1024 bytes, so that the rest comes before the next answer; and who fills it waits for ever, because nobody else reads it. Text has a
 * byte in each character.
 */
final class ResultPipe {

    private static final int CAPACITY = 65_536;
    private static final int READ = 1024;
    private static final int ENCODED = 2048;
    private static final String HEX = "0123456789ABCDEF";
    private static final String PLAIN = "-_.!~*'()";

    private final StringBuilder unread = new StringBuilder();

    /** Writes; false if the writer is stuck now. */
    boolean write(String text) {
        unread.append(text);
        return unread.length() <= CAPACITY;
    }

    /** What one read gives, percent-encoded and cut as Asterisk does. */
    String read() {
        int length = Math.min(READ, unread.length());
        String encoded = encode(unread.substring(0, length));
        unread.delete(0, length);
        return encoded;
    }

    /** Encodes into a buffer of 2048 characters: at 2045 there is no room for a {@code %XX}, and nothing comes behind. */
    static String encode(String bytes) {
        StringBuilder out = new StringBuilder(bytes.length() * 2);
        for (int i = 0; i < bytes.length() && out.length() < ENCODED - 1; i++) {
            char c = bytes.charAt(i);
            if (isPlain(c)) {
                out.append(c);
            } else if (out.length() >= ENCODED - 3) {
                break;
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }
}
