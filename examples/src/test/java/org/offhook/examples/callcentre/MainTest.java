// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command, on its fake Asterisk, and what it says to wrong options. */
class MainTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+/");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void onTheFakeAsteriskAgentsLogInAndCallersAreAnswered() throws Exception {
        Thread program = new Thread(() -> command(Map.of()).execute("--listen", "127.0.0.1:0"));
        program.setDaemon(true);
        program.start();
        try {
            await().atMost(SOON).until(() -> ADDRESS.matcher(out.toString()).find());
            Matcher address = ADDRESS.matcher(out.toString());
            assertThat(address.find()).isTrue();
            HttpRequest events = HttpRequest.newBuilder(
                            URI.create(address.group()).resolve("events"))
                    .timeout(SOON)
                    .build();
            try (Stream<String> lines = HttpClient.newHttpClient()
                    .send(events, HttpResponse.BodyHandlers.ofLines())
                    .body()) {
                assertThat(lines.anyMatch(line -> line.contains("\"TALKING\""))).isTrue();
            }
        } finally {
            program.interrupt();
            program.join(SOON.toMillis());
        }
        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void aRealAsteriskNeedsASecretAndAgents() throws IOException {
        assertThat(command(Map.of()).execute("--asterisk", "127.0.0.1")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--asterisk needs the user's secret");

        err.getBuffer().setLength(0);
        assertThat(command(Map.of("OFFHOOK_AMI_SECRET", "x")).execute("--asterisk", "127.0.0.1"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("there are no agents");

        err.getBuffer().setLength(0);
        Path settings = Files.writeString(folder.resolve("my.properties"), "rings = 5s");
        assertThat(command(Map.of("OFFHOOK_AMI_SECRET", "x"))
                        .execute("--asterisk", "127.0.0.1", "--settings", settings.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("my.properties: no setting \"rings\"");
    }

    @Test
    void aPortThatIsTakenIsToldInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            int status = command(Map.of()).execute("--listen", "0.0.0.0:" + taken.getLocalPort());

            assertThat(status).isEqualTo(1);
            assertThat(err.toString())
                    .startsWith("call-centre: cannot listen at 0.0.0.0:")
                    .hasLineCount(1);
        }
    }

    private CommandLine command(Map<String, String> environment) {
        return Main.command(environment).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }
}
