// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.Printable;

/**
 * The headers of one AMI message, in the order of the wire. A name may occur more than once: {@link #find} gives the first, which is
 * the one to trust, {@link #all} gives every one. Names match without regard to case; values are exactly what came, less the one
 * blank after the colon. Bytes that are not UTF-8 show as U+FFFD, and {@link #findBytes} gives the bytes themselves.
 *
 * <p>Immutable, and safe for any thread. It is a view of the message's bytes: a value becomes a text when it is asked for.
 */
public final class AmiHeaders implements Iterable<AmiHeaders.Header> {

    /** No headers. */
    public static final AmiHeaders EMPTY = new AmiHeaders(new byte[0], new int[1]);

    /** Whole lines, each with its CRLF; no empty line. */
    private final byte[] bytes;

    /** Where each line begins, then the length of the bytes. */
    private final int[] lines;

    private AmiHeaders(byte[] bytes, int[] lines) {
        this.bytes = bytes;
        this.lines = lines;
    }

    /**
     * One header.
     *
     * @param name as it came; empty for a line without a colon
     * @param value as it came; the whole line where there is no colon
     */
    public record Header(String name, String value) {}

    /**
     * Headers over bytes that nobody changes any more.
     *
     * @param lines whole lines, each ended by CRLF
     */
    static AmiHeaders view(byte[] lines) {
        return lines.length == 0 ? EMPTY : new AmiHeaders(lines, findLines(lines));
    }

    /**
     * The same where it is known where the lines begin.
     *
     * @param lines where each one begins, then the length of the bytes
     */
    static AmiHeaders view(byte[] bytes, int[] lines) {
        return new AmiHeaders(bytes, lines);
    }

    /**
     * Names and values by turns.
     *
     * @throws IllegalArgumentException for an odd number of arguments, and as {@link Builder#add} says
     */
    public static AmiHeaders of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("names and values come in pairs, here are " + namesAndValues.length);
        }
        Builder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many headers there are, repeated ones counted each. */
    public int size() {
        return lines.length - 1;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The first value of this name, whatever its case; empty where there is no such header. */
    public Optional<String> find(String name) {
        int i = indexOf(name, 0);
        return i < 0 ? Optional.empty() : Optional.of(text(value(i, name.length()), lineEnd(i)));
    }

    /** The bytes of the first value of this name: a copy. */
    public Optional<byte[]> findBytes(String name) {
        int i = indexOf(name, 0);
        return i < 0 ? Optional.empty() : Optional.of(Arrays.copyOfRange(bytes, value(i, name.length()), lineEnd(i)));
    }

    /** Every value of this name, in order; empty where there is none. */
    public List<String> all(String name) {
        List<String> values = List.of();
        for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
            if (values.isEmpty()) {
                values = new ArrayList<>(4);
            }
            values.add(text(value(i, name.length()), lineEnd(i)));
        }
        return values.isEmpty() ? values : List.copyOf(values);
    }

    /** Whether there is a header of this name. */
    public boolean contains(String name) {
        return indexOf(name, 0) >= 0;
    }

    /**
     * Whether the first header of this name has exactly this value, without making a string of it.
     *
     * @param value compared as UTF-8, case counts
     */
    public boolean has(String name, String value) {
        int i = indexOf(name, 0);
        if (i < 0) {
            return false;
        }
        int from = value(i, name.length());
        int length = lineEnd(i) - from;
        for (int k = 0; k < value.length(); k++) {
            char c = value.charAt(k);
            if (c > 127) {
                return value.equals(text(from, from + length));
            }
            if (k >= length || bytes[from + k] != c) {
                return false;
            }
        }
        return length == value.length();
    }

    /**
     * The header at this place.
     *
     * @param i from 0
     * @throws IndexOutOfBoundsException when there is none
     */
    public Header get(int i) {
        if (i < 0 || i >= size()) {
            throw new IndexOutOfBoundsException("header " + i + " of " + size());
        }
        return new Header(text(lines[i], nameEnd(i)), text(value(i, 0), lineEnd(i)));
    }

    @Override
    public Iterator<Header> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public Header next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return get(next++);
            }
        };
    }

    /** All headers, in order. */
    public List<Header> toList() {
        List<Header> list = new ArrayList<>(size());
        forEach(list::add);
        return List.copyOf(list);
    }

    /**
     * These headers with this one set: it takes the place of the first of its name, others of that name go; a new one comes last.
     *
     * @throws IllegalArgumentException as {@link Builder#add} says
     */
    public AmiHeaders with(String name, String value) {
        Builder builder = builder();
        int first = indexOf(name, 0);
        if (first < 0) {
            return builder.addAll(this).add(name, value).build();
        }
        builder.out.write(bytes, 0, lines[first]);
        builder.add(name, value);
        copyOthers(name, first, builder);
        return builder.build();
    }

    /**
     * These headers with one more at the end, also where there is one of this name.
     *
     * @throws IllegalArgumentException as {@link Builder#add} says
     */
    public AmiHeaders plus(String name, String value) {
        return builder().addAll(this).add(name, value).build();
    }

    /** These headers less all of this name. */
    public AmiHeaders without(String name) {
        int first = indexOf(name, 0);
        if (first < 0) {
            return this;
        }
        Builder builder = builder();
        builder.out.write(bytes, 0, lines[first]);
        copyOthers(name, first, builder);
        return builder.build();
    }

    /** The lines from this place on, byte for byte, less those of this name. */
    private void copyOthers(String name, int from, Builder to) {
        int next = from;
        for (int i = from; i >= 0; i = indexOf(name, i + 1)) {
            to.out.write(bytes, lines[next], lines[i] - lines[next]);
            next = i + 1;
        }
        to.out.write(bytes, lines[next], bytes.length - lines[next]);
    }

    /** How many bytes they take on the wire. */
    public int byteCount() {
        return bytes.length;
    }

    /** The lines as they are, not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AmiHeaders headers && Arrays.equals(bytes, headers.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** One line for people: control characters are masked, and so are secrets: {@code Secret}, {@code Password}, {@code Key} and their like. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(bytes.length + 16).append('{');
        for (Header header : this) {
            if (text.length() > 1) {
                text.append(", ");
            }
            text.append(Printable.of(header.name(), 100)).append(": ");
            text.append(isSecret(header.name()) ? "***" : Printable.of(header.value(), 1000));
        }
        return text.append('}').toString();
    }

    private static boolean isSecret(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return word.contains("secret")
                || word.contains("password")
                || word.equals("key")
                || word.equals("md5cred")
                || word.equals("refreshtoken")
                || word.equals("expectedresponse"); // a wrong answer to a challenge is reported with the right one
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, UTF_8);
    }

    private static int[] findLines(byte[] bytes) {
        int[] lines = new int[16];
        int n = 1;
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r') {
                if (n == lines.length) {
                    lines = Arrays.copyOf(lines, n * 2);
                }
                lines[n++] = i + 1;
            }
        }
        return Arrays.copyOf(lines, n);
    }

    /** Where this line's CRLF begins. */
    private int lineEnd(int line) {
        return lines[line + 1] - 2;
    }

    /** Where the name of this line ends, blanks before the colon not counted; at its beginning where there is no colon. */
    private int nameEnd(int line) {
        int from = lines[line];
        int end = colon(from, lineEnd(line));
        while (end > from && bytes[end - 1] == ' ') {
            end--;
        }
        return Math.max(from, end);
    }

    /**
     * Where the value of this line begins.
     *
     * @param skip so many bytes are known to hold no colon
     */
    private int value(int line, int skip) {
        int end = lineEnd(line);
        int colon = colon(lines[line] + skip, end);
        if (colon < 0) {
            return lines[line];
        }
        return colon + 1 < end && bytes[colon + 1] == ' ' ? colon + 2 : colon + 1;
    }

    private int colon(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    /** The first line from this one on with this name; -1 where there is none. */
    private int indexOf(String name, int from) {
        int length = name.length();
        for (int i = from; i < size(); i++) {
            int end = lines[i] + length;
            if (mayEnd(i, end) && sameName(lines[i], name) && nameEnd(i) == end) {
                return i;
            }
        }
        for (int k = 0; k < length; k++) {
            if (name.charAt(k) > 127) {
                return indexOfWide(name, from);
            }
        }
        return -1;
    }

    /** Whether the name of this line may end here: most others are told apart by that, without comparing. */
    private boolean mayEnd(int line, int at) {
        return at == lines[line] || (at < lineEnd(line) && (bytes[at] == ':' || bytes[at] == ' '));
    }

    /** The same for a name with characters that take several bytes. */
    private int indexOfWide(String name, int from) {
        for (int i = from; i < size(); i++) {
            int end = nameEnd(i);
            if (end - lines[i] > name.length() && text(lines[i], end).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private boolean sameName(int from, String name) {
        for (int k = 0; k < name.length(); k++) {
            int a = bytes[from + k];
            int c = name.charAt(k);
            if (a != c && ((a ^ c) != 0x20 || (a | 0x20) < 'a' || (a | 0x20) > 'z')) {
                return false;
            }
        }
        return true;
    }

    /** Collects headers. Not safe for several threads. */
    public static final class Builder {

        private static final byte[] CRLF = {'\r', '\n'};

        private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

        private Builder() {}

        /**
         * Adds a header at the end.
         *
         * @param name no colon or CRLF in it, and no blank at its end; may be empty
         * @param value no CRLF in it. (What may be <em>sent</em> is less: see {@link AmiAction#headers()}.)
         * @throws IllegalArgumentException when the message would not read back as these headers
         */
        public Builder add(String name, String value) {
            if (name.indexOf(':') >= 0 || name.contains("\r\n") || name.endsWith(" ")) {
                throw new IllegalArgumentException("not the name of a header: \"" + Printable.of(name, 100)
                        + "\" (a colon, a line end or a final blank)");
            }
            if (value.contains("\r\n")) {
                throw new IllegalArgumentException("the value of " + Printable.of(name, 100)
                        + " contains a line end (CRLF), which would begin another header");
            }
            out.writeBytes(name.getBytes(UTF_8));
            out.write(':');
            out.write(' ');
            out.writeBytes(value.getBytes(UTF_8));
            out.writeBytes(CRLF);
            return this;
        }

        /** Adds all of these, byte for byte. */
        public Builder addAll(AmiHeaders headers) {
            out.writeBytes(headers.bytes);
            return this;
        }

        /** What was added so far. */
        public AmiHeaders build() {
            return view(out.toByteArray());
        }
    }
}
