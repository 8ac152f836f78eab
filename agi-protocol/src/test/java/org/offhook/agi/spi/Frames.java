// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.offhook.agi.AgiReply;

/** Collects what a parser gives out, as text with one char for each byte. */
final class Frames implements AgiReplyParser.Sink {

    static final int MAX = 64 * 1024;

    final List<String> frames = new ArrayList<>();
    final AgiReplyParser parser;

    Frames(int maxBytes) {
        parser = new AgiReplyParser(maxBytes);
    }

    /** The frames of bytes that came in these pieces. */
    static List<String> of(boolean value, byte[]... pieces) {
        Frames frames = new Frames(MAX);
        for (byte[] piece : pieces) {
            frames.read(value, piece);
        }
        return frames.frames;
    }

    static List<String> of(boolean value, String... pieces) {
        Frames frames = new Frames(MAX);
        for (String piece : pieces) {
            frames.read(value, piece.getBytes(ISO_8859_1));
        }
        return frames.frames;
    }

    /** One read of a transport. */
    Frames read(boolean value, byte[] bytes) {
        return read(value, bytes, 0, bytes.length);
    }

    Frames read(boolean value, byte[] bytes, int from, int to) {
        parser.feed(ByteBuffer.wrap(bytes, from, to - from));
        parser.drain(value, this);
        return this;
    }

    @Override
    public void reply(AgiReply reply) {
        frames.add(new String(reply.raw(), ISO_8859_1));
    }

    @Override
    public void provisional(AgiReply reply) {
        frames.add("provisional " + new String(reply.raw(), ISO_8859_1));
    }

    @Override
    public void hangup() {
        frames.add("HANGUP");
    }
}
