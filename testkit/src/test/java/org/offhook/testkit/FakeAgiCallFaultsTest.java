// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FakeAgiCallFaultsTest {

    private static final Duration PAUSE = Duration.ofMillis(30);

    /** A server that reads all there is and hands it over. */
    private static TestServer listening(CompletableFuture<String> heard) throws IOException {
        return new TestServer(peer -> {
            try {
                heard.complete(peer.rest());
            } catch (IOException e) {
                heard.completeExceptionally(e);
            }
        });
    }

    private static String get(CompletableFuture<String> heard) throws Exception {
        return heard.get(10, TimeUnit.SECONDS);
    }

    @Test
    void everythingCanComeInPieces() throws Exception {
        List<Integer> reads = new ArrayList<>();
        try (TestServer server = new TestServer(peer -> {
                    byte[] buffer = new byte[4096];
                    int n;
                    while ((n = peer.socket.getInputStream().read(buffer)) >= 0) {
                        reads.add(n);
                    }
                });
                FakeAgiCall call = server.call()
                        .withoutEnvironment()
                        .splitEveryByte()
                        .delay(PAUSE)
                        .connect()) {
            call.sendRaw("HANGUP").closeWithoutWord();

            server.await();
            assertThat(reads.stream().mapToInt(n -> n).sum()).isEqualTo(6);
            assertThat(reads.size()).isGreaterThan(1);
        }
    }

    @Test
    void aSlowEnvironmentEndsWhenTheServerHasEnough() throws Exception {
        try (TestServer server = new TestServer(peer -> {
                    byte[] beginning = peer.socket.getInputStream().readNBytes(5);
                    assertThat(new String(beginning, US_ASCII)).isEqualTo("agi_n");
                    peer.say("failure\n");
                    peer.socket.shutdownOutput();
                    peer.rest();
                });
                FakeAgiCall call =
                        server.call().slowEnvironment(Duration.ofMillis(5)).connect()) {
            call.expectFailure().expectEnd();
            server.await();
        }
    }

    @Test
    void aSlowEnvironmentComesWhole() throws Exception {
        try (TestServer server = new TestServer(TestServer.Peer::readEnvironment);
                FakeAgiCall call =
                        server.call().slowEnvironment(Duration.ofNanos(100_000)).connect()) {
            assertThat(call.environment()).isEqualTo(String.join("\n", server.environment()) + "\n\n");
        }
    }

    @Test
    void theEnvironmentCanStopAnywhere() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (TestServer server = listening(heard);
                FakeAgiCall call = server.call().withoutEnvironment().connect()) {
            call.sendRaw(call.environment().substring(0, 20)).halfClose().expectEnd();

            assertThat(get(heard)).isEqualTo("agi_network: yes\nagi");
        }
    }

    @Test
    void bytesCanStandBeforeTheEnvironment() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (TestServer server = listening(heard);
                FakeAgiCall call = server.call()
                        .preamble("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n".getBytes(US_ASCII))
                        .connect()) {
            call.closeWithoutWord();

            assertThat(get(heard)).isEqualTo("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n" + call.environment());
        }
    }

    @Test
    void theHangupCanComeEarly() throws Exception {
        CompletableFuture<String> inside = new CompletableFuture<>();
        try (TestServer server = listening(inside);
                FakeAgiCall call = server.call().hangupInsideEnvironment().connect()) {
            call.closeWithoutWord();
            assertThat(get(inside)).endsWith("\nHANGUP\n\n");
        }
        CompletableFuture<String> behind = new CompletableFuture<>();
        try (TestServer server = listening(behind);
                FakeAgiCall call = server.call().hangupWithEnvironment().connect()) {
            call.closeWithoutWord();
            assertThat(get(behind)).isEqualTo(call.environment() + "HANGUP\n");
            assertThat(call.agiStatus()).isEqualTo("HANGUP");
        }
    }

    @Test
    void severalLinesCanComeInOneWrite() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (TestServer server = listening(heard);
                FakeAgiCall call = server.call().withoutEnvironment().connect()) {
            call.reply("200 result=-1", "HANGUP").closeWithoutWord();

            assertThat(get(heard)).isEqualTo("200 result=-1\nHANGUP\n");
            assertThat(call.transcript().toString()).startsWith("< 200 result=-1\n< HANGUP\n");
        }
    }

    @Test
    void usageComesInEveryFormItEverHad() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (TestServer server = listening(heard);
                FakeAgiCall call = server.call().withoutEnvironment().connect()) {
            call.replyUsage(UsageForm.BLOCK, "Sets a variable.")
                    .replyUsage(UsageForm.GLUED, "Sets a variable.")
                    .replyUsage(UsageForm.NONE, "")
                    .closeWithoutWord();

            assertThat(get(heard)).isEqualTo("""
                            520-Invalid command syntax.  Proper usage follows:
                            Sets a variable.
                            520 End of proper usage.
                            520-Invalid command syntax.  Proper usage follows:
                            Sets a variable.520 End of proper usage.
                            520 Invalid command syntax.  Proper usage not available.
                            """);
        }
    }

    @Test
    void aResetIsAReset() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (TestServer server = listening(heard);
                FakeAgiCall call = server.call().withoutEnvironment().connect()) {
            call.reset();

            assertThatThrownBy(() -> get(heard)).hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> call.expect("NOOP")).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void aServerThatHasGoneIsNotedWhenItIsSpokenTo() throws Exception {
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    peer.say("NOOP\n");
                    peer.socket.setSoLinger(true, 0);
                });
                FakeAgiCall call = server.call().connect()) {
            server.await();
            call.expectGone();
            call.reply("200 result=0");

            assertThat(call.transcript().toString()).contains("! could not send: ");
        }
    }
}
