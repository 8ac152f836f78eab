// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the wallboard says on the wire, and to whom. */
class WallboardTest {

    private static final Duration SOON = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Socket> sockets = new ArrayList<>();
    private Wallboard wallboard;

    @BeforeEach
    void open() throws IOException {
        wallboard = Wallboard.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        wallboard.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html; charset=utf-8",
        "wallboard.css, text/css; charset=utf-8",
        "wallboard.js, text/javascript; charset=utf-8"
    })
    void thePageComesFromHereAlone(String path, String type) throws Exception {
        HttpResponse<String> response = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains(type);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'");
        assertThat(response.body()).doesNotContain("http:").doesNotContain("https:");
    }

    @Test
    void everyBrowserSeesTheLatestPictureAndEachLaterOne() throws Exception {
        wallboard.show(Boards.of(List.of()));
        wallboard.show(Boards.busy());
        try (Events first = new Events();
                Events second = new Events()) {
            assertThat(first.next().get("waiting")).hasSize(4);
            assertThat(second.next().get("waiting")).hasSize(4);

            wallboard.show(Boards.of(List.of()));

            assertThat(first.next().get("waiting")).isEmpty();
            assertThat(second.next().get("agents")).isEmpty();
            assertThat(wallboard.browsers()).isEqualTo(2);
        }
    }

    @Test
    void aBrowserThatReadsNothingDelaysNobodyAndIsCutOff() throws Exception {
        Socket dead = connect();
        dead.setReceiveBufferSize(1024);
        dead.getOutputStream().write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
        await().atMost(SOON).until(() -> wallboard.browsers() == 1);
        List<Snapshot.Line> many = IntStream.range(0, 5_000)
                .mapToObj(i -> Boards.line("caller-" + i, "…123", "sales", i, ""))
                .toList();
        try (Events alive = new Events()) {
            Thread dripping = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted() && wallboard.browsers() > 1) {
                    wallboard.show(Boards.of(many));
                    alive.next();
                }
            });
            dripping.start();
            await("the end of the dead one").atMost(SOON).until(() -> wallboard.browsers() == 1);
            dripping.join(SOON.toMillis());

            wallboard.show(Boards.of(List.of()));
            await().atMost(SOON).until(() -> alive.next().get("waiting").isEmpty());
        }
    }

    @Test
    void aBrowserThatIsGoneIsForgotten() throws Exception {
        wallboard.show(Boards.busy());
        Events gone = new Events();
        gone.next();

        gone.close();

        await().atMost(SOON).until(() -> {
            wallboard.show(Boards.busy());
            return wallboard.browsers() == 0;
        });
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, evil.example, 421",
        "GET, /, 1.2.3.4.evil.example, 421",
        "GET, /, 192.0.2.7:8080, 200", // an address is nobody else's name
        "GET, /, [2001:db8::7]:8080, 200",
        "GET, /events, evil.example:80, 421",
        "POST, /, localhost, 405",
        "GET, /listen?agent=1, localhost, 405",
        "POST, /listen?agent=1, localhost, 403",
        "POST, /take?caller=1, localhost, 403",
        "GET, /../pom.xml, localhost, 404"
    })
    void whatNoPageOfOursWouldAskIsRefused(String method, String path, String host, int status) throws IOException {
        Socket socket = connect();
        socket.getOutputStream()
                .write((method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(UTF_8));

        String first = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();

        assertThat(first).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void withoutASupervisorNobodyListens() throws Exception {
        HttpRequest listen = request("listen?agent=1")
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("X-Call-Centre", "1")
                .build();

        assertThat(http.send(listen, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(404);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(wallboard.address().resolve(path)).timeout(SOON);
    }

    private Socket connect() throws IOException {
        URI address = wallboard.address();
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout((int) SOON.toMillis());
        sockets.add(socket);
        return socket;
    }

    /** What a browser's EventSource does. */
    private final class Events implements AutoCloseable {
        private final InputStream stream;
        private final BufferedReader lines;

        Events() throws IOException, InterruptedException {
            stream = http.send(request("events").build(), HttpResponse.BodyHandlers.ofInputStream())
                    .body();
            lines = new BufferedReader(new InputStreamReader(stream, UTF_8));
        }

        JsonNode next() {
            try {
                String line = lines.readLine();
                while (!line.startsWith("data: {")) {
                    line = lines.readLine();
                }
                return new ObjectMapper().readTree(line.substring("data: ".length()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
