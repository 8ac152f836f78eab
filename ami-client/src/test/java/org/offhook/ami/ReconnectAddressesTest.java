// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name with several addresses, and one whose address changes: in a Java of its own, which takes its names from a file. */
class ReconnectAddressesTest extends AmiClientFixture {

    @TempDir
    private Path folder;

    /** What runs there: a client that has to get ready. */
    static final class Client {

        private Client() {}

        public static void main(String[] args) {
            AmiClientOptions options = AmiClientOptions.builder("pbx.test", ScriptedAmi.USER, ScriptedAmi.SECRET)
                    .port(Integer.parseInt(args[1]))
                    .connectTimeout(Duration.ofSeconds(10))
                    .reconnectPause(Duration.ofMillis(20), Duration.ofMillis(50))
                    .build();
            try (AmiClient client = args[0].equals("connect") ? AmiClient.connect(options) : AmiClient.start(options)) {
                if (!client.awaitReady(Duration.ofSeconds(30))
                        || !client.request(PING).isSuccess()) {
                    throw new IllegalStateException("not ready: " + client);
                }
            }
        }
    }

    private Process client(String how, Path hosts) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-Dsun.net.inetaddr.ttl=0",
                        "-Dsun.net.inetaddr.negative.ttl=0",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Client.class.getName(),
                        how,
                        Integer.toString(server.port()))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private Path log() {
        return folder.resolve("client.log");
    }

    private void assertEndsWell(Process process) throws Exception {
        boolean ended = process.waitFor(50, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log())).isZero();
    }

    @Test
    void allAddressesOfANameAreTriedInOneAttempt() throws Exception {
        Path hosts = Files.writeString(
                folder.resolve("hosts"),
                "127.0.0.3 pbx.test" + '\n' + "127.0.0.2 pbx.test" + '\n' + "127.0.0.1 pbx.test" + '\n');
        assertEndsWell(client("connect", hosts));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aNameIsResolvedAnewAtEachAttempt() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.2 pbx.test");
        Process process = client("start", hosts);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.readString(log()).contains("trying again"));
        Path changed = Files.writeString(folder.resolve("changed"), "127.0.0.1 pbx.test");
        Files.move(changed, hosts, StandardCopyOption.ATOMIC_MOVE);
        assertEndsWell(process);
        assertThat(server.connections()).isEqualTo(1);
    }
}
