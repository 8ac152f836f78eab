// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;

/** Whatever headers there can be come back from JSON as they were. */
class AmiJsonPropertyTest {

    private static final JsonMapper PLAIN = new JsonMapper();
    private static final JsonMapper WITH_MODULE =
            JsonMapper.builder().addModule(new AmiJacksonModule()).build();

    @Property(tries = 1000)
    void headersComeBackAsTheyWere(@ForAll("headers") AmiHeaders headers) {
        String json = AmiJson.toJson(headers);

        assertThat(AmiJson.headers(json)).isEqualTo(headers);
        assertThat(json.codePoints()).noneMatch(Character::isISOControl);
    }

    @Property(tries = 300)
    void anyJsonParserSeesEveryValueUnderItsName(@ForAll("headers") AmiHeaders headers) throws Exception {
        JsonNode json = PLAIN.readTree(AmiJson.toJson(headers));

        for (AmiHeaders.Header header : headers) {
            List<String> values = headers.toList().stream()
                    .filter(other -> other.name().equals(header.name()))
                    .map(AmiHeaders.Header::value)
                    .toList();
            JsonNode member = json.get(header.name());
            if (values.size() == 1) {
                assertThat(member.textValue()).isEqualTo(header.value());
            } else {
                assertThat(member).extracting(JsonNode::textValue).isEqualTo(values);
            }
        }
    }

    @Property(tries = 300)
    void aMapperWithTheModuleAgrees(@ForAll("headers") AmiHeaders headers) throws Exception {
        String json = WITH_MODULE.writeValueAsString(headers);

        assertThat(PLAIN.readTree(json)).isEqualTo(PLAIN.readTree(AmiJson.toJson(headers)));
        assertThat(WITH_MODULE.readValue(json, AmiHeaders.class)).isEqualTo(headers);
        assertThat(WITH_MODULE.treeToValue(WITH_MODULE.valueToTree(headers), AmiHeaders.class))
                .isEqualTo(headers);
    }

    @Property(tries = 300)
    void eachEventIsOneLine(@ForAll("messages") List<AmiHeaders> messages) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        messages.forEach(headers -> AmiJson.write(AmiEvent.of(headers), file));

        assertThat(file.toString(UTF_8).lines()).hasSameSizeAs(messages);
        try (Stream<AmiEvent> events = AmiJson.events(new ByteArrayInputStream(file.toByteArray()))) {
            assertThat(events.map(AmiEvent::headers)).isEqualTo(messages);
        }
    }

    @Property(tries = 1000)
    void anyTextIsHeadersOrIsRefusedInPlainWords(@ForAll("almostJson") String text) {
        try {
            AmiHeaders headers = AmiJson.headers(text);
            assertThat(AmiJson.headers(AmiJson.toJson(headers))).isEqualTo(headers);
        } catch (AmiJsonException e) {
            assertThat(e.getMessage()).contains("AMI event as JSON: ");
            assertThat(e.getMessage().codePoints()).noneMatch(Character::isISOControl);
        }
    }

    @Provide
    Arbitrary<List<AmiHeaders>> messages() {
        return headers().list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<AmiHeaders> headers() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("", "Event", "event", "Variable", "ChanVariable", "order", "Key(0)", "a\nb", "\r"),
                text().map(name -> name.replace(":", "")).filter(name -> !name.endsWith(" ")));
        Arbitrary<AmiHeaders.Header> header = Combinators.combine(names, text()).as(AmiHeaders.Header::new);
        return header.list().ofMaxSize(12).map(list -> {
            AmiHeaders.Builder builder = AmiHeaders.builder();
            list.forEach(each -> builder.add(each.name(), each.value()));
            return builder.build();
        });
    }

    @Provide
    Arbitrary<String> almostJson() {
        Arbitrary<String> pieces = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"",
                "\"Event\"",
                "\"V\"",
                "\":order\"",
                "1",
                "null",
                "true",
                "\\u000d\\u000a",
                " ",
                "\n",
                "\u001b",
                "x",
                "\"V\":\"1\"",
                "\":order\":[\"V\"]");
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    /** Anything but a CRLF, with control characters more often than chance has them. */
    private static Arbitrary<String> text() {
        Arbitrary<Character> characters = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.chars().range(' ', '~')),
                Tuple.of(2, Arbitraries.chars().range('\0', '\u00a0')),
                Tuple.of(1, Arbitraries.of('\r', '\n', '"', '\\', '\u2028', '\u2029', '\ufffd', '\ufeff')),
                Tuple.of(1, Arbitraries.chars().range('\u00a0', '\ud7ff')));
        Arbitrary<String> plain = characters.list().ofMaxSize(12).map(list -> {
            StringBuilder text = new StringBuilder();
            list.forEach(text::append);
            return text.toString();
        });
        return Arbitraries.oneOf(plain, plain.map(text -> text + "\ud83d\ude00"))
                .filter(text -> !text.contains("\r\n"));
    }
}
