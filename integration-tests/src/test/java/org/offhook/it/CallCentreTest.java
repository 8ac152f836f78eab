// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.examples.callcentre.AgentState;
import org.offhook.examples.callcentre.Controller;
import org.offhook.examples.callcentre.MemoryFile;
import org.offhook.examples.callcentre.Settings;
import org.offhook.examples.callcentre.Snapshot;
import org.offhook.examples.callcentre.Supervisor;

/** The call centre of the examples, with its dialplan and its manager user as they stand there. Phones are Local channels. */
@RealAsterisk(modules = "app_chanspy", options = CallCentreTest.AsDocumented.class)
class CallCentreTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Path DIALPLAN = Path.of("..", "examples", "dialplan");
    private static final String PHONES = """
            [phones]
            exten => anna,1,Answer()
             same => n,Wait(30)
            exten => brief,1,Answer()
             same => n,Wait(1)
             same => n,Hangup()
            exten => ben,1,Ringing()
             same => n,Wait(30)
            exten => boss,1,Answer()
             same => n,Wait(30)
            exten => _+X.,1,Answer()
             same => n,Wait(1)
             same => n,Hangup()
            """;
    private static final String SETTINGS = """
            agent.1 = Anna, Local/anna@phones/n, sales
            agent.2 = Ben, Local/ben@phones/n, sales
            agent.3 = Cleo, Local/brief@phones/n, support
            ring = 2s
            wrap-up = 100ms
            announce = 8s
            callback.device = Local/{number}@phones/n
            callback.delay = 500ms
            supervisor = Local/boss@phones/n
            """;

    private final AsteriskUnderTest asterisk;

    @TempDir
    private Path folder;

    private String settings = SETTINGS;
    private AmiClient ami;
    private Controller controller;

    CallCentreTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @BeforeEach
    void open() {
        begin();
    }

    /** The files beside the example. */
    static final class AsDocumented implements Supplier<AsteriskOptions> {

        @Override
        public AsteriskOptions get() {
            try {
                return AsteriskOptions.DEFAULT
                        .withFile("manager_extra.conf", Files.readString(DIALPLAN.resolve("call-centre-manager.conf")))
                        .withDialplan(Files.readString(DIALPLAN.resolve("call-centre.conf")) + PHONES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void begin() {
        ami = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", "call-centre", "change-me")
                .port(asterisk.amiAddress().getPort())
                .build());
        controller = new Controller(
                Settings.of(settings),
                ami,
                new MemoryFile(folder.resolve("memory.json")),
                InstantSource.system(),
                snapshot -> {});
    }

    private void begin(String more) {
        controller.close();
        settings = SETTINGS + more;
        begin();
    }

    @AfterEach
    void close() {
        if (controller != null) {
            controller.close();
        }
    }

    @Test
    void aCallerWhoHearsMusicIsConnectedAsSoonAsAnAgentIsThere() {
        LiveCall caller = call("702", "+49301");
        hearsMusic(caller);

        agent("*11", "3");

        assertThat(caller.result().outcome()).isEqualTo("done");
        awaitState(3, AgentState.FREE);
        assertThat(controller.snapshot().totals())
                .satisfies(totals -> assertThat(totals.answered()).isEqualTo(1))
                .satisfies(totals -> assertThat(totals.abandoned()).isZero());
        assertThat(asterisk.ami().events())
                .as("the prompt that was stopped")
                .anyMatch(event ->
                        event.isEvent("AGIExecEnd") && event.get("Command").startsWith("WAIT FOR DIGIT"));
    }

    @Test
    void anAgentWhoDoesNotAnswerIsPausedAndTheCallerKeepsThePlace() {
        LiveCall first = call("701", "+49301");
        awaitLine(1);
        LiveCall second = call("701", "+49302");
        awaitLine(2);

        agent("*11", "2");
        awaitState(2, AgentState.PAUSED);
        assertThat(controller.snapshot().waiting())
                .extracting(Snapshot.Line::id)
                .containsExactly(first.nearUniqueId(), second.nearUniqueId());

        agent("*11", "1");
        awaitState(1, AgentState.TALKING);
        assertThat(agent(1).callerId()).isEqualTo(first.nearUniqueId());
        agent("*13", "1");
        first.hangUpFar();
        awaitState(1, AgentState.PAUSED);
        second.hangUpFar();
        awaitLine(0);
        assertThat(controller.snapshot().totals().abandoned()).isEqualTo(1);
    }

    @Test
    void aCallerMayBeCalledBackAndKeepsThePlace() {
        LiveCall caller = call("702", "+49301");
        executes(caller, "STREAM FILE");
        caller.type("1");
        assertThat(caller.result().outcome()).isEqualTo("done");
        assertThat(controller.snapshot().waiting())
                .singleElement()
                .satisfies(line -> assertThat(line.callBack()).isTrue());

        agent("*11", "3");

        await("the call-back").atMost(SOON).until(() -> totals().answered() == 1);
        awaitState(3, AgentState.FREE);
        awaitLine(0);
    }

    @Test
    void aCallerWhoHasWaitedTooLongIsSentToVoicemail() {
        begin("overflow = 2s\n");
        LiveCall caller = call("700", "+49301");

        await("the overflow").atMost(SOON).until(() -> totals().overflowed() == 1);
        if (asterisk.hasModule("app_voicemail")) {
            await("voicemail")
                    .atMost(SOON)
                    .until(() -> asterisk.logs().stream()
                            .anyMatch(line -> line.contains("vm-theperson") || line.contains("vm-intro")));
        } else {
            assertThat(caller.result().outcome()).isEqualTo("done");
        }
        assertThat(controller.snapshot().waiting()).isEmpty();
    }

    @Test
    void aCallerWhoWaitsIsFoundAgainAfterARestartOfTheController() {
        LiveCall caller = call("702", "+49301");
        awaitLine(1);
        long joined = controller.snapshot().waiting().get(0).joined();

        controller.close();
        begin();

        await("the caller")
                .atMost(SOON)
                .until(() -> controller.snapshot().online()
                        && controller.snapshot().waiting().size() == 1);
        assertThat(controller.snapshot().waiting().get(0).joined()).isEqualTo(joined);
        agent("*11", "3");
        assertThat(caller.result().outcome()).isEqualTo("done");
        assertThat(totals().answered()).isEqualTo(1);
    }

    @Test
    void whoWaitedIsCalledBackAfterARestartOfAsterisk() {
        call("702", "+49301");
        awaitLine(1);
        agent("*11", "1");

        asterisk.restart();

        await("the call-back")
                .atMost(SOON)
                .until(() -> controller.snapshot().waiting().stream().anyMatch(Snapshot.Line::callBack));
        assertThat(agent(1).state()).isEqualTo(AgentState.FREE);
        agent("*11", "3");
        await("the call-back").atMost(SOON).until(() -> totals().answered() == 1);
        awaitLine(0);
    }

    @Test
    void aSupervisorListensToAnAgentAndTakesTheCaller() {
        Supervisor supervisor = new Supervisor(controller, ami);
        agent("*11", "1");
        LiveCall caller = call("701", "+49301");
        awaitState(1, AgentState.TALKING);

        assertThat(supervisor.listen("1")).isTrue();
        await("the supervisor's ear")
                .atMost(SOON)
                .until(() -> asterisk.ami().channels().stream()
                        .anyMatch(channel -> channel.get("Application").equals("ChanSpy")));
        assertThat(supervisor.take(caller.nearUniqueId())).isTrue();

        awaitState(1, AgentState.FREE);
        await("the supervisor's phone")
                .atMost(SOON)
                .until(() -> asterisk.ami().channels().stream()
                        .anyMatch(channel -> channel.get("Uniqueid").equals(caller.nearUniqueId())
                                && channel.get("Application").equals("Dial")
                                && channel.get("ApplicationData").startsWith("Local/boss@phones")));
        assertThat(supervisor.listen("1")).as("nobody talks").isFalse();
    }

    private LiveCall call(String extension, String number) {
        return asterisk.place(CallPlan.dialplan("call-centre", extension)
                .far(Far.caller())
                .callerId("Caller", number)
                .timeout(Duration.ofSeconds(50)));
    }

    /** Dials in and keys in the number; again if the first was too early. */
    private void agent(String extension, String number) {
        Far keys = Far.caller()
                .pause(Duration.ofMillis(1200))
                .dtmf(number + "#")
                .pause(Duration.ofSeconds(8))
                .dtmf(number + "#");
        LiveCall call =
                asterisk.place(CallPlan.dialplan("call-centre", extension).far(keys));
        executes(call, "STREAM FILE");
        call.hangUpFar();
    }

    private void hearsMusic(LiveCall call) {
        executes(call, "WAIT FOR DIGIT");
    }

    private void executes(LiveCall call, String command) {
        Predicate<AmiMessage> begins = event -> event.get("Uniqueid").equals(call.nearUniqueId())
                && event.get("Command").startsWith(command);
        asterisk.ami().awaitEvent("AGIExecStart", begins, SOON);
    }

    private Snapshot.Totals totals() {
        return controller.snapshot().totals();
    }

    private Snapshot.Desk agent(int number) {
        return controller.snapshot().agents().get(number - 1);
    }

    private void awaitState(int number, AgentState state) {
        await("agent " + number + " to be " + state)
                .atMost(SOON)
                .until(() -> agent(number).state() == state);
    }

    private void awaitLine(int length) {
        await(length + " in the line")
                .atMost(SOON)
                .until(() -> controller.snapshot().waiting().size() == length);
    }
}
