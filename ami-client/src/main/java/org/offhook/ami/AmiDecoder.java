// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes in, messages out. A message ends at its first empty line, and lines end in CRLF only: Asterisk leaves single CRs and LFs
 * inside values. The output of a command of Asterisk 13 and older, which is not made of headers, comes out as {@code Output} headers.
 */
final class AmiDecoder {

    /** Where messages go. It may close the connection from inside a call. */
    interface Output {

        /** The server's first line, without its end. */
        void banner(String line);

        /** One message. */
        void message(AmiHeaders headers);
    }

    /** The stream cannot be cut into messages any more. */
    static final class FramingException extends RuntimeException {

        private static final long serialVersionUID = 1;

        FramingException(String message) {
            super(message, null, false, false);
        }
    }

    private static final int CHUNK = 64 * 1024;
    private static final int MAX_BANNER = 512;
    private static final int MAX_KEPT_LINES = 4096;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] FOLLOWS = "Response: Follows\r\n".getBytes(ISO_8859_1);
    private static final byte[] END_COMMAND = "--END COMMAND--\r\n\r\n".getBytes(ISO_8859_1);

    private final int maxLine;
    private final int maxMessage;
    private final Output output;
    private byte[] buffer = new byte[CHUNK];
    private int start; // of the first byte that belongs to no message yet
    private int end; // of the bytes there are
    private int searched; // no message ends before this
    private int[] lines = new int[64]; // where the lines of the message begin, from its start
    private int lineCount = 1;
    private boolean banner = true;
    private boolean rawOutput;
    private boolean closed;

    AmiDecoder(int maxLine, int maxMessage, Output output) {
        this.maxLine = maxLine;
        this.maxMessage = maxMessage;
        this.output = output;
    }

    /** From now on the output of commands is expected as Asterisk 13 and older write it. A newer one never does; there it would be forged. */
    void expectRawOutput() {
        rawOutput = true;
    }

    /** Ends it: what is left of the bytes is not looked at any more. */
    void close() {
        closed = true;
    }

    /**
     * Takes all bytes there are.
     *
     * @throws FramingException when a limit is passed; nothing can be made of this stream then
     */
    void feed(ByteBuf in) {
        int count = in.readableBytes();
        makeRoom(count);
        in.readBytes(buffer, end, count);
        end += count;
        if (banner) {
            readBanner();
        }
        while (!closed && !banner && readMessage()) {}
        if (closed || start == end) {
            start = 0;
            end = 0;
            searched = 0;
            if (buffer.length > 16 * CHUNK) {
                buffer = new byte[CHUNK];
            }
        } else if (!banner) {
            checkLimits();
        }
    }

    private void makeRoom(int count) {
        if (end + count <= buffer.length) {
            return;
        }
        int kept = end - start;
        byte[] target = kept + count <= buffer.length ? buffer : new byte[Math.max(kept + count, buffer.length * 2)];
        System.arraycopy(buffer, start, target, 0, kept);
        buffer = target;
        searched -= start;
        start = 0;
        end = kept;
    }

    private void readBanner() {
        for (int i = start; i < end; i++) {
            if (buffer[i] == '\n') {
                int to = i > start && buffer[i - 1] == '\r' ? i - 1 : i;
                String line = new String(buffer, start, to - start, UTF_8);
                start = i + 1;
                searched = start;
                banner = false;
                output.banner(line);
                return;
            }
        }
        if (end - start > MAX_BANNER || (end - start > 2 && buffer[start] == 0x15 && buffer[start + 1] == 3)) {
            banner = false;
            output.banner(new String(buffer, start, Math.min(end - start, 80), ISO_8859_1));
        }
    }

    private boolean readMessage() {
        while (end - start >= 2 && buffer[start] == '\r' && buffer[start + 1] == '\n') {
            start += 2; // an empty message: modules of others are known to write stray line ends
        }
        if (searched < start) {
            searched = start;
        }
        if (rawOutput && startsWith(FOLLOWS)) {
            return readRawOutput();
        }
        int last = findEnd();
        if (last < 0) {
            return false;
        }
        int to = last - 1; // the last line keeps its CRLF
        if (to - start > maxLine) {
            checkLines(to);
        }
        AmiHeaders message = AmiHeaders.view(Arrays.copyOfRange(buffer, start, to), Arrays.copyOf(lines, lineCount));
        start = last + 1;
        newMessage();
        output.message(message);
        return true;
    }

    /**
     * The place of the last byte of the first CRLF CRLF; -1 when there is none yet. Notes where lines begin on the way. It looks at
     * eight bytes at a time: this is most of what reading an event costs.
     */
    private int findEnd() {
        byte[] b = buffer;
        int line = start + lines[lineCount - 1];
        int i = searched;
        while (i < end) {
            long lineFeeds = i + 8 <= end ? lineFeeds((long) EIGHT_BYTES.get(b, i)) : b[i] == '\n' ? 0x80 : 0;
            for (; lineFeeds != 0; lineFeeds &= lineFeeds - 1) {
                int at = i + (Long.numberOfTrailingZeros(lineFeeds) >>> 3);
                if (at == line || b[at - 1] != '\r') {
                    continue; // a single one, inside a value
                }
                if (at == line + 1) {
                    return at;
                }
                line = at + 1;
                addLine(line - start);
            }
            i += i + 8 <= end ? 8 : 1;
        }
        searched = i;
        return -1;
    }

    /** The top bit of each of the eight bytes that is an LF. */
    private static long lineFeeds(long bytes) {
        long differs = bytes ^ 0x0a0a0a0a0a0a0a0aL;
        return ~(((differs & LOW_BITS) + LOW_BITS) | differs | LOW_BITS);
    }

    private void addLine(int at) {
        if (lineCount == lines.length) {
            lines = Arrays.copyOf(lines, lineCount * 2);
        }
        lines[lineCount++] = at;
    }

    private void newMessage() {
        searched = start;
        lineCount = 1;
        if (lines.length > MAX_KEPT_LINES) {
            lines = new int[64];
        }
    }

    private void checkLines(int to) {
        int line = start;
        for (int i = start; i + 1 < to; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                refuseLine(i - line);
                line = i + 2;
            }
        }
    }

    private void checkLimits() {
        int length = end - start;
        if (length > maxMessage) {
            throw new FramingException("a message of more than " + maxMessage + " bytes");
        }
        if (length > maxLine && !(rawOutput && startsWith(FOLLOWS))) {
            int line = end; // where the unfinished line begins, if that is near enough
            while (line > start && end - line <= maxLine + 1 && !isLineBegin(line)) {
                line--;
            }
            refuseLine(end - line - (buffer[end - 1] == '\r' ? 1 : 0));
        }
    }

    private boolean isLineBegin(int at) {
        return at - start >= 2 && buffer[at - 1] == '\n' && buffer[at - 2] == '\r';
    }

    private void refuseLine(int length) {
        if (length > maxLine) {
            throw new FramingException("a line of more than " + maxLine + " bytes");
        }
    }

    private boolean startsWith(byte[] prefix) {
        return end - start >= prefix.length
                && Arrays.equals(buffer, start, start + prefix.length, prefix, 0, prefix.length);
    }

    /** Headers, then text with LF line ends, up to a marker that may follow the last byte of text directly. */
    private boolean readRawOutput() {
        int marker = -1;
        for (int i = Math.max(searched, start); i + END_COMMAND.length <= end; i++) {
            if (buffer[i] == '-'
                    && Arrays.equals(buffer, i, i + END_COMMAND.length, END_COMMAND, 0, END_COMMAND.length)) {
                marker = i;
                break;
            }
        }
        if (marker < 0) {
            searched = Math.max(start, end - END_COMMAND.length + 1);
            return false;
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream(marker - start + 1024);
        int at = start;
        for (int lineEnd = crlf(at, marker); lineEnd >= 0 && isOwnHeader(at); lineEnd = crlf(at, marker)) {
            lines.write(buffer, at, lineEnd + 2 - at);
            at = lineEnd + 2;
        }
        byte[] name = "Output: ".getBytes(ISO_8859_1);
        while (at < marker) {
            int lineEnd = at;
            while (lineEnd < marker && buffer[lineEnd] != '\n') {
                lineEnd++;
            }
            lines.writeBytes(name);
            lines.write(buffer, at, lineEnd - at);
            lines.write('\r');
            lines.write('\n');
            at = lineEnd + 1;
        }
        start = marker + END_COMMAND.length;
        newMessage();
        output.message(AmiHeaders.view(lines.toByteArray()));
        return true;
    }

    private int crlf(int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (buffer[i] == '\n') {
                return -1;
            }
            if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean isOwnHeader(int at) {
        for (String name : new String[] {"Response: ", "Privilege: ", "ActionID: "}) {
            byte[] bytes = name.getBytes(ISO_8859_1);
            if (end - at >= bytes.length && Arrays.equals(buffer, at, at + bytes.length, bytes, 0, bytes.length)) {
                return true;
            }
        }
        return false;
    }
}
