// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real recordings, and made-up ones, cut in every way: the messages are the same, and are the ones that a plain search finds. */
class AmiDecoderTest {

    private static final String BANNER = "Asterisk Call Manager/11.0.0\r\n";

    /** What a decoder gives, as text of one char per byte. */
    static final class Collected implements AmiDecoder.Output {
        final List<String> messages = new ArrayList<>();
        final List<String> banners = new ArrayList<>();

        @Override
        public void banner(String line) {
            banners.add(line);
        }

        @Override
        public void message(AmiHeaders headers) {
            messages.add(new String(headers.bytes(), ISO_8859_1));
        }
    }

    /** What stands between empty lines, found in the plainest way. */
    static List<String> reference(String text) {
        List<String> messages = new ArrayList<>();
        int at = 0;
        while (true) {
            while (text.startsWith("\r\n", at)) {
                at += 2;
            }
            int end = text.indexOf("\r\n\r\n", at);
            if (end < 0) {
                return messages;
            }
            messages.add(text.substring(at, end + 2));
            at = end + 4;
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static AmiDecoder decoder(AmiDecoder.Output output) {
        AmiDecoder decoder = new AmiDecoder(1 << 20, 16 << 20, output);
        decoder.feed(Unpooled.wrappedBuffer(bytes(BANNER)));
        return decoder;
    }

    private static AmiDecoder oldDecoder(AmiDecoder.Output output) {
        AmiDecoder decoder = decoder(output);
        decoder.expectRawOutput();
        return decoder;
    }

    private static void feed(AmiDecoder decoder, byte[] bytes, int from, int to) {
        decoder.feed(Unpooled.wrappedBuffer(bytes, from, to - from));
    }

    static Stream<Path> transcripts() throws IOException, URISyntaxException {
        Path folder = Path.of(
                AmiDecoderTest.class.getResource("/transcripts/asterisk22").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> !file.toString().endsWith(".req.txt"))
                    .filter(file -> !file.getFileName().toString().startsWith("http-"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** Forty recordings, the longest that are still short enough to cut at each byte. */
    static Stream<Path> shortTranscripts() throws IOException, URISyntaxException {
        return transcripts()
                .filter(file -> file.toFile().length() < 3_000)
                .filter(file -> !file.endsWith("authtimeout.txt"))
                .sorted(Comparator.comparingLong(file -> -file.toFile().length()))
                .limit(40);
    }

    /** A recording without its banner. */
    private static String read(Path file) throws IOException {
        String text = Files.readString(file, ISO_8859_1);
        return text.startsWith("Asterisk Call Manager/") ? text.substring(text.indexOf("\r\n") + 2) : text;
    }

    @Test
    void thereAreRecordings() throws Exception {
        assertThat(transcripts()).hasSizeGreaterThan(200);
        assertThat(shortTranscripts()).hasSize(40);
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void aRecordingWholeAndByteByByte(Path file) throws IOException {
        String text = read(file);
        List<String> expected = reference(text);
        Collected whole = new Collected();
        feed(decoder(whole), bytes(text), 0, text.length());
        assertThat(whole.messages).isEqualTo(expected);
        Collected single = new Collected();
        AmiDecoder decoder = decoder(single);
        byte[] bytes = bytes(text);
        for (int i = 0; i < bytes.length; i++) {
            feed(decoder, bytes, i, i + 1);
        }
        assertThat(single.messages).isEqualTo(expected);
        assertThat(single.banners).containsExactly(BANNER.strip());
    }

    @ParameterizedTest
    @MethodSource("shortTranscripts")
    void aRecordingCutAtEveryByte(Path file) throws IOException {
        String text = read(file);
        byte[] bytes = bytes(text);
        List<String> expected = reference(text);
        assertThat(expected).isNotEmpty();
        Collected collected = new Collected();
        AmiDecoder decoder = decoder(collected);
        for (int cut = 0; cut <= bytes.length; cut++) {
            feed(decoder, bytes, 0, cut);
            feed(decoder, bytes, cut, bytes.length);
            if (!collected.messages.equals(expected)) {
                assertThat(collected.messages).as("cut at byte %d", cut).isEqualTo(expected);
            }
            collected.messages.clear();
        }
    }

    @Test
    void allRecordingsInARowInPiecesOfAnySize() throws Exception {
        StringBuilder all = new StringBuilder();
        for (Path file : transcripts().toList()) {
            all.append(read(file));
        }
        byte[] bytes = bytes(all.toString());
        List<String> expected = reference(all.toString());
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            Collected collected = new Collected();
            AmiDecoder decoder = decoder(collected);
            for (int at = 0; at < bytes.length; ) {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(seed == 4 ? 200_000 : 1 << (3 + 3 * seed)));
                feed(decoder, bytes, at, to);
                at = to;
            }
            assertThat(collected.messages).isEqualTo(expected);
        }
    }

    @Test
    void everyHeaderOfEveryRecordingCanBeRead() throws Exception {
        for (Path file : transcripts().toList()) {
            AmiDecoder decoder = decoder(new AmiDecoder.Output() {
                @Override
                public void banner(String line) {}

                @Override
                public void message(AmiHeaders headers) {
                    List<String> lines = Arrays.asList(new String(headers.bytes(), ISO_8859_1).split("\r\n", -1));
                    assertThat(headers.size()).isEqualTo(lines.size() - 1);
                    for (int i = 0; i < headers.size(); i++) {
                        assertThat(lines.get(i)).startsWith(headers.get(i).name());
                    }
                    assertThat(headers.toString()).isNotEmpty();
                }
            });
            byte[] bytes = bytes(read(file));
            feed(decoder, bytes, 0, bytes.length);
        }
    }

    @Test
    void theBannerInPieces() {
        for (int cut = 0; cut <= BANNER.length(); cut++) {
            Collected collected = new Collected();
            AmiDecoder decoder = new AmiDecoder(1024, 4096, collected);
            byte[] bytes = bytes(BANNER + "Event: A\r\n\r\n");
            feed(decoder, bytes, 0, cut);
            feed(decoder, bytes, cut, bytes.length);
            assertThat(collected.banners).containsExactly(BANNER.strip());
            assertThat(collected.messages).containsExactly("Event: A\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Event: A\r\n\r\nEvent: B\r\n\r\n",
                "\r\n\r\nEvent: A\r\n\r\n\r\n\r\nEvent: B\r\n\r\n",
                "Message: No endpoints found\n\r\n\r\n",
                "Message: a\n\nb\r\nc: d\r\n\r\n",
                "A: x\r\r\n\r\nB: y\r\n\r\n",
                "A: \r\n\r\n",
                ": \r\n\r\n",
                "\r\r\n\r\n",
                "\n\r\n\r\n",
                "A\r\n\r\n",
                "A: \r\n\rB: x\r\n\r\n",
                "A: x\r\n\n\r\n\r\n",
                "A: x\n\r\n\r\r\n\r\n",
                "a\r\n\r\nb\r\n\r\nc\r\n\r\n"
            })
    void oddLineEndsCutEverywhere(String text) {
        List<String> expected = reference(text);
        byte[] bytes = bytes(text);
        for (int a = 0; a <= bytes.length; a++) {
            for (int b = a; b <= bytes.length; b++) {
                Collected collected = new Collected();
                AmiDecoder decoder = decoder(collected);
                feed(decoder, bytes, 0, a);
                feed(decoder, bytes, a, b);
                feed(decoder, bytes, b, bytes.length);
                assertThat(collected.messages).as("cut at %d and %d", a, b).isEqualTo(expected);
            }
        }
    }

    @Test
    void rawOutputOfOldCutAtEveryByte() {
        String text =
                "Event: Before\r\n\r\nResponse: Follows\r\nPrivilege: Command\r\nActionID: 1\r\none: x\n\nEvent: no\r\n\r\ntwo--END COMMAND--\r\n\r\nEvent: After\r\n\r\n";
        byte[] bytes = bytes(text);
        Collected whole = new Collected();
        feed(oldDecoder(whole), bytes, 0, bytes.length);
        assertThat(whole.messages).hasSize(3);
        assertThat(whole.messages.get(0)).isEqualTo("Event: Before\r\n");
        assertThat(whole.messages.get(1))
                .startsWith("Response: Follows\r\nPrivilege: Command\r\nActionID: 1\r\nOutput: one: x\r\n");
        assertThat(whole.messages.get(1)).contains("Output: Event: no").endsWith("Output: two\r\n");
        assertThat(whole.messages.get(2)).isEqualTo("Event: After\r\n");
        for (int cut = 0; cut <= bytes.length; cut++) {
            Collected collected = new Collected();
            AmiDecoder decoder = oldDecoder(collected);
            feed(decoder, bytes, 0, cut);
            feed(decoder, bytes, cut, bytes.length);
            assertThat(collected.messages).as("cut at byte %d", cut).isEqualTo(whole.messages);
        }
    }

    @Test
    void aLineOverTheLimitIsRefusedWhereverItIsCut() {
        byte[] line = bytes("Event: A\r\nValue: " + "x".repeat(1_100));
        for (int cut : new int[] {0, 1, 10, 18, 500, 1_042, line.length}) {
            AmiDecoder decoder = new AmiDecoder(1024, 1 << 20, new Collected());
            feed(decoder, bytes(BANNER), 0, BANNER.length());
            assertThatThrownBy(() -> {
                        feed(decoder, line, 0, cut);
                        feed(decoder, line, cut, line.length);
                    })
                    .isInstanceOf(AmiDecoder.FramingException.class)
                    .hasMessageContaining("1024");
        }
    }

    @Test
    void aWholeMessageWithALineOverTheLimitIsRefused() {
        byte[] message = bytes("Event: A\r\nValue: " + "x".repeat(1_100) + "\r\nB: c\r\n\r\n");
        AmiDecoder decoder = new AmiDecoder(1024, 1 << 20, new Collected());
        feed(decoder, bytes(BANNER), 0, BANNER.length());
        assertThatThrownBy(() -> feed(decoder, message, 0, message.length))
                .isInstanceOf(AmiDecoder.FramingException.class);
    }

    @Test
    void aLineAtTheLimitAndAMessageNearItsLimitPass() {
        Collected collected = new Collected();
        AmiDecoder decoder = new AmiDecoder(1024, 20_000, collected);
        String message = ("Value: " + "x".repeat(1024 - 7) + "\r\n").repeat(19) + "\r\n";
        feed(decoder, bytes(BANNER + message), 0, BANNER.length() + message.length());
        assertThat(collected.messages).hasSize(1);
    }

    @Test
    void aMessageOverTheLimitIsRefused() {
        AmiDecoder decoder = new AmiDecoder(1024, 20_000, new Collected());
        feed(decoder, bytes(BANNER), 0, BANNER.length());
        byte[] lines = bytes("Value: x\r\n".repeat(100));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 30; i++) {
                        feed(decoder, lines, 0, lines.length);
                    }
                })
                .isInstanceOf(AmiDecoder.FramingException.class)
                .hasMessageContaining("20000");
    }

    @Test
    void afterCloseNothingComes() {
        Collected collected = new Collected();
        AmiDecoder[] decoder = new AmiDecoder[1];
        decoder[0] = decoder(new AmiDecoder.Output() {
            @Override
            public void banner(String line) {}

            @Override
            public void message(AmiHeaders headers) {
                collected.message(headers);
                if (decoder[0] != null) {
                    decoder[0].close();
                }
            }
        });
        byte[] two = bytes("A: 1\r\n\r\nB: 2\r\n\r\n");
        feed(decoder[0], two, 0, two.length);
        feed(decoder[0], two, 0, two.length);
        assertThat(collected.messages).containsExactly("A: 1\r\n");
    }
}
