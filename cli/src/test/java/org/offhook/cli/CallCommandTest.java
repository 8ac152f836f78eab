// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.fastagi.FastAgiServer;
import picocli.CommandLine;

class CallCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicInteger calls = new AtomicInteger();
    private final CompletableFuture<AgiRequest> asked = new CompletableFuture<>();
    private final CompletableFuture<String> tier = new CompletableFuture<>();
    private final FastAgiServer server = FastAgiServer.builder(AgiRouter.builder()
                    .script("/hello", new Hello())
                    .script("/ask", (request, channel) -> {
                        asked.complete(request);
                        tier.complete(channel.getVariable("TIER").orElse(""));
                    })
                    .script("/every-other", (request, channel) -> {
                        if (calls.incrementAndGet() % 2 == 0) {
                            throw new IllegalStateException("the other one");
                        }
                    })
                    .script("/listen", (request, channel) -> channel.waitForDigit(Duration.ofMinutes(10)))
                    .build())
            .port(0)
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    private String url(String script) {
        return "agi://127.0.0.1:" + server.port() + "/" + script;
    }

    private int call(String... args) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        String[] all = new String[args.length + 1];
        all[0] = "call";
        System.arraycopy(args, 0, all, 1, args.length);
        return command.execute(all);
    }

    @Test
    void theCallIsWhatTheOptionsSay() throws Exception {
        int status = call(
                url("ask?x=1"),
                "first one",
                "2",
                "--set",
                "agi_callerid=100",
                "--set",
                "dnid=555",
                "--var",
                "TIER=gold",
                "--version",
                "16.28.0");

        assertThat(status).as(err.toString()).isZero();
        AgiRequest request = asked.get(10, TimeUnit.SECONDS);
        assertThat(request.arguments()).containsExactly("first one", "2");
        assertThat(request.parameter("x")).contains("1");
        assertThat(request.callerIdNumber()).contains("100");
        assertThat(request.variable("agi_dnid")).contains("555");
        assertThat(request.variable("agi_version")).contains("16.28.0");
        assertThat(tier).isCompletedWithValue("gold");
    }

    @Test
    void theEnvironmentAndTheTimesAreShownIfAskedFor() {
        assertThat(call(url("hello"), "--environment", "--timed")).isZero();
        assertThat(out.toString())
                .containsPattern("(?m)^ +\\d+\\.\\d{3} < agi_request: agi://")
                .containsPattern("(?m)^ +\\d+\\.\\d{3} > ANSWER$");
    }

    @Test
    void quietIsNothingButTheStatus() {
        assertThat(call(url("hello"), "--quiet")).isZero();
        assertThat(out.toString() + err).isEmpty();
        assertThat(call(url("nope"), "--quiet")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEqualToIgnoringNewLines("offhook: AGISTATUS is FAILURE");
    }

    @Test
    void jsonIsAnObjectForEachLineAndOneForTheEnd() throws IOException {
        assertThat(call(url("hello"), "--json", "--press", "7#")).isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(JSON.readTree(lines.get(0)).path("kind").asText()).isEqualTo("environment");
        JsonNode command = JSON.readTree(lines.get(1));
        assertThat(command.path("kind").asText()).isEqualTo("command");
        assertThat(command.path("text").asText()).isEqualTo("ANSWER");
        assertThat(command.path("at").isNumber()).isTrue();
        JsonNode end = JSON.readTree(lines.get(lines.size() - 1));
        assertThat(end.path("ok").asBoolean()).isTrue();
        assertThat(end.path("agistatus").asText()).isEqualTo("SUCCESS");
        assertThat(end.path("outcome").asText()).isEqualTo("done");
        assertThat(end.path("commands").asInt()).isEqualTo(6);
    }

    @Test
    void failuresAmongManyCallsAreCountedAndDecideTheStatus() throws IOException {
        assertThat(call(url("every-other"), "--repeat", "10")).isEqualTo(1);
        assertThat(out.toString()).contains("10 calls of ", ": 5 went well, 5 failed");
        assertThat(err.toString()).isEqualToIgnoringNewLines("offhook: 5 of 10 calls failed: AGISTATUS is FAILURE");

        out.getBuffer().setLength(0);
        assertThat(call(url("every-other"), "--repeat", "10", "--concurrency", "3", "--json"))
                .isEqualTo(1);
        JsonNode summary = JSON.readTree(out.toString());
        assertThat(summary.path("calls").asInt()).isEqualTo(10);
        assertThat(summary.path("well").asInt()).isEqualTo(5);
        assertThat(summary.path("problems").path("AGISTATUS is FAILURE").asInt())
                .isEqualTo(5);
        assertThat(summary.path("whole").path("p99").asDouble()).isPositive();
    }

    @Test
    void theCallerHangsUpAfterATime() {
        assertThat(call(url("listen"), "--hangup-after", "300ms")).isZero();
        assertThat(out.toString()).contains("< 200 result=-1", "< HANGUP", "AGISTATUS=HANGUP OFFHOOK=done");
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForForEver() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(call("agi://127.0.0.1:" + silent.getLocalPort(), "--timeout", "200ms"))
                    .isEqualTo(1);
        }
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("offhook: the server neither sent a command nor closed within 200 ms");
    }

    @Test
    void aConnectionThatBreaksIsAFailure() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> broken = CompletableFuture.runAsync(() -> breakOff(rude));
            assertThat(call("agi://127.0.0.1:" + rude.getLocalPort() + "/x")).isEqualTo(1);
            broken.get(10, TimeUnit.SECONDS);
        }
        assertThat(err.toString()).isEqualToIgnoringNewLines("offhook: the server broke the connection off");
    }

    private static void breakOff(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().readNBytes(100);
            socket.getOutputStream().write("ANSWER\nNOO".getBytes(UTF_8));
            socket.getOutputStream().flush();
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aServerThatOnlyClosesIsASuccessThatIsExplained() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> {
                try (Socket socket = mute.accept()) {
                    socket.getInputStream().readNBytes(100);
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(call("agi://127.0.0.1:" + mute.getLocalPort() + "/x")).isZero();
            closed.get(10, TimeUnit.SECONDS);
        }
        assertThat(out.toString())
                .contains("AGISTATUS=SUCCESS, 0 commands", "takes a server that only closes for a success");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://127.0.0.1/x        | agi:// is wanted, not http://
            127.0.0.1:4573/x          | not an address of a FastAGI server: 127.0.0.1:4573/x (agi://HOST[:PORT]/SCRIPT is wanted)
            agi:///x                  | not an address of a FastAGI server: agi:///x (agi://HOST[:PORT]/SCRIPT is wanted)
            agi://127.0.0.1:0/x       | the port must be 1 to 65535, not 0
            agi://127.0.0.1:port/x    | the port must be 1 to 65535, not port
            """)
    void anAddressThatIsNoneIsOneClearLine(String url, String message) {
        assertThat(call(url)).isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines("offhook: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--press=12x", "--repeat=0", "--concurrency=100000", "--timeout=0s", "--set=a-b=c"})
    void optionsThatMakeNoSenseAreOneClearLine(String option) {
        assertThat(call("agi://127.0.0.1/x", option)).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("offhook: ");
    }

    @Test
    void aTimeThatIsNoneIsSaidToBeOne() {
        assertThat(call("agi://127.0.0.1/x", "--hangup-after", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("--hangup-after", "a time such as 500ms, 5s, 2m or 4h is wanted");
    }

    @ParameterizedTest
    @CsvSource({
        "agi://pbx, pbx, 4573, ''",
        "agi://pbx/, pbx, 4573, ''",
        "AGI://pbx:4574/a/b?x=1&y=%20, pbx, 4574, a/b?x=1&y=%20",
        "agi://[::1]:4575/x, ::1, 4575, x"
    })
    void addressesAreThoseOfTheDialplan(String text, String host, int port, String script) {
        assertThat(AgiUrl.parse(text)).isEqualTo(new AgiUrl(host, port, script));
    }

    @Test
    void percentilesAreOfTheNearestRank() {
        List<Double> times = List.of(1.0, 2.0, 3.0, 4.0);

        assertThat(LoadPrinter.at(times, 0)).isEqualTo(1);
        assertThat(LoadPrinter.at(times, 0.5)).isEqualTo(2);
        assertThat(LoadPrinter.at(times, 0.99)).isEqualTo(4);
        assertThat(LoadPrinter.at(times, 1)).isEqualTo(4);
    }
}
