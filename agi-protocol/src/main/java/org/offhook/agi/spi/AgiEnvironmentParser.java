// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.internal.Printable;

/**
 * Reads the lines {@code name: value} that begin a session, up to the blank line that ends them. Pure and incremental:
 * bytes in, variables out, no I/O, and never more memory than its limits. Not thread-safe.
 *
 * <p>Asterisk escapes nothing, so a value with a line feed takes several lines:
 * <ul>
 *   <li>A line without a name and a colon goes on with the value before it.
 *   <li>A line that names a variable a second time is refused: Asterisk names each once, so somebody forged it. So is
 *       {@code agi_network_script} after the caller's data, which Asterisk writes before them.
 *   <li>A forged line with a name of its own cannot be told from a real one.
 * </ul>
 *
 * <p>Lines end in a line feed alone. A carriage return before it is part of the value. A line of nothing else is
 * refused, because Asterisk writes none: it comes from a value, where it must not end the environment, or from a peer
 * that ends its lines in CR LF, whose every value would be wrong.
 */
public final class AgiEnvironmentParser {

    /** How many lines an environment may have. */
    public static final int DEFAULT_MAX_LINES = 512;

    /** How long a line may be, in bytes without its line feed. */
    public static final int DEFAULT_MAX_LINE_BYTES = 8192;

    /** How long an environment may be, in bytes with all line feeds. */
    public static final int DEFAULT_MAX_TOTAL_BYTES = 65_536;

    /** What came is not an environment, or too much of one. The connection is of no use any more. */
    public static final class RejectedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RejectedException(String message) {
            super(message, null, false, false); // a port scan costs no stack traces
        }
    }

    /** What Asterisk names: each call would keep 22 texts of its own that say the same. By hash code, the next place for the next. */
    private static final @Nullable String[] NAMES = new String[64];

    static {
        List<String> names = List.of(
                "network",
                "network_script",
                "request",
                "channel",
                "language",
                "type",
                "uniqueid",
                "version",
                "callerid",
                "calleridname",
                "callingpres",
                "callingani2",
                "callington",
                "callingtns",
                "dnid",
                "rdnis",
                "context",
                "extension",
                "priority",
                "enhanced",
                "accountcode",
                "threadid",
                "arg_1",
                "arg_2",
                "arg_3",
                "arg_4");
        for (String name : names) {
            String full = "agi_" + name;
            int at = full.hashCode();
            while (NAMES[at & NAMES.length - 1] != null) {
                at++;
            }
            NAMES[at & NAMES.length - 1] = full;
        }
    }

    private static final byte[] FIRST = "agi_".getBytes(ISO_8859_1);
    private static final int SHOWN = 24;

    private final int maxLines;
    private final int maxLineBytes;
    private final int maxTotalBytes;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private byte[] line = new byte[128];
    private int length;
    private int lines;
    private int total;
    private boolean complete;
    /** The variable of the line before; null until there is one. */
    private @Nullable String last;

    /** A parser with the default limits. */
    public AgiEnvironmentParser() {
        this(DEFAULT_MAX_LINES, DEFAULT_MAX_LINE_BYTES, DEFAULT_MAX_TOTAL_BYTES);
    }

    /**
     * @param maxLines how many lines to accept, without the blank one
     * @param maxLineBytes the longest line to accept, without its line feed
     * @param maxTotalBytes how many bytes to accept in all, with the blank line
     * @throws IllegalArgumentException if a limit is less than 1
     */
    public AgiEnvironmentParser(int maxLines, int maxLineBytes, int maxTotalBytes) {
        if (maxLines < 1 || maxLineBytes < 1 || maxTotalBytes < 1) {
            throw new IllegalArgumentException("the limits of an environment must be at least 1, not " + maxLines
                    + " lines, " + maxLineBytes + " bytes in a line, " + maxTotalBytes + " bytes in all");
        }
        this.maxLines = maxLines;
        this.maxLineBytes = maxLineBytes;
        this.maxTotalBytes = maxTotalBytes;
    }

    /**
     * Takes bytes up to and including the blank line; what follows it stays in the buffer.
     *
     * @param bytes what was read
     * @return whether the environment is complete
     * @throws RejectedException if it cannot become an environment; feed no more then
     */
    public boolean feed(ByteBuffer bytes) {
        while (!complete && bytes.hasRemaining()) {
            byte b = bytes.get();
            if (++total > maxTotalBytes) {
                throw new RejectedException("an environment of more than " + maxTotalBytes + " bytes");
            }
            if (b == '\n') {
                endLine();
            } else {
                add(b);
            }
        }
        return complete;
    }

    /**
     * The variables, in the order they came; unmodifiable. Text is decoded as UTF-8, and what is not UTF-8 becomes
     * U+FFFD.
     *
     * @throws IllegalStateException if the blank line has not come
     */
    public Map<String, String> environment() {
        if (!complete) {
            throw new IllegalStateException("the environment is not complete");
        }
        return Collections.unmodifiableMap(environment);
    }

    private void add(byte b) {
        if (length == maxLineBytes) {
            throw new RejectedException("a line of more than " + maxLineBytes + " bytes: " + shown());
        }
        if (b == 0) {
            throw new RejectedException("a NUL in line " + (lines + 1) + ": " + shown());
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(maxLineBytes, length * 2));
        }
        line[length++] = b;
        // At once, not at the end of the line: who speaks HTTP or TLS may never send one.
        if (lines == 0 && length <= FIRST.length && b != FIRST[length - 1]) {
            throw notAnEnvironment();
        }
    }

    private void endLine() {
        if (lines == 0 && length < FIRST.length) {
            throw notAnEnvironment();
        }
        if (length == 0) {
            complete = true;
            line = new byte[0];
            return;
        }
        if (length == 1 && line[0] == '\r') {
            throw new RejectedException("a line of a carriage return only: lines end in a line feed alone");
        }
        if (++lines > maxLines) {
            throw new RejectedException("an environment of more than " + maxLines + " lines");
        }
        int colon = colon();
        if (colon > 0 && colon < length) {
            variable(colon);
        } else {
            goOn();
        }
        length = 0;
    }

    private void variable(int colon) {
        String name = name(colon);
        int from = colon + 1 < length && line[colon + 1] == ' ' ? colon + 2 : colon + 1;
        if (name.equals("agi_network_script") && environment.containsKey("agi_callerid")) {
            throw new RejectedException(
                    "agi_network_script behind the caller's data: a value with a line feed forged it");
        }
        if (environment.putIfAbsent(name, new String(line, from, length - from, UTF_8)) != null) {
            throw new RejectedException(shown() + " comes twice: a value with a line feed forged it");
        }
        last = name;
    }

    /** The beginning of the line. */
    private String name(int end) {
        int at = 0; // String.hashCode()
        for (int i = 0; i < end; i++) {
            at = 31 * at + line[i];
        }
        String known;
        while ((known = NAMES[at & NAMES.length - 1]) != null) {
            if (isName(known, end)) {
                return known;
            }
            at++;
        }
        return new String(line, 0, end, UTF_8);
    }

    private boolean isName(String known, int end) {
        if (known.length() != end) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (known.charAt(i) != line[i]) {
                return false;
            }
        }
        return true;
    }

    private void goOn() {
        if (last == null) {
            throw new RejectedException("the first line has no colon: " + shown());
        }
        String rest = new String(line, 0, length, UTF_8);
        environment.computeIfPresent(last, (name, value) -> value + '\n' + rest);
    }

    private RejectedException notAnEnvironment() {
        return new RejectedException("an environment begins with agi_, not " + shown());
    }

    /** The beginning of the line, for people; never a value. */
    private String shown() {
        return '"' + Printable.of(new String(line, 0, colon(), ISO_8859_1), SHOWN) + '"';
    }

    /** Where the first colon of the line is; its length if there is none. */
    private int colon() {
        int colon = 0;
        while (colon < length && line[colon] != ':') {
            colon++;
        }
        return colon;
    }
}
