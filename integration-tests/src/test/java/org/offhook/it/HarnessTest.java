// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The harness with whatever Asterisk there is, in full. */
@RealAsterisk
class HarnessTest extends HarnessSmoke {
    private static final Duration SOON = Duration.ofSeconds(5);

    HarnessTest(AsteriskUnderTest asterisk) {
        super(asterisk);
    }

    @Test
    void fiveHundredCallsAtOnceAllReport() throws Exception {
        callsAtOnce(500);
    }

    @Test
    void argumentsAndVariablesArriveWhateverTheyHold() throws Exception {
        String nasty = "comma, \"quote\" \\back ) ( [paren ;semi $dollar +plus %41 ü";
        BlockingQueue<List<String>> environments = new LinkedBlockingQueue<>();
        try (PlainAgiServer server = new PlainAgiServer(call -> environments.add(call.environment()))) {
            CallResult result = asterisk.call(CallPlan.agi(asterisk.agiUrl(server.port(), "a?b=c,d"), nasty, "", "last")
                    .variable("NASTY", nasty)
                    .callerId("A \"B\" C", "+4912345")
                    .capture("NASTY", "CALLERID(name)", "UNSET"));

            assertThat(environments.take())
                    .contains(
                            "agi_network_script: a?b=c,d",
                            "agi_arg_1: " + nasty,
                            "agi_arg_2: ",
                            "agi_arg_3: last",
                            "agi_callerid: +4912345");
            assertThat(result.variable("NASTY")).isEqualTo(nasty);
            assertThat(result.variable("CALLERID(name)")).isEqualTo("A \"B\" C");
            assertThat(result.variable("UNSET")).isEmpty();
            assertThatThrownBy(() -> result.variable("OTHER")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aCallerIsServedBeforeTheAnswerAndActsAfterIt() throws Exception {
        BlockingQueue<String> replies = new LinkedBlockingQueue<>();
        try (PlainAgiServer server = new PlainAgiServer(call -> {
            replies.add(call.execute("CHANNEL STATUS"));
            replies.add(call.execute("ANSWER"));
            replies.add(call.execute("WAIT FOR DIGIT 5000"));
        })) {
            asterisk.call(CallPlan.agi(asterisk.agiUrl(server.port(), "caller"))
                    .far(Far.caller().pause(Duration.ofSeconds(1)).dtmf("9")));

            assertThat(replies).containsExactly("200 result=4", "200 result=0", "200 result=57");
        }
    }

    @Test
    void aLiveCallIsTypedIntoAndHungUp() throws Exception {
        BlockingQueue<String> replies = new LinkedBlockingQueue<>();
        try (PlainAgiServer server = new PlainAgiServer(call -> {
            replies.add(call.execute("WAIT FOR DIGIT 10000"));
            replies.add(call.execute("WAIT FOR DIGIT 10000"));
            replies.add(call.execute("WAIT FOR DIGIT 10000"));
        })) {
            LiveCall call = asterisk.place(CallPlan.agi(asterisk.agiUrl(server.port(), "live")));
            Awaitility.await()
                    .until(() -> asterisk.ami().events().stream()
                            .anyMatch(event -> event.isEvent("Newexten")
                                    && event.get("Application").equals("AGI")));
            call.type("4A");
            assertThat(replies.poll(5, TimeUnit.SECONDS)).isEqualTo("200 result=52");
            assertThat(replies.poll(5, TimeUnit.SECONDS)).isEqualTo("200 result=65");
            assertThat(call.isDone()).isFalse();
            assertThat(call.hangUpFar()).isTrue();

            assertThat(call.result().agiStatus()).isEqualTo("HANGUP");
        }
    }

    @Test
    void aRedirectedCallReportsFromWhereItEnds() throws Exception {
        asterisk.extension("elsewhere", "Set(SEEN=yes)", "Hangup(21)");
        BlockingQueue<String> started = new LinkedBlockingQueue<>();
        try (PlainAgiServer server = new PlainAgiServer(call -> {
            started.add("call");
            call.execute("WAIT FOR DIGIT 10000");
        })) {
            LiveCall call = asterisk.place(
                    CallPlan.agi(asterisk.agiUrl(server.port(), "redirect")).capture("SEEN"));
            assertThat(started.poll(5, TimeUnit.SECONDS)).isEqualTo("call");
            call.redirectNear(asterisk.testContext(), "elsewhere");

            CallResult result = call.result();
            assertThat(result.variable("SEEN")).isEqualTo("yes");
            assertThat(result.dialplanContinued()).isFalse();
            assertThat(result.hangupCause()).isEqualTo(21);
        }
    }

    @Test
    void aTestsOwnDialplanRunsOnTheNearSide() throws Exception {
        asterisk.dialplan("[own]\nexten => 7,1,Set(FROM=${OTHER})\n same => n,Hangup(17)\n");

        CallResult result = asterisk.call(
                CallPlan.dialplan("own", "7").variable("OTHER", "a;b").capture("FROM"));

        assertThat(result.variable("FROM")).isEqualTo("a;b");
        assertThat(result.agiStatus()).isEmpty();
        assertThat(result.hangupCause()).isEqualTo(17);
    }

    @Test
    void theQueueHasAMemberWhoAnswersAndHangsUp() {
        asterisk.assumeOurs();

        CallResult queued =
                asterisk.call(CallPlan.application("Queue", "support,,,,10").capture("QUEUESTATUS"));

        assertThat(queued.dialplanContinued()).isFalse();
        assertThat(queued.variable("QUEUESTATUS")).isEmpty();
    }

    @Test
    void dialTargetsDoWhatTheirNamesSay() {
        assertThat(dialStatus("answer")).isEqualTo("ANSWER");
        assertThat(dialStatus("busy")).isEqualTo("BUSY");
        assertThat(dialStatus("congestion")).isEqualTo("CONGESTION");
        assertThat(dialStatus("ringing")).isEqualTo("NOANSWER");
    }

    private String dialStatus(String target) {
        return asterisk.call(CallPlan.application("Dial", asterisk.target(target) + ",1,g")
                        .capture("DIALSTATUS"))
                .variable("DIALSTATUS");
    }

    @Test
    void aCallNobodyTakesFailsAtOnce() {
        LiveCall call = asterisk.place(CallPlan.application("NoOp", "")
                .far(Far.answerAfter(Duration.ofSeconds(20)))
                .timeout(SOON));
        assertThat(asterisk.ami().hangup(call.farChannel())).isTrue();

        assertThatThrownBy(call::result).isInstanceOf(AssertionError.class).hasMessageContaining("did not answer");
    }

    @Test
    void whatIsRecordedIsFoundAndHasTheFarEndsTone() throws Exception {
        asterisk.call(CallPlan.application("Record", asterisk.recordingName("heard") + ".wav,0,5,k")
                .far(Far.answer().tone(Duration.ofSeconds(1)).hangup()));

        byte[] recorded = Files.readAllBytes(asterisk.recordingFile("heard", "wav"));
        assertThat(recorded.length).isBetween(8_000, 24_000);
        int loudest = 0;
        for (int i = 44; i + 1 < recorded.length; i += 2) {
            loudest = Math.max(loudest, Math.abs((short) ((recorded[i + 1] << 8) | (recorded[i] & 0xff))));
        }
        assertThat(loudest).isGreaterThan(1000);
    }

    @Test
    void theOneSecondToneTakesOneSecond() throws Exception {
        String tone = asterisk.sound("tone-1");
        BlockingQueue<String> replies = new LinkedBlockingQueue<>();
        try (PlainAgiServer server =
                new PlainAgiServer(call -> replies.add(call.execute("STREAM FILE " + tone + " \"\"")))) {
            asterisk.call(CallPlan.agi(asterisk.agiUrl(server.port(), "play")));

            assertThat(replies).containsExactly("200 result=0 endpos=8000");
        }
    }

    @Test
    void musicOnHoldVoicemailAndPromptsAreThere() {
        asterisk.assumeOurs();
        assertThat(asterisk.ami().command("moh show classes")).anyMatch(line -> line.contains("default"));
        assertThat(asterisk.ami().command("moh show files")).anyMatch(line -> line.contains("tone"));
        assertThat(asterisk.hasModule("app_voicemail")).isEqualTo(asterisk.majorVersion() == 22);
        if (asterisk.hasModule("app_voicemail")) {
            assertThat(asterisk.ami().command("voicemail show users")).anyMatch(line -> line.contains("100"));
        }
        assertThat(asterisk.call(CallPlan.application("Playback", "beep").capture("PLAYBACKSTATUS"))
                        .variable("PLAYBACKSTATUS"))
                .isEqualTo("SUCCESS");
    }

    @Test
    void aFrozenAsteriskAnswersNothingUntilItGoesOn() {
        asterisk.stopSignal();
        assertThat(asterisk.isRunning()).isTrue();
        Thread waiting = new Thread(() -> asterisk.ami().action("Ping"), "ping");
        waiting.start();
        Awaitility.await().during(SHORT).atMost(SOON).until(waiting::isAlive);

        asterisk.continueSignal();

        Awaitility.await().atMost(SOON).until(() -> !waiting.isAlive());
    }

    @Test
    void amiVariablesListsAndUserEventsWork() {
        AmiControl ami = asterisk.ami();
        assertThat(ami.setGlobal("COLOUR", "red, green").isSuccess()).isTrue();
        assertThat(ami.getGlobal("COLOUR")).isEqualTo("red, green");
        ami.sendUserEvent("Hello", Map.of("To", "you"));
        assertThat(ami.awaitEvent(event -> event.isUserEvent("Hello"), SOON).get("To"))
                .isEqualTo("you");
        asterisk.extension("stay", "Answer()", "Wait(20)");
        LocalPair pair = ami.originateLocal("stay", asterisk.testContext(), "Wait", "20", Map.of("COLOUR", "blue"));
        AmiMessage up =
                ami.awaitEvent("Newchannel", event -> event.get("Uniqueid").equals(pair.firstId()), SOON);
        Awaitility.await().until(() -> ami.getvar(up.get("Channel"), "COLOUR").equals("blue"));
        assertThat(ami.channels()).hasSize(2);
        assertThatThrownBy(() -> ami.command("no such command")).hasMessageContaining("No such command");
        assertThatThrownBy(() -> ami.awaitEvent("Nonsense", event -> true, Duration.ofMillis(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the newest of");
    }

    @Test
    void twoInstancesRunSideBySide() throws Exception {
        try (AsteriskUnderTest other = AsteriskUnderTest.start(
                        asterisk.installation(),
                        AsteriskOptions.DEFAULT
                                .withPjsip()
                                .withModules("app_chanspy")
                                .withDialplan("[early]\nexten => 1,1,Hangup(21)")
                                .withFile("manager_extra.conf", "[general](+)\nchannelvars = SEEN\n"));
                PlainAgiServer server = new PlainAgiServer(call -> call.execute("NOOP"))) {
            assertThat(other.amiAddress()).isNotEqualTo(asterisk.amiAddress());
            assertThat(other.ami().command("pjsip show endpoints")).anyMatch(line -> line.contains("phone"));
            assertThat(other.ami().command("pjsip show transports"))
                    .anyMatch(line -> line.contains("127.0.0.1:" + other.sipPort()));
            assertThat(other.ami().command("module show like chan_pjsip")).anyMatch(line -> line.contains("Running"));
            assertThat(other.ami().command("module show like app_chanspy")).anyMatch(line -> line.contains("Running"));
            assertThat(other.call(CallPlan.dialplan("early", "1")).hangupCause())
                    .isEqualTo(21);
            assertThat(other.call(CallPlan.agi(other.agiUrl(server.port(), "x")).variable("SEEN", "me"))
                            .agiStatus())
                    .isEqualTo("SUCCESS");
            assertThat(other.ami()
                            .awaitEvent(
                                    "Hangup", event -> event.get("ChanVariable").equals("SEEN=me"), SOON))
                    .isNotNull();
        }
    }

    @Test
    void anInstanceAnotherRunsIsUsedButNeverStopped() throws Exception {
        ExternalAsterisk external = new ExternalAsterisk(
                asterisk.amiAddress(), asterisk.amiUser(), asterisk.amiSecret(), "127.0.0.1", asterisk.version());
        try (PlainAgiServer server = new PlainAgiServer(call -> call.execute("SET VARIABLE OFFHOOK done"))) {
            try (AsteriskUnderTest outside = AsteriskUnderTest.start(external, AsteriskOptions.DEFAULT)) {
                outside.extension("there", "Set(HERE=1)", "Hangup()");
                assertThat(outside.call(CallPlan.agi(outside.agiUrl(server.port(), "x"), "a,b"))
                                .outcome())
                        .isEqualTo("done");
                assertThat(outside.call(CallPlan.dialplan(outside.testContext(), "there")
                                        .capture("HERE"))
                                .variable("HERE"))
                        .isEqualTo("1");
                assertThatThrownBy(outside::kill).hasMessageContaining("external Asterisk cannot be killed");
            }
        }
        assertThat(asterisk.isRunning()).isTrue();
        assertThat(asterisk.ami().command("dialplan show")).noneMatch(line -> line.contains("HERE=1"));
    }

    @Test
    void aFailureLeavesLogsTranscriptAndThreadsBehind(@TempDir Path folder) throws Exception {
        try (PlainAgiServer server = new PlainAgiServer(call -> call.execute("NOOP in-the-log"))) {
            asterisk.call(CallPlan.agi(asterisk.agiUrl(server.port(), "x")));
        }
        Awaitility.await().until(() -> asterisk.logs().stream().anyMatch(line -> line.contains("NOOP in-the-log")));

        Artefacts.save(folder, asterisk, "SomeTest.fails", new AssertionError("as a test would"));

        assertThat(folder.resolve("log/full")).content().contains("NOOP in-the-log");
        assertThat(folder.resolve("log/ami.txt")).content().contains("> Action: Login", "< UserEvent: OffhookItDone");
        assertThat(folder.resolve("etc/extensions.conf")).content().contains("[offhook-it-near]");
        assertThat(folder.resolve("threads.txt")).content().contains("ami-control-");
        assertThat(folder.resolve("failures.txt")).content().contains("SomeTest.fails", "as a test would");
    }

    @Test
    void anInstanceCanAskTheTestsOwnNameserver() throws Exception {
        String address = "127.0.53." + (1 + asterisk.majorVersion());
        try (DatagramSocket nameserver = dnsSocket(address);
                AsteriskUnderTest asking = AsteriskUnderTest.start(
                        asterisk.installation(), AsteriskOptions.DEFAULT.withNameserver(address))) {
            LiveCall call = asking.place(CallPlan.agiData("hagi://pbx.offhook.test/x"));

            DatagramPacket question = new DatagramPacket(new byte[512], 512);
            nameserver.receive(question);

            // The name's labels, each behind its length.
            assertThat(new String(question.getData(), 12, question.getLength() - 12, StandardCharsets.ISO_8859_1))
                    .startsWith("\u0004_agi\u0004_tcp\u0003pbx\u0007offhook\u0004test\u0000");
            assertThat(call.isDone()).isFalse();
        }
    }

    private static DatagramSocket dnsSocket(String address) throws IOException {
        try {
            DatagramSocket socket = new DatagramSocket(53, InetAddress.getByName(address));
            socket.setSoTimeout(5000);
            return socket;
        } catch (BindException e) {
            throw new TestAbortedException("only root may listen on port 53", e);
        }
    }
}
