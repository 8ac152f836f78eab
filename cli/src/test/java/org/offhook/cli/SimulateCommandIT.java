// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.action.OriginateAction;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.fastagi.FastAgiServer;

/** {@code offhook simulate}, the built jar, and a program here that is developed against it. */
class SimulateCommandIT {

    private final AgiRouter router =
            AgiRouter.builder().script("/hello", new Hello()).build();
    private final FastAgiServer fastAgi = FastAgiServer.builder(router).port(0).start();

    @AfterEach
    void stop() {
        fastAgi.close();
    }

    private String agi() {
        return "agi://127.0.0.1:" + fastAgi.port() + "/hello";
    }

    private static int port(OffhookProcess simulator) {
        simulator.awaitOut("listens on 127.0.0.1:");
        return Integer.parseInt(simulator.out().replaceFirst("(?s).*?listens on 127\\.0\\.0\\.1:(\\d+)\\..*", "$1"));
    }

    private static AmiClientOptions login(int port) {
        return AmiClientOptions.builder("127.0.0.1", "dev", "dev-secret")
                .port(port)
                .plainLogin()
                .build();
    }

    @Test
    void callsAreTypedAndServedOverBothTransports() {
        try (OffhookProcess simulator = OffhookProcess.start(
                        "simulate",
                        "--port=0",
                        "--user=dev",
                        "--secret=dev-secret",
                        "--extension=100=" + agi(),
                        "--extension=101=agi:async,/hello");
                AmiClient ami = AmiClient.connect(login(port(simulator)));
                AsyncAgiServer server = AsyncAgiServer.builder(ami, router).start()) {
            simulator.awaitOut("ami 1 < Action: Login").awaitOut("Type: dial 101");

            simulator.type("dial 100").awaitOut("call 1 > GET DATA \"vm-enter-num-to-call\"");
            simulator.type("press 42#").awaitOut("call 1 > SET VARIABLE \"CHOICE\" \"42\"");
            simulator.type("dial 101 from alice").awaitOut("call 2 > GET DATA \"vm-enter-num-to-call\"");
            simulator.awaitOut("ami 1 > Event: AsyncAGIStart");
            simulator.type("hangup 2").awaitOut("call 2: alice").type("bogus").awaitErr("unknown: bogus");
            await().until(() -> server.activeCalls() == 0);
            simulator.type("calls").awaitOut("call 2: alice to 101, ended, AGISTATUS=HANGUP");

            assertThat(simulator.endInput().exitStatus()).as("%s", simulator).isZero();
            assertThat(simulator.out())
                    .contains("  [dev]\n  secret = dev-secret\n", "  exten => 101,1,AGI(agi:async,/hello)\n")
                    .containsPattern("ami 1 < Action: Login.*Secret: \\*\\*\\*");
        }
    }

    @Test
    void callsComeByThemselvesAndDecideTheStatus() {
        try (OffhookProcess simulator = OffhookProcess.start(
                "simulate",
                "--port=0",
                "--quiet",
                "--extension=7=" + agi(),
                "--calls=2",
                "--every=100ms",
                "--press=1234")) {
            assertThat(simulator.exitStatus()).as("%s", simulator).isZero();
            assertThat(simulator.out())
                    .contains("call 1: 100 dials 7", "call 2: 101 dials 7", "2 of 2 calls went well")
                    .contains("AGISTATUS=SUCCESS OFFHOOK=done")
                    .doesNotContain("GET DATA");
        }
    }

    @Test
    void aServerThatIsNotThereIsAFailedCall() {
        fastAgi.close();
        try (OffhookProcess simulator =
                OffhookProcess.start("simulate", "--port=0", "--quiet", "--extension=7=" + agi(), "--calls=1")) {
            assertThat(simulator.exitStatus()).as("%s", simulator).isEqualTo(1);
            assertThat(simulator.out()).contains("AGISTATUS=FAILURE", "0 of 1 calls went well");
        }
    }

    @Test
    void phonesRingAndInterruptedItEnds() throws Exception {
        try (OffhookProcess simulator = OffhookProcess.start(
                        "simulate",
                        "--port=0",
                        "--no-input",
                        "--user=dev",
                        "--secret=dev-secret",
                        "--extension=100=" + agi(),
                        "--phone=PJSIP/alice=answers:100ms",
                        "--phone=PJSIP/bob=busy");
                AmiClient ami = AmiClient.connect(login(port(simulator)))) {
            assertThat(result(ami, "PJSIP/alice")).isEqualTo(OriginateOutcome.Result.ANSWERED);
            assertThat(result(ami, "PJSIP/bob")).isEqualTo(OriginateOutcome.Result.BUSY);

            assertThat(simulator.interrupt().exitStatus()).as("%s", simulator).isEqualTo(128 + 15);
        }
    }

    private static OriginateOutcome.Result result(AmiClient ami, String device) throws Exception {
        return ami.originate(OriginateAction.toExtension(device, "default", "100", 1))
                .outcome()
                .get(30, TimeUnit.SECONDS)
                .result();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--calls=0",
                "--extension=100=hello",
                "--press=x",
                "--calls=2",
                "--phone=PJSIP/a=sleeps",
                "--phone=PJSIP/a=answers:x"
            })
    void optionsThatMakeNoSenseAreOneClearLine(String option) {
        try (OffhookProcess simulator = OffhookProcess.start("simulate", "--port=0", option)) {
            assertThat(simulator.exitStatus()).as("%s", simulator).isEqualTo(2);
            assertThat(simulator.err().lines()).hasSize(1);
            assertThat(simulator.out()).isEmpty();
        }
    }
}
