// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.agi.AgiReply;

/** The first byte says how the others are cut. */
class AgiReplyFuzzTest {

    private static final Pattern BEGIN = Pattern.compile("[0-9]{3}([ -].*)?", Pattern.DOTALL);
    /** A beginning of a line that may still become one. */
    private static final Pattern BEGINNING =
            Pattern.compile("[0-9]{0,3}|[0-9]{3}[ -].*|H|HA|HAN|HANG|HANGU|HANGUP", Pattern.DOTALL);

    /** What came out, and whether the stream broke off. */
    private record Outcome(List<String> frames, boolean broken, String left) {}

    @FuzzTest
    void anyCutOfRepliesWithoutValuesGivesTheSameFrames(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
        Outcome expected = model(new String(bytes, ISO_8859_1));
        assertThat(parse(bytes, bytes.length, false)).isEqualTo(expected);
        assertThat(parse(bytes, 1 + (data[0] & 0x1f), false)).isEqualTo(expected);
        assertThat(parse(bytes, 1, false)).isEqualTo(expected);
    }

    @FuzzTest
    void noByteOfAValueIsLostOrMadeUpHoweverItIsCut(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
        for (int chunk : new int[] {Math.max(1, bytes.length), 1 + (data[0] & 0x1f)}) {
            Outcome found = parse(bytes, chunk, true);
            StringBuilder text = new StringBuilder();
            found.frames().forEach(frame -> text.append(frame).append('\n'));
            String whole = new String(bytes, ISO_8859_1);
            if (found.broken()) {
                assertThat(whole).startsWith(text.toString());
            } else {
                assertThat(text.append(found.left())).hasToString(whole);
            }
            found.frames().stream().filter(frame -> !frame.equals("HANGUP")).forEach(AgiReplyFuzzTest::read);
        }
        String value = new String(bytes, ISO_8859_1);
        String reply = "200 result=1 (" + value + ")\n";
        Outcome whole = parse(reply.getBytes(ISO_8859_1), reply.length(), true);
        assertThat(whole.frames()).containsExactly(reply.substring(0, reply.length() - 1));
        assertThat(AgiReply.of(whole.frames().get(0).getBytes(ISO_8859_1)).rawData())
                .isEqualTo(bytes);
    }

    @FuzzTest
    void neverMoreThanTheLimitIsKept(byte[] data) {
        int max = 64;
        Frames sink = new Frames(max);
        int kept = 0;
        for (int at = 0; at < data.length; at += 16) {
            int count = Math.min(16, data.length - at);
            int before = size(sink.frames);
            try {
                sink.read(data[0] % 2 == 0, data, at, at + count);
            } catch (AgiReplyParser.FramingException e) {
                assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContainPattern("\\p{Cntrl}");
                return;
            }
            kept += count - (size(sink.frames) - before);
            assertThat(kept).isLessThanOrEqualTo(max);
            assertThat(sink.parser.isMidFrame()).isEqualTo(kept > 0);
        }
    }

    private static int size(List<String> frames) {
        return frames.stream()
                .mapToInt(frame -> frame.replaceFirst("^provisional ", "").length() + 1)
                .sum();
    }

    /** Everything a reply tells can be asked, whatever it is, and agrees with the text. */
    private static void read(String frame) {
        AgiReply reply = AgiReply.of(frame.getBytes(ISO_8859_1));
        assertThat(reply.status()).isEqualTo(Integer.parseInt(frame.substring(0, 3)));
        assertThat(reply.raw()).isEqualTo(frame.getBytes(ISO_8859_1));
        assertThat(reply.dataLength()).isEqualTo(reply.rawData().length);
        assertThat(reply.data().isPresent() || reply.rawData().length == 0).isTrue();
        assertThat(frame)
                .contains(new String(reply.rawData(), ISO_8859_1))
                .endsWith(
                        new String(reply.rest().getBytes(ISO_8859_1), ISO_8859_1)
                                        .chars()
                                        .allMatch(c -> c < 128 && c != '?')
                                ? reply.rest()
                                : "");
        reply.attributes().forEach((name, value) -> {
            assertThat(reply.attribute(name)).contains(value);
            assertThat(name).doesNotContain(" ", "=");
        });
        assertThat(reply.resultNumber().isEmpty() || reply.result().matches("[+-]?\\d+"))
                .isTrue();
        assertThat(reply.usage().isEmpty() || reply.status() == 520).isTrue();
    }

    private static Outcome parse(byte[] bytes, int chunk, boolean value) {
        List<String> frames = new ArrayList<>();
        AgiReplyParser parser = new AgiReplyParser(1 << 20);
        AgiReplyParser.Sink sink = new AgiReplyParser.Sink() {
            @Override
            public void reply(AgiReply reply) {
                assertThat(reply.status()).isGreaterThanOrEqualTo(200);
                frames.add(new String(reply.raw(), ISO_8859_1));
            }

            @Override
            public void provisional(AgiReply reply) {
                assertThat(reply.status()).isLessThan(200);
                frames.add(new String(reply.raw(), ISO_8859_1));
            }

            @Override
            public void hangup() {
                frames.add("HANGUP");
            }
        };
        try {
            for (int at = 0; at < bytes.length; at += chunk) {
                parser.feed(ByteBuffer.wrap(bytes, at, Math.min(chunk, bytes.length - at)));
                parser.drain(value, sink);
            }
        } catch (AgiReplyParser.FramingException e) {
            assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContainPattern("\\p{Cntrl}");
            return new Outcome(frames, true, "");
        }
        String text = new String(bytes, ISO_8859_1);
        int taken = frames.stream().mapToInt(frame -> frame.length() + 1).sum();
        assertThat(parser.isMidFrame()).isEqualTo(taken < text.length());
        return new Outcome(frames, false, text.substring(taken));
    }

    /** Line by line, in the plainest way: a block ends at a line of its status and a blank. */
    private static Outcome model(String text) {
        List<String> frames = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String line = end < 0 ? text.substring(at) : text.substring(at, end);
            if (end < 0) {
                boolean bad = !BEGINNING.matcher(line).matches();
                return new Outcome(frames, bad, bad ? "" : line);
            }
            if (!line.equals("HANGUP") && !BEGIN.matcher(line).matches()) {
                return new Outcome(frames, true, "");
            }
            if (line.length() > 3 && line.charAt(3) == '-') {
                Matcher last = Pattern.compile(
                                "\n(" + line.substring(0, 3) + " [^\n]*|[^\n]*520 End of proper usage\\.)\n")
                        .matcher(text);
                if (!last.find(end)) {
                    return new Outcome(frames, false, text.substring(at));
                }
                end = last.end() - 1;
            }
            frames.add(text.substring(at, end));
            at = end + 1;
        }
        return new Outcome(frames, false, "");
    }
}
