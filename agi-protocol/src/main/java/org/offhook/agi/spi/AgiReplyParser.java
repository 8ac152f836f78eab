// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.offhook.agi.AgiReply;
import org.offhook.agi.internal.Printable;

/**
 * Cuts what Asterisk sends after the environment into replies and HANGUP notices. Pure and incremental: bytes in, frames
 * out, no I/O. Not thread-safe.
 *
 * <p>Feed all that is there to read, then {@link #drain}. The moment matters: a value can span lines and nothing marks its
 * end, but Asterisk writes a reply at once and only one command is outstanding. So a value ends at the last line that closes
 * a parenthesis among those that came together. What is longer than a segment of the network can come in parts: whoever feeds
 * makes sure that a long value ({@link #isValueOf}) is whole, by a line that Asterisk can only say after it ({@link #takeOut}).
 */
public final class AgiReplyParser {

    /** Where the frames go. */
    public interface Sink {
        /**
         * One whole reply to the outstanding command.
         *
         * @param reply with any status but 1xx
         */
        void reply(AgiReply reply);

        /**
         * A provisional reply, {@code 100 result=0 Trying...}: another one follows.
         *
         * @param reply with status 1xx
         */
        void provisional(AgiReply reply);

        /** The line {@code HANGUP}. */
        void hangup();
    }

    /** The stream is not AGI any more; nothing after this can be trusted. */
    public static final class FramingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FramingException(String message) {
            super(message);
        }
    }

    private static final int INITIAL = 512;
    private static final int SHOWN = 60;
    private static final byte[] HANGUP = "HANGUP".getBytes(ISO_8859_1);
    private static final byte[] VALUE = "200 result=1 (".getBytes(ISO_8859_1);
    private static final byte[] END_OF_USAGE = "520 End of proper usage.".getBytes(ISO_8859_1);

    private final int maxBytes;
    private byte[] buffer = new byte[INITIAL];
    private int length;
    /** How much more there may be, for a line that is taken out. */
    private int room;
    /** Whether a line feed came since the last drain: without one no frame can have become complete. */
    private boolean lineArrived;

    /**
     * @param maxBytes the longest reply to accept; a longer one is a {@link FramingException}
     */
    public AgiReplyParser(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Adds bytes.
     *
     * @param bytes what was read; its position moves to its limit
     * @throws FramingException if more than the longest reply is waiting
     */
    public void feed(ByteBuffer bytes) {
        int added = bytes.remaining();
        if (added > maxBytes + room - length) {
            throw tooLong();
        }
        if (length + added > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(maxBytes + room, Math.max(buffer.length * 2, length + added)));
        }
        bytes.get(buffer, length, added);
        for (int i = length; i < length + added && !lineArrived; i++) {
            lineArrived = buffer[i] == '\n';
        }
        length += added;
    }

    /** Whether bytes of an unfinished frame are waiting. */
    public boolean isMidFrame() {
        return length > 0;
    }

    /**
     * Whether the reply that waits carries a value and has at least so many bytes, as far as it has come.
     *
     * @param bytes how many
     */
    public boolean isValueOf(int bytes) {
        return length >= bytes && matches(0, VALUE);
    }

    /**
     * Makes room for a line that will be taken out: it does not count for the longest reply.
     *
     * @param line without its line feed
     */
    public void makeRoomFor(String line) {
        room = line.length() + 1;
    }

    /**
     * Takes a line out of what waits, if it is there.
     *
     * @param line without its line feed
     * @return whether it was there, as a line of its own behind another
     * @throws FramingException if what stays is longer than the longest reply
     */
    public boolean takeOut(String line) {
        byte[] bytes = ('\n' + line + '\n').getBytes(ISO_8859_1);
        for (int at = length - bytes.length; at >= 0; at--) {
            if (matches(at, bytes)) {
                int after = at + bytes.length;
                System.arraycopy(buffer, after, buffer, at + 1, length - after);
                length -= bytes.length - 1;
                room = 0;
                if (length > maxBytes) {
                    throw tooLong();
                }
                return true;
            }
        }
        return false;
    }

    /**
     * Gives out the frames that are complete, now that all that came together is fed.
     *
     * @param value whether the outstanding command is one that {@linkplain #repliesWithValue replies with a value}
     * @param sink gets the frames, in order
     * @throws FramingException if a line cannot begin a frame
     */
    public void drain(boolean value, Sink sink) {
        if (!lineArrived) {
            if (length > 0) {
                checkBegin(0, length);
            }
            return;
        }
        lineArrived = false;
        int at = 0;
        int end;
        while (at < length && (end = frameEnd(at, value)) >= 0) {
            emit(at, end, sink);
            at = end + 1;
        }
        if (at == length) {
            length = 0;
            if (buffer.length > INITIAL) {
                buffer = new byte[INITIAL]; // a rare long value must not stay in memory for the rest of the call
            }
        } else if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, length - at);
            length -= at;
        }
    }

    /**
     * Whether a command's reply carries a value that may span lines: GET VARIABLE, GET FULL VARIABLE, DATABASE GET and RECEIVE
     * TEXT, and any command that is not known to reply otherwise.
     *
     * @param line the command line
     */
    public static boolean repliesWithValue(String line) {
        // SPEECH RECOGNIZE and RECORD FILE can reply "200 result=1 (" as well, on one line that ends otherwise.
        int i = 0;
        while (i < line.length() && " \t\"\\".indexOf(line.charAt(i)) >= 0) {
            i++;
        }
        return !line.regionMatches(true, i, "speech", 0, 6) && !line.regionMatches(true, i, "record", 0, 6);
    }

    private void emit(int from, int end, Sink sink) {
        if (matches(from, HANGUP) && end == from + HANGUP.length) {
            sink.hangup();
            return;
        }
        AgiReply reply = AgiReply.of(Arrays.copyOfRange(buffer, from, end));
        if (reply.status() < 200) {
            sink.provisional(reply);
        } else {
            sink.reply(reply);
        }
    }

    /** The index of the line feed that ends the frame beginning at an index; -1 if it is not there yet. */
    private int frameEnd(int from, boolean value) {
        int lf = lineEnd(from);
        if (lf < 0) {
            checkBegin(from, length);
            return -1;
        }
        if (matches(from, HANGUP) && lf == from + HANGUP.length) {
            return lf;
        }
        checkBegin(from, lf);
        if (lf - from > 3 && buffer[from + 3] == '-') {
            return blockEnd(from, lf);
        }
        if (value && matches(from, VALUE)) {
            return valueEnd(lf);
        }
        return lf;
    }

    /** What begins a frame: three digits and a blank or a dash, or HANGUP. */
    private void checkBegin(int from, int to) {
        int n = Math.min(to - from, 4);
        if (buffer[from] == 'H') {
            n = Math.min(to - from, HANGUP.length + 1);
            if (n <= HANGUP.length
                    && Arrays.equals(buffer, from, from + n, HANGUP, 0, n)
                    && (to == length || n == HANGUP.length)) {
                return;
            }
            throw unexpected(from, to);
        }
        for (int i = 0; i < n; i++) {
            byte b = buffer[from + i];
            boolean good = i < 3 ? b >= '0' && b <= '9' : b == ' ' || b == '-';
            if (!good) {
                throw unexpected(from, to);
            }
        }
        if (n < 3 && to < length) {
            throw unexpected(from, to);
        }
    }

    private FramingException tooLong() {
        return new FramingException("a reply of more than " + maxBytes + " bytes");
    }

    private FramingException unexpected(int from, int to) {
        String text = new String(buffer, from, to - from, ISO_8859_1);
        return new FramingException("not an AGI reply: \"" + Printable.of(text, SHOWN) + "\"");
    }

    /** {@code 520-} up to the line that begins with {@code 520 }; old versions glue that line to the text before it. */
    private int blockEnd(int from, int firstLf) {
        int line = firstLf + 1;
        while (line < length) {
            int lf = lineEnd(line);
            if (lf < 0) {
                return -1;
            }
            boolean sameCode = lf - line > 3
                    && buffer[line + 3] == ' '
                    && Arrays.equals(buffer, line, line + 3, buffer, from, from + 3);
            if (sameCode || endsWith(line, lf, END_OF_USAGE)) {
                return lf;
            }
            line = lf + 1;
        }
        return -1;
    }

    private int valueEnd(int firstLf) {
        if (buffer[length - 1] != '\n') {
            return -1; // the rest of a line is on its way, and it may be the value's
        }
        int best = -1;
        for (int lf = firstLf; lf >= 0; lf = lineEnd(lf + 1)) {
            if (buffer[lf - 1] == ')') {
                best = lf;
            }
        }
        return best;
    }

    private int lineEnd(int from) {
        for (int i = from; i < length; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(int at, byte[] text) {
        return at + text.length <= length && Arrays.equals(buffer, at, at + text.length, text, 0, text.length);
    }

    private boolean endsWith(int from, int to, byte[] text) {
        return to - from >= text.length && Arrays.equals(buffer, to - text.length, to, text, 0, text.length);
    }
}
