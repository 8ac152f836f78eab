// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiAnswerLostException;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.asyncagi.AsyncAgiServer;

/** Other programs, and people at the command line, send commands to a channel that we serve: ours are not disturbed. */
@RealAsterisk
class AsyncAgiForeignTest {

    private static final String LONG = "0123456789".repeat(60);

    private final AsteriskUnderTest asterisk;
    private final AsyncStage stage;

    AsyncAgiForeignTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        stage = new AsyncStage(asterisk, options -> options.loopTimeout(Duration.ofSeconds(2)));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Another session, or person, sends a command without knowing of us. */
    private void inject(AgiChannel channel, String command) {
        inject(channel, command, "theirs");
    }

    private void inject(AgiChannel channel, String command, String id) {
        AmiMessage response =
                asterisk.ami().action("AGI", Map.of("Channel", channel.name(), "Command", command, "CommandID", id));
        assertThat(response.isSuccess()).as(response.toString()).isTrue();
    }

    private void injectByCli(AgiChannel channel, String command) {
        asterisk.ami().command("agi exec " + channel.name() + " \"" + command + "\"");
    }

    /** LONG has some thousand bytes, CUT is cut behind a line feed. */
    private CallPlan plan() {
        return stage.plan(stage.extension(
                        "Set(OFFHOOK=)",
                        "Set(LONG=${PIECE}" + "${PIECE}".repeat(4) + ")",
                        "Set(CUT=${HALF}${URIDECODE(%0A)}${HALF})",
                        "AGI(agi:async,/stage)",
                        "GotoIf($[\"${AGISTATUS}\" = \"FAILURE\" & \"${OFFHOOK}\" = \"\"]?4)",
                        "Set(WENT=${OFFHOOK})",
                        "Hangup()"))
                .variable("PIECE", LONG)
                .variable("HALF", "@".repeat(674));
    }

    private void call(AsyncStage.Script script) throws Exception {
        AsyncStage.Act act = stage.begin(plan(), script);
        act.played(0);
        assertThat(act.call().result().variable("WENT")).isEqualTo("done");
        assertThat(act.requests).hasSize(1);
    }

    /**
     * Whether the channel answers, and answers what it is asked.
     *
     * @param longAnswers whether another program's answer may leave a rest in front of ours
     */
    private static void check(AgiChannel channel, boolean longAnswers) {
        String nonce = Long.toString(System.nanoTime());
        try {
            channel.setVariable("NONCE", nonce);
        } catch (AgiAnswerLostException e) {
            assertThat(longAnswers).as("nothing leaves a rest here").isTrue();
        }
        assertThat(channel.getVariable("NONCE")).as("it ran").contains(nonce);
    }

    private static boolean isLong(String command) {
        return command.contains("LONG") || command.contains("CUT") || command.startsWith("CONTROL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOOP",
                "GET VARIABLE PIECE",
                "GET FULL VARIABLE ${LONG}",
                "GET FULL VARIABLE ${CUT}",
                "GET VARIABLE LONG",
                "CONTROL STREAM FILE",
                "NO SUCH COMMAND",
                "SET VARIABLE THEIRS x",
                "EXEC Wait 0.2",
                "STREAM FILE no-such-file x"
            })
    void aCommandOfAnotherSessionBetweenOurs(String command) throws Exception {
        call((channel, call) -> {
            for (int i = 0; i < 3; i++) {
                inject(channel, command);
                check(channel, isLong(command));
                inject(channel, command, ""); // without an id
                inject(channel, command);
                check(channel, isLong(command));
            }
            assertThat(stage.server().health().foreignResults()).isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "GET FULL VARIABLE ${LONG}", "GET FULL VARIABLE ${CUT}", "CONTROL STREAM FILE"})
    void aCommandFromTheCommandLineBetweenOurs(String command) throws Exception {
        call((channel, call) -> {
            for (int i = 0; i < 3; i++) {
                injectByCli(channel, command);
                check(channel, isLong(command));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "GET FULL VARIABLE ${LONG}", "GET FULL VARIABLE ${CUT}"})
    void aCommandInTheMiddleOfOurLongOne(String command) throws Exception {
        call((channel, call) -> {
            for (int i = 0; i < 2; i++) {
                var waiting = stage.running(channel, Exec.of("Wait", "0.5"));
                inject(channel, command);
                injectByCli(channel, command);
                var read = channel.submit(new GetVariable("PIECE"));
                assertThat(Stage.await(waiting).isZero()).isTrue();
                assertThat(Stage.await(read)).contains(LONG);
                check(channel, isLong(command));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "GET FULL VARIABLE ${LONG}", "GET FULL VARIABLE ${CUT}"})
    void amongManySubmittedReads(String command) throws Exception {
        call((channel, call) -> {
            channel.setVariable("A", "a");
            for (int i = 0; i < 2; i++) {
                List<CompletableFuture<Optional<String>>> reads = new ArrayList<>();
                for (int n = 0; n < 60; n++) {
                    reads.add(channel.submit(new GetVariable(n % 2 == 0 ? "A" : "NEVER")));
                    if (n % 20 == 10) {
                        inject(channel, command);
                    }
                }
                for (int n = 0; n < reads.size(); n++) {
                    assertThat(Stage.await(reads.get(n)).orElse("-")).isEqualTo(n % 2 == 0 ? "a" : "-");
                }
            }
        });
    }

    @Test
    void allTheTime() throws Exception {
        List<String> commands = List.of(
                "NOOP",
                "GET FULL VARIABLE ${LONG}",
                "GET FULL VARIABLE ${CUT}",
                "GET VARIABLE NEVER",
                "STREAM FILE no-such-file x");
        call((channel, call) -> {
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
                for (int i = 0; !enough.get(); i++) {
                    inject(channel, commands.get(i % commands.size()), "theirs-" + i);
                    Stage.pause(Duration.ofMillis(40));
                }
            });
            try {
                IntStream.range(0, 15).forEach(i -> check(channel, true));
            } finally {
                enough.set(true);
                Stage.await(others);
            }
        });
    }

    @Test
    void anIdThatLooksLikeOursCompletesNothing() throws Exception {
        String[] ours = new String[1];
        asterisk.ami().addListener(event -> {
            if (event.isEvent("AsyncAGIExec")) {
                ours[0] = event.get("CommandId");
            }
        });
        call((channel, call) -> {
            check(channel, false);
            await().until(() -> ours[0] != null);
            String old = ours[0];
            for (int i = 0; i < 5; i++) {
                inject(channel, "GET VARIABLE PIECE", old);
                inject(channel, "GET VARIABLE PIECE", old.toUpperCase(Locale.ROOT));
                check(channel, false);
            }
        });
    }

    @Test
    void aBreakOfAnotherProgramEndsTheScriptAndTheDialplanGoesOn() throws Exception {
        AsyncStage.Act act = stage.begin(plan(), (channel, call) -> {
            check(channel, false);
            inject(channel, "ASYNCAGI BREAK");
            asterisk.ami()
                    .awaitEvent(
                            "AsyncAGIEnd", event -> event.get("Uniqueid").equals(channel.uniqueId()), AsyncStage.STEP);
            assertThatExceptionOfType(AgiTransportException.class)
                    .isThrownBy(() -> channel.getVariable("A"))
                    .withMessageContaining("BREAK");
        });
        act.played(0);
        CallResult result = act.call().result();
        assertThat(result.agiStatus()).isEqualTo("SUCCESS");
        assertThat(result.outcome()).isEmpty();
        assertThat(act.requests).hasSize(1);
    }

    @Test
    void aHangUpOfAnotherProgramIsAHangUp() throws Exception {
        AsyncStage.Act act = stage.begin(plan(), (channel, call) -> {
            check(channel, false);
            inject(channel, "HANGUP");
            AsyncStage.awaitHangup(channel);
        });
        act.played(0);
        assertThat(act.call().result().agiStatus()).isEqualTo("HANGUP");
    }

    /** A channel that none of our scripts takes: another program serves it, long answers and all. */
    @Test
    void aChannelOfAnotherProgramIsLeftAlone() {
        String other = stage.extension("AGI(agi:async,/not/ours)", "Set(WENT=theirs)", "Hangup()");
        LiveCall call = asterisk.place(stage.plan(other));
        asterisk.ami()
                .awaitEvent(
                        "AsyncAGIStart", event -> event.get("Uniqueid").equals(call.nearUniqueId()), AsyncStage.STEP);
        asterisk.ami().clearEvents();
        asterisk.ami().action("AGI", Map.of("Channel", call.nearChannel(), "Command", "NOOP", "CommandID", "theirs"));
        asterisk.ami()
                .awaitEvent("AsyncAGIExec", event -> event.get("CommandId").equals("theirs"), AsyncStage.STEP);
        assertThat(asterisk.ami().events().stream()
                        .filter(event -> event.isEvent("AsyncAGIExec"))
                        .toList())
                .as("nothing of ours")
                .hasSize(1);
        asterisk.ami()
                .action(
                        "AGI",
                        Map.of("Channel", call.nearChannel(), "Command", "ASYNCAGI BREAK", "CommandID", "theirs"));
        assertThat(call.result().variable("WENT")).isEqualTo("theirs");
        assertThat(call.result().agiStatus()).isEqualTo("SUCCESS");
        assertThat(stage.server().health().totalCalls()).isZero();
    }

    /** Such as one for localhost and one for 127.0.0.1. */
    @Test
    void twoClientsOfOneProgramServeEachCallOnce() {
        try (AmiClients clients = new AmiClients(asterisk)) {
            Queue<String> served = new ConcurrentLinkedQueue<>();
            AgiRouter router = AgiRouter.builder()
                    .script("/twice", (request, channel) -> {
                        served.add(channel.uniqueId());
                        channel.streamFile("no-such-file"); // so that it comes back through the loop
                        String before = channel.getVariable("SERVED").orElse("");
                        channel.setVariable("SERVED", before + "x");
                    })
                    .build();
            String extension = stage.extension(
                    "Set(OFFHOOK=)",
                    "AGI(agi:async,/twice)",
                    "GotoIf($[\"${AGISTATUS}\" = \"FAILURE\" & \"${OFFHOOK}\" = \"\"]?2)",
                    "Set(WENT=${OFFHOOK})",
                    "Hangup()");
            CallPlan plan = stage.plan(extension).capture("SERVED");
            LiveCall first = asterisk.place(plan);
            AmiClient one = clients.connect(clients.options().name("one"));
            AmiClient two = clients.connect(clients.options().name("two"));
            try (AsyncAgiServer server =
                    AsyncAgiServer.builder(one, router).client(two).start()) {
                List<LiveCall> calls = new ArrayList<>(List.of(first));
                IntStream.range(0, 20).forEach(i -> calls.add(asterisk.place(plan)));
                for (LiveCall call : calls) {
                    CallResult result = call.result();
                    assertThat(result.variable("WENT")).isEqualTo("done");
                    assertThat(result.variable("SERVED")).isEqualTo("x");
                }
                assertThat(served).hasSize(21).doesNotHaveDuplicates();
            }
        }
    }
}
