// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The output of CLI commands, of Asterisk 14 and newer and of 13 and older. */
class AmiClientCommandTest extends AmiClientFixture {

    private static final RawAction COMMAND = RawAction.of("Command", "Command", "core show uptime");

    private void old(String output) {
        server.next(peer -> {
            peer.banner("2.10.6");
            peer.serve();
        });
        server.on(
                "Command",
                (peer, action) -> peer.raw("Response: Follows\r\nPrivilege: Command\r\nActionID: " + action.id()
                        + "\r\n" + output + "--END COMMAND--\r\n\r\n"));
    }

    private void oldLines(String... lines) {
        old(String.join("\n", lines) + "\n");
    }

    private AmiResponse ask() {
        AmiClient client = connect();
        AmiResponse response = client.request(COMMAND);
        assertThat(client.request(PING).isSuccess()).isTrue();
        assertThat(client.statistics().unsolicited()).isZero();
        return response;
    }

    @Test
    void outputHeadersInOrder() {
        server.on(
                "Command",
                (peer, action) -> peer.reply(
                        action,
                        "Success",
                        "Message: Command output follows",
                        "Output: first",
                        "Output: ",
                        "Output:   two: blanks before,  and after  ",
                        "Output: first"));
        AmiResponse response = ask();
        assertThat(response.output()).containsExactly("first", "", "  two: blanks before,  and after  ", "first");
        assertThat(response.message()).isEqualTo("Command output follows");
    }

    @Test
    void aCommandThatFailsHoldsItsOutput() {
        server.on(
                "Command",
                (peer, action) -> peer.reply(
                        action,
                        "Error",
                        "Message: Command output follows",
                        "Output: No such command 'x' (type 'core show help x' for other possible commands)"));
        AmiErrorException error = failure(connect().send(COMMAND), AmiErrorException.class);
        assertThat(error.response().output()).singleElement().asString().startsWith("No such command");
    }

    @Test
    void theRealOutputOfAsterisk22() throws Exception {
        String recorded = new String(
                AmiClientCommandTest.class
                        .getResourceAsStream("/transcripts/asterisk22/action-command-multiline.txt")
                        .readAllBytes(),
                ISO_8859_1);
        server.on(
                "Command",
                (peer, action) -> peer.raw(recorded.replaceFirst("ActionID: [^\r]*", "ActionID: " + action.id())
                        .getBytes(ISO_8859_1)));
        List<String> lines = recorded.lines()
                .filter(line -> line.startsWith("Output: "))
                .map(line -> line.substring(8))
                .toList();
        assertThat(ask().output()).hasSizeGreaterThan(1).isEqualTo(lines);
    }

    @Test
    void rawOutputOfOldIsLines() {
        oldLines("System uptime: 19 minutes", "Last reload: 3 seconds");
        AmiResponse response = ask();
        assertThat(response.output()).containsExactly("System uptime: 19 minutes", "Last reload: 3 seconds");
        assertThat(response.headers().find("Privilege")).contains("Command");
        assertThat(response.isSuccess()).isTrue();
    }

    @Test
    void rawOutputMayHaveTheMarkerRightBehindIt() {
        old("no line end");
        assertThat(ask().output()).containsExactly("no line end");
    }

    @Test
    void rawOutputMayBeEmpty() {
        old("");
        assertThat(ask().output()).isEmpty();
    }

    @Test
    void rawOutputMayHaveBlankLinesAndLookLikeMessages() {
        oldLines("a", "", "Event: Hangup", "", "", "Response: Error", "b: c");
        assertThat(ask().output()).containsExactly("a", "", "Event: Hangup", "", "", "Response: Error", "b: c");
    }

    @Test
    void rawOutputMayHaveEmptyCrlfLines() {
        old("a\r\n\r\nb\n");
        List<String> output = ask().output();
        assertThat(output.stream().map(String::strip)).containsExactly("a", "", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--END COMMAND-- is not the end\n", "--END COMMAND--\n", "----END COMMAND--\n", "-\n--\n--END\n"
            })
    void whatLooksLikeTheMarkerIsText(String text) {
        old(text);
        assertThat(String.join("\n", ask().output()) + "\n").isEqualTo(text);
    }

    @Test
    void rawOutputOfAMegabyteInPieces() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("line ").append(i).append(": some text of a line of a long listing, ä\n");
        }
        old(text.toString());
        List<String> output = ask().output();
        assertThat(output).hasSize(20_000);
        assertThat(output.get(19_999)).isEqualTo("line 19999: some text of a line of a long listing, ä");
    }
}
