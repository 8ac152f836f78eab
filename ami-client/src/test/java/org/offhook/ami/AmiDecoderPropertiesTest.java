// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever comes, in whatever pieces: nothing is thrown, and the next whole message is found. */
class AmiDecoderPropertiesTest {

    static {
        NoLeaks.arm();
    }

    private static void feed(AmiDecoder decoder, String text, List<Integer> sizes) {
        byte[] bytes = AmiDecoderTest.bytes(text);
        int piece = 0;
        for (int at = 0; at < bytes.length; ) {
            int size = sizes.get(piece++ % sizes.size());
            int to = Math.min(bytes.length, at + size);
            decoder.feed(Unpooled.wrappedBuffer(bytes, at, to - at));
            at = to;
        }
    }

    private static List<String> decoded(String text, List<Integer> sizes) {
        AmiDecoderTest.Collected collected = new AmiDecoderTest.Collected();
        feed(AmiDecoderTest.decoder(collected), text, sizes);
        return collected.messages;
    }

    @Property(tries = 1_000)
    void anyBytesInAnyPiecesAreTheMessagesBetweenEmptyLines(
            @ForAll("nearlyAmi") String text,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 40) Integer> sizes) {
        assertThat(decoded(text, sizes)).isEqualTo(AmiDecoderTest.reference(text));
    }

    @Property(tries = 1_000)
    void afterAnythingTheNextMessageIsFound(
            @ForAll("nearlyAmi") String text,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 40) Integer> sizes) {
        List<String> messages = decoded(text + "\r\n\r\nEvent: Sync\r\n\r\n", sizes);
        assertThat(messages.get(messages.size() - 1)).isEqualTo("Event: Sync\r\n");
    }

    @Property(tries = 1_000)
    void anyBytesAtAllDoNoHarm(
            @ForAll @Size(max = 400) byte[] bytes,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 40) Integer> sizes) {
        AmiDecoderTest.Collected collected = new AmiDecoderTest.Collected();
        AmiDecoder decoder = new AmiDecoder(1024, 4096, collected);
        feed(decoder, new String(bytes, ISO_8859_1), sizes);
        assertThat(collected.banners).hasSizeLessThanOrEqualTo(1);
    }

    @Property(tries = 1_000)
    void whatWasDecodedCanBeRead(@ForAll("nearlyAmi") String text) {
        AmiDecoder decoder = AmiDecoderTest.decoder(new AmiDecoder.Output() {
            @Override
            public void banner(String line) {}

            @Override
            public void message(AmiHeaders headers) {
                headers.forEach(header -> {
                    if (header.name().chars().allMatch(c -> c < 128)) { // others may have been no UTF-8
                        assertThat(headers.all(header.name())).contains(header.value());
                        assertThat(headers.contains(header.name())).isTrue();
                    }
                });
                assertThat(headers.toString()).doesNotContain("\r", "\n", "\0");
                assertThat(headers.find("Event").isPresent()).isEqualTo(headers.contains("event"));
            }
        });
        feed(decoder, text, List.of(1_000));
    }

    /** Texts made of what matters to a decoder. */
    @Provide
    Arbitrary<String> nearlyAmi() {
        return Arbitraries.of(
                        "\r\n",
                        "\r\n\r\n",
                        "\r",
                        "\n",
                        "\0",
                        ":",
                        ": ",
                        " ",
                        "Event: ",
                        "Event",
                        "Response: ",
                        "Success",
                        "Error",
                        "ActionID: ",
                        "x",
                        "Channel: a",
                        "\u00ff",
                        "\u00c3\u00a9",
                        "EventList: start",
                        "--END",
                        "abcdefghijkl")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }
}
