// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.FakeAsterisk;

/** What the doctor finds before it can log in. */
class DoctorNetworkTest {

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static CommandRun doctor(int port, String... options) {
        List<String> all = new ArrayList<>(
                List.of("doctor", "--host", "127.0.0.1", "--port", "" + port, "--user", "me", "--secret", "hunter2"));
        all.addAll(Arrays.asList(options));
        CommandRun run = CommandRun.of(all.toArray(String[]::new));
        assertThat(run.out() + run.err()).doesNotContain("hunter2", "\tat ");
        return run;
    }

    /** A port that says this to whoever comes. */
    private int says(String greeting) throws IOException {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        open.add(server);
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    open.add(socket);
                    socket.getOutputStream().write(greeting.getBytes(US_ASCII));
                }
            } catch (IOException e) {
                // the end of the test
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server.getLocalPort();
    }

    @Test
    void aNameThatIsNotKnown() {
        CommandRun run = CommandRun.of("doctor", "--host", "nowhere.invalid", "--user", "me");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("fail name         no address is known for nowhere.invalid", "1 failure");
    }

    @Test
    void aPortThatIsClosed() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        CommandRun run = doctor(port);
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("127.0.0.1 port " + port + " is closed", "enabled = yes", "port = " + port);
    }

    @Test
    void aPortOfSomethingElse() throws IOException {
        CommandRun run = doctor(says("SSH-2.0-OpenSSH_9.2\r\n"));
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("fail banner       this is no manager port; it says SSH-2.0-OpenSSH_9.2");
    }

    @Test
    void aPortThatSaysNothing() throws IOException {
        CommandRun run = doctor(says(""), "--connect-timeout", "300ms");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("is it the one for TLS? Then give --tls or --tls-trust");
    }

    @Test
    void tlsWhereThereIsNone() {
        FakeAsterisk asterisk = FakeAsterisk.start();
        open.add(asterisk);
        CommandRun run = doctor(asterisk.port(), "--tls");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("the port speaks without TLS: leave --tls away");
    }

    @Test
    void aLoginThatIsRefused() {
        FakeAsterisk asterisk = FakeAsterisk.start();
        open.add(asterisk);
        CommandRun run = doctor(asterisk.port());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out())
                .contains("fail login        127.0.0.1:" + asterisk.port() + " refused the login of user me")
                .contains("[me] in manager.conf", "permit = 127.0.0.1/255.255.255.255");
    }

    @Test
    void aLineOfJsonForEachCheck() {
        FakeAsterisk asterisk = FakeAsterisk.start();
        open.add(asterisk);
        CommandRun run = doctor(asterisk.port(), "--json");
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line).startsWith("{\"Check\":\"").endsWith("}"))
                .anySatisfy(line -> assertThat(line).contains("\"Check\":\"login\",\"Verdict\":\"fail\""));
    }
}
