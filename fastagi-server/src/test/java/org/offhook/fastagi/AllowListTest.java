// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;

class AllowListTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.99/24, 192.0.2.1, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.0/25, 192.0.2.127, true",
        "192.0.2.0/25, 192.0.2.128, false",
        "192.0.2.8/29, 192.0.2.15, true",
        "192.0.2.8/29, 192.0.2.16, false",
        "192.0.2.7/32, 192.0.2.7, true",
        "192.0.2.7/32, 192.0.2.6, false",
        "128.0.0.0/1, 255.1.2.3, true",
        "128.0.0.0/1, 127.1.2.3, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:db8::7, 2001:db8::7, true",
        "2001:db8::7, 2001:db8::8, false",
        "::/0, 2001:db8::1, true",
        "::/0, 192.0.2.1, false",
        "::1, ::1, true",
        "' 192.0.2.7 ', 192.0.2.7, true"
    })
    void aRuleHoldsAnAddressOrNot(String rule, String address, boolean inside) {
        assertThat(new AddressRules(List.of(rule)).contains(NetUtil.createInetAddressFromIpAddressString(address)))
                .isEqualTo(inside);
    }

    @Test
    void oneOfSeveralRulesIsEnoughAndNoRuleIsNone() {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString("192.0.2.7");
        assertThat(new AddressRules(List.of("::1", "192.0.2.0/24")).contains(address))
                .isTrue();
        assertThat(new AddressRules(List.of()).contains(address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, not an IP address or network: \"localhost\"",
        "'', not an IP address or network: \"\"",
        "192.0.2, not an IP address or network: \"192.0.2\"",
        "192.0.2.256, not an IP address or network: \"192.0.2.256\"",
        "/24, not an IP address or network: \"/24\"",
        "192.0.2.0/33, not a network: \"192.0.2.0/33\" (the prefix must be 0 to 32)",
        "192.0.2.0/-1, not a network: \"192.0.2.0/-1\" (the prefix must be 0 to 32)",
        "192.0.2.0/, not a network: \"192.0.2.0/\" (the prefix must be 0 to 32)",
        "192.0.2.0/255.255.255.0, not a network: \"192.0.2.0/255.255.255.0\" (the prefix must be 0 to 32)",
        "2001:db8::/129, not a network: \"2001:db8::/129\" (the prefix must be 0 to 128)"
    })
    void aBadRuleIsNamed(String rule, String message) {
        assertThatThrownBy(
                        () -> FastAgiServer.builder(AgiRouter.of((r, c) -> {})).allow("127.0.0.1", rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void whoIsNotOnTheListIsDropped() {
        try (Logs logs = new Logs();
                FastAgiServer server = FastAgiServer.builder(AgiRouter.of((r, c) -> {}))
                        .port(0)
                        .allow("192.0.2.0/24", "::1")
                        .start()) {
            try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port()).connect()) {
                call.expectFailure().expectEnd();
            }
            assertThat(server.health().rejectedConnections()).isEqualTo(1);
            assertThat(server.health().totalCalls()).isZero();
            assertThat(logs.with("its address is not allowed")).hasSize(1);
            await().until(() -> server.activeCalls() == 0);
        }
    }

    @Test
    void whoIsOnTheListIsServed() {
        try (FastAgiServer server = FastAgiServer.builder(AgiRouter.of((r, c) -> {}))
                        .port(0)
                        .allow("127.0.0.0/8")
                        .start();
                FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port()).connect()) {
            call.expectOutcome("done").expectEnd();
        }
    }
}
