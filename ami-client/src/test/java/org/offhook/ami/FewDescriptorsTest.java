// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that has no file descriptor left when it has to connect again: in a Java of its own. */
class FewDescriptorsTest extends AmiClientFixture {

    @TempDir
    private Path folder;

    /** What runs there. What it prints tells the test how far it is. */
    static final class Client {

        private Client() {}

        public static void main(String[] args) throws Exception {
            int port = Integer.parseInt(args[0]);
            AtomicInteger attempts = new AtomicInteger();
            AtomicBoolean full = new AtomicBoolean();
            try (AmiClient client = AmiClient.start(options(port)
                    .reconnectPause(Duration.ofMillis(100), Duration.ofMillis(200))
                    .build())) {
                client.onStateChange(change -> {
                    if (full.get()) {
                        attempts.addAndGet(change.to() == AmiState.CONNECTING ? 1 : 0);
                        System.out.println(change.to() + " " + change.reason());
                    }
                });
                awaitConnections(client, 1);
                System.out.println("ready");
                // once before, so that no class has to be read from a file later
                awaitConnections(client, 2);
                full.set(true);
                fill(client, attempts);
                awaitConnections(client, 3);
                System.out.println("back " + client.request(PING).isSuccess());
            }
        }

        /** Takes every descriptor there is, those too that the client gives back, until it has tried a while. */
        private static void fill(AmiClient client, AtomicInteger attempts) throws IOException {
            List<FileInputStream> taken = new ArrayList<>();
            long since = 0;
            while (since == 0 || System.nanoTime() - since < TimeUnit.SECONDS.toNanos(2)) {
                try {
                    taken.add(new FileInputStream("/dev/null"));
                } catch (IOException e) {
                    if (since == 0 && client.state() == AmiState.READY) {
                        System.out.println("full");
                    }
                    since = since == 0 && client.state() != AmiState.READY ? System.nanoTime() : since;
                    LockSupport.parkNanos(1_000_000);
                }
            }
            System.out.println("attempts " + attempts.get() + " " + client.state());
            for (FileInputStream each : taken) {
                each.close();
            }
        }

        private static void awaitConnections(AmiClient client, int connections) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> client.statistics().connections() >= connections && client.state() == AmiState.READY);
        }
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("client.log"));
    }

    @Test
    void withoutAFileDescriptorItWaitsAndSaysSoAndComesBack() throws Exception {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -n 200; exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Client.class.getName(),
                        Integer.toString(server.port()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("client.log").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> output().contains("ready"));
            server.peer(1).rst();
            await().atMost(Duration.ofSeconds(60)).until(() -> output().contains("full"));
            server.peer(2).rst();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output()).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(output()).isZero();
        assertThat(output())
                .contains("Too many open files")
                .containsPattern(
                        "attempts ([1-9]|[12][0-9]) (WAITING|CONNECTING)") // in 2 s of pauses of 100 ms and more
                .contains("back true");
    }
}
