// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.NetUtil;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.agi.routing.AgiRouter;

class EnvironmentOptionsTest {

    @TempDir
    private Path folder;

    private static FastAgiServerBuilder builder() {
        return FastAgiServer.builder(AgiRouter.of((request, channel) -> {}));
    }

    private static FastAgiServerBuilder with(String name, String value) {
        return builder().environment(Map.of("FASTAGI_" + name, value));
    }

    @Test
    void everyOptionHasAVariable() {
        FastAgiServerBuilder server = builder()
                .environment(Map.ofEntries(
                        Map.entry("FASTAGI_HOST", "0.0.0.0"),
                        Map.entry("FASTAGI_PORT", "4574"),
                        Map.entry("FASTAGI_MAX_CALLS", "42"),
                        Map.entry("FASTAGI_OVERLOAD", "refuse"),
                        Map.entry("FASTAGI_HANDSHAKE_TIMEOUT", "500ms"),
                        Map.entry("FASTAGI_REPLY_TIMEOUT", "7s"),
                        Map.entry("FASTAGI_WRITE_TIMEOUT", "2m"),
                        Map.entry("FASTAGI_KEEP_ALIVE", " 30 S "),
                        Map.entry("FASTAGI_SCRIPT_DEADLINE", "4h"),
                        Map.entry("FASTAGI_MAX_ENVIRONMENT", "100, 200,300"),
                        Map.entry("FASTAGI_MAX_REPLY_BYTES", "5000"),
                        Map.entry("FASTAGI_ALLOW", "192.0.2.0/24, ::1"),
                        Map.entry("FASTAGI_PROXIES", "198.51.100.7"),
                        Map.entry("FASTAGI_IO_THREADS", "3"),
                        Map.entry("FASTAGI_OUTCOME_VARIABLE", "RESULT"),
                        Map.entry("FASTAGI_INTERRUPT_ON_HANGUP", "Yes"),
                        Map.entry("OTHER_PORT", "1")));
        assertThat(server.host).isEqualTo("0.0.0.0");
        assertThat(server.port).isEqualTo(4574);
        assertThat(server.maxCalls).isEqualTo(42);
        assertThat(server.overloadPolicy).isEqualTo(OverloadPolicy.REFUSE);
        assertThat(server.handshakeTimeout).isEqualTo(Duration.ofMillis(500));
        assertThat(server.replyTimeout).isEqualTo(Duration.ofSeconds(7));
        assertThat(server.writeTimeout).isEqualTo(Duration.ofMinutes(2));
        assertThat(server.keepAlive).isEqualTo(Duration.ofSeconds(30));
        assertThat(server.scriptDeadline).isEqualTo(Duration.ofHours(4));
        assertThat(server.maxEnvironmentLines).isEqualTo(100);
        assertThat(server.maxEnvironmentLineBytes).isEqualTo(200);
        assertThat(server.maxEnvironmentBytes).isEqualTo(300);
        assertThat(server.maxReplyBytes).isEqualTo(5000);
        assertThat(server.allowed.contains(NetUtil.createInetAddressFromIpAddressString("192.0.2.9")))
                .isTrue();
        assertThat(server.allowed.contains(NetUtil.createInetAddressFromIpAddressString("::1")))
                .isTrue();
        assertThat(server.allowed.contains(NetUtil.createInetAddressFromIpAddressString("127.0.0.1")))
                .isFalse();
        assertThat(server.proxies.contains(NetUtil.createInetAddressFromIpAddressString("198.51.100.7")))
                .isTrue();
        assertThat(server.ioThreads).isEqualTo(3);
        assertThat(server.outcomeVariable).isEqualTo("RESULT");
        assertThat(server.interruptOnHangup).isTrue();
    }

    @Test
    void whatIsNotSetOrBlankStaysAsItIs() {
        FastAgiServerBuilder server =
                builder().port(1234).environment(Map.of("FASTAGI_PORT", " ", "FASTAGI_ALLOW", ""));
        assertThat(server.port).isEqualTo(1234);
        assertThat(server.allowed).isNull();
        assertThat(server.host).isEqualTo("127.0.0.1");
        assertThat(server.outcomeVariable).isEqualTo("OFFHOOK");
        assertThat(builder().port).isEqualTo(4573);
    }

    @Test
    void someOptionsCanBeOff() {
        FastAgiServerBuilder server = builder()
                .scriptDeadline(Duration.ofHours(1))
                .environment(Map.of(
                        "FASTAGI_KEEP_ALIVE", "off",
                        "FASTAGI_SCRIPT_DEADLINE", "OFF",
                        "FASTAGI_OUTCOME_VARIABLE", "off",
                        "FASTAGI_INTERRUPT_ON_HANGUP", "0"));
        assertThat(server.keepAlive).isNull();
        assertThat(server.scriptDeadline).isNull();
        assertThat(server.outcomeVariable).isNull();
        assertThat(server.interruptOnHangup).isFalse();
    }

    @Test
    void theFilesOfTlsAreTakenAndReadAtTheStart() {
        Path store = folder.resolve("a.p12");
        FastAgiServerBuilder keyStore = builder()
                .environment(
                        Map.of("FASTAGI_TLS_KEY_STORE", store.toString(), "FASTAGI_TLS_KEY_STORE_PASSWORD", "secret"));
        assertThatThrownBy(keyStore::start).hasMessageContaining("key store " + store);
        FastAgiServerBuilder pem = builder()
                .environment(Map.of(
                        "FASTAGI_TLS_CERTIFICATE", folder.resolve("a.crt").toString(),
                        "FASTAGI_TLS_KEY", folder.resolve("a.key").toString()));
        assertThatThrownBy(pem::start).hasMessageContaining("a.crt with key ").hasMessageContaining("a.key");
    }

    @Test
    void aCertificateNeedsAKey() {
        assertThatThrownBy(() -> with("TLS_CERTIFICATE", "a.crt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FASTAGI_TLS_CERTIFICATE=a.crt: FASTAGI_TLS_KEY is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT | http | not a number",
                "PORT | 65536 | port must be 0 to 65535, not 65536",
                "PORT | -1 | port must be 0 to 65535, not -1",
                "MAX_CALLS | 0 | maxCalls must be at least 1, not 0",
                "MAX_CALLS | 1.5 | not a number",
                "OVERLOAD | queue | fail or refuse is wanted",
                "HANDSHAKE_TIMEOUT | 5 | a time such as 500ms, 5s, 2m or 4h is wanted",
                "HANDSHAKE_TIMEOUT | 0s | handshakeTimeout must be at least a millisecond and at most 365 days, not PT0S",
                "HANDSHAKE_TIMEOUT | off | a time such as 500ms, 5s, 2m or 4h is wanted",
                "REPLY_TIMEOUT | soon | a time such as 500ms, 5s, 2m or 4h is wanted",
                "REPLY_TIMEOUT | 0ms | replyTimeout must be at least a millisecond and at most 365 days, not PT0S",
                "WRITE_TIMEOUT | -5s | a time such as 500ms, 5s, 2m or 4h is wanted",
                "KEEP_ALIVE | never | a time such as 500ms, 5s, 2m or 4h is wanted",
                "SCRIPT_DEADLINE | 0h | scriptDeadline must be at least a millisecond and at most 365 days, not PT0S",
                "MAX_ENVIRONMENT | 1,2 | three numbers are wanted",
                "MAX_ENVIRONMENT | 1,2,x | not a number",
                "MAX_ENVIRONMENT | 1,0,3 | environment line bytes must be at least 1, not 0",
                "MAX_REPLY_BYTES | 10 | maxReplyBytes must be at least 4096, not 10",
                "ALLOW | 127.0.0.1,localhost | not an IP address or network: \"localhost\"",
                "PROXIES | 10.0.0.0/40 | not a network: \"10.0.0.0/40\" (the prefix must be 0 to 32)",
                "IO_THREADS | 0 | ioThreads must be 1 to 1024, not 0",
                "INTERRUPT_ON_HANGUP | maybe | true or false is wanted"
            })
    void aBadValueIsNamedWithItsVariable(String name, String value, String why) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FASTAGI_" + name + "=" + value + ": " + why);
    }

    @ParameterizedTest
    @CsvSource({"HAS SPACE", "A=B", "A(b)"})
    void aNameThatIsNoVariableIsRefused(String name) {
        assertThatThrownBy(() -> with("OUTCOME_VARIABLE", name).port(0).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }
}
