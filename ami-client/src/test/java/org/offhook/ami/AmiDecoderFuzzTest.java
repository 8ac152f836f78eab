// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first byte says how the others are cut. Whatever they are, every cut gives what a plain search for empty lines gives. */
class AmiDecoderFuzzTest {

    private static final String FOLLOWS = "Response: Follows\r\n";
    private static final String MARKER = "--END COMMAND--\r\n\r\n";

    /** What one cut gave; what was left over counts for the limits. */
    private record Outcome(List<String> messages, boolean broken) {}

    @FuzzTest
    void anyCutGivesTheMessagesOfAPlainSearch(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
        int chunk = 1 + (data[0] & 0x1f);
        List<String> expected = AmiDecoderTest.reference(new String(bytes, ISO_8859_1));
        for (int size : new int[] {Math.max(1, bytes.length), chunk, 1}) {
            Outcome found = decode(bytes, size, false, 1 << 20, 16 << 20);
            assertThat(found).isEqualTo(new Outcome(expected, false));
        }
        expected.forEach(AmiDecoderFuzzTest::read);
    }

    @FuzzTest
    void anyCutGivesTheOutputOfOldCommands(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
        int chunk = 1 + (data[0] & 0x1f);
        Outcome expected = new Outcome(rawModel(new String(bytes, ISO_8859_1)), false);
        for (int size : new int[] {Math.max(1, bytes.length), chunk, 1}) {
            assertThat(decode(bytes, size, true, 1 << 20, 16 << 20)).isEqualTo(expected);
        }
    }

    /** A stream breaks off if, and only if, something in it is longer than allowed; what came before it is there. */
    @FuzzTest
    void aLimitBreaksTheStreamOffAndNothingElseDoes(byte[] data) {
        if (data.length == 0) {
            return;
        }
        int maxLine = 40;
        int maxMessage = 160;
        byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
        String text = new String(bytes, ISO_8859_1);
        List<String> expected = AmiDecoderTest.reference(text);
        for (int size : new int[] {Math.max(1, bytes.length), 1 + (data[0] & 0x1f), 1}) {
            Outcome found = decode(bytes, size, false, maxLine, maxMessage);
            int count = found.messages().size();
            assertThat(found.messages()).isEqualTo(expected.subList(0, Math.min(count, expected.size())));
            assertThat(found.messages())
                    .allSatisfy(message -> assertThat(longestLine(message)).isLessThanOrEqualTo(maxLine));
            boolean whole = count < expected.size();
            String next = whole ? expected.get(count) : rest(text);
            boolean tooLong = longestLine(next) > maxLine || next.length() > maxMessage;
            if (found.broken()) {
                boolean full = next.length() == maxMessage; // and the CR of the empty line is there
                assertThat(tooLong || full).as("breaks off at %s", next).isTrue();
            } else {
                assertThat(whole).isFalse();
                // Of a message that is not whole yet, the line that grows is looked at.
                assertThat(next.length()).isLessThanOrEqualTo(maxMessage);
                assertThat(next.substring(next.lastIndexOf("\r\n") + 1).length())
                        .isLessThanOrEqualTo(maxLine + 2);
            }
        }
    }

    private static Outcome decode(byte[] bytes, int chunk, boolean old, int maxLine, int maxMessage) {
        AmiDecoderTest.Collected collected = new AmiDecoderTest.Collected();
        AmiDecoder decoder = new AmiDecoder(maxLine, maxMessage, collected);
        decoder.feed(Unpooled.wrappedBuffer(AmiDecoderTest.bytes("Asterisk Call Manager/9.0.0\r\n")));
        if (old) {
            decoder.expectRawOutput();
        }
        boolean broken = false;
        try {
            for (int at = 0; at < bytes.length; at += chunk) {
                decoder.feed(Unpooled.wrappedBuffer(bytes, at, Math.min(chunk, bytes.length - at)));
            }
        } catch (AmiDecoder.FramingException e) {
            broken = true;
        }
        return new Outcome(collected.messages, broken);
    }

    /** What belongs to no whole message. */
    private static String rest(String text) {
        int at = 0;
        while (true) {
            while (text.startsWith("\r\n", at)) {
                at += 2;
            }
            int end = text.indexOf("\r\n\r\n", at);
            if (end < 0) {
                return text.substring(at);
            }
            at = end + 4;
        }
    }

    private static int longestLine(String message) {
        return Arrays.stream(message.split("\r\n", -1))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** As the other, and between {@code Response: Follows} and the marker each line is one of output. */
    private static List<String> rawModel(String text) {
        List<String> messages = new ArrayList<>();
        int at = 0;
        while (true) {
            while (text.startsWith("\r\n", at)) {
                at += 2;
            }
            boolean raw = text.startsWith(FOLLOWS, at);
            int end = text.indexOf(raw ? MARKER : "\r\n\r\n", at);
            if (end < 0) {
                return messages;
            }
            messages.add(raw ? output(text.substring(at, end)) : text.substring(at, end + 2));
            at = end + (raw ? MARKER.length() : 4);
        }
    }

    private static String output(String text) {
        StringBuilder message = new StringBuilder();
        boolean headers = true;
        for (int at = 0; at < text.length(); ) {
            int lineFeed = text.indexOf('\n', at);
            String line = text.substring(at, lineFeed < 0 ? text.length() : lineFeed);
            headers = headers
                    && lineFeed >= 0
                    && line.endsWith("\r")
                    && line.matches("(?s)(Response|Privilege|ActionID): .*");
            message.append(headers ? line + "\n" : "Output: " + line + "\r\n");
            at += line.length() + 1;
        }
        return message.toString();
    }

    /** A message can be asked for everything in it, and says what a plain reader says. */
    private static void read(String message) {
        AmiHeaders headers = AmiHeaders.view(AmiDecoderTest.bytes(message));
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String line : message.substring(0, message.length() - 2).split("\r\n", -1)) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1);
            names.add(colon < 0 ? "" : line.substring(0, colon).replaceAll(" +\\z", ""));
            values.add(utf8(colon >= 0 && value.startsWith(" ") ? value.substring(1) : value));
        }
        assertThat(headers.size()).isEqualTo(names.size());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            assertThat(headers.get(i)).isEqualTo(new AmiHeaders.Header(utf8(name), values.get(i)));
            if (name.chars().allMatch(c -> c < 128)) {
                List<String> all = new ArrayList<>();
                for (int k = 0; k < names.size(); k++) {
                    if (names.get(k).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                        all.add(values.get(k));
                    }
                }
                assertThat(headers.all(name.toUpperCase(Locale.ROOT))).isEqualTo(all);
                assertThat(headers.find(name)).isEqualTo(Optional.of(all.get(0)));
                assertThat(headers.without(name).contains(name)).isFalse();
            }
        }
        assertThat(headers.toString()).doesNotContainPattern("\\p{Cntrl}");
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }
}
