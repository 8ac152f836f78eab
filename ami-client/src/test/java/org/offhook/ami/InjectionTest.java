// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that Asterisk would read as more than one action, or as another, leaves the client: it is refused before a byte is written. */
class InjectionTest extends AmiClientFixture {

    /** An action as somebody else's code may hand it over, around every check of ours but the last. */
    private record Foreign(String name, AmiHeaders headers) implements AmiAction<AmiResponse> {
        @Override
        public AmiResponse result(AmiResponse response) {
            return response;
        }
    }

    private static final List<String> LINE_ENDS =
            List.of("\r", "\n", "\0", "\r\n", "\n\r", "\r\n\r\n", "\r\r\n", "\n\n");

    /** Hostile texts: a line end at each place of a text, and the payloads that were used on real systems. */
    static Stream<String> payloads() {
        List<String> all = new ArrayList<>();
        for (String end : LINE_ENDS) {
            for (String text : List.of("x", "Local/100@default", "1234567890", "été", "a: b")) {
                all.add(end + text);
                all.add(text + end);
                all.add(text.charAt(0) + end + text.substring(1));
                all.add(text + end + "Action: Command");
                all.add(text + end + "Application: System" + end + "Data: touch pwned");
                all.add(text + end + end + "Action: Originate" + end + end);
            }
            all.add(end);
        }
        // CVE-2012-4869: the "callmenum" of a web page, put into an Originate
        all.add("888@ext-featurecodes/n\r\nApplication: system\r\nData: perl -MIO -e '$p=fork;exit'\r\n\r\n");
        all.add("a\r\nApplication: System\r\nData: id > pwned\r\n");
        all.add("x\r\n\r\nAction: Command\r\nCommand: !id\r\n\r\n");
        return all.stream();
    }

    private static AmiHeaders unchecked(String name, String value) {
        return AmiHeaders.view((name + ": " + value + "\r\n").getBytes(UTF_8));
    }

    private String wire() {
        return server.peer(1).received();
    }

    private void assertRefused(AmiClient client, AmiAction<?> action) {
        assertThatThrownBy(() -> client.send(action)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.request(action)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertNothingWritten(AmiClient client, String before) {
        assertThat(client.request(PING).isSuccess()).isTrue();
        String written = wire().substring(before.length());
        assertThat(written).startsWith("Action: Ping\r\n").doesNotContain("pwned", "Command", "Originate", "system");
        assertThat(written).containsOnlyOnce("Action: ");
        assertThat(client.statistics().pending()).isZero();
    }

    @Test
    void aLineEndInAValueIsRefused() {
        AmiClient client = connect();
        String before = wire();
        List<String> texts = payloads().toList();
        assertThat(texts).hasSizeGreaterThan(200);
        for (String text : texts) {
            assertThatThrownBy(() -> client.send(RawAction.of("Originate", "Channel", text)))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> client.send(
                            RawAction.of("Originate", "Channel", "Local/1@x").plus("Exten", text)))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertNothingWritten(client, before);
    }

    @Test
    void aLineEndInANameIsRefused() {
        AmiClient client = connect();
        String before = wire();
        payloads()
                .forEach(text -> assertThatThrownBy(() -> client.send(RawAction.of("Originate", text, "x")))
                        .as(text)
                        .isInstanceOf(IllegalArgumentException.class));
        assertNothingWritten(client, before);
    }

    @Test
    void aLineEndInTheActionsNameIsRefused() {
        AmiClient client = connect();
        String before = wire();
        payloads()
                .forEach(text -> assertThatThrownBy(() -> client.send(RawAction.of(text)))
                        .as(text)
                        .isInstanceOf(IllegalArgumentException.class));
        assertNothingWritten(client, before);
    }

    @Test
    void aLineEndInTheActionIdIsRefusedOrNotSent() {
        AmiClient client = connect();
        String before = wire();
        payloads().forEach(text -> {
            try {
                client.send(RawAction.of("Ping", "ActionID", text)).join();
            } catch (IllegalArgumentException e) {
                // refused is as good as not sent
            }
        });
        String written = wire().substring(before.length());
        assertThat(written).doesNotContain("pwned", "Command", "Originate", "system", "\0");
        assertThat(written.replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    @Test
    void headersMadeAroundTheBuilderAreCheckedToo() {
        AmiClient client = connect();
        String before = wire();
        for (String end : List.of("\r", "\n", "\0", "\r\r", "\n\n")) {
            assertRefused(client, new Foreign("Setvar", unchecked("Value", "x" + end + "y")));
            assertRefused(client, new Foreign("Setvar", unchecked("Va" + end + "lue", "y")));
            assertRefused(client, new Foreign("Set" + end + "var", AmiHeaders.EMPTY));
        }
        assertRefused(client, new Foreign("Setvar\r\nAction: Command", AmiHeaders.EMPTY));
        assertRefused(client, new Foreign("Setvar", unchecked("", "value")));
        assertNothingWritten(client, before);
    }

    @Test
    void anEmptyLineAmongTheHeadersIsRefused() {
        AmiClient client = connect();
        String before = wire();
        AmiHeaders hidden = AmiHeaders.view("A: b\r\n\r\nAction: Command\r\nCommand: !id\r\n".getBytes(UTF_8));
        assertRefused(client, new Foreign("Ping", hidden));
        assertNothingWritten(client, before);
    }

    @Test
    void aSecondActionHeaderDoesNotReplaceTheFirst() {
        AmiClient client = connect();
        String before = wire();
        try {
            client.send(RawAction.of("Ping", "Action", "Command", "Command", "!id"))
                    .join();
        } catch (IllegalArgumentException e) {
            // refused is as good
        }
        String written = wire().substring(before.length());
        if (!written.isEmpty()) {
            assertThat(written).startsWith("Action: Ping\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1023, 1024, 1025, 5_000, 100_000})
    void aLineOverTheLimitIsRefused(int length) {
        AmiClient client = connect();
        String before = wire();
        String value = "x".repeat(length - "Name: ".length());
        assertThatThrownBy(() -> client.send(RawAction.of("Setvar", "Name", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1022")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
        assertThatThrownBy(() -> client.send(RawAction.of("x".repeat(length))))
                .isInstanceOf(IllegalArgumentException.class);
        assertNothingWritten(client, before);
    }

    @Test
    void aLineAtTheLimitIsSent() {
        AmiClient client = connect();
        String value = "x".repeat(1022 - "Name: ".length());
        assertThat(client.request(RawAction.of("Ping", "Name", value)).isSuccess())
                .isTrue();
        assertThat(wire()).contains("\r\nName: " + value + "\r\n");
    }

    @Test
    void theLimitCountsBytes() {
        AmiClient client = connect();
        String value = "é".repeat((1022 - "Name: ".length()) / 2);
        assertThat(client.request(RawAction.of("Ping", "Name", value)).isSuccess())
                .isTrue();
        assertThatThrownBy(() -> client.send(RawAction.of("Ping", "Name", value + "é")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreThan128HeadersAreRefusedWithOursCounted() {
        AmiClient client = connect();
        String before = wire();
        RawAction action = RawAction.of("Ping");
        for (int i = 0; i < 126; i++) {
            action = action.plus("Variable", "v" + i + "=1");
        }
        RawAction tooMany = action.plus("Variable", "one=more");
        assertThatThrownBy(() -> client.send(tooMany))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("128");
        assertThat(wire()).isEqualTo(before);
        assertThat(client.request(action).isSuccess()).isTrue();
        String sent = wire().substring(before.length());
        assertThat(sent.lines().filter(line -> !line.isEmpty())).hasSize(128);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void theBuilderLetsNothingPassThatWouldReadBackAsMore(String text) {
        try {
            AmiHeaders headers = AmiHeaders.of("Name", text);
            assertThat(headers.size()).isEqualTo(1);
            assertThat(headers.find("Name")).contains(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).doesNotContain("\r", "\n", "\0");
        }
    }

    @Test
    void whatIsRefusedIsNamedWithoutItsText() {
        AmiClient client = connect();
        assertThatThrownBy(() -> client.send(RawAction.of("Setvar", "Value", "s3cret-\nvalue")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Setvar")
                .hasMessageContaining("Value")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret", "\n"));
    }

    @Test
    void textBeyondAsciiIsSentAsUtf8() {
        AmiClient client = connect();
        assertThat(client.request(RawAction.of("Ping", "Näme", "été ☎ \ud83d\ude00 \t"))
                        .isSuccess())
                .isTrue();
        assertThat(new String(wire().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), UTF_8))
                .contains("\r\nNäme: été ☎ \ud83d\ude00 \t\r\n");
    }
}
