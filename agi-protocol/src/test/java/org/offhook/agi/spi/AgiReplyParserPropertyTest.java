// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AgiReplyParserPropertyTest {

    @Property
    void anyChunkingGivesTheSameFrames(
            @ForAll("frames") List<String> frames, @ForAll @Size(max = 20) List<@IntRange(max = 2000) Integer> cuts) {
        byte[] bytes = (String.join("\n", frames) + "\n").getBytes(ISO_8859_1);
        List<Integer> points = new ArrayList<>(
                cuts.stream().filter(c -> c < bytes.length).sorted().toList());
        points.add(bytes.length);
        Frames found = new Frames(Frames.MAX);
        int from = 0;
        for (int to : points) {
            found.read(false, bytes, from, to);
            from = to;
        }
        assertThat(found.frames)
                .isEqualTo(frames.stream()
                        .map(f -> f.startsWith("1") ? "provisional " + f : f)
                        .toList());
    }

    @Property
    void aValueThatCameAtOnceIsTheValueWhateverItHolds(@ForAll("values") String value) {
        String reply = "200 result=1 (" + value + ")";
        Frames frames = new Frames(Frames.MAX).read(true, (reply + "\n").getBytes(ISO_8859_1));
        assertThat(frames.frames).containsExactly(reply);
    }

    @Property
    void garbageNeverDoesMoreThanEndTheStream(@ForAll byte[] bytes, @ForAll boolean value) {
        Frames frames = new Frames(1000);
        try {
            frames.read(value, bytes);
        } catch (AgiReplyParser.FramingException e) {
            assertThat(e.getMessage()).hasSizeLessThan(200);
        }
        assertThat(String.join("\n", frames.frames)).hasSizeLessThanOrEqualTo(bytes.length + 1000);
    }

    @Provide
    Arbitrary<List<String>> frames() {
        Arbitrary<String> rest = Arbitraries.strings()
                .withChars("ab ()=-520\r\t")
                .withCharRange('\u0001', '\u0009')
                .withCharRange('\u0080', '\u00FF')
                .ofMaxLength(30);
        Arbitrary<String> line = rest.map(r -> "200 result=" + r);
        Arbitrary<String> provisional = rest.map(r -> "100 " + r);
        Arbitrary<String> block = rest.list()
                .ofMaxSize(4)
                .map(lines -> "520-Invalid\n"
                        + String.join(
                                "", lines.stream().map(l -> "|" + l + "\n").toList()) + "520 End of proper usage.");
        return Arbitraries.oneOf(line, provisional, block, Arbitraries.just("HANGUP"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withChars("a)\n(2 H\r")
                .withCharRange('\u0001', '\u00FF')
                .ofMaxLength(40);
    }
}
