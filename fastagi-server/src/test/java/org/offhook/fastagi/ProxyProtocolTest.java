// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.netty.util.NetUtil;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;

/** The PROXY protocol, from those who may speak it (RELIABILITY F17). */
class ProxyProtocolTest {

    private static final String LOOPBACK = "127.0.0.0/8";

    private final Logs logs = new Logs();
    private final CompletableFuture<AgiRequest> served = new CompletableFuture<>();
    private FastAgiServer server;

    @AfterEach
    void stop() {
        server.close();
        logs.close();
    }

    private FastAgiServerBuilder builder() {
        return FastAgiServer.builder(AgiRouter.of((request, channel) -> served.complete(request)))
                .port(0)
                .handshakeTimeout(Duration.ofSeconds(2));
    }

    private FakeAgiCall call(byte[] header) {
        return FakeAgiCall.to("127.0.0.1", server.port()).preamble(header).connect();
    }

    private void assertServedFrom(byte[] header, String address, int port) {
        try (FakeAgiCall call = call(header)) {
            call.expectOutcome("done").expectEnd();
        }
        assertThat(served.join().remoteAddress()).hasValueSatisfying(remote -> {
            assertThat(remote.getAddress()).isEqualTo(ip(address));
            if (port > 0) {
                assertThat(remote.getPort()).isEqualTo(port);
            }
        });
    }

    private void assertRejected(byte[] header) {
        try (FakeAgiCall call = call(header)) {
            call.expectFailure().expectEnd();
        }
        await().untilAsserted(() -> {
            assertThat(server.health().rejectedConnections()).isEqualTo(1);
            assertThat(server.activeCalls()).isZero();
        });
        assertThat(served).isNotDone();
        assertThat(logs.stackTraces()).isZero();
        assertThat(logs.from(Level.WARN)).isEmpty();
        assertThat(logs.with("dropped")).hasSize(1);
    }

    private static byte[] v1(String rest) {
        return ("PROXY " + rest + "\r\n").getBytes(US_ASCII);
    }

    /** Version 2: the command (0 LOCAL, 1 PROXY), the family with the protocol, and the addresses. */
    private static byte[] v2(int command, int family, byte[] addresses) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10});
        out.write(0x20 | command);
        out.write(family);
        out.write(addresses.length >> 8);
        out.write(addresses.length);
        out.writeBytes(addresses);
        return out.toByteArray();
    }

    private static byte[] tcp(String from, int port) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ip(from).getAddress());
        out.writeBytes(ip(from).getAddress());
        out.writeBytes(new byte[] {(byte) (port >> 8), (byte) port, 0x11, (byte) 0xdd});
        return out.toByteArray();
    }

    private static InetAddress ip(String literal) {
        return NetUtil.createInetAddressFromIpAddressString(literal);
    }

    @Test
    void versionOneNamesTheCaller() {
        server = builder().proxyProtocol(LOOPBACK).start();
        assertServedFrom(v1("TCP4 192.0.2.7 198.51.100.1 40000 4573"), "192.0.2.7", 40000);
    }

    @Test
    void versionOneNamesTheCallerByIpv6() {
        server = builder().proxyProtocol(LOOPBACK).start();
        assertServedFrom(v1("TCP6 2001:db8::7 2001:db8::1 40000 4573"), "2001:db8::7", 40000);
    }

    @Test
    void versionTwoNamesTheCaller() {
        server = builder().proxyProtocol(LOOPBACK).start();
        assertServedFrom(v2(1, 0x11, tcp("192.0.2.7", 40000)), "192.0.2.7", 40000);
    }

    @Test
    void versionTwoNamesTheCallerByIpv6() {
        server = builder().proxyProtocol(LOOPBACK).start();
        assertServedFrom(v2(1, 0x21, tcp("2001:db8::7", 40000)), "2001:db8::7", 40000);
    }

    @Test
    void aHeaderInPiecesIsRead() {
        server = builder().proxyProtocol(LOOPBACK).start();
        try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port())
                .preamble(v2(1, 0x11, tcp("192.0.2.7", 40000)))
                .splitEveryByte()
                .connect()) {
            call.expectOutcome("done").expectEnd();
        }
        assertThat(served.join().remoteAddress())
                .hasValueSatisfying(remote -> assertThat(remote.getAddress()).isEqualTo(ip("192.0.2.7")));
    }

    @Test
    void theProxyItselfIsTheCallerWhenItNamesNone() {
        server = builder().proxyProtocol(LOOPBACK).start();
        assertServedFrom(v1("UNKNOWN"), "127.0.0.1", 0);
    }

    @Test
    void theProxyItselfIsTheCallerOfALocalConnection() {
        server = builder().proxyProtocol(LOOPBACK).start();
        assertServedFrom(v2(0, 0x00, new byte[0]), "127.0.0.1", 0);
    }

    @Test
    void aProxyMustSendAHeader() {
        server = builder().proxyProtocol(LOOPBACK).start();
        assertRejected(new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 999.0.2.7 198.51.100.1 40000 4573\r\n",
                "PROXY TCP4 192.0.2.7\r\n",
                "PROXY TCP9 192.0.2.7 198.51.100.1 40000 4573\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 400000 4573\r\n",
                "PROXY  \r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void aBadHeaderIsRefused(String header) {
        server = builder().proxyProtocol(LOOPBACK).start();
        assertRejected(header.getBytes(US_ASCII));
    }

    @Test
    void aBadHeaderOfVersionTwoIsRefused() {
        server = builder().proxyProtocol(LOOPBACK).start();
        assertRejected(v2(7, 0x11, tcp("192.0.2.7", 40000)));
    }

    @Test
    void onlyProxiesMaySendAHeader() {
        server = builder().proxyProtocol("192.0.2.0/24").start();
        assertRejected(v1("TCP4 192.0.2.7 198.51.100.1 40000 4573"));
    }

    @Test
    void whoIsNoProxyNeedsNoHeader() {
        server = builder().proxyProtocol("192.0.2.0/24").start();
        assertServedFrom(new byte[0], "127.0.0.1", 0);
    }

    @Test
    void theListIsAboutTheCallerAndNotTheProxy() {
        server = builder().proxyProtocol(LOOPBACK).allow("192.0.2.0/24").start();
        assertServedFrom(v1("TCP4 192.0.2.7 198.51.100.1 40000 4573"), "192.0.2.7", 40000);
    }

    @Test
    void aCallerBehindAProxyWhoIsNotOnTheListIsRefused() {
        server = builder().proxyProtocol(LOOPBACK).allow("192.0.2.0/24").start();
        assertRejected(v1("TCP4 203.0.113.1 198.51.100.1 40000 4573"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "LOCAL"})
    void aProxyThatHidesTheCallerIsNoWayAroundTheList(String how) {
        server = builder().proxyProtocol(LOOPBACK).allow("192.0.2.0/24").start();
        assertRejected(how.equals("LOCAL") ? v2(0, 0x00, new byte[0]) : v1("UNKNOWN"));
    }
}
