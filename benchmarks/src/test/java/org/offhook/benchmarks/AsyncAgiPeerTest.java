// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AsyncAgiPeerTest {

    private AsyncAgiPeer peer;
    private Thread server;
    private Socket socket;
    private BufferedReader reader;

    @BeforeEach
    void connect() throws IOException {
        peer = new AsyncAgiPeer("127.0.0.1", 0);
        server = new Thread(peer::run, "peer");
        server.start();
        socket = new Socket(InetAddress.getLoopbackAddress(), peer.port());
        socket.setSoTimeout(10_000);
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        assertThat(reader.readLine()).isEqualTo("Asterisk Call Manager/11.0.0");
    }

    @AfterEach
    void close() throws Exception {
        socket.close();
        peer.close();
        server.join(5_000);
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void aCallBeginsWithAnEnvironmentOfACommonSize() throws IOException {
        String start = begin("Channels: 1").get(0);

        assertThat(start).contains("Event: AsyncAGIStart\n", "Context: from-trunk\n", "Exten: 100\n", "Priority: 2\n");
        String encoded = header(start, "Env");
        String environment = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        assertThat(encoded.length()).isBetween(900, 1_100);
        assertThat(environment.length()).isLessThan(1_024);
        assertThat(environment)
                .contains("agi_request: async\n", "agi_arg_1: /bench\nagi_arg_2: gold\n")
                .contains("agi_channel: " + header(start, "Channel") + "\n")
                .contains("agi_uniqueid: " + header(start, "Uniqueid") + "\n")
                .endsWith("\n\n");
    }

    @Test
    void eachChannelHasValuesOfItsOwnAndTheAnswerComesBeforeTheResult() throws IOException {
        List<String> starts = begin("Channels: 2");

        for (String start : starts) {
            String uniqueId = header(start, "Uniqueid");
            send(
                    "AGI",
                    "ActionID: a$1",
                    "Channel: " + header(start, "Channel"),
                    "Command: GET VARIABLE \"V0\"",
                    "CommandID: c-1");
            assertThat(message()).startsWith("Response: Success\nActionID: a$1\nMessage: Added");
            assertThat(message())
                    .startsWith("Event: AsyncAGIExec\n")
                    .contains("Uniqueid: " + uniqueId + "\n", "CommandId: c-1\n")
                    .contains("Result: 200%20result%3D1%20(" + uniqueId + "-V0)%0A\n");
        }
    }

    @Test
    void aChannelIsFoundByItsUniqueIdToo() throws IOException {
        String start = begin("Channels: 1").get(0);

        assertThat(run(header(start, "Uniqueid"), "GET FULL VARIABLE \"a b\""))
                .contains("Channel: " + header(start, "Channel") + "\n", "Result: 200%20result%3D1%20(a%20b)%0A\n");
    }

    @Test
    void breakEndsACallAndTheLastOneBringsTheReport() throws IOException {
        List<String> starts = begin("Channels: 2");

        String first = header(starts.get(0), "Channel");
        run(first, "GET VARIABLE V0");
        run(first, "SET VARIABLE \"OFFHOOK\" \"done\"");
        run(first, "ASYNCAGI BREAK");
        assertEnd(first);
        send("AGI", "Channel: " + first, "Command: NOOP");
        assertThat(message()).contains("Response: Error", "Channel " + first + " does not exist.");
        String second = header(starts.get(1), "Channel");
        run(second, "GET VARIABLE V1");
        assertThat(run(second, "GOSUB offhook-refused s 1")).contains("result%3D-1%20Gosub%20label%20not%20found");
        assertEnd(second);

        assertThat(message())
                .contains("UserEvent: CallsEnd")
                .contains("channels=2 ended=2 failed=1 disorder=1 reads=2 commands=5 ");
    }

    @Test
    void anOutcomeThatIsNotDoneIsAFailure() throws IOException {
        String channel = header(begin("Channels: 1").get(0), "Channel");
        run(channel, "SET VARIABLE OFFHOOK failed");
        run(channel, "ASYNCAGI BREAK");
        assertEnd(channel);

        assertThat(message()).contains("ended=1 failed=1 disorder=0 ");
    }

    @Test
    void onlySoManyAreParkedAtATime() throws IOException {
        List<String> starts = begin("Channels: 3", "AtOnce: 2");

        assertThat(starts).hasSize(2);
        String channel = header(starts.get(0), "Channel");
        run(channel, "ASYNCAGI BREAK");
        assertEnd(channel);
        assertThat(message()).contains("Event: AsyncAGIStart").doesNotContain("Channel: " + channel + "\n");
        send("UserEvent", "UserEvent: Report");
        assertThat(message()).contains("Response: Success");
        assertThat(message()).contains("channels=3 ended=1 ");
    }

    @Test
    void heldCommandsEndWhenTheyAreLetGoAndOthersWaitBehindThem() throws IOException {
        List<String> starts = begin("Channels: 2", "Hold: true");
        for (String start : starts) {
            send("AGI", "Channel: " + header(start, "Channel"), "Command: EXEC Wait 3600", "CommandID: long");
            assertThat(message()).contains("Response: Success");
        }
        assertThat(message()).contains("UserEvent: CallsHeld");
        send("AGI", "Channel: " + header(starts.get(0), "Channel"), "Command: NOOP", "CommandID: behind");
        assertThat(message()).contains("Response: Success");

        send("UserEvent", "UserEvent: Go");

        assertThat(message()).contains("Response: Success");
        assertThat(List.of(id(message()), id(message()), id(message())))
                .containsExactlyInAnyOrder("long", "behind", "long")
                .satisfies(ids -> assertThat(ids.get(0)).isEqualTo("long"));
    }

    @Test
    void commandsWaitForTheTickAndThenRunTogether() throws IOException {
        String channel = header(begin("Channels: 1", "Tick: 100").get(0), "Channel");
        long before = System.nanoTime();

        for (int i = 0; i < 4; i++) {
            tick(channel);
        }

        // Three whole ones lie between the first and the fourth; the first may have come late.
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void theListOfChannelsIsThatOfThoseParked() throws IOException {
        List<String> starts = begin("Channels: 2");
        run(header(starts.get(0), "Channel"), "ASYNCAGI BREAK");
        assertEnd(header(starts.get(0), "Channel"));

        send("CoreShowChannels", "ActionID: 7");

        assertThat(message()).startsWith("Response: Success\nActionID: 7\nEventList: start\n");
        assertThat(message())
                .contains("ActionID: 7\n", "Channel: " + header(starts.get(1), "Channel") + "\n")
                .contains("Application: AGI\nApplicationData: agi:async,/bench,");
        assertThat(message()).contains("EventList: Complete\nListItems: 1\n");
    }

    @Test
    void detailsAreSentAsAsteriskSendsThem() throws IOException {
        String channel = header(begin("Channels: 1", "Details: true").get(0), "Channel");
        send("AGI", "Channel: " + channel, "Command: NOOP");

        assertThat(message()).contains("Response: Success");
        assertThat(message()).startsWith("Event: AGIExecStart\n").contains("Command: NOOP\n");
        assertThat(message()).startsWith("Event: AGIExecEnd\n").contains("ResultCode: 200\n");
        assertThat(message()).startsWith("Event: AsyncAGIExec\n").doesNotContain("CommandId");
    }

    /** Two commands at once. */
    private void tick(String channel) throws IOException {
        send("AGI", "Channel: " + channel, "Command: NOOP", "CommandID: 1");
        send("AGI", "Channel: " + channel, "Command: NOOP", "CommandID: 2");
        assertThat(message()).contains("Response: Success");
        assertThat(message()).contains("Response: Success");
        assertThat(id(message())).isEqualTo("1");
        assertThat(id(message())).isEqualTo("2");
    }

    /** Begins; gives the starts that come at once. */
    private List<String> begin(String... options) throws IOException {
        String[] lines = new String[options.length + 1];
        lines[0] = "UserEvent: Begin";
        System.arraycopy(options, 0, lines, 1, options.length);
        send("UserEvent", lines);
        assertThat(message()).contains("Response: Success");
        assertThat(message()).contains("UserEvent: CallsBegin");
        String most = options.length > 1 && options[1].startsWith("AtOnce") ? options[1] : options[0];
        List<String> starts = new ArrayList<>();
        for (int i = Integer.parseInt(most.substring(most.indexOf(' ') + 1)); i > 0; i--) {
            starts.add(message());
        }
        return starts;
    }

    /** Runs a command; gives its result. */
    private String run(String channel, String command) throws IOException {
        send("AGI", "Channel: " + channel, "Command: " + command, "CommandID: 1");
        assertThat(message()).contains("Response: Success");
        return message();
    }

    private void assertEnd(String channel) throws IOException {
        assertThat(message()).startsWith("Event: AsyncAGIEnd\n").contains("Channel: " + channel + "\n");
        assertThat(message()).startsWith("Event: Hangup\n").contains("Channel: " + channel + "\n");
    }

    private static String id(String event) {
        return header(event, "CommandId");
    }

    private static String header(String message, String name) {
        for (String line : message.split("\n", -1)) {
            if (line.startsWith(name + ": ")) {
                return line.substring(name.length() + 2);
            }
        }
        throw new AssertionError("no " + name + " in " + message);
    }

    private void send(String action, String... lines) throws IOException {
        String text = "Action: " + action + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Its lines, each ending in LF. */
    private String message() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }
}
