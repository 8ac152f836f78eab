// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.asyncagi.spi.ChannelClaims;

class EnvironmentOptionsTest {

    private static AsyncAgiServerBuilder builder() {
        return new AsyncAgiServerBuilder(AgiRouter.of((request, channel) -> {}));
    }

    private static AsyncAgiServerBuilder with(String name, String value) {
        return builder().environment(Map.of("ASYNCAGI_" + name, value));
    }

    @Test
    void everyOptionHasAVariable() {
        AsyncAgiServerBuilder server = builder()
                .environment(Map.ofEntries(
                        Map.entry("ASYNCAGI_MAX_CALLS", "42"),
                        Map.entry("ASYNCAGI_REPLY_TIMEOUT", "500ms"),
                        Map.entry("ASYNCAGI_LOOP_TIMEOUT", "7s"),
                        Map.entry("ASYNCAGI_RECONNECT_WINDOW", " 2 M "),
                        Map.entry("ASYNCAGI_SCRIPT_DEADLINE", "4h"),
                        Map.entry("ASYNCAGI_SHARED", "yes"),
                        Map.entry("ASYNCAGI_LEASE", "12s"),
                        Map.entry("ASYNCAGI_INSTANCE", "ivr-1"),
                        Map.entry("ASYNCAGI_SUFFIX", "true"),
                        Map.entry("ASYNCAGI_OUTCOME_VARIABLE", "RESULT"),
                        Map.entry("ASYNCAGI_INTERRUPT_ON_HANGUP", "1"),
                        Map.entry("FASTAGI_MAX_CALLS", "1")));
        assertThat(server.maxCalls).isEqualTo(42);
        assertThat(server.replyTimeout).isEqualTo(Duration.ofMillis(500));
        assertThat(server.loopTimeout).isEqualTo(Duration.ofSeconds(7));
        assertThat(server.reconnectWindow).isEqualTo(Duration.ofMinutes(2));
        assertThat(server.scriptDeadline).isEqualTo(Duration.ofHours(4));
        assertThat(server.claims).isInstanceOf(AsteriskClaims.class);
        assertThat(server.lease).isEqualTo(Duration.ofSeconds(12));
        assertThat(server.instance).isEqualTo("ivr-1");
        assertThat(server.suffixes).isTrue();
        assertThat(server.outcomeVariable).isEqualTo("RESULT");
        assertThat(server.interruptOnHangup).isTrue();
    }

    @Test
    void whatIsNotSetOrBlankStaysAsItIs() {
        AsyncAgiServerBuilder server =
                builder().maxCalls(7).shared().environment(Map.of("ASYNCAGI_MAX_CALLS", " ", "ASYNCAGI_SHARED", ""));
        assertThat(server.maxCalls).isEqualTo(7);
        assertThat(server.claims).isNotNull();
        assertThat(server.lease).isEqualTo(Duration.ofSeconds(30));
        assertThat(server.outcomeVariable).isEqualTo("OFFHOOK");
        assertThat(server.suffixes).isFalse();
    }

    @Test
    void someOptionsCanBeOff() {
        AsyncAgiServerBuilder server = builder()
                .scriptDeadline(Duration.ofHours(1))
                .shared()
                .routeBySuffix(true)
                .interruptOnHangup(true)
                .environment(Map.of(
                        "ASYNCAGI_SCRIPT_DEADLINE", "OFF",
                        "ASYNCAGI_OUTCOME_VARIABLE", "off",
                        "ASYNCAGI_SHARED", "no",
                        "ASYNCAGI_SUFFIX", "false",
                        "ASYNCAGI_INTERRUPT_ON_HANGUP", "0"));
        assertThat(server.scriptDeadline).isNull();
        assertThat(server.outcomeVariable).isNull();
        assertThat(server.claims).isNull();
        assertThat(server.suffixes).isFalse();
        assertThat(server.interruptOnHangup).isFalse();
    }

    @Test
    void anArbiterOfTheProgramsOwnStays() {
        ChannelClaims mine = new AsteriskClaims();
        AsyncAgiServerBuilder server = builder()
                .claims(mine, Duration.ofSeconds(10))
                .environment(Map.of("ASYNCAGI_SHARED", "true", "ASYNCAGI_LEASE", "20s"));
        assertThat(server.claims).isSameAs(mine);
        assertThat(server.lease).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aLeaseAloneSharesNothing() {
        AsyncAgiServerBuilder server = with("LEASE", "20s");
        assertThat(server.claims).isNull();
        assertThat(server.shared().lease).isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAX_CALLS | 0 | maxCalls must be at least 1, not 0",
                "MAX_CALLS | many | not a number",
                "REPLY_TIMEOUT | 5 | a time such as 500ms, 5s, 2m or 4h is wanted",
                "REPLY_TIMEOUT | off | a time such as 500ms, 5s, 2m or 4h is wanted",
                "REPLY_TIMEOUT | 0s | replyTimeout must be at least 1 ms and at most 365 days, not PT0S",
                "LOOP_TIMEOUT | 0ms | loopTimeout must be at least 1 ms and at most 365 days, not PT0S",
                "RECONNECT_WINDOW | 8761h | reconnectWindow must be at least 1 ms and at most 365 days, not PT8761H",
                "SCRIPT_DEADLINE | 0s | scriptDeadline must be at least 1 ms and at most 365 days, not PT0S",
                "SHARED | maybe | true or false is wanted",
                "LEASE | 1999ms | lease must be at least 2000 ms and at most 365 days, not PT1.999S",
                "SUFFIX | path | true or false is wanted",
                "OUTCOME_VARIABLE | A=B | not the name of a channel variable: \"A=B\"",
                "INTERRUPT_ON_HANGUP | often | true or false is wanted"
            })
    void aBadValueIsNamedWithItsVariable(String name, String value, String why) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ASYNCAGI_" + name + "=" + value + ": " + why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a@b", "123456789012345678901234567890123"})
    void aBadNameOfAnInstanceIsNamedWithItsVariable(String name) {
        assertThatThrownBy(() -> with("INSTANCE", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ASYNCAGI_INSTANCE=" + name
                        + ": the name of an instance has 1 to 32 letters, digits, _ and -: not \"" + name + '"');
    }
}
