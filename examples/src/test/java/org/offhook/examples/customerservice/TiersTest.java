// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.customerservice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiersTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static URI address(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    /** What is made of an answer. */
    private static Tier tier(String answer, Duration patience) throws Exception {
        try (ServerSocket server = listen()) {
            CompletableFuture<Tier> tier = new CompletableFuture<>();
            Thread asking = new Thread(() -> {
                try {
                    tier.complete(new Tiers(address(server), patience).of("123456"));
                } catch (Throwable e) {
                    tier.completeExceptionally(e);
                }
            });
            asking.start();
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[1000]);
                socket.getOutputStream().write(answer.getBytes(US_ASCII));
                asking.join(LONG.toMillis());
            }
            return tier.join();
        }
    }

    private static String http(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void goldIsGold() throws Exception {
        assertThat(tier(http("200 OK", "{\"tier\": \"gold\"}"), LONG)).isEqualTo(Tier.GOLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"tier\": \"platinum\"}", "{}", "[]", "", "<html>", "{\"tier\": \"gold\""})
    void whatIsNotUnderstoodIsStandard(String body) throws Exception {
        assertThat(tier(http("200 OK", body), LONG)).isEqualTo(Tier.STANDARD);
    }

    @Test
    void soIsAnError() throws Exception {
        assertThat(tier(http("500 Oops", "{\"tier\": \"gold\"}"), LONG)).isEqualTo(Tier.STANDARD);
        assertThat(tier("Hello!\r\n\r\n", LONG)).isEqualTo(Tier.STANDARD);
    }

    @Test
    void nobodyWaitsForAServiceThatHangsEvenInTheMiddle() throws Exception {
        assertThat(tier("", SHORT)).isEqualTo(Tier.STANDARD);
        assertThat(tier("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", SHORT))
                .isEqualTo(Tier.STANDARD);
    }

    @Test
    void orForOneThatIsDown() throws Exception {
        ServerSocket closed = listen();
        closed.close();
        assertThat(new Tiers(address(closed), LONG).of("123456")).isEqualTo(Tier.STANDARD);
    }
}
