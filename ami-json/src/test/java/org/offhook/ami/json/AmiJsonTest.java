// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.RawEvent;

/** The shape of the JSON, what is read, and what is refused. */
class AmiJsonTest {

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(AmiHeaders.EMPTY, "{}"),
                Arguments.of(AmiHeaders.of("Event", "Hangup", "Cause", "16"), """
                        {"Event":"Hangup","Cause":"16"}"""),
                Arguments.of(AmiHeaders.of("Event", "E", "Empty", ""), """
                        {"Event":"E","Empty":""}"""),
                Arguments.of(AmiHeaders.of("Event", "E", "V", "a", "V", "b", "V", "a", "Last", "1"), """
                        {"Event":"E","V":["a","b","a"],"Last":"1"}"""),
                Arguments.of(AmiHeaders.of("V", "1", "W", "2", "V", "3"), """
                        {"V":["1","3"],"W":"2",":order":["V","W","V"]}"""),
                Arguments.of(AmiHeaders.of("State", "a", "state", "b", "STATE", "c"), """
                        {"State":"a","state":"b","STATE":"c"}"""),
                Arguments.of(AmiHeaders.of("", "no colon", "Event", "E"), """
                        {"":"no colon","Event":"E"}"""),
                Arguments.of(AmiHeaders.of("order", "1"), """
                        {"order":"1"}"""),
                Arguments.of(
                        AmiHeaders.of("Name", "J\u00f6rg \u65e5\u672c \ud83d\ude00"),
                        "{\"Name\":\"J\u00f6rg \u65e5\u672c \ud83d\ude00\"}"),
                Arguments.of(
                        AmiHeaders.of("V", "q\" b\\ t\t n\n r\r. e\u001b d\u007f c\u009b l\u2028\u2029"),
                        "{\"V\":\"q\\\" b\\\\ t\\t n\\n r\\r. e\\u001B d\\u007F c\\u009B l\\u2028\\u2029\"}"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void headersHaveOneShape(AmiHeaders headers, String json) {
        assertThat(AmiJson.toJson(headers)).isEqualTo(json);
        assertThat(AmiJson.headers(json)).isEqualTo(headers);
    }

    @Test
    void anEventIsItsHeaders() {
        AmiEvent event = new RawEvent(AmiHeaders.of("Event", "SomethingNew", "Value", "1"));

        String json = AmiJson.toJson(event);

        assertThat(json).isEqualTo(AmiJson.toJson(event.headers()));
        assertThat(AmiJson.event(json)).isEqualTo(event);
    }

    @Test
    void anEventOfOnesOwnTypeIsWrittenLikeAnyOther() {
        record CallRated(AmiHeaders headers) implements AmiEvent {}

        assertThat(AmiJson.toJson(new CallRated(AmiHeaders.of("Event", "UserEvent", "UserEvent", "CallRated"))))
                .isEqualTo("{\"Event\":\"UserEvent\",\"UserEvent\":\"CallRated\"}");
    }

    @Test
    void aRepeatedMemberIsARepeatedHeader() {
        assertThat(AmiJson.headers("{\"V\":\"1\",\"W\":\"2\",\"V\":[\"3\",\"4\"]}"))
                .isEqualTo(AmiHeaders.of("V", "1", "W", "2", "V", "3", "V", "4"));
    }

    @Test
    void blanksAndLineEndsAroundMembersDoNotCount() {
        assertThat(AmiJson.headers(" {\n  \"Event\" : \"E\",\r\n\t\"V\" : [ ]\n}\n"))
                .isEqualTo(AmiHeaders.of("Event", "E"));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("", "an object of headers is expected here, not the end"),
                Arguments.of("   ", "an object of headers is expected here, not the end"),
                Arguments.of("null", "an object of headers is expected here, not null"),
                Arguments.of("[]", "an object of headers is expected here, not an array"),
                Arguments.of("\"Hangup\"", "an object of headers is expected here, not a text"),
                Arguments.of("42", "an object of headers is expected here, not a number"),
                Arguments.of("true", "an object of headers is expected here, not a truth value"),
                Arguments.of("{\"Cause\":16}", "the header Cause must be a text or an array of texts, not a number"),
                Arguments.of("{\"Cause\":null}", "the header Cause must be a text or an array of texts, not null"),
                Arguments.of("{\"Cause\":{}}", "the header Cause must be a text or an array of texts, not an object"),
                Arguments.of("{\"V\":[true]}", "the header V must be a text or an array of texts, not a truth value"),
                Arguments.of("{\"V\":[[]]}", "the header V must be a text or an array of texts, not an array"),
                Arguments.of("{\"V\":\"1\",\":order\":[]}", "\":order\" names 0 of 1 headers"),
                Arguments.of(
                        "{\"V\":\"1\",\":order\":[\"V\",\"V\"]}", "\":order\" names V more often than it has values"),
                Arguments.of("{\"V\":\"1\",\":order\":[\"W\"]}", "\":order\" names W more often than it has values"),
                Arguments.of("{\"V\":\"1\",\":order\":7}", "the header :order must be a text or an array of texts"),
                Arguments.of("{\"a:b\":\"1\"}", "not the name of a header: \"a:b\""),
                Arguments.of("{\"a \":\"1\"}", "not the name of a header: \"a \""),
                Arguments.of("{\"a\\r\\nb\":\"1\"}", "not the name of a header: \"a??b\""),
                Arguments.of("{\"V\":\"1\\r\\nEvent: Forged\"}", "the value of V contains a line end"),
                Arguments.of("{\"V\":\"a\\ud83d\"}", "the header V holds half a character"),
                Arguments.of("{\"\\ude00\":\"1\"}", "surrogate"),
                Arguments.of("{\"V\":\"1\"", "Unexpected end-of-input"),
                Arguments.of("{\"V\":\"1", "Unexpected end-of-input"),
                Arguments.of("{\"V\":\"1\"} {}", "there is more after its end"),
                Arguments.of("{V:1}", "Unexpected character"),
                Arguments.of("Event: Hangup", "Unrecognized token 'Event'"),
                Arguments.of("{\"V\":\"\n\"}", "CTRL-CHAR, code 10"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void whatIsNotHeadersIsRefusedInPlainWords(String json, String why) {
        assertThatThrownBy(() -> AmiJson.event(json))
                .isInstanceOf(AmiJsonException.class)
                .hasMessageContaining("AMI event as JSON: ")
                .hasMessageContaining(why);
    }

    @Test
    void aMistakeHasAPlace() {
        assertThatThrownBy(() -> AmiJson.headers("{\"Event\":\"E\",\n\"Cause\":16}"))
                .hasMessageContaining("(line 2, column ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u001b[2J\n", "{\"a\u001b[2J:\":\"\"}", "{\"V\":tr\u0007ue}", "\u2028", "{\"\\u009b:\":1}"})
    void aMessageHoldsNoControlCharacters(String json) {
        assertThatThrownBy(() -> AmiJson.headers(json)).satisfies(thrown -> {
            for (Throwable each = thrown; each != null; each = each.getCause()) {
                assertThat(each.getMessage().codePoints())
                        .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
            }
        });
    }

    @Test
    void deepNestingIsRefusedAtItsFirstStep() {
        assertThatThrownBy(() -> AmiJson.headers("{\"V\":" + "[".repeat(1_000_000)))
                .isInstanceOf(AmiJsonException.class)
                .hasMessageContaining("not an array");
    }

    @Test
    void aNameBeyondTheLimitOfJacksonIsRefused() {
        String name = "n".repeat(StreamReadConstraints.defaults().getMaxNameLength() + 1);

        assertThatThrownBy(() -> AmiJson.headers("{\"" + name + "\":\"\"}"))
                .isInstanceOf(AmiJsonException.class)
                .hasMessageContaining("exceeds the maximum allowed");
    }

    @Test
    void oneObjectWithoutEndFillsNoMemory() {
        byte[] member = ("\"V\":\"" + "x".repeat(1 << 20) + "\",").getBytes(UTF_8);
        List<InputStream> parts = new ArrayList<>(List.of(new ByteArrayInputStream(new byte[] {'{'})));
        for (int i = 0; i < 200; i++) {
            parts.add(new ByteArrayInputStream(member));
        }
        InputStream endless = new SequenceInputStream(Collections.enumeration(parts));

        try (Stream<AmiEvent> events = AmiJson.events(endless)) {
            assertThatThrownBy(events::toList)
                    .isInstanceOf(AmiJsonException.class)
                    .hasMessageContaining("headers of more than 67108864 characters");
        }
    }

    @Test
    void aLineIsWrittenAtOnceAndEndsInOneLineFeed() {
        AtomicInteger writes = new AtomicInteger();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("one byte at a time");
            }

            @Override
            public void write(byte[] b, int off, int len) {
                writes.incrementAndGet();
                bytes.write(b, off, len);
            }

            @Override
            public void flush() {
                throw new AssertionError("flushed");
            }

            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };

        AmiJson.write(AmiEvent.of(AmiHeaders.of("Event", "E", "V", "1\n2\u2028\u00e9")), counting);

        assertThat(bytes.toString(UTF_8)).isEqualTo("{\"Event\":\"E\",\"V\":\"1\\n2\\u2028\u00e9\"}\n");
        assertThat(writes).hasValue(1);
    }

    @Test
    void linesGoToAWriterToo() {
        StringWriter text = new StringWriter();
        AmiEvent event = AmiEvent.of(AmiHeaders.of("Event", "E"));

        AmiJson.write(event, text);
        AmiJson.write(event, text);

        assertThat(text).hasToString("{\"Event\":\"E\"}\n{\"Event\":\"E\"}\n");
    }

    @Test
    void aStreamThatFailsIsReported() throws IOException {
        AmiEvent event = AmiEvent.of(AmiHeaders.EMPTY);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };
        InputStream broken = InputStream.nullInputStream();
        broken.close();

        assertThatThrownBy(() -> AmiJson.write(event, full))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("disk full");
        assertThatThrownBy(() -> AmiJson.events(broken).toList())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void linesAreReadBackOneByOne() {
        List<AmiHeaders> recorded = Recorded.messages("queue-full-call");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        recorded.forEach(headers -> AmiJson.write(AmiEvent.of(headers), file));

        assertThat(file.toString(UTF_8).split("\n", -1)).hasSize(recorded.size() + 1);
        try (Stream<AmiEvent> events = AmiJson.events(new ByteArrayInputStream(file.toByteArray()))) {
            assertThat(events.map(AmiEvent::headers)).isEqualTo(recorded);
        }
    }

    @Test
    void aStreamIsReadOnlyAsFarAsItIsAskedFor() {
        InputStream lines = new ByteArrayInputStream("{\"Event\":\"A\"}\n\n{\"Event\":\"B\"}\noops".getBytes(UTF_8));

        try (Stream<AmiEvent> events = AmiJson.events(lines)) {
            assertThat(events.limit(2).map(AmiEvent::name)).containsExactly("A", "B");
        }
    }

    @Test
    void aBrokenLineInAStreamIsNamed() {
        InputStream lines = new ByteArrayInputStream("{\"Event\":\"A\"}\n{\"Event\":1}\n".getBytes(UTF_8));

        try (Stream<AmiEvent> events = AmiJson.events(lines)) {
            assertThatThrownBy(events::toList)
                    .isInstanceOf(AmiJsonException.class)
                    .hasMessageContaining("the header Event must be a text")
                    .hasMessageContaining("line 2");
        }
    }

    @Test
    void closingTheStreamOfEventsClosesItsSource() {
        AtomicInteger closed = new AtomicInteger();
        InputStream lines = new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };

        AmiJson.events(lines).close();

        assertThat(closed).hasPositiveValue();
    }
}
