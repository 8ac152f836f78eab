// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** The server of the other tests does what they believe it does. */
class ScriptedAmiTest {

    private static final String PING = "Action: Ping\r\nActionID: 7\r\n\r\n";

    @Test
    void aFriendlyServerAnswersOnlyAfterLogin() throws Exception {
        try (ScriptedAmi server = ScriptedAmi.start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            write(
                    socket,
                    PING + "Action: Login\r\nUsername: " + ScriptedAmi.USER + "\r\nSecret: " + ScriptedAmi.SECRET
                            + "\r\n\r\n" + PING + "Action: Logoff\r\n\r\n");
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith(String.join(
                            "\r\n",
                            "Asterisk Call Manager/11.0.0",
                            "Response: Error",
                            "ActionID: 7",
                            "Message: Permission denied",
                            "",
                            "Response: Success",
                            "Message: Authentication accepted",
                            "",
                            "Event: FullyBooted"))
                    .contains("ActionID: 7\r\nPing: Pong\r\n")
                    .endsWith("Response: Goodbye\r\nMessage: Thanks for all the fish.\r\n\r\n");
            assertThat(server.peer(1).awaitGone()).isTrue();
            assertThat(server.peer(1).actions()).containsExactly("Ping", "Login", "Ping", "Logoff");
        }
    }

    @Test
    void aBadKeyIsRefusedAndTheConnectionCloses() throws Exception {
        try (ScriptedAmi server = ScriptedAmi.start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            write(socket, "Action: Login\r\nAuthType: MD5\r\nUsername: " + ScriptedAmi.USER + "\r\nKey: 00\r\n\r\n");
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .endsWith("Response: Error\r\nMessage: Authentication failed\r\n\r\n");
        }
    }

    @Test
    void aScriptServesOneConnectionAndAResetIsAReset() throws Exception {
        try (ScriptedAmi server = ScriptedAmi.start()) {
            server.next(peer -> {
                peer.expect("Ping");
                peer.rst();
            });
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                write(socket, PING);
                assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                assertThat(socket.getInputStream().read()).isEqualTo('A');
            }
        }
    }

    @Test
    void aFailedExpectationFailsTheTest() throws Exception {
        ScriptedAmi server = ScriptedAmi.start();
        server.next(peer -> peer.expect("Login"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            write(socket, PING);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThatThrownBy(server::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected Login, got [Action: Ping, ActionID: 7]");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }
}
