// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.testkit.FaultProxy.Direction;

class FaultProxyTest {
    private static final Duration MOMENT = Duration.ofMillis(300);

    private ServerSocket listener;
    private FaultProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.to((InetSocketAddress) listener.getLocalSocketAddress());
        client = dial();
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        client.close();
        server.close();
        listener.close();
    }

    private Socket dial() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    @Test
    void withoutAFaultBytesPassInBothDirectionsAndSoDoHalfCloses() throws IOException {
        assertThat(proxy.accepted()).isEqualTo(1);
        assertThat(proxy.open()).isEqualTo(1);

        send(client, "question");
        assertThat(receive(server, 8)).isEqualTo("question");
        client.shutdownOutput();
        assertThat(server.getInputStream().read()).isEqualTo(-1);
        send(server, "answer");
        assertThat(receive(client, 6)).isEqualTo("answer");
        server.close();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        await().until(() -> proxy.open() == 0);
    }

    @Test
    void muchDataPassesUnchangedWhateverDelaysIt() throws Exception {
        proxy.latency(Duration.ofMillis(1), Duration.ofMillis(3)).slice(1000, Duration.ZERO);
        byte[] much = new byte[3 << 20];
        new Random(1).nextBytes(much);
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
            try {
                client.getOutputStream().write(much);
                client.shutdownOutput();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(server.getInputStream().readAllBytes()).isEqualTo(much);
        server.close();

        sent.get(5, TimeUnit.SECONDS);
    }

    @Test
    void latencyDelaysAndJitterKeepsTheOrder() throws IOException {
        proxy.latency(MOMENT, Duration.ofMillis(50));
        long begun = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            send(client, String.valueOf(i));
        }

        assertThat(receive(server, 10)).isEqualTo("0123456789");

        assertThat(since(begun)).isGreaterThanOrEqualTo(MOMENT).isLessThan(MOMENT.multipliedBy(8));
    }

    @Test
    void bandwidthIsLimited() throws IOException {
        proxy.bandwidth(10_000);
        long begun = System.nanoTime();
        send(client, "x".repeat(5_000));

        assertThat(receive(server, 5_000)).hasSize(5_000);

        assertThat(since(begun)).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void whatIsSentTogetherArrivesInSlices() throws IOException {
        proxy.slice(3, Duration.ofMillis(100));
        send(client, "abcdefgh");

        List<String> slices = new ArrayList<>();
        byte[] buffer = new byte[100];
        while (String.join("", slices).length() < 8) {
            slices.add(new String(buffer, 0, server.getInputStream().read(buffer), US_ASCII));
        }

        assertThat(slices).hasSizeGreaterThan(1).first().isEqualTo("abc");
    }

    @Test
    void aConnectionEndsAfterALimitOfData() throws IOException {
        proxy.limit(Direction.TO_CLIENT, 5);
        send(client, "as much as one likes");
        assertThat(receive(server, 20)).isEqualTo("as much as one likes");
        send(server, "12345678");

        assertThat(client.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("12345");
        assertThat(proxy.open()).isZero();
        try (Socket next = dial();
                Socket nextServer = listener.accept()) {
            send(nextServer, "1234");
            assertThat(receive(next, 4)).as("each connection has its own").isEqualTo("1234");
        }
    }

    @Test
    void aBlackHoleTellsNobodyAnythingUntilItIsHealed() throws IOException {
        proxy.blackHole();
        send(client, "lost?");
        client.shutdownOutput();
        server.setSoTimeout((int) MOMENT.toMillis());
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        try (Socket next = dial();
                Socket nextServer = listener.accept()) {
            send(next, "new");
            nextServer.setSoTimeout((int) MOMENT.toMillis());
            assertThatThrownBy(() -> nextServer.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }

        proxy.heal();

        server.setSoTimeout(5_000);
        assertThat(server.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("lost?");
    }

    @Test
    void aResetReachesBothSides() {
        proxy.reset();

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(proxy.open()).isZero();
    }

    @Test
    void aResetOfThePeerIsPassedOn() throws IOException {
        server.setSoLinger(true, 0);
        server.close();

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @ParameterizedTest
    @EnumSource
    void oneDirectionCanEndWhileTheOtherGoesOn(Direction direction) throws IOException {
        Socket from = direction == Direction.TO_SERVER ? client : server;
        Socket to = direction == Direction.TO_SERVER ? server : client;

        proxy.halfClose(direction);

        assertThat(to.getInputStream().read()).isEqualTo(-1);
        send(from, "into nowhere");
        send(to, "still heard");
        assertThat(receive(from, 11)).isEqualTo("still heard");
    }

    @Test
    void anEndCanBeToldLate() throws IOException {
        proxy.slowClose(MOMENT);
        send(client, "last words");
        long begun = System.nanoTime();
        client.close();

        assertThat(server.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("last words");

        assertThat(since(begun)).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void garbageComesBetweenWhatIsSaid() throws IOException {
        send(client, "a");
        assertThat(receive(server, 1)).isEqualTo("a");
        proxy.garbage(Direction.TO_SERVER, (byte) '?', (byte) '!');
        assertThat(receive(server, 2)).isEqualTo("?!");
        send(client, "b");

        assertThat(receive(server, 1)).isEqualTo("b");
    }

    @Test
    void whereNobodyListensAConnectionIsBrokenOff() throws IOException {
        listener.close();

        try (Socket next = dial()) {
            assertThatThrownBy(() -> next.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void itsThreadsEndWithIt() {
        proxy.blackHole();

        proxy.close();

        String name = "fault-proxy-" + proxy.port();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith(name));
        assertThatThrownBy(this::dial).isInstanceOf(IOException.class);
    }

    @Test
    void nothingAtAllIsNoSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> proxy.bandwidth(0));
        assertThatIllegalArgumentException().isThrownBy(() -> proxy.slice(0, Duration.ZERO));
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String receive(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), US_ASCII);
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
