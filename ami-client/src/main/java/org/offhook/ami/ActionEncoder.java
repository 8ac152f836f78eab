// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.offhook.ami.internal.Printable;

/**
 * The one place that makes bytes of an action. Whatever Asterisk would take for something else than one action is refused here, so no
 * path leads around it: Asterisk runs what follows an injected line end as an action of its own.
 */
final class ActionEncoder {

    /** Without its line end; Asterisk reads into 1024 bytes. */
    static final int MAX_LINE = 1022;

    static final int MAX_HEADERS = 128;

    private ActionEncoder() {}

    /**
     * The bytes of an action.
     *
     * @param headers without {@code Action}; an {@code ActionID} among them is left out
     * @throws IllegalArgumentException when Asterisk would not read it as meant
     */
    static byte[] encode(String name, String id, AmiHeaders headers) {
        AmiHeaders own = headers.contains("ActionID") ? headers.without("ActionID") : headers;
        byte[] action = ("Action: " + name + "\r\nActionID: " + id + "\r\n").getBytes(UTF_8);
        byte[] lines = own.bytes();
        int count = check(name, action, 0) + check(name, lines, 2);
        if (count > MAX_HEADERS) {
            throw new IllegalArgumentException(
                    name(name) + " has " + count + " headers, Asterisk takes " + MAX_HEADERS);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(action.length + lines.length + 2);
        out.writeBytes(action);
        out.writeBytes(lines);
        out.write('\r');
        out.write('\n');
        return out.toByteArray();
    }

    /** How many lines these are. */
    private static int check(String action, byte[] lines, int before) {
        int count = 0;
        int line = 0;
        int i = 0;
        while (i < lines.length) {
            byte c = lines[i++];
            if (c > '\r') {
                continue;
            }
            boolean lineEnd = c == '\r' && i < lines.length && lines[i] == '\n';
            if (c == 0 || c == '\n' || (c == '\r' && !lineEnd)) {
                String what = c == 0 ? "NUL" : c == '\n' ? "LF" : "CR";
                throw new IllegalArgumentException(header(action, lines, line) + " contains " + what
                        + ": Asterisk would read another line, and run it");
            }
            if (!lineEnd) {
                continue;
            }
            int length = i - 1 - line;
            if (length == 0) {
                throw new IllegalArgumentException(
                        name(action) + ": an empty line among the headers, after which another action would begin");
            }
            if (length > MAX_LINE) {
                throw new IllegalArgumentException(
                        header(action, lines, line) + " is " + length + " bytes long, Asterisk takes " + MAX_LINE
                                + ": shorten it, or split it where it may be repeated");
            }
            if (lines[line] == ':') {
                throw new IllegalArgumentException(name(action) + ": a header without a name");
            }
            count++;
            line = ++i;
        }
        if (before == 0 && count != 2) {
            throw new IllegalArgumentException("the name of action " + name(action) + " contains a line end");
        }
        return count;
    }

    private static String header(String action, byte[] lines, int line) {
        int colon = line;
        while (colon < lines.length && lines[colon] != ':') {
            colon++;
        }
        return name(action) + ": the header " + Printable.of(new String(lines, line, colon - line, UTF_8), 60);
    }

    private static String name(String action) {
        return Printable.of(action, 60);
    }
}
