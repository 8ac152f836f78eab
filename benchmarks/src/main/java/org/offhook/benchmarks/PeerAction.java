// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

/**
 * An action as one of our peers reads it.
 *
 * @param text its lines, each ending in CRLF
 */
record PeerAction(String text) {

    /** The value of this header, whatever its case; empty where there is none. */
    String header(String name) {
        for (int line = 0; line < text.length(); ) {
            int end = text.indexOf("\r\n", line);
            if (end < 0) {
                end = text.length();
            }
            int colon = line + name.length();
            if (colon < end && text.charAt(colon) == ':' && text.regionMatches(true, line, name, 0, name.length())) {
                return text.substring(colon + 1, end).strip();
            }
            line = end + 2;
        }
        return "";
    }

    /** The same as a number; 0 where there is none. */
    int number(String name) {
        String value = header(name);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }

    /** An answer with this action's id. */
    String answer(String response, String... lines) {
        StringBuilder answer = new StringBuilder(128).append("Response: ").append(response);
        String id = header("ActionID");
        if (!id.isEmpty()) {
            answer.append("\r\nActionID: ").append(id);
        }
        for (String line : lines) {
            answer.append("\r\n").append(line);
        }
        return answer.append("\r\n\r\n").toString();
    }
}
