// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AmiFloodTest {

    private AmiFlood flood;
    private Thread server;
    private Socket socket;
    private BufferedReader reader;

    @BeforeEach
    void connect() throws IOException {
        flood = new AmiFlood("127.0.0.1", 0, 10);
        server = new Thread(
                () -> {
                    try {
                        flood.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "flood");
        server.start();
        socket = new Socket(InetAddress.getLoopbackAddress(), flood.port());
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        assertThat(reader.readLine()).isEqualTo("Asterisk Call Manager/11.0.0");
    }

    @AfterEach
    void close() throws Exception {
        socket.close();
        flood.close();
        server.join(5_000);
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void answersSeveralActionsInOrderWithTheirIds() throws IOException {
        send(
                "Action: Ping\r\nActionID: a\r\n\r\naction: PING\r\nactionid: b$1\r\n\r\nAction: Nothing\r\nActionID: c\r\n\r\n");

        assertThat(message()).contains("Response: Success", "ActionID: a", "Ping: Pong");
        assertThat(message()).contains("Response: Success", "ActionID: b$1", "Ping: Pong");
        assertThat(message()).containsExactly("Response: Error", "ActionID: c", "Message: Invalid/unknown command");
    }

    @Test
    void answersAnActionThatComesInPieces() throws IOException {
        send("Action: Challenge\r\nAuthTy");
        send("pe: MD5\r\n\r");
        send("\n");

        assertThat(message()).containsExactly("Response: Success", "Challenge: 429468640");
    }

    @Test
    void streamsAsManyEventsAsAskedForAcrossTheEndOfItsStore() throws IOException {
        int count = 2 * FloodEvents.CALLS * FloodEvents.EVENTS_PER_CALL + 6;
        send("Action: UserEvent\r\nUserEvent: Begin\r\nEvents: " + count + "\r\n\r\n");

        assertThat(message()).contains("Response: Success");
        assertThat(message()).contains("UserEvent: Begin");
        int hangups = 0;
        long headers = 0;
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            List<String> event = message();
            assertThat(event).anyMatch(line -> line.startsWith("Uniqueid: "));
            hangups += event.get(0).equals("Event: Hangup") ? 1 : 0;
            headers += event.size();
            bytes += 2;
            for (String line : event) {
                bytes += line.length() + 2;
            }
        }
        assertThat(message()).contains("UserEvent: End", "Events: " + count, "Hangups: " + FloodEvents.hangups(count));
        assertThat(FloodEvents.hangups(count)).isEqualTo(hangups);
        assertThat(headers / (double) count).isCloseTo(17, within(1.0));
        assertThat(bytes / (double) count).isCloseTo(380, within(10.0));
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private List<String> message() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            lines.add(line);
        }
        return lines;
    }
}
