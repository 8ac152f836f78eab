// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A reply of Asterisk to one command, such as {@code 200 result=49 (dtmf) endpos=8000}. A view of the bytes that came:
 * text is decoded as UTF-8, and what is not UTF-8 becomes U+FFFD in it while {@link #rawData()} keeps the bytes.
 * Immutable.
 */
public final class AgiReply {

    private static final byte[] RESULT = "result=".getBytes(ISO_8859_1);
    private static final String[] DIGITS = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

    private final byte[] raw;
    private final int status;
    private final String result;
    /** Where the text after the result begins; the length of {@link #raw} if there is none. */
    private final int rest;

    private final boolean stopped;

    private AgiReply(byte[] raw, boolean stopped) {
        this.raw = raw;
        this.stopped = stopped;
        this.status = status(raw);
        int at = 4;
        if (status != 520 && startsWith(raw, at, RESULT)) {
            at += RESULT.length;
            int end = indexOf(raw, ' ', at);
            result = end == at + 1 && raw[at] >= '0' && raw[at] <= '9'
                    ? DIGITS[raw[at] - '0']
                    : new String(raw, at, end - at, UTF_8);
            at = Math.min(end + 1, raw.length);
        } else {
            result = "";
        }
        rest = Math.min(at, raw.length);
    }

    /**
     * Reads one whole reply.
     *
     * @param text the reply, over several lines if need be, with or without its last line feed
     * @throws IllegalArgumentException if it does not begin with a status of three digits
     */
    public static AgiReply parse(String text) {
        return of((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).getBytes(UTF_8));
    }

    /**
     * Reads one whole reply.
     *
     * @param raw the bytes without the last line feed; the array becomes the reply's own
     * @throws IllegalArgumentException if it does not begin with a status of three digits
     */
    public static AgiReply of(byte[] raw) {
        return new AgiReply(raw, false);
    }

    /** The same reply, {@linkplain #isStopped() stopped}; for transports. */
    public AgiReply asStopped() {
        return new AgiReply(raw, true);
    }

    /**
     * Whether {@link AgiChannel#stop} ended the command. Where Asterisk does not answer a stopped command, the transport
     * wrote this reply in its place.
     */
    public boolean isStopped() {
        return stopped;
    }

    /** 200, or 100 (trying), 503, 510 (unknown command), 511 (not on a dead channel), 520 (wrong usage). */
    public int status() {
        return status;
    }

    /**
     * The text after {@code result=}: mostly a number, but for GET DATA the digits themselves, which may be none. Empty if the
     * reply has no result.
     */
    public String result() {
        return result;
    }

    /**
     * The result as a number.
     *
     * @return empty if it is not one
     */
    public OptionalLong resultNumber() {
        return number(result);
    }

    /** All that follows the result, or the status if there is no result. */
    public String rest() {
        return new String(raw, rest, raw.length - rest, UTF_8);
    }

    /**
     * The text in parentheses behind the result, as Asterisk wrote it: nothing in it is escaped, it can hold parentheses and
     * line feeds.
     *
     * @return empty if there are no parentheses; a present empty text for {@code ()}
     */
    public Optional<String> data() {
        int end = dataEnd();
        return end < 0 ? Optional.empty() : Optional.of(new String(raw, rest + 1, end - rest - 1, UTF_8));
    }

    /** The bytes of {@link #data()}; empty if there are none. */
    public byte[] rawData() {
        int end = dataEnd();
        return end < 0 ? new byte[0] : Arrays.copyOfRange(raw, rest + 1, end);
    }

    /** How many bytes {@link #data()} has; 0 if there are none. */
    public int dataLength() {
        return Math.max(0, dataEnd() - rest - 1);
    }

    /**
     * The {@code name=value} pairs behind the result and the parentheses, such as {@code endpos}, in order. A value in
     * quotes is given without them.
     */
    public Map<String, String> attributes() {
        int end = dataEnd();
        int from = end < 0 ? rest : end + 1;
        if (status != 200 || indexOf(raw, '=', from) == raw.length) {
            return Map.of();
        }
        return attributes(new String(raw, from, raw.length - from, UTF_8));
    }

    /**
     * One of {@link #attributes()}.
     *
     * @param name such as {@code endpos}
     * @return empty if it is not there
     */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes().get(name));
    }

    /**
     * One of {@link #attributes()} as a number.
     *
     * @param name such as {@code endpos}
     * @return empty if it is not there or not a number
     */
    public OptionalLong attributeNumber(String name) {
        String value = attributes().get(name);
        return value == null ? OptionalLong.empty() : number(value);
    }

    /** For a 520 what Asterisk says about the usage of the command, on one or more lines; else empty. */
    public String usage() {
        if (status != 520) {
            return "";
        }
        String text = new String(raw, UTF_8);
        if (!text.startsWith("-", 3)) {
            return text.substring(Math.min(4, text.length()));
        }
        int from = text.indexOf('\n') + 1;
        int to = text.lastIndexOf("520 ");
        return from == 0 || to < from ? "" : text.substring(from, to).strip();
    }

    /** The bytes as they came, without the last line feed; a copy. */
    public byte[] raw() {
        return raw.clone();
    }

    /** The reply as it came, as text. */
    @Override
    public String toString() {
        return new String(raw, UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AgiReply that && stopped == that.stopped && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    /**
     * A value that ends the reply runs to the last parenthesis, for it may hold others; if something follows (an end position)
     * the text before it is one of Asterisk's own words and ends at the first.
     */
    private int dataEnd() {
        if (rest >= raw.length || raw[rest] != '(') {
            return -1;
        }
        int last = raw.length - 1;
        int end = raw[last] == ')' ? last : indexOf(raw, ')', rest);
        return end == raw.length ? -1 : end;
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = text.substring(text.lastIndexOf(' ', equals) + 1, equals);
            int from = equals + 1;
            int end;
            if (text.startsWith("\"", from)) {
                from++;
                int close = text.indexOf("\" ", from);
                end = close >= 0 ? close : text.endsWith("\"") ? text.length() - 1 : text.length();
                at = end + 1;
            } else {
                int space = text.indexOf(' ', from);
                end = space < 0 ? text.length() : space;
                at = end;
            }
            found.putIfAbsent(name, text.substring(from, Math.max(from, end)));
        }
        return found;
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static int status(byte[] raw) {
        int status = 0;
        for (int i = 0; i < 3; i++) {
            int digit = i < raw.length ? raw[i] - '0' : -1;
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("not an AGI reply: it does not begin with a status of three digits");
            }
            status = status * 10 + digit;
        }
        return status;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] prefix) {
        return bytes.length >= at + prefix.length
                && Arrays.equals(bytes, at, at + prefix.length, prefix, 0, prefix.length);
    }

    /** The index of a byte, or the length if it is not there. */
    private static int indexOf(byte[] bytes, char wanted, int from) {
        int i = from;
        while (i < bytes.length && bytes[i] != wanted) {
            i++;
        }
        return i;
    }
}
