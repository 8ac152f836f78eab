// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeChannel;

/** The built jar against a fake Asterisk: each command on AMI, its output and its exit status. */
class AmiCommandsIT {

    private final FakeAsterisk asterisk = FakeAsterisk.start();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        asterisk.close();
    }

    private OffhookProcess offhook(String... arguments) {
        return OffhookProcess.start(asterisk, arguments);
    }

    @Test
    void eventsAreShownRecordedAndReplayed() throws IOException {
        Path file = folder.resolve("calls.ndjson");
        try (OffhookProcess events = offhook("events", "--record", file.toString(), "Hangup", "New*")) {
            events.awaitErr("connected to Asterisk 22");
            FakeChannel channel = asterisk.park("agi:async,/hello");
            channel.hangUp();
            events.awaitOut("Hangup ");
            events.interrupt();
            assertThat(events.exitStatus()).as("%s", events).isEqualTo(143);
            assertThat(events.out()).contains(channel.name()).doesNotContain("AsyncAGI");
        }
        assertThat(Files.readString(file)).contains("\"Event\":\"Hangup\"", "\"OffhookTime\":\"");

        try (OffhookProcess replay = OffhookProcess.start("replay", file.toString(), "--fast", "Hang*")) {
            assertThat(replay.exitStatus()).as("%s", replay).isZero();
            assertThat(replay.out().lines()).singleElement().asString().contains("Hangup", "PJSIP/alice");
        }
    }

    @Test
    void eventsEndAfterANumberAndAreJson() {
        try (OffhookProcess events = offhook("events", "--json", "--count", "2", "Hangup")) {
            events.awaitErr("connected");
            for (int i = 0; i < 3; i++) {
                asterisk.park("agi:async,/hello").hangUp();
            }
            assertThat(events.exitStatus()).as("%s", events).isZero();
            assertThat(events.out().lines())
                    .hasSize(2)
                    .allSatisfy(line ->
                            assertThat(line).startsWith("{\"Event\":\"Hangup\"").endsWith("}"));
        }
    }

    @Test
    void missingEventsAreShownInTheirPlace() {
        try (OffhookProcess events = offhook("events", "Hangup")) {
            events.awaitErr("connected");
            asterisk.dropLinks();
            events.awaitOut("events are missing here: the connection was lost");
            events.awaitErr("trying to connect again");
            await().until(() -> asterisk.connections() == 1);
        }
    }

    @Test
    void anActionShowsItsAnswerAndExitsByIt() {
        FakeChannel channel = asterisk.park("agi:async,/hello");
        try (OffhookProcess list = offhook("action", "CoreShowChannels");
                OffhookProcess json = offhook("action", "Ping", "--json");
                OffhookProcess refused = offhook("action", "Getvar", "Channel=PJSIP/nobody", "Variable=X")) {
            assertThat(list.exitStatus()).as("%s", list).isZero();
            assertThat(list.out())
                    .contains("Response: Success", "Channel: " + channel.name(), "Event: CoreShowChannelsComplete");
            assertThat(json.exitStatus()).as("%s", json).isZero();
            assertThat(json.out()).startsWith("{\"Response\":\"Success\",\"Ping\":\"Pong\"");
            assertThat(refused.exitStatus()).isEqualTo(1);
            assertThat(refused.err().lines()).containsExactly("offhook: Getvar: No such channel");
        }
    }

    @Test
    void channelsAreListedAndWatched() {
        FakeChannel channel = asterisk.park("agi:async,/hello");
        try (OffhookProcess list = offhook("channels");
                OffhookProcess watch = offhook("channels", "--watch", "--json")) {
            assertThat(list.exitStatus()).as("%s", list).isZero();
            assertThat(list.out()).contains("CHANNEL", channel.name(), "AGI(agi:async,/hello)");
            watch.awaitOut("{\"Change\":\"added\",\"Channel\":\"" + channel.name());
            channel.hangUp();
            watch.awaitOut("{\"Change\":\"removed\",\"Channel\":\"" + channel.name());
        }
    }

    @Test
    void aWatcherIsToldWhatARestartOfAsteriskHasTakenAway() {
        FakeChannel channel = asterisk.park("agi:async,/hello");
        try (OffhookProcess watch = offhook("channels", "--watch", "--json")) {
            watch.awaitOut("{\"Change\":\"added\",\"Channel\":\"" + channel.name());
            asterisk.restart();
            watch.awaitOut("{\"Change\":\"removed\",\"Channel\":\"" + channel.name());
            assertThat(watch.out().split("\"added\"", -1)).as("once").hasSize(2);
        }
    }

    @Test
    void aWatchThatIsNotLetInAgainEnds() {
        asterisk.park("agi:async,/hello");
        try (OffhookProcess watch = offhook("channels", "--watch", "--json")) {
            watch.awaitOut("added");
            asterisk.refuseLogins(true).dropLinks();
            assertThat(watch.exitStatus()).as("%s", watch).isEqualTo(3);
        }
    }

    @Test
    void anAgiCommandShowsItsResult() {
        FakeChannel channel = asterisk.park("agi:async,/hello");
        channel.onCommand("GET VARIABLE", "200 result=1 (Grüße, 100%)");
        try (OffhookProcess get = offhook("agi", "exec", "PJSIP/alice", "GET VARIABLE X");
                OffhookProcess unknown = offhook("agi", "exec", channel.name(), "NO SUCH COMMAND");
                OffhookProcess nobody = offhook("agi", "exec", "PJSIP/nobody", "NOOP")) {
            assertThat(get.exitStatus()).as("%s", get).isZero();
            assertThat(get.out().strip()).isEqualTo("200 result=1 (Grüße, 100%)");
            assertThat(unknown.exitStatus()).as("%s", unknown).isEqualTo(1);
            assertThat(unknown.out()).startsWith("510");
            assertThat(nobody.exitStatus()).isEqualTo(1);
            assertThat(nobody.err().lines()).containsExactly("offhook: there is no channel PJSIP/nobody");
        }
    }

    @Test
    void theResultOfAnothersCommandIsNotTakenForTheEnd() {
        FakeChannel channel = asterisk.park("agi:async,/hello");
        channel.hold("WAIT FOR DIGIT").inject("WAIT FOR DIGIT 9000", "theirs");
        try (OffhookProcess get = offhook("agi", "exec", channel.name(), "NOOP")) {
            await().until(() -> channel.queued().size() == 1);
            channel.finish("200 result=0");
            assertThat(get.exitStatus()).as("%s", get).isZero();
        }
    }

    @Test
    void aCallIsPlacedAndItsOutcomeIsTheStatus() {
        asterisk.realTime();
        asterisk.phone("PJSIP/bob").answersAfter(Duration.ofMillis(100));
        asterisk.phone("PJSIP/carol").busy();
        asterisk.phone("PJSIP/dave").doesNotAnswer();
        try (OffhookProcess answered = offhook("originate", "PJSIP/bob", "--application", "Wait", "--data", "1");
                OffhookProcess busy = offhook("originate", "PJSIP/carol", "--application", "Wait", "--json");
                OffhookProcess ringing = offhook("originate", "PJSIP/dave", "--application", "Wait")) {
            assertThat(answered.exitStatus()).as("%s", answered).isZero();
            assertThat(answered.out()).contains("dialing PJSIP/bob-", "answered PJSIP/bob-");
            assertThat(busy.exitStatus()).as("%s", busy).isEqualTo(10);
            assertThat(busy.out()).startsWith("{\"Result\":\"BUSY\"");
            ringing.awaitOut("ringing").interrupt();
            assertThat(ringing.exitStatus()).as("%s", ringing).isEqualTo(143);
            assertThat(ringing.out()).contains("cancelled PJSIP/dave");
            assertThat(ringing.err().lines()).containsExactly("offhook: giving the call up");
        }
        await().until(() -> asterisk.phone("PJSIP/dave").channels().isEmpty());
    }

    @Test
    void theDoctorTellsWhatItFindsAndWhatIsMissing() {
        try (OffhookProcess doctor = offhook("doctor", "--no-calls");
                OffhookProcess json = offhook("doctor", "--no-calls", "--json")) {
            assertThat(doctor.exitStatus()).as("%s", doctor).isZero();
            assertThat(doctor.out())
                    .contains(
                            "ok   port ", "ok   login        " + asterisk.user(), "ok   version      Asterisk 22.10.1")
                    .contains("ok   clock ", "skip agi:async    --no-calls", "0 failures")
                    .doesNotContain(asterisk.secret());
            assertThat(json.exitStatus()).isZero();
            assertThat(json.out().lines()).allSatisfy(line -> assertThat(line).startsWith("{\"Check\":"));
        }
        asterisk.refuse("AGI", "Permission denied");
        try (OffhookProcess doctor = offhook("doctor", "--no-calls", "--need", "async-agi")) {
            assertThat(doctor.exitStatus()).as("%s", doctor).isEqualTo(1);
            assertThat(doctor.out()).contains("fail async-agi    not allowed", "write = ", "1 failure");
        }
    }

    @Test
    void aRecordingIsServedAsAnAsterisk() {
        Path file = folder.resolve("served.ndjson");
        try (Recording recording = Recording.to(file)) { // a minute of it, so that nobody comes too late
            for (int i = 0; i < 600; i++) {
                recording.write(
                        Instant.EPOCH.plusMillis(100L * i),
                        AmiEvent.of(AmiHeaders.of("Event", "UserEvent", "UserEvent", "Grüße")));
            }
        }
        try (OffhookProcess replay = OffhookProcess.start("replay", file.toString(), "--listen", "0")) {
            replay.awaitErr("listens on 127.0.0.1:");
            Matcher where = Pattern.compile("127\\.0\\.0\\.1:(\\d+); log in as (\\S+) with the secret (\\S+)")
                    .matcher(replay.err());
            assertThat(where.find()).as("%s", replay).isTrue();
            try (OffhookProcess events = OffhookProcess.start(
                    Map.of("OFFHOOK_AMI_SECRET", where.group(3)),
                    "events",
                    "--port",
                    where.group(1),
                    "--user",
                    where.group(2),
                    "--json",
                    "--count",
                    "1",
                    "UserEvent")) {
                assertThat(events.exitStatus()).as("%s %s", events, replay).isZero();
                assertThat(events.out()).contains("\"UserEvent\":\"Grüße\"");
            }
            assertThat(replay.exitStatus()).as("%s", replay).isZero();
        }
    }

    @Test
    void whatCannotBeReachedOrUsedIsOneClearLineAndAStatus() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (OffhookProcess away =
                        OffhookProcess.start("channels", "--port", "" + closed, "--user", "u", "--secret", "s3cr3t");
                OffhookProcess wrong = OffhookProcess.start(
                        Map.of("OFFHOOK_AMI_SECRET", "wr0ng"),
                        "events",
                        "--port",
                        "" + asterisk.port(),
                        "--user",
                        asterisk.user());
                OffhookProcess bad = OffhookProcess.start("events", "--count", "many");
                OffhookProcess nothing = OffhookProcess.start("evnts")) {
            assertThat(away.exitStatus()).as("%s", away).isEqualTo(3);
            assertThat(away.err().lines()).singleElement().asString().contains("Connection refused");
            assertThat(wrong.exitStatus()).as("%s", wrong).isEqualTo(3);
            assertThat(wrong.err().lines()).singleElement().asString().contains("refused the login of user");
            assertThat(bad.exitStatus()).isEqualTo(2);
            assertThat(bad.err()).startsWith("offhook: Invalid value for option '--count'");
            assertThat(nothing.exitStatus()).isEqualTo(2);
            assertThat(nothing.err()).contains("Did you mean", "events");
            assertThat(away.err() + wrong.err() + away.out() + wrong.out()).doesNotContain("s3cr3t", "wr0ng", "\tat ");
        }
    }

    @Test
    void theCompletionScriptKnowsTheCommands() throws IOException, InterruptedException {
        try (OffhookProcess completion = OffhookProcess.start("completion", "bash")) {
            assertThat(completion.exitStatus()).as("%s", completion).isZero();
            assertThat(completion.out()).contains("events", "--linkedid", "complete -F _complete_offhook");
        }
    }
}
