// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeCall;
import org.offhook.testkit.FakeCaller;

/** The whole call centre on a fake Asterisk. */
class ControllerTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String AGENTS = """
            agent.1 = Anna, PJSIP/anna, sales
            agent.2 = Ben, PJSIP/ben, sales support
            ring = 1s
            wrap-up = 10ms
            announce = 2s
            overflow = 1h
            callback.device = PJSIP/{number}
            callback.delay = 10ms
            supervisor = PJSIP/boss
            """;

    @TempDir
    private Path folder;

    private final FakeAsterisk asterisk = FakeAsterisk.start().patience(SOON);
    private InstantSource clock = InstantSource.system();
    private String settings = AGENTS;
    private AmiClient ami;
    private Controller controller;

    private void realTime() {
        asterisk.realTime().soundLength(Duration.ofMillis(50)).tick(Duration.ofMillis(5));
        open();
    }

    private void open() {
        serve("701", "/queue/sales");
        serve("702", "/queue/support");
        serve("*11", "/agent/login");
        serve("*13", "/agent/pause");
        serve("callback", "/callback");
        serve("take", "/take");
        begin();
    }

    private void serve(String extension, String script) {
        asterisk.extension("call-centre", extension, 1, "agi:async," + script);
    }

    private void begin() {
        ami = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", asterisk.user(), asterisk.secret())
                .port(asterisk.port())
                .reconnectPause(Duration.ofMillis(10), Duration.ofMillis(100))
                .build());
        controller = new Controller(
                Settings.of(settings), ami, new MemoryFile(folder.resolve("memory.json")), clock, snapshot -> {});
    }

    @AfterEach
    void close() {
        controller.close();
        asterisk.close();
    }

    @Test
    void aCallerHearsThePositionAndIsConnectedWhenAnAgentLogsIn() {
        realTime();
        asterisk.phone("PJSIP/anna").hangsUpAfter(Duration.ofMillis(300));
        FakeCall first = call("701").start();
        awaitLine(1);
        FakeCall second = call("701").start();
        awaitLine(2);
        soon(() -> assertThat(second.heard()).contains("queue-thereare"));

        agent("*11", "1");

        first.await();
        second.await();
        assertThat(first.outcome()).isEqualTo("done");
        assertThat(first.heard()).contains("queue-youarenext");
        soon(() -> assertThat(controller.snapshot().totals().answered()).isEqualTo(2));
        awaitState(1, AgentState.FREE);
    }

    @Test
    void whoDoesNotAnswerIsPausedAndTheNextAgentIsTried() {
        realTime();
        asterisk.phone("PJSIP/anna").doesNotAnswer();
        asterisk.phone("PJSIP/ben").hangsUpAfter(Duration.ofMillis(300));
        agent("*11", "1");
        FakeCall call = call("701").start();
        awaitState(1, AgentState.PAUSED);
        assertThat(controller.snapshot().waiting()).hasSize(1);

        agent("*11", "2");

        call.await();
        soon(() -> assertThat(controller.snapshot().totals().answered()).isEqualTo(1));
    }

    @Test
    void theDialogShowsWhoTalksAndTheHangUpOfTheCallerEndsIt() {
        realTime();
        asterisk.phone("PJSIP/ben");
        agent("*11", "2");
        FakeCall call = call("702").start();
        awaitState(2, AgentState.TALKING);
        assertThat(controller.snapshot().agents().get(1).caller()).isEqualTo("…301");
        agent("*13", "2");

        call.channel().hangUp();

        awaitState(2, AgentState.PAUSED);
        assertThat(controller.snapshot().totals().abandoned()).isZero();
    }

    @Test
    void aCallerWhoPressesOneIsCalledBack() {
        realTime();
        asterisk.phone("PJSIP/+49301").hangsUpAfter(Duration.ofMillis(300));
        asterisk.phone("PJSIP/anna");
        call("701")
                .hears("queue-youarenext")
                .waits(Duration.ofMillis(500))
                .presses("1")
                .run();
        assertThat(controller.snapshot().waiting()).singleElement().matches(Snapshot.Line::callBack);

        agent("*11", "1");

        soon(() -> assertThat(controller.snapshot().totals().answered()).isEqualTo(1));
        awaitState(1, AgentState.FREE);
        awaitLine(0);
    }

    @Test
    void theSupervisorListensAndTakesTheCaller() {
        realTime();
        asterisk.phone("PJSIP/anna");
        asterisk.phone("PJSIP/boss").hangsUpAfter(Duration.ofMillis(500));
        Supervisor supervisor = new Supervisor(controller, ami);
        assertThat(supervisor.listen("1")).as("nobody talks").isFalse();
        agent("*11", "1");
        FakeCall call = call("701").start();
        awaitState(1, AgentState.TALKING);

        assertThat(supervisor.listen("1")).isTrue();
        assertThat(supervisor.take(call.channel().uniqueId())).isTrue();

        awaitState(1, AgentState.FREE);
        assertThat(supervisor.take("nobody")).isFalse();
    }

    @Test
    void aRestartOfTheControllerFindsWhoWaits() {
        realTime();
        asterisk.phone("PJSIP/anna").hangsUpAfter(Duration.ofMillis(300));
        FakeCall call = call("701").start();
        awaitLine(1);
        long joined = controller.snapshot().waiting().get(0).joined();

        controller.close();
        begin();

        awaitLine(1);
        assertThat(controller.snapshot().waiting().get(0).joined()).isEqualTo(joined);
        agent("*11", "1");
        call.await();
        soon(() -> assertThat(controller.snapshot().totals().answered()).isEqualTo(1));
        assertThat(controller.snapshot().totals().abandoned()).isZero();
    }

    @Test
    void aShortLossOfTheConnectionLosesNobody() {
        realTime();
        asterisk.phone("PJSIP/anna").hangsUpAfter(Duration.ofMillis(300));
        FakeCall call = call("701").start();
        soon(() -> assertThat(call.heard()).contains("queue-youarenext"));

        asterisk.dropLinks();

        soon(() -> assertThat(controller.snapshot().online()).isTrue());
        agent("*11", "1");
        call.await();
        soon(() -> assertThat(controller.snapshot().totals().answered()).isEqualTo(1));
    }

    @Test
    void whoWaitedIsCalledBackAfterARestartOfAsterisk() {
        realTime();
        asterisk.phone("PJSIP/+49301").hangsUpAfter(Duration.ofMillis(300));
        asterisk.phone("PJSIP/anna");
        call("701").start();
        awaitLine(1);

        asterisk.advanceClock(Duration.ofSeconds(5)).restart();

        soon(() -> assertThat(controller.snapshot().waiting()).singleElement().matches(Snapshot.Line::callBack));
        agent("*11", "1");
        soon(() -> assertThat(controller.snapshot().totals().answered()).isEqualTo(1));
    }

    @Test
    void anAgentWhoHangsUpAtOnceDoesNotRingForEver() {
        realTime();
        asterisk.phone("PJSIP/+49301").hangsUpAfter(Duration.ofMillis(300));
        asterisk.phone("PJSIP/anna").hangsUpAfter(Duration.ZERO);
        asterisk.hold("GET VARIABLE CALLCENTRE_CALLER");
        call("701")
                .hears("queue-youarenext")
                .waits(Duration.ofMillis(500))
                .presses("1")
                .run();

        agent("*11", "1");

        awaitState(1, AgentState.RINGING);
        awaitState(1, AgentState.PAUSED);
        assertThat(controller.snapshot().waiting()).singleElement().matches(Snapshot.Line::callBack);
    }

    @Test
    void itAsksAgainWhichCallsThereAre() {
        asterisk.refuse("CoreShowChannels", "busy");
        realTime();
        await().pollDelay(Duration.ofSeconds(1))
                .until(() -> !controller.snapshot().online());

        asterisk.accept("CoreShowChannels");

        soon(() -> assertThat(controller.snapshot().online()).isTrue());
    }

    @Test
    void whoIsSentBackToTheLineWaitsAgain() {
        realTime();
        FakeCall call = asterisk.caller("+49301")
                .with(channel -> channel.variable(CallerScript.AGENT, "").variable(CallerScript.JOINED, ""))
                .dials("call-centre", "701")
                .start();

        awaitLine(1);
        assertThat(call.isDone()).isFalse();
    }

    @Test
    void aLossOfTheConnectionBeforeTheDialLosesNobody() {
        realTime();
        asterisk.phone("PJSIP/anna").hangsUpAfter(Duration.ofMillis(300));
        FakeCall call = call("701").start();
        soon(() -> assertThat(call.heard()).contains("queue-youarenext"));
        call.channel().hold("SET VARIABLE CALLCENTRE_AGENT");
        agent("*11", "1");
        soon(() -> assertThat(call.channel().running())
                .hasValueSatisfying(v -> assertThat(v).contains("AGENT")));

        asterisk.dropLinks();
        call.channel().forget("SET VARIABLE CALLCENTRE_AGENT");
        call.channel().finish("200 result=1");

        soon(() -> assertThat(controller.snapshot().online()).isTrue());
        call.await();
        soon(() -> assertThat(controller.snapshot().totals().answered()).isEqualTo(1));
    }

    @Test
    void aLossOfTheConnectionWhileTheNumberIsTypedLosesNobody() {
        realTime();
        FakeCall call = asterisk.caller("").dials("call-centre", "701").start();
        soon(() -> assertThat(call.heard()).contains("queue-youarenext"));
        call.channel().hold("GET DATA");
        soon(() -> {
            call.channel().press("1");
            assertThat(call.channel().running())
                    .hasValueSatisfying(v -> assertThat(v).contains("GET DATA"));
        });

        asterisk.dropLinks();
        call.channel().forget("GET DATA");
        call.channel().finish("200 result= (timeout)");

        soon(() -> assertThat(controller.snapshot().online()).isTrue());
        awaitLine(1);
        await().during(Duration.ofSeconds(1)).until(() -> !call.isDone());
    }

    /** Ten minutes of music in no time: the clock is the fake's. */
    @Test
    void whoWaitsTooLongIsSentToVoicemail() {
        settings = AGENTS + "overflow = 10m\n";
        Instant begin = Instant.now();
        clock = () -> begin.plus(asterisk.elapsed());
        open();

        FakeCall call = call("701").run();

        assertThat(call.outcome()).isEqualTo("done");
        assertThat(call.duration()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        assertThat(call.transcript().toString()).contains("VoiceMail");
        assertThat(controller.snapshot().totals().overflowed()).isEqualTo(1);
    }

    private FakeCaller call(String extension) {
        return asterisk.caller("+49301").dials("call-centre", extension);
    }

    private void agent(String extension, String number) {
        asterisk.caller(number)
                .dials("call-centre", extension)
                .hears("agent-user")
                .presses(number + "#")
                .run();
    }

    private void awaitState(int number, AgentState state) {
        soon(() -> assertThat(controller.snapshot().agents().get(number - 1).state())
                .isEqualTo(state));
    }

    private void awaitLine(int length) {
        soon(() -> assertThat(controller.snapshot().waiting()).hasSize(length));
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(SOON).untilAsserted(assertion);
    }
}
