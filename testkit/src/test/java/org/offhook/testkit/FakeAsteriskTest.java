// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Asterisk 22 said in the recordings, said again. */
class FakeAsteriskTest {

    private static final String ADDED = "Message: Added AGI command to queue";

    private final FakeAsterisk asterisk = FakeAsterisk.start();

    @AfterEach
    void close() {
        asterisk.close();
    }

    // ---- the connection ----

    @Test
    void logsInAndOut() {
        try (ManagerClient client = new ManagerClient(asterisk.port())) {
            assertThat(client.line()).hasValue("Asterisk Call Manager/11.0.0");
            assertThat(client.ask("Ping")).contains("Error", "Permission denied");
            assertThat(client.ask("Login", "Username: " + asterisk.user(), "Secret: " + asterisk.secret()))
                    .isEqualTo("Response: Success | ActionID: a2 | Message: Authentication accepted");
            assertThat(client.message()).startsWith("Event: FullyBooted | Privilege: system,all | Uptime: ");
            assertThat(client.ask("Ping")).contains("Success", "Ping: Pong");
            assertThat(client.ask("Logoff")).startsWith("Response: Goodbye");
            assertThat(client.line()).isEmpty();
        }
        assertThat(asterisk.logins()).isEqualTo(1);
    }

    @Test
    void logsInByChallenge() throws Exception {
        try (ManagerClient client = new ManagerClient(asterisk.port())) {
            client.line();
            String challenge = ManagerClient.header(client.ask("Challenge", "AuthType: MD5"), "Challenge");
            String key = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5")
                            .digest((challenge + asterisk.secret()).getBytes(ISO_8859_1)));
            assertThat(client.ask("Login", "AuthType: MD5", "Username: " + asterisk.user(), "Key: " + key))
                    .contains("Authentication accepted");
        }
    }

    @Test
    void refusesAWrongPasswordAndAnyIfToldTo() {
        try (ManagerClient client = new ManagerClient(asterisk.port())) {
            client.line();
            assertThat(client.ask("Login", "Username: " + asterisk.user(), "Secret: wrong"))
                    .contains("Error", "Authentication failed");
            assertThat(client.line()).isEmpty();
        }
        asterisk.refuseLogins(true);
        try (ManagerClient client = new ManagerClient(asterisk.port())) {
            client.line();
            assertThat(client.ask("Login", "Username: " + asterisk.user(), "Secret: " + asterisk.secret()))
                    .contains("Authentication failed");
        }
    }

    @Test
    void saysWhatItIs() {
        asterisk.version("16.28.0").systemName("pbx-a");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            assertThat(client.ask("CoreSettings")).contains("AsteriskVersion: 16.28.0", "SystemName: pbx-a");
            assertThat(client.ask("CoreStatus")).contains("CoreStartupDate: ", "CoreStartupTime: ");
            assertThat(client.ask("ListCommands"))
                    .contains("AGI: Add an AGI command to execute by Async AGI.  (Priv: agi,all)");
            assertThat(client.ask("NoSuchAction"))
                    .contains("Error", "Invalid/unknown command: NoSuchAction. Use Action: ListCommands");
        }
    }

    @Test
    void refusesLinesThatAreTooLong() {
        FakeChannel channel = asterisk.park("agi:async,/x");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            assertThat(client.ask("AGI", "Channel: " + channel.name(), "Command: NOOP " + "x".repeat(1008)))
                    .contains(ADDED);
            assertThat(client.ask("AGI", "Channel: " + channel.name(), "Command: NOOP " + "x".repeat(1009)))
                    .contains("Error", "Failed to parse message: line too long");
        }
    }

    @Test
    void sendsOnlyTheEventsThatAreAskedFor() {
        try (ManagerClient agi = ManagerClient.loggedIn(asterisk);
                ManagerClient byName = ManagerClient.loggedIn(asterisk);
                ManagerClient byRegex = ManagerClient.loggedIn(asterisk);
                ManagerClient none = ManagerClient.loggedIn(asterisk)) {
            assertThat(agi.ask("Events", "EventMask: system,agi")).contains("Events: On");
            byName.ask("Filter", "Operation: Add", "MatchCriteria: action(include),name(Hangup),method(none)");
            byRegex.ask("Filter", "Operation: Add", "Filter: ^Event: (Hangup|VarSet)[[:cntrl:]]");
            assertThat(none.ask("Events", "EventMask: banana")).contains("Events: Off");
            asterisk.park("agi:async,/x").hangUp();
            assertThat(agi.names("AsyncAGIEnd")).containsExactly("AsyncAGIStart", "AsyncAGIEnd");
            assertThat(byName.names("Hangup")).containsExactly("Hangup");
            assertThat(byRegex.names("Hangup")).containsExactly("VarSet AGISTATUS=HANGUP", "Hangup");
            assertThat(none.ask("Ping")).contains("Pong");
        }
    }

    // ---- sessions ----

    @Test
    void tellsOfAChannelAndRunsItsCommands() {
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            FakeChannel channel = asterisk.park("agi:async,arg one,,\"a,b\"");
            String start = client.until("AsyncAGIStart");
            assertThat(start)
                    .contains("Privilege: agi,all", "Uniqueid: " + channel.uniqueId(), "Context: default | Exten: 100");
            assertThat(ManagerClient.decoded(ManagerClient.header(start, "Env")))
                    .startsWith("agi_request: async\nagi_channel: " + channel.name() + "\nagi_language: en\n")
                    .endsWith("\nagi_arg_1: arg one\nagi_arg_2: \nagi_arg_3: a,b\n\n");
            client.agi(channel, "SET VARIABLE FOO \"a b\\\"cé +&=%\"", "c1");
            assertThat(client.names("AsyncAGIExec"))
                    .containsExactly(
                            "Success", "AGIExecStart", "VarSet FOO=a b\\\"cé +&=%", "AGIExecEnd", "AsyncAGIExec");
            client.agi(channel, "GET FULL VARIABLE ${FOO}", "c2");
            assertThat(client.until("AsyncAGIExec"))
                    .endsWith("Result: 200%20result%3D1%20(a%20b%22c%C3%A9%20%2B%26%3D%25)%0A | CommandId: c2");
            assertThat(channel.variable("FOO")).isEqualTo("a b\"cé +&=%");
            assertThat(channel.commands()).hasSize(2).isEqualTo(channel.executed());
            assertThat(channel.commandIds()).containsExactly("c1", "c2");
        }
    }

    @Test
    void answersTheActionAsAsteriskDoes() {
        FakeChannel never = asterisk.channel();
        FakeChannel channel = asterisk.park("agi:async");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            assertThat(client.ask("AGI", "Channel: ", "Command: NOOP"))
                    .contains("Error", "Both, Channel and Command are *required*");
            assertThat(client.ask("AGI", "Channel: Local/nosuch", "Command: NOOP"))
                    .contains("Error", "Channel Local/nosuch does not exist.");
            assertThat(client.ask("AGI", "Channel: " + never.name(), "Command: NOOP"))
                    .contains("Error", "Failed to add AGI command to channel " + never.name() + " queue");
            assertThat(client.ask("AGI", "Channel: " + channel.uniqueId(), "Command: NOOP"))
                    .contains("Success", ADDED);
            assertThat(client.ask(
                            "AGI", "Channel: " + channel.name().toUpperCase(java.util.Locale.ROOT), "Command: NOOP"))
                    .contains("Success", ADDED);
        }
    }

    @Test
    void theRestOfALongReplyComesBeforeTheNext() {
        FakeChannel channel = asterisk.park("agi:async").variable("LONG", "x".repeat(1500));
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.agi(channel, "GET FULL VARIABLE ${LONG}", "1");
            assertThat(client.result()).hasSize(1024).endsWith("xx");
            client.agi(channel, "NOOP", "2");
            assertThat(client.result()).isEqualTo("x".repeat(1500 + 14 - 1024) + ")\n200 result=0\n");
        }
    }

    @Test
    void anEncodedReplyIsCutAtAWholeEscape() {
        String value = "@".repeat(670);
        FakeChannel channel = asterisk.park("agi:async").variable("AT", value);
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.agi(channel, "GET FULL VARIABLE ${AT}", "1");
            String whole = "200%20result%3D1%20(" + "%40".repeat(670) + ")%0A";
            assertThat(ManagerClient.header(client.until("AsyncAGIExec"), "Result"))
                    .isEqualTo(whole)
                    .hasSize(2034);
            channel.variable("AT", value + "@@@@@");
            client.agi(channel, "GET FULL VARIABLE ${AT}", "2");
            assertThat(ManagerClient.header(client.until("AsyncAGIExec"), "Result"))
                    .hasSize(2046)
                    .endsWith("%40)");
        }
    }

    @Test
    void aLongRequestIsCutAndItsRestComesFirst() {
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            FakeChannel channel = asterisk.park("agi:async,/x," + "y".repeat(900));
            String request = ManagerClient.decoded(ManagerClient.header(client.until("AsyncAGIStart"), "Env"));
            assertThat(request).hasSize(1024).endsWith("yyy");
            client.agi(channel, "NOOP", "1");
            assertThat(client.result()).matches("y+\n\n200 result=0\n");
        }
    }

    @Test
    void aFullPipeStopsTheChannelForEver() {
        FakeChannel channel = asterisk.park("agi:async").variable("HUGE", "x".repeat(90_000));
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.agi(channel, "GET FULL VARIABLE ${HUGE}", "1");
            await().until(channel::isStuck);
            assertThat(client.ask("Hangup", "Channel: " + channel.name())).contains("Channel Hungup");
            assertThat(client.ask("AGI", "Channel: " + channel.name(), "Command: NOOP"))
                    .contains(ADDED);
            assertThat(channel.isHungUp()).isFalse();
            assertThat(channel.executed()).hasSize(1);
        }
    }

    // ---- ends ----

    @Test
    void aFailingCommandEndsTheSessionAndTheLoopBeginsTheNext() {
        FakeChannel channel = asterisk.park("agi:async,/x")
                .onCommand("STREAM FILE nosuch", "200 result=-1 endpos=0")
                .hold("EXEC Wait");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.agi(channel, "EXEC Wait 1", "f0");
            client.agi(channel, "STREAM FILE nosuch \"\"", "f1");
            client.agi(channel, "NOOP", "f2");
            await().until(() -> channel.queued().size() == 2);
            channel.finish();
            client.until("AsyncAGIExec");
            assertThat(client.names("AsyncAGIStart"))
                    .containsExactly(
                            "AGIExecStart",
                            "AGIExecEnd",
                            "AsyncAGIExec",
                            "AsyncAGIEnd",
                            "VarSet AGISTATUS=FAILURE",
                            "Newexten",
                            "AsyncAGIStart");
            assertThat(client.until("AsyncAGIExec")).contains("CommandId: f2"); // the queue outlives the session
            assertThat(channel.sessions()).isEqualTo(2);
        }
    }

    @Test
    void theLoopEndsWithTheOutcome() {
        FakeChannel channel = asterisk.park("agi:async,/x");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.agi(channel, "SET VARIABLE OFFHOOK failed", "1");
            client.agi(channel, "GOSUB offhook-refused s 1", "2");
            assertThat(client.names("Newexten"))
                    .endsWith("AsyncAGIExec", "AsyncAGIEnd", "VarSet AGISTATUS=FAILURE", "Newexten");
            assertThat(channel.isParked()).isFalse();
            assertThat(client.ask("CoreShowChannels")).contains("EventList: start");
            assertThat(client.message()).contains("Priority: 2", "Application: Wait | ApplicationData: 600");
        }
    }

    @Test
    void breakEndsWithSuccess() {
        FakeChannel channel = asterisk.park("agi:async,/x");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.agi(channel, "ASYNCAGI BREAK", "1");
            assertThat(client.names("VarSet"))
                    .containsExactly(
                            "Success",
                            "AGIExecStart",
                            "AGIExecEnd",
                            "AsyncAGIExec",
                            "AsyncAGIEnd",
                            "VarSet AGISTATUS=SUCCESS");
            assertThat(client.ask("AGI", "Channel: " + channel.name(), "Command: NOOP", "CommandID: 2"))
                    .contains(ADDED);
            assertThat(channel.queued()).containsExactly("NOOP");
            channel.reenter();
            assertThat(client.until("AsyncAGIExec")).contains("CommandId: 2");
        }
    }

    @Test
    void aHangupEndsTheRunningCommandAndForgetsTheOthers() {
        FakeChannel channel = asterisk.park("agi:async,/x").hold("EXEC Wait");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.agi(channel, "EXEC Wait 2", "h1");
            client.agi(channel, "NOOP", "h2");
            client.until("AGIExecStart");
            client.message();
            assertThat(client.ask("Hangup", "Channel: " + channel.name())).contains("Channel Hungup");
            assertThat(client.message()).startsWith("Event: AGIExecEnd");
            assertThat(client.message()).endsWith("Result: 200%20result%3D-1%0A | CommandId: h1");
            assertThat(client.names("Hangup"))
                    .containsExactly("AsyncAGIEnd", "VarSet AGISTATUS=HANGUP", "SoftHangupRequest", "Hangup");
            assertThat(client.ask("AGI", "Channel: " + channel.name(), "Command: NOOP"))
                    .contains("Channel " + channel.name() + " does not exist.");
            assertThat(channel.isHungUp()).isTrue();
        }
    }

    @Test
    void theHangupCommandSucceedsAndEndsAll() {
        FakeChannel channel = asterisk.park("agi:async,/x");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.agi(channel, "HANGUP", "k1");
            assertThat(client.until("AsyncAGIExec")).contains("Result: 200%20result%3D1%0A");
            assertThat(client.names("Hangup"))
                    .containsExactly("AsyncAGIEnd", "VarSet AGISTATUS=HANGUP", "SoftHangupRequest", "Hangup");
        }
    }

    @Test
    void aRedirectEndsTheSessionWithoutAHangup() {
        FakeChannel channel = asterisk.park("agi:async,/x").hold("EXEC Wait");
        asterisk.extension("other", "s", 2, "agi:async,/y");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.agi(channel, "EXEC Wait 5", "r1");
            client.agi(channel, "GET VARIABLE CONTEXT", "r2");
            await().until(() -> channel.queued().size() == 1);
            assertThat(client.ask(
                            "Redirect", "Channel: " + channel.name(), "Context: other", "Exten: s", "Priority: 2"))
                    .contains("Redirect successful");
            assertThat(client.result()).isEqualTo("200 result=-1\n");
            assertThat(client.names("AsyncAGIStart"))
                    .containsExactly("AsyncAGIEnd", "VarSet AGISTATUS=HANGUP", "Newexten", "AsyncAGIStart");
            assertThat(client.result()).isEqualTo("200 result=1 (other)\n");
            channel.redirect("elsewhere", "s", 1);
            assertThat(client.names("Newexten")).endsWith("AsyncAGIEnd", "VarSet AGISTATUS=HANGUP", "Newexten");
            assertThat(channel.isParked()).isFalse();
        }
    }

    @Test
    void aBridgeStealsTheChannelWithoutAWord() {
        FakeChannel channel = asterisk.park("agi:async,/x");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            channel.bridge();
            String enter = client.until("BridgeEnter");
            assertThat(enter).contains(channel.uniqueId());
            String bridge = ManagerClient.header(enter, "BridgeUniqueid");
            assertThat(client.ask("AGI", "Channel: " + channel.name(), "Command: NOOP"))
                    .contains(ADDED);
            client.ask("CoreShowChannels");
            assertThat(client.message()).contains("Application:  | ApplicationData:  |", "BridgeId: " + bridge);
            assertThat(channel.executed()).isEmpty();
        }
    }

    // ---- digits, stops ----

    @Test
    void stopsAndDigitsEndPrompts() {
        FakeChannel channel = asterisk.park("agi:async,/x")
                .hold("STREAM FILE")
                .hold("GET DATA")
                .hold("EXEC Playback");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            String to = "Channel: " + channel.name();
            client.agi(channel, "STREAM FILE a \"\"", "1");
            client.ask("ControlPlayback", to, "Control: stop");
            assertThat(client.result()).isEqualTo("200 result=0 endpos=2000\n");
            client.agi(channel, "EXEC Playback a", "2");
            client.ask("ControlPlayback", to, "Control: stop");
            assertThat(client.result()).isEqualTo("200 result=0\n");
            client.agi(channel, "STREAM FILE a \"D\"", "3");
            assertThat(client.ask("PlayDTMF", to, "Digit: D", "Receive: true")).contains("DTMF successfully queued");
            assertThat(client.result()).isEqualTo("200 result=68 endpos=1600\n");
            client.agi(channel, "GET DATA a 5000 9", "4");
            client.ask("ControlPlayback", to, "Control: stop");
            client.ask("PlayDTMF", to, "Digit: 1", "Receive: true");
            assertThat(channel.running()).isPresent();
            client.ask("PlayDTMF", to, "Digit: #", "Receive: true");
            assertThat(client.result()).isEqualTo("200 result=1\n");
            client.agi(channel, "WAIT FOR DIGIT -1", "5");
            await().until(() -> channel.running().isPresent());
            channel.press("7");
            assertThat(client.result()).isEqualTo("200 result=55\n");
        }
    }

    @Test
    void aCommandMayTakeItsTime() {
        FakeChannel channel = asterisk.park("agi:async,/x").takes("EXEC Wait", Duration.ofMillis(30));
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.agi(channel, "EXEC Wait 2", "1");
            assertThat(client.result()).isEqualTo("200 result=0\n");
        }
    }

    @Test
    void aTickRunsAllThatCameMeanwhile() {
        asterisk.tick(Duration.ofMillis(50));
        FakeChannel channel = asterisk.park("agi:async,/x");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            IntStream.range(0, 30).forEach(i -> client.agi(channel, "NOOP", "n" + i));
            for (int i = 0; i < 30; i++) {
                assertThat(client.until("AsyncAGIExec")).endsWith("CommandId: n" + i);
            }
        }
    }

    // ---- claims ----

    @Test
    void evaluatesAClaimOfAChannel() {
        String claim = "GET FULL VARIABLE \"${SET(OWN=${IF($[${ISNULL(${OWN})} | 0${CUT(OWN,@,2)} < ${EPOCH}]"
                + "?%s@$[${EPOCH}+30]@$[0${CUT(OWN,@,3)}+1]:${OWN})})}\"";
        String renew = "GET FULL VARIABLE \"${SET(OWN=${IF($[${CUT(OWN,@,1)}@${CUT(OWN,@,3)} = i1@1]"
                + "?i1@$[${EPOCH}+60]@1:${OWN})})}\"";
        FakeChannel channel = asterisk.park("agi:async,/x");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.agi(channel, String.format(claim, "i1"), "1");
            String first = client.result();
            assertThat(first).matches("200 result=1 \\(i1@\\d{10}@1\\)\n");
            client.agi(channel, String.format(claim, "i2"), "2");
            assertThat(client.result()).isEqualTo(first);
            client.agi(channel, renew, "3");
            assertThat(client.result())
                    .matches("200 result=1 \\(i1@\\d{10}@1\\)\n")
                    .isNotEqualTo(first);
            asterisk.advanceClock(Duration.ofSeconds(62));
            client.agi(channel, String.format(claim, "i2"), "4");
            assertThat(client.result()).matches("200 result=1 \\(i2@\\d{10}@2\\)\n");
            client.agi(channel, renew, "5");
            assertThat(client.result()).matches("200 result=1 \\(i2@\\d{10}@2\\)\n");
        }
    }

    // ---- several, faults ----

    @Test
    void everyConnectionSeesEveryResult() {
        FakeChannel channel = asterisk.park("agi:async,/x");
        try (ManagerClient first = ManagerClient.loggedIn(asterisk);
                ManagerClient second = ManagerClient.loggedIn(asterisk)) {
            first.agi(channel, "NOOP", "one");
            assertThat(second.until("AsyncAGIExec")).endsWith("CommandId: one");
            channel.inject("NOOP");
            assertThat(first.until("AsyncAGIExec")).endsWith("CommandId: one");
            assertThat(first.until("AsyncAGIExec")).endsWith("Result: 200%20result%3D0%0A");
            assertThat(asterisk.connections()).isEqualTo(2);
        }
    }

    @Test
    void speaksAsAnOldOneDid() {
        asterisk.legacyEvents();
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            FakeChannel channel = asterisk.park("agi:async,/x");
            String start = client.until("AsyncAGI");
            assertThat(start)
                    .contains("SubEvent: Start | Channel: " + channel.name() + " | Env: ")
                    .doesNotContain("Uniqueid", "arg_1");
            client.agi(channel, "NOOP", "1");
            assertThat(client.until("AsyncAGI"))
                    .contains("SubEvent: Exec |")
                    .endsWith("CommandID: 1 | Result: 200%20result%3D0%0A");
            channel.hangUp();
            assertThat(client.until("AsyncAGI")).contains("SubEvent: End |");
        }
    }

    @Test
    void losesAndDelaysEvents() {
        FakeChannel channel = asterisk.park("agi:async,/x");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            channel.lose("AsyncAGIEnd").delay("SoftHangupRequest").hangUp();
            assertThat(client.names("Hangup")).containsExactly("HangupRequest", "VarSet AGISTATUS=HANGUP", "Hangup");
            channel.deliver();
            assertThat(client.message()).startsWith("Event: SoftHangupRequest");
        }
    }

    @Test
    void dropsLinksAndComesBack() {
        FakeChannel channel = asterisk.park("agi:async,/x");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            asterisk.dropLinks();
            assertThat(client.line()).isEmpty();
        }
        asterisk.unreachable(true);
        try (ManagerClient client = new ManagerClient(asterisk.port())) {
            assertThat(client.line()).isEmpty();
        }
        asterisk.unreachable(false);
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            assertThat(client.ask("CoreShowChannels")).contains("Success");
            assertThat(client.message())
                    .startsWith("Event: CoreShowChannel | ActionID: ")
                    .contains("Application: AGI | ApplicationData: agi:async,/x |");
            assertThat(client.message()).contains("EventList: Complete", "ListItems: 1");
        }
        asterisk.restart();
        assertThat(channel.isHungUp()).isTrue();
        assertThat(asterisk.channels()).isEmpty();
    }

    @Test
    void keepsQuietAndSaysItLater() {
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            asterisk.stall(true);
            client.send("Action: Ping");
            asterisk.park("agi:async,/x");
            asterisk.stall(false);
            assertThat(client.until("AsyncAGIStart")).contains("Env");
        }
    }

    @Test
    void listsCanLackRowsOrBeCancelled() {
        asterisk.park("agi:async,/x");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            asterisk.loseRows(1).cancelLists(true);
            client.ask("CoreShowChannels");
            assertThat(client.message())
                    .startsWith("Event: CoreShowChannelsComplete")
                    .contains("EventList: cancelled", "ListItems: 1");
            asterisk.loseRows(0).cancelLists(false);
            client.ask("CoreShowChannels");
            assertThat(client.message()).startsWith("Event: CoreShowChannel |");
            assertThat(client.message()).contains("EventList: Complete");
        }
    }

    @Test
    void eventsOvertakeAnswersThatAreDelayed() {
        FakeChannel channel = asterisk.park("agi:async,/x");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            asterisk.delayAnswers("AGI");
            client.send("Action: AGI", "ActionID: late", "Channel: " + channel.name(), "Command: NOOP");
            assertThat(client.until("AsyncAGIExec")).contains("200%20result");
            asterisk.deliverAnswers();
            assertThat(client.message()).startsWith("Response: Success | ActionID: late");
            client.agi(channel, "NOOP", "1"); // answered at once again
        }
    }

    @Test
    void aChannelCanGetAnotherName() {
        FakeChannel channel = asterisk.park("agi:async,/x");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.ask("CoreShowChannels");
            assertThat(client.message()).contains("Channel: PJSIP/alice-");
            client.message();
            channel.named("PJSIP/bob-0000002a");
            client.ask("CoreShowChannels");
            assertThat(client.message()).contains("Channel: PJSIP/bob-0000002a", "Uniqueid: " + channel.uniqueId());
        }
    }

    @Test
    void refusesAndIgnoresActions() {
        FakeChannel channel = asterisk.park("agi:async,/x");
        asterisk.refuse("AGI", "Permission denied").ignore("Getvar");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            client.send("Action: Getvar", "Variable: X");
            assertThat(client.ask("AGI", "Channel: " + channel.name(), "Command: NOOP"))
                    .contains("Error", "Permission denied");
            assertThat(client.ask("ListCommands")).doesNotContain("AGI: ");
            asterisk.accept("AGI");
            assertThat(client.ask("AGI", "Channel: " + channel.name(), "Command: NOOP"))
                    .contains(ADDED);
        }
    }

    @Test
    void setsAndGetsVariables() {
        FakeChannel channel = asterisk.channel().variable("A", "grüße");
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            assertThat(client.ask("Getvar", "Channel: " + channel.name(), "Variable: A"))
                    .contains("Variable: A | Value: grüße");
            assertThat(client.ask("Setvar", "Channel: " + channel.name(), "Variable: A", "Value: b"))
                    .contains("Variable Set");
            assertThat(client.ask("Getvar", "Channel: nosuch", "Variable: A")).contains("No such channel");
        }
        assertThat(channel.variable("A")).isEqualTo("b");
    }

    @Test
    void leavesNothingBehind() {
        try (ManagerClient client = ManagerClient.loggedIn(asterisk)) {
            asterisk.tick(Duration.ofMillis(5));
            asterisk.park("agi:async,/x").inject("NOOP");
            client.until("AsyncAGIExec");
            asterisk.close();
            assertThat(client.line()).isEmpty();
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("offhook-" + asterisk + "-")));
    }
}
