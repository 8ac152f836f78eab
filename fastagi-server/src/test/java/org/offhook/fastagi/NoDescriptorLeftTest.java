// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;

/** More connections than the server may have file descriptors: in a Java of its own. */
@EnabledOnOs(OS.LINUX)
class NoDescriptorLeftTest {

    private static final int LIMIT = 200;

    /** What runs there. */
    static final class Server {

        private Server() {}

        public static void main(String[] args) throws IOException {
            try (FastAgiServer server = FastAgiServer.builder(AgiRouter.of((request, channel) -> {
                        channel.getVariable("FIRST");
                        channel.getVariable("SECOND");
                    }))
                    .port(0)
                    .maxCalls(10 * LIMIT)
                    .handshakeTimeout(Duration.ofMinutes(1)) // nothing ends by itself while the test looks
                    .replyTimeout(Duration.ofMinutes(1))
                    .start()) {
                System.out.println("port=" + server.port());
                System.in.read();
            }
        }
    }

    /** A call from its beginning to its end. */
    private static FakeAgiCall call(int port) {
        FakeAgiCall call = FakeAgiCall.to("127.0.0.1", port).connect();
        call.expect("GET VARIABLE \"FIRST\"").reply("200 result=1 (1)");
        finish(call);
        return call;
    }

    private static void finish(FakeAgiCall call) {
        call.expect("GET VARIABLE \"SECOND\"")
                .reply("200 result=1 (2)")
                .expectOutcome("done")
                .expectEnd();
    }

    private static long descriptors(Process process) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return all.count();
        }
    }

    private static Duration processorTime(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Test
    void callsThatAreThereGoOnAndNewOnesAreServedAfterwards() throws Exception {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -n " + LIMIT + "; exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Socket> flood = new ArrayList<>();
        try {
            int port = port(process.inputReader());
            call(port).close();
            try (FakeAgiCall there = FakeAgiCall.to("127.0.0.1", port).connect()) {
                there.expect("GET VARIABLE \"FIRST\"");
                for (int i = 0; i < LIMIT + 50; i++) {
                    flood.add(new Socket(InetAddress.getLoopbackAddress(), port));
                }
                await().atMost(Duration.ofSeconds(30)).until(() -> descriptors(process) == LIMIT);

                Duration before = processorTime(process);
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                assertThat(processorTime(process).minus(before))
                        .as("it does not try all the time")
                        .isLessThan(Duration.ofMillis(600));

                there.reply("200 result=1 (1)");
                finish(there);
            }
            for (Socket socket : flood) {
                socket.close();
            }
            call(port).close();
        } finally {
            for (Socket socket : flood) {
                socket.close();
            }
            process.getOutputStream().close(); // it ends
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        assertThat(process.exitValue()).isZero();
    }

    private static int port(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("port=")) {
            line = output.readLine();
        }
        assertThat(line).as("it started").isNotNull();
        return Integer.parseInt(line.substring("port=".length()));
    }
}
