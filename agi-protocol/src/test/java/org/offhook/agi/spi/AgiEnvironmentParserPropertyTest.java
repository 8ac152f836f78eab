// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AgiEnvironmentParserPropertyTest {

    @Property
    void whatWasWrittenIsReadHoweverItIsCut(
            @ForAll("values") List<String> values, @ForAll @IntRange(min = 1, max = 40) int chunk) {
        Map<String, String> expected = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            expected.put("agi_arg_" + i, values.get(i));
            text.append("agi_arg_").append(i).append(": ").append(values.get(i)).append('\n');
        }
        byte[] bytes = text.append("\n200 result=0\n").toString().getBytes(UTF_8);
        int end = bytes.length - "200 result=0\n".length();

        AgiEnvironmentParser parser = new AgiEnvironmentParser();
        int from = 0;
        boolean complete = false;
        while (!complete) {
            ByteBuffer piece = ByteBuffer.wrap(bytes, from, Math.min(chunk, bytes.length - from));
            complete = parser.feed(piece);
            from = piece.position();
        }
        assertThat(from).isEqualTo(end);
        assertThat(parser.environment()).containsExactlyEntriesOf(expected);
    }

    @Property
    void anEndlessStreamEndsAtTheLimitsWhateverItsBytes(@ForAll @Size(min = 1, max = 60) byte[] bytes) {
        AgiEnvironmentParser parser = new AgiEnvironmentParser(10, 50, 200);
        boolean ended = parser.feed(ByteBuffer.wrap("agi_a: ".getBytes(UTF_8)));
        for (int sent = 0; sent <= 200 && !ended; sent += bytes.length) {
            try {
                ended = parser.feed(ByteBuffer.wrap(bytes));
            } catch (AgiEnvironmentParser.RejectedException e) {
                assertThat(e.getMessage()).hasSizeLessThan(120);
                ended = true;
            }
        }
        assertThat(ended).isTrue();
    }

    /** Text with line feeds, as long as no line in it names a variable or is blank. */
    @Provide
    Arbitrary<List<String>> values() {
        return Arbitraries.strings()
                .withChars("ab ;/@()=\n\r\tä€")
                .ofMaxLength(20)
                .map(text -> text.replaceAll("\n(?=[\r\n]|$)", "").replaceFirst("\r$", ""))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }
}
