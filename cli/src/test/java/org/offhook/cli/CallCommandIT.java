// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.fastagi.FastAgiServer;

/** {@code offhook call}, the built jar, against a server here. */
class CallCommandIT {

    private final CompletableFuture<String> hungUp = new CompletableFuture<>();
    private final FastAgiServer server = FastAgiServer.builder(AgiRouter.builder()
                    .script("/hello", new Hello())
                    .script("/wait", (request, channel) -> {
                        channel.onHangup(() -> hungUp.complete(request.channel()));
                        channel.waitForDigit(Duration.ofMinutes(10));
                    })
                    .build())
            .port(0)
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    private String url(String script) {
        return "agi://127.0.0.1:" + server.port() + "/" + script;
    }

    private static OffhookProcess run(String... arguments) {
        try (OffhookProcess offhook = OffhookProcess.start(arguments)) {
            offhook.exitStatus();
            return offhook;
        }
    }

    @Test
    void aCallIsShownWithItsEnd() {
        OffhookProcess call = run("call", url("hello"), "--press", "1234");

        assertThat(call.err()).isEmpty();
        assertThat(call.exitStatus()).isZero();
        assertThat(call.out())
                .containsSubsequence(
                        "< (environment, ",
                        "> ANSWER\n< 200 result=0\n",
                        "> GET DATA \"vm-enter-num-to-call\" 5000 4\n< 200 result=1234\n",
                        "> SET VARIABLE \"CHOICE\" \"1234\"\n",
                        "AGISTATUS=SUCCESS OFFHOOK=done, 6 commands in ")
                .doesNotContain("\033");
    }

    @Test
    void aScriptThatIsNotThereIsAFailure() {
        OffhookProcess call = run("call", url("nope"));

        assertThat(call.exitStatus()).isEqualTo(1);
        assertThat(call.out()).contains("> failure\n", "AGISTATUS=FAILURE OFFHOOK=refused, ");
        assertThat(call.err()).isEqualTo("offhook: AGISTATUS is FAILURE\n");
    }

    @Test
    void aServerThatIsNotThereIsOneLineAndStatusThree() {
        server.close();
        OffhookProcess call = run("call", url("hello"));

        assertThat(call.exitStatus()).isEqualTo(3);
        assertThat(call.out()).isEmpty();
        assertThat(call.err()).matches("offhook: no connection to 127\\.0\\.0\\.1:\\d+: Connection refused\n");
    }

    @Test
    void aPersonAtTheKeysTypesAndIsRead() {
        try (OffhookProcess call = OffhookProcess.start("call", url("hello"), "-i")) {
            call.awaitOut("GET DATA").type("98#");

            assertThat(call.exitStatus()).as(call.err()).isZero();
            assertThat(call.out())
                    .contains("! pressed 9\n! pressed 8\n! pressed #\n", "< 200 result=98\n", "\"CHOICE\" \"98\"");
        }
    }

    @Test
    void theEndOfInputHangsUp() {
        try (OffhookProcess call = OffhookProcess.start("call", url("wait"), "-i")) {
            call.awaitOut("WAIT FOR DIGIT").endInput();

            assertThat(call.exitStatus()).as(call.err()).isZero();
            assertThat(call.out()).contains("< 200 result=-1\n< HANGUP\n", "AGISTATUS=HANGUP OFFHOOK=done");
        }
    }

    @Test
    void interruptedItHangsUpBeforeItEnds() throws Exception {
        try (OffhookProcess call = OffhookProcess.start("call", url("wait"), "--real-time")) {
            call.awaitOut("WAIT FOR DIGIT").interrupt();

            assertThat(hungUp.get(30, TimeUnit.SECONDS)).startsWith("PJSIP/alice-");
            assertThat(call.exitStatus()).isEqualTo(128 + 15);
            assertThat(call.out()).contains("< 200 result=-1\n< HANGUP\n");
        }
    }

    @Test
    void manyCallsAreMeasuredAndTheirFailuresCounted() {
        OffhookProcess call = run("call", url("hello"), "--press", "1", "--repeat", "200", "--concurrency", "10");

        assertThat(call.err()).isEmpty();
        assertThat(call.exitStatus()).isZero();
        assertThat(call.out())
                .contains("200 calls of " + url("hello") + " in ", ": 200 went well\n")
                .containsPattern("min +median +p99 +max\n")
                .containsPattern(
                        "connect( +[\\d.]+ ms){4}\nfirst command( +[\\d.]+ ms){4}\nwhole call( +[\\d.]+ ms){4}\n");
    }
}
