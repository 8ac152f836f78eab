// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeCall;

/** The programs of the FastAGI benchmarks, as the scripts run them. */
class FastAgiLoadTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String CLASSPATH = System.getProperty("java.class.path");

    @ParameterizedTest
    @ValueSource(strings = {"RawFastAgi", "OffhookFastAgi", "AsteriskJavaFastAgi"})
    void eachServerAnswersEveryCall(String program) throws Exception {
        Process server = new ProcessBuilder(
                        JAVA, "-cp", CLASSPATH, "org.offhook.benchmarks." + program, freePort(), "3")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
            String line = said.readLine();
            while (line != null && !line.startsWith("port=")) {
                line = said.readLine();
            }
            assertThat(line).startsWith("port=");

            String result = load(line.substring(5), String.valueOf(server.pid()));

            assertThat(figure(result, "calls")).isPositive();
            // Three reads and the outcome; ten calls may have begun before, and ten are not over.
            long lines = figure(result, "calls") * 4;
            assertThat(figure(result, "commands")).isBetween(lines - 40, lines + 40);
            assertThat(figure(result, "failed")).as(result).isZero();
        } finally {
            server.getOutputStream().close();
            if (!server.waitFor(10, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    /** asterisk-java does not say which port it took. */
    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    private static String load(String port, String pid) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            FastAgiLoad.main(new String[] {"127.0.0.1", port, "10", "1", "1", pid});
        } finally {
            System.setOut(before);
        }
        return last(printed);
    }

    @Test
    void aStartIsMeasured() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        JAVA,
                        "-cp",
                        CLASSPATH,
                        "org.offhook.benchmarks.StartTimes",
                        JAVA,
                        CLASSPATH,
                        "OffhookFastAgi",
                        "0"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String result = last(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();
        assertThat(figure(result, "listening_ms")).isPositive();
        assertThat(figure(result, "call_ms")).isGreaterThanOrEqualTo(figure(result, "listening_ms"));
        assertThat(figure(result, "classes")).isGreaterThan(500);
        assertThat(figure(result, "rss_mib")).isPositive();
    }

    @Test
    void theAsyncAgiServerServesAnAsterisk() throws Exception {
        try (FakeAsterisk asterisk = FakeAsterisk.start()) {
            asterisk.extension("100", "agi:async,/bench");
            Process server = new ProcessBuilder(
                            JAVA,
                            "-cp",
                            CLASSPATH,
                            "org.offhook.benchmarks.OffhookAsyncAgiServer",
                            "127.0.0.1",
                            String.valueOf(asterisk.port()),
                            asterisk.user(),
                            asterisk.secret(),
                            "3")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
            String line = said.readLine();
            while (line != null && !line.equals("ready")) {
                line = said.readLine();
            }
            assertThat(line).isEqualTo("ready");
            FakeCall call = asterisk.caller().dials("100").run();
            assertThat(call.outcome()).isEqualTo("done");
            server.getOutputStream().close();
            assertThat(said.lines().reduce("", (one, next) -> next)).isEqualTo("calls=1");
            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String last(ByteArrayOutputStream printed) {
        return last(printed.toByteArray());
    }

    private static String last(byte[] printed) {
        return new String(printed, StandardCharsets.UTF_8).strip().lines().reduce("", (one, next) -> next);
    }

    private static long figure(String result, String key) {
        for (String pair : result.split(" ", -1)) {
            if (pair.startsWith(key + "=")) {
                return (long) Double.parseDouble(pair.substring(key.length() + 1));
            }
        }
        throw new AssertionError("no " + key + " in: " + result);
    }
}
