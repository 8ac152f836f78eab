// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeAgiCallModelTest {

    /** What the model says to commands, asked over a real connection. */
    private static List<String> ask(FakeAgiCallOptions options, String... commands) throws Exception {
        List<String> replies = new ArrayList<>();
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    for (String command : commands) {
                        String reply = peer.ask(command);
                        replies.add(reply);
                        for (String line = reply; line.startsWith("520-") || line.startsWith("100 "); ) {
                            line = peer.line();
                            replies.add(line);
                            if (line.startsWith("Usage")) {
                                line = peer.line();
                                replies.add(line);
                            }
                        }
                    }
                });
                FakeAgiCall call = options.apply(server.call()).connect()) {
            call.serve();
            server.await();
        }
        return replies;
    }

    private interface FakeAgiCallOptions {
        FakeAgiCallBuilder apply(FakeAgiCallBuilder call);
    }

    private static List<String> ask(String... commands) throws Exception {
        return ask(call -> call, commands);
    }

    /** Copied from what Asterisk 22 and 16 said to the same lines. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "SET VARIABLE A \"x\\\"y\"        | 200 result=1 (x\"y)",
                "SET VARIABLE A \"back\\\\slash\" | 200 result=1 (back\\slash)",
                "SET VARIABLE A a\\ b             | 200 result=1 (a b)",
                "SET VARIABLE A \"\"              | 200 result=1 ()",
                "SET VARIABLE A a\"b\"c           | 200 result=1 (abc)",
                "SET VARIABLE A \"unterminated    | 200 result=1 (unterminated)",
                "SET VARIABLE A \"é漢\"            | 200 result=1 (é漢)",
                "set  VARiable \"A\"   \"paren)x\"  | 200 result=1 (paren)x)",
                "EXEC Set \"A=1,2\"               | 200 result=1 (1,2)",
                "NOOP                             | 200 result=0",
            })
    void readsQuotesAsAsteriskDoes(String set, String then) throws Exception {
        assertThat(ask(set, "GET VARIABLE A").get(1)).isEqualTo(then);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOGUS", "", "SET", "GET", "GETVARIABLE X", "NOOP\r"})
    void doesNotKnowWhatAsteriskDoesNotKnow(String line) throws Exception {
        assertThat(ask(line)).containsExactly("510 Invalid or unknown command");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET VARIABLE A", "GET VARIABLE A B", "STREAM FILE beep", "DATABASE GET f", "GET DATA"})
    void refusesAWrongNumberOfArguments(String line) throws Exception {
        assertThat(ask(line))
                .hasSize(3)
                .startsWith("520-Invalid command syntax.  Proper usage follows:")
                .endsWith("520 End of proper usage.");
    }

    @Test
    void knowsTheCallItBelongsTo() throws Exception {
        assertThat(ask(
                        call -> call.variable("agi_extension", "7").channelVariable("CHANNEL(state)", "Up"),
                        "GET VARIABLE EXTEN",
                        "GET VARIABLE CHANNEL(state)",
                        "GET VARIABLE CALLERID(num)",
                        "CHANNEL STATUS",
                        "ANSWER",
                        "CHANNEL STATUS",
                        "CHANNEL STATUS nosuch"))
                .containsExactly(
                        "200 result=1 (7)",
                        "200 result=1 (Up)",
                        "200 result=0",
                        "200 result=4",
                        "200 result=0",
                        "200 result=6",
                        "200 result=-1");
    }

    @Test
    void givesDigitsToTheCommandsThatListen() throws Exception {
        assertThat(ask(
                        call -> call.press("15").press("12#3*99"),
                        "STREAM FILE welcome \"\"",
                        "STREAM FILE menu \"5\"",
                        "GET DATA pin 5000 4",
                        "WAIT FOR DIGIT 1000",
                        "SAY DIGITS 123 \"*\"",
                        "GET DATA pin 5000 5",
                        "GET DATA pin 5000 5",
                        "WAIT FOR DIGIT 1000",
                        "STREAM FILE menu \"5\"",
                        "RECORD FILE x wav # 1000"))
                .containsExactly(
                        "200 result=0 endpos=8000",
                        "200 result=53 endpos=1600",
                        "200 result=12",
                        "200 result=51",
                        "200 result=42",
                        "200 result=99 (timeout)",
                        "200 result= (timeout)",
                        "200 result=0",
                        "200 result=0 endpos=8000",
                        "200 result=0 (timeout) endpos=8000");
    }

    @Test
    void readsLongValuesInSlices() throws Exception {
        String value = "é".repeat(600);
        List<String> replies = ask(
                call -> call.channelVariable("LONG", value),
                "GET FULL VARIABLE \"${LEN(${LONG})}\"",
                "GET FULL VARIABLE \"${LONG:0:900}\"",
                "GET FULL VARIABLE \"${LONG:900:900}\"",
                "GET FULL VARIABLE \"<${LONG:1190}> ${NONE}\"",
                "GET FULL VARIABLE \"open ${LONG\"");

        assertThat(replies)
                .containsExactly(
                        "200 result=1 (1200)",
                        "200 result=1 (" + "é".repeat(450) + ")",
                        "200 result=1 (" + "é".repeat(150) + ")",
                        "200 result=1 (<ééééé> )",
                        "200 result=1 (open ${LONG)");
    }

    @Test
    void cutsWhatGetVariableCuts() throws Exception {
        assertThat(ask(call -> call.channelVariable("LONG", "x".repeat(2000)), "GET VARIABLE LONG"))
                .containsExactly("200 result=1 (" + "x".repeat(1023) + ")");
    }

    @Test
    void keepsADatabaseWithAsterisksOwnResults() throws Exception {
        assertThat(ask(
                        "DATABASE GET f k",
                        "DATABASE PUT f k v",
                        "DATABASE GET f k",
                        "DATABASE DEL f k",
                        "DATABASE DEL f k",
                        "DATABASE PUT f k/1 v",
                        "DATABASE DELTREE f k",
                        "DATABASE DELTREE f"))
                .containsExactly(
                        "200 result=0",
                        "200 result=1",
                        "200 result=1 (v)",
                        "200 result=1",
                        "200 result=1",
                        "200 result=1",
                        "200 result=0",
                        "200 result=1");
    }

    @Test
    void gosubAnswersTwice() throws Exception {
        assertThat(ask("GOSUB ctx s 1")).containsExactly("100 result=0 Trying...", "200 result=0 Gosub complete");
    }

    @Test
    void afterTheHangupOnlyDeadChannelCommandsRun() throws Exception {
        assertThat(ask(
                        "HANGUP",
                        "NOOP",
                        "NOOP",
                        "GET VARIABLE X",
                        "EXEC NoOp x",
                        "DATABASE GET f k",
                        "ANSWER",
                        "BOGUS"))
                .containsExactly(
                        "200 result=1",
                        "HANGUP",
                        "200 result=0",
                        "200 result=0",
                        "200 result=0",
                        "200 result=0",
                        "200 result=0",
                        "511 Command Not Permitted on a dead channel or intercept routine");
    }

    @Test
    void aHangupInTheMiddleOfACommandComesBehindItsAnswer() throws Exception {
        List<String> replies = new ArrayList<>();
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    replies.add(peer.ask("WAIT FOR DIGIT -1"));
                    replies.add(peer.ask("WAIT FOR DIGIT -1"));
                    replies.add(peer.line());
                });
                FakeAgiCall call = server.call().connect()) {
            CompletableFuture<Void> serving = TestServer.background(call::serve);
            call.press("7");
            Awaitility.await().until(() -> call.transcript().commands().size() == 2);
            call.hangup();

            server.await();
            assertThat(replies).containsExactly("200 result=55", "200 result=-1", "HANGUP");
            serving.get(10, TimeUnit.SECONDS);
            assertThat(call.agiStatus()).isEqualTo("HANGUP");
        }
    }

    @Test
    void aPromptThatNobodyEndsFailsTheTest() throws Exception {
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    peer.ask("WAIT FOR DIGIT -1");
                });
                FakeAgiCall call = server.call().timeout(Duration.ofMillis(50)).connect()) {
            assertThatThrownBy(call::serve)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("waits for a digit without a limit");
        }
    }

    @Test
    void ownAnswersComeBeforeTheModels() throws Exception {
        List<String> replies = new ArrayList<>();
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    replies.add(peer.ask("GET VARIABLE X"));
                    replies.add(peer.ask("NOOP"));
                    peer.say("failure\n");
                });
                FakeAgiCall call = server.call().connect()) {
            call.serve(Map.of("GET VARIABLE X", "200 result=1 (y)"));

            assertThat(replies).containsExactly("200 result=1 (y)", "200 result=0");
            assertThat(call.agiStatus()).isEqualTo("FAILURE");
        }
    }

    @Test
    void aFailedCommandMakesTheStatusAFailure() throws Exception {
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    peer.ask("RECEIVE CHAR 100");
                });
                FakeAgiCall call = server.call().connect()) {
            assertThat(call.serve().agiStatus()).isEqualTo("FAILURE");
        }
    }

    @Test
    void promptsTakeTheirTimeIfTold() throws Exception {
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    peer.ask("STREAM FILE welcome \"\"");
                });
                FakeAgiCall call = server.call().pace(Duration.ofMillis(80)).connect()) {
            List<Transcript.Line> lines = call.serve().transcript().lines();

            assertThat(lines.get(2).at().minus(lines.get(1).at())).isGreaterThanOrEqualTo(Duration.ofMillis(75));
            assertThat(call.transcript().timed()).matches("(?s) +\\d+\\.\\d{3} < \\(environment.*");
        }
    }

    @Test
    void inRealTimeCommandsWaitForKeysThatArePressedLater() throws Exception {
        List<String> replies = new ArrayList<>();
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    replies.add(peer.ask("WAIT FOR DIGIT 60000"));
                    replies.add(peer.ask("GET DATA pin 60000 2"));
                    replies.add(peer.ask("STREAM FILE menu 12"));
                    replies.add(peer.ask("RECORD FILE note wav # -1"));
                    replies.add(peer.ask("WAIT FOR DIGIT -1"));
                });
                FakeAgiCall call = server.call()
                        .realTime()
                        .timeout(Duration.ofSeconds(60))
                        .pace(Duration.ofSeconds(60))
                        .connect()) {
            List<String> keys = new ArrayList<>(List.of("7", "34", "92", "#", "*"));
            call.answering(line -> {
                CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(() -> call.press(keys.remove(0)));
                return null;
            });
            call.serve();
            server.await();
        }
        assertThat(replies)
                .containsExactly(
                        "200 result=55",
                        "200 result=34",
                        "200 result=50 endpos=1600",
                        "200 result=35 (dtmf) endpos=8000",
                        "200 result=42");
    }

    @Test
    void inRealTimeSilenceLastsAsLongAsTheCommandSays() throws Exception {
        List<String> replies = new ArrayList<>();
        try (TestServer server = new TestServer(peer -> {
                    peer.readEnvironment();
                    replies.add(peer.ask("WAIT FOR DIGIT 60"));
                    replies.add(peer.ask("GET DATA pin 60"));
                    replies.add(peer.ask("GET OPTION menu 1 60"));
                    replies.add(peer.ask("EXEC Wait 0.06"));
                });
                FakeAgiCall call = server.call().realTime().connect()) {
            List<Transcript.Line> lines = call.serve().transcript().lines();
            server.await();

            for (int command = 1; command < 9; command += 2) {
                assertThat(lines.get(command + 1).at().minus(lines.get(command).at()))
                        .isGreaterThanOrEqualTo(Duration.ofMillis(50));
            }
        }
        assertThat(replies)
                .containsExactly("200 result=0", "200 result= (timeout)", "200 result=0 endpos=8000", "200 result=0");
    }

    @Test
    void onlyKeysOfAPhoneCanBePressed() throws Exception {
        try (TestServer server = new TestServer(peer -> {});
                FakeAgiCall call = server.call().connect()) {
            assertThatThrownBy(() -> call.press("1x")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
