// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiLine;
import org.offhook.agi.command.RawCommand;

/** What may be written: one line, whole, and nothing of a line that is refused. */
abstract class LineContract extends Contract {

    LineContract(Transport transport) {
        super(transport);
    }

    /** Has a script try something that must be refused, then do something that works: only that is seen. */
    private IllegalArgumentException refused(Consumer<AgiChannel> verb) {
        Result<IllegalArgumentException> script = serve((request, channel) -> {
            IllegalArgumentException refusal =
                    catchThrowableOfType(IllegalArgumentException.class, () -> verb.accept(channel));
            channel.noop();
            return refusal;
        });
        Call call = call();
        call.expect("NOOP").reply(OK);
        assertDone(call.end());
        assertThat(script.value()).isNotNull();
        return script.value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nNOOP b", "a\rb", "a\0b", "\n", "a\r\nAction: Hangup"})
    void aValueThatWouldBeAnotherCommandIsRefused(String value) {
        assertThat(refused(channel -> channel.setVariable("X", value)))
                .hasMessageContaining("an AGI line must not hold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nNOOP b", "a\0b"})
    void soIsAName(String name) {
        assertThat(refused(channel -> channel.getVariable(name))).hasMessageContaining("an AGI line must not hold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP a\nNOOP b", "NOOP a\rb", "NOOP \0"})
    void soIsALineOfOnesOwn(String line) {
        assertThat(refused(channel -> channel.raw(line))).hasMessageContaining("an AGI line must not hold");
    }

    @Test
    void soIsASubmittedOne() {
        assertThat(refused(channel -> channel.submit(new RawCommand("NOOP a\nNOOP b"))))
                .hasMessageContaining("a line feed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failure", "FAILURE x", "Failures"})
    void aLineThatWouldEndTheSessionIsRefused(String line) {
        assertThat(refused(channel -> channel.raw(line))).hasMessageContaining("failure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void anEmptyLineIsRefused(String line) {
        assertThat(refused(channel -> channel.raw(line))).hasMessageContaining("blank");
    }

    @Test
    void halfACharacterIsRefused() {
        assertThat(refused(channel -> channel.setVariable("X", "\ud83d"))).hasMessageContaining("surrogate");
    }

    /** A line of so many bytes of UTF-8, the last of them a character of two. */
    private static String line(int bytes) {
        return "NOOP " + "x".repeat(bytes - 7) + "\u00e9";
    }

    @Test
    void tooLongALineIsRefusedAndTheLimitNamed() {
        int most = transport.capabilities().maxLineBytes();
        assertThat(refused(channel -> channel.raw(line(most + 1))))
                .hasMessageContaining("at most " + most + " bytes, not " + (most + 1));
    }

    @Test
    void soIsTooLongAValue() {
        int most = transport.capabilities().maxLineBytes();
        assertThat(refused(channel -> channel.setVariable("X", "x".repeat(most))))
                .hasMessageContaining("at most " + most + " bytes");
    }

    @Test
    void theLongestLineArrivesWhole() {
        String longest = line(transport.capabilities().maxLineBytes());
        serve((request, channel) -> channel.raw(longest));
        Call call = call();
        call.expect(longest).reply(OK);
        assertDone(call.end());
    }

    @Test
    void tooManyWordsAreRefused() {
        String words = "NOOP" + " x".repeat(AgiLine.MAX_TOKENS);
        assertThat(refused(channel -> channel.raw(words)))
                .hasMessageContaining("at most 127 words")
                .hasMessageContaining("128");
    }

    @Test
    void theMostWordsArrive() {
        String words = "NOOP" + " x".repeat(AgiLine.MAX_TOKENS - 1);
        serve((request, channel) -> channel.raw(words));
        Call call = call();
        call.expect(words).reply(OK);
        assertDone(call.end());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "say \"hi\"",
                "c:\\dir\\",
                " leading and trailing ",
                "",
                "tab\there",
                "100% ${NOT} %41+ &amp; a: b",
                "gr\u00fc\u00dfe \u260e \ud83d\ude00"
            })
    void anArgumentReachesAsteriskAsItIs(String value) {
        serve((request, channel) -> {
            channel.setVariable("X", value);
            return true;
        });
        Call call = call();
        call.expect("SET VARIABLE \"X\" " + AgiLine.quote(value)).reply("200 result=1");
        assertDone(call.end());
    }
}
