// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to the banner: what can be there instead of an Asterisk, and what is said about it. */
class AmiClientConnectTest extends AmiClientFixture {

    private AmiConnectException connectFails(AmiClientOptions.Builder options) {
        AmiConnectException failure =
                catchThrowableOfType(AmiConnectException.class, () -> kept(AmiClient.connect(options.build())));
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(connectFails(options(port))).hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    void aFailedConnectIsNotTriedAgain() {
        server.next(ScriptedAmiPeer::fin);
        connectFails(options());
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
                "220 mail.example.org ESMTP\r\n",
                "+OK ready\n"
            })
    void aServerOfAnotherKindIsNamedByWhatItSays(String hello) {
        server.always(peer -> {
            peer.raw(hello);
            peer.silence();
        });
        String seen = hello.substring(0, Math.min(7, hello.indexOf('\r') < 0 ? 3 : hello.indexOf('\r')));
        assertThat(connectFails(options().connectTimeout(Duration.ofSeconds(2))))
                .hasMessageContaining(seen)
                .hasMessageContaining("127.0.0.1:" + server.port());
    }

    @Test
    void whatAnotherServerSaysIsMadePrintable() {
        server.always(peer -> {
            peer.raw("\u001b[31mred\u0007\r\n");
            peer.silence();
        });
        AmiConnectException failure = connectFails(options());
        assertThat(failure.getMessage()).contains("red").doesNotContain("\u001b", "\u0007", "\r", "\n");
    }

    @Test
    void bytesOfTlsAreRecognised() {
        server.always(peer -> {
            peer.raw(new byte[] {0x15, 3, 3, 0, 2, 2, 40});
            peer.silence();
        });
        assertThat(connectFails(options().connectTimeout(Duration.ofSeconds(2))))
                .hasMessageContaining("TLS");
    }

    @Test
    void aServerThatSaysNothingIsGivenUpInTime() {
        server.always(ScriptedAmiPeer::silence);
        long before = System.nanoTime();
        connectFails(options().connectTimeout(Duration.ofMillis(200)));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        await().until(() -> server.peer(1).isGone());
    }

    @Test
    void halfABannerIsGivenUpInTime() {
        server.always(peer -> {
            peer.raw("Asterisk Call Mana");
            peer.silence();
        });
        connectFails(options().connectTimeout(Duration.ofMillis(200)));
    }

    @Test
    void anEndBeforeTheBannerIsExplained() {
        server.always(ScriptedAmiPeer::fin);
        assertThat(connectFails(options()))
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("before the banner")
                .hasMessageContaining("authlimit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.3", "2.10.6", "5.0.5", "11.0.0", "99.1.2-rc1"})
    void everyVersionIsAccepted(String version) {
        server.always(peer -> {
            peer.raw("Asterisk Call Manager/" + version + "\r\n");
            peer.serve();
        });
        AmiClient client = connect();
        assertThat(client.server()).isNotNull();
        assertThat(client.server().amiVersion()).isEqualTo(version);
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void aBannerInPiecesIsABanner() {
        server.always(peer -> {
            for (char c : "Asterisk Call Manager/11.0.0\r\n".toCharArray()) {
                peer.raw(String.valueOf(c));
            }
            peer.serve();
        });
        assertThat(connect().request(PING).isSuccess()).isTrue();
    }

    @Test
    void nothingIsSentBeforeTheBanner() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<String> early = new AtomicReference<>();
        server.next(peer -> {
            hold(go);
            early.set(peer.received());
            peer.banner();
            peer.serve();
        });
        AmiClient client = start(options());
        server.peer(1);
        go.countDown();
        assertThat(client.awaitReady(Duration.ofSeconds(10))).isTrue();
        assertThat(early.get()).isEmpty();
    }

    @Test
    void aStartedClientTriesUntilTheServerIsThere() throws IOException {
        int port = server.port();
        server.stopListening();
        AmiClient client = start(options(port));
        assertThat(client.awaitReady(Duration.ofMillis(100))).isFalse();
        try (ScriptedAmi late = ScriptedAmi.startAt(port)) {
            assertThat(client.awaitReady(Duration.ofSeconds(10))).isTrue();
            assertThat(client.request(PING).isSuccess()).isTrue();
            client.close();
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        AmiConnectException failure = catchThrowableOfType(
                AmiConnectException.class,
                () -> kept(AmiClient.connect(AmiClientOptions.builder("no-such-host.invalid", "u", "s")
                        .connectTimeout(Duration.ofSeconds(20))
                        .build())));
        assertThat(failure).hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void anInterruptEndsTheWaitForTheConnection() throws InterruptedException {
        server.always(ScriptedAmiPeer::silence);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                kept(AmiClient.connect(options().build()));
            } catch (RuntimeException e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        server.peer(1);
        thread.interrupt();
        thread.join(10_000);
        assertThat(thrown.get()).isInstanceOf(AmiInterruptedException.class);
        assertThat(flag.get()).isTrue();
        assertThat(server.peer(1).awaitGone()).isTrue();
    }

    @Test
    void connectOnTheStackOfTheCallerIsInTheTrace() {
        server.always(ScriptedAmiPeer::fin);
        assertThatThrownBy(() -> AmiClient.connect(options().build()))
                .satisfies(e -> assertThat(e.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith(AmiClientConnectTest.class.getName())));
    }
}
