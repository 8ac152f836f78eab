// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

class FakeAgiCallTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    void saysTheEnvironmentAsAsterisk22DoesAndInItsOrder() throws Exception {
        try (TestServer server = new TestServer(TestServer.Peer::readEnvironment);
                FakeAgiCall call = server.call()
                        .script("/hello?x=1")
                        .argument("one")
                        .argument("")
                        .connect()) {
            List<String> lines = server.environment();

            assertThat(lines)
                    .extracting(line -> line.substring(0, line.indexOf(": ")))
                    .containsExactly(
                            "agi_network",
                            "agi_network_script",
                            "agi_request",
                            "agi_channel",
                            "agi_language",
                            "agi_type",
                            "agi_uniqueid",
                            "agi_version",
                            "agi_callerid",
                            "agi_calleridname",
                            "agi_callingpres",
                            "agi_callingani2",
                            "agi_callington",
                            "agi_callingtns",
                            "agi_dnid",
                            "agi_rdnis",
                            "agi_context",
                            "agi_extension",
                            "agi_priority",
                            "agi_enhanced",
                            "agi_accountcode",
                            "agi_threadid",
                            "agi_arg_1",
                            "agi_arg_2");
            assertThat(lines)
                    .contains(
                            "agi_network_script: hello?x=1",
                            "agi_type: PJSIP",
                            "agi_version: 22.10.1+dfsg+~cs6.17.60671434-1",
                            "agi_callerid: unknown",
                            "agi_callingpres: 67",
                            "agi_accountcode: ",
                            "agi_arg_1: one",
                            "agi_arg_2: ");
            assertThat(lines.get(2)).startsWith("agi_request: agi://127.0.0.1:").endsWith("/hello?x=1");
            assertThat(call.environment()).isEqualTo(String.join("\n", lines) + "\n\n");
        }
    }

    @Test
    void anyVariableCanBeChangedAddedAndLeftOut() throws Exception {
        try (TestServer server = new TestServer(TestServer.Peer::readEnvironment);
                FakeAgiCall call = server.call()
                        .variable("agi_callerid", "100")
                        .variable("agi_channel", "Local/x@y-00000001;2")
                        .variable("agi_new", "é")
                        .version("16.28.0~dfsg-0+deb11u4")
                        .withoutVariable("agi_threadid")
                        .connect()) {
            assertThat(server.environment())
                    .contains(
                            "agi_callerid: 100",
                            "agi_callingpres: 0",
                            "agi_type: Local",
                            "agi_new: é",
                            "agi_version: 16.28.0~dfsg-0+deb11u4")
                    .noneMatch(line -> line.startsWith("agi_threadid") || line.startsWith("agi_network_script"));
            assertThat(call.transcript().lines()).hasSize(1);
        }
    }

    @Test
    void holdsAConversationToItsEnd() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    heard.add(peer.ask("ANSWER"));
                    heard.add(peer.ask("GET VARIABLE \"X\""));
                    heard.add(peer.ask("SET VARIABLE \"OFFHOOK\" \"done\""));
                    peer.socket.shutdownOutput();
                    heard.add(peer.rest());
                });
                FakeAgiCall call = server.call().connect()) {
            call.expect("ANSWER").reply("200 result=0");
            call.expectMatching("GET VARIABLE .*").reply("200 result=1 (é)");
            call.expectOutcome("done").expectEnd();

            server.await();
            assertThat(heard).containsExactly("200 result=0", "200 result=1 (é)", "200 result=1", "HANGUP\n");
            assertThat(call.variable("OFFHOOK")).contains("done");
            assertThat(call.agiStatus()).isEqualTo("SUCCESS");
            assertThat(call.transcript().toString()).isEqualTo("""
                            < (environment, 21 lines)
                            > ANSWER
                            < 200 result=0
                            > GET VARIABLE "X"
                            < 200 result=1 (é)
                            > SET VARIABLE "OFFHOOK" "done"
                            < 200 result=1
                            ! the server closed the connection
                            < HANGUP""");
        }
    }

    @Test
    void aWrongLineFailsAndShowsTheConversation() throws Exception {
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    peer.ask("ANSWER");
                    peer.ask("HANGUP");
                });
                FakeAgiCall call = server.call().connect()) {
            call.expect("ANSWER").reply("200 result=0");

            assertThatThrownBy(() -> call.expect("NOOP"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected  NOOP\nbut got   HANGUP")
                    .hasMessageContaining("> ANSWER\n")
                    .hasMessageContaining("< 200 result=0");
        }
    }

    @Test
    void silenceFailsAfterTheTimeoutAndSaysWhatWasAwaited() throws Exception {
        try (TestServer server = new TestServer(TestServer.Peer::rest);
                FakeAgiCall call = server.call().timeout(SHORT).connect()) {
            AssertionError error = catchThrowableOfType(AssertionError.class, () -> call.expect("ANSWER"));

            assertThat(error)
                    .hasMessageStartingWith("expected the line ANSWER\nbut nothing came within 100 ms\n")
                    .hasMessageContaining("< (environment, 21 lines)");
        }
    }

    @Test
    void everyExpectationOfALineFailsWhenTheServerCloses() throws Exception {
        List<AssertionError> errors = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int which = i;
            try (TestServer server = new TestServer(TestServer.Peer::readEnvironment);
                    FakeAgiCall call = server.call().connect()) {
                errors.add(catchThrowableOfType(AssertionError.class, () -> {
                    switch (which) {
                        case 0 -> call.expect("x");
                        case 1 -> call.expectMatching("x");
                        case 2 -> call.expectLine();
                        default -> call.expectFailure();
                    }
                }));
            }
        }
        assertThat(errors).hasSize(4).allSatisfy(e -> assertThat(e).hasMessageContaining("the server closed"));
    }

    @Test
    void expectEndFailsOnALineAHalfLineAndOnSilence() throws Exception {
        try (TestServer server = new TestServer(peer -> peer.say("NOOP\n").rest());
                FakeAgiCall call = server.call().timeout(SHORT).connect()) {
            assertThatThrownBy(call::expectEnd).hasMessageContaining("expected the end\nbut got NOOP");
            assertThatThrownBy(call::expectEnd).hasMessageContaining("did not close within 100 ms");
        }
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    peer.say("NO");
                });
                FakeAgiCall call = server.call().connect()) {
            assertThatThrownBy(call::expectEnd).hasMessageContaining("in the middle of a line: NO");
        }
    }

    @Test
    void tellsAResetFromAnEnd() throws Exception {
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    peer.socket.setSoLinger(true, 0);
                });
                FakeAgiCall call = server.call().connect()) {
            assertThatThrownBy(call::expectEnd).hasMessageContaining("the connection was reset");
            call.expectGone();
        }
    }

    @Test
    void aRefusalIsALineOfItsOwn() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    peer.say("failure\n");
                    heard.add(peer.rest());
                });
                FakeAgiCall call = server.call().connect()) {
            call.expectFailure().expectEnd();

            server.await();
            assertThat(heard).containsExactly("HANGUP\n");
            assertThat(call.agiStatus()).isEqualTo("FAILURE");
        }
    }

    @Test
    void silenceCanBeExpected() throws Exception {
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    peer.line();
                    peer.say("NO");
                    peer.line();
                    peer.say("OP\n");
                    peer.line();
                });
                FakeAgiCall call = server.call().connect()) {
            call.expectNothing(SHORT).hangup();
            assertThatThrownBy(() -> call.expectNothing(SHORT)).hasMessageContaining("the beginning of a line: NO");
            call.hangup();
            assertThatThrownBy(() -> call.expectNothing(Duration.ofSeconds(5)))
                    .hasMessageContaining("expected silence\nbut got NOOP");
            call.hangup();
            assertThatThrownBy(() -> call.expectNothing(Duration.ofSeconds(5)))
                    .hasMessageContaining("the connection is over");
        }
    }

    @Test
    void aLineThatThisAsteriskWouldCutFails() throws Exception {
        String line = "NOOP " + "x".repeat(2041);
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    peer.ask(line);
                    peer.ask(line + "x");
                });
                FakeAgiCall call = server.call().version("16.28.0").connect()) {
            call.expect(line).reply("200 result=0");
            assertThatThrownBy(call::expectLine).hasMessageContaining("2047 bytes");
        }
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    peer.ask(line + "x");
                });
                FakeAgiCall call = server.call().connect()) {
            call.expect(line + "x");
        }
    }

    @Test
    void nobodyThereIsAConnectException() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThatThrownBy(() -> FakeAgiCall.to("127.0.0.1", port).connect())
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void connectsThroughOtherSockets() throws Exception {
        AtomicInteger made = new AtomicInteger();
        SocketFactory counting = new DelegatingSocketFactory(made);
        try (TestServer server = new TestServer(TestServer.Peer::readEnvironment);
                FakeAgiCall call = server.call().over(counting).connect()) {
            call.expectEnd();

            assertThat(made).hasValue(1);
        }
    }

    @Test
    void theConversationCanBeWatched() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    peer.ask("NOOP");
                });
                FakeAgiCall call =
                        server.call().watch(line -> seen.add(line.toString())).connect()) {
            call.serve();

            assertThat(seen)
                    .startsWith("< (environment, 21 lines)", "> NOOP", "< 200 result=0")
                    .contains("! the server closed the connection");
            assertThat(call.transcript().commands()).containsExactly("NOOP");
            assertThat(call.transcript().replies()).startsWith("200 result=0");
        }
    }

    private static final class DelegatingSocketFactory extends SocketFactory {
        private final AtomicInteger made;

        DelegatingSocketFactory(AtomicInteger made) {
            this.made = made;
        }

        @Override
        public Socket createSocket() {
            made.incrementAndGet();
            return new Socket();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
