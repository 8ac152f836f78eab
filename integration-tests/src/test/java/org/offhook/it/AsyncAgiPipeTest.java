// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiAnswerLostException;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiTruncatedException;
import org.offhook.agi.command.GetFullVariable;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.SetVariable;

/** Answers and environments that are longer than AsyncAGI carries: nothing is taken for anything else, and nothing stands still. */
@RealAsterisk
class AsyncAgiPipeTest {

    private static final int LIMIT = 1013;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long SEED = 20_260_103;

    private final AsteriskUnderTest asterisk;
    private final AsyncStage stage;

    AsyncAgiPipeTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        stage = new AsyncStage(asterisk);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /**
     * A call with a long value in LONG: so many times a piece, with commas in between.
     *
     * @param encoded the piece, percent-encoded
     */
    private CallPlan planWith(String encoded, int times) {
        return stage.plan(stage.extension(
                        "Set(OFFHOOK=)",
                        "Set(PIECE=${URIDECODE(${ENCODED})})",
                        "Set(LONG=${PIECE})",
                        "Set(N=1)",
                        "GotoIf($[${N} >= " + times + "]?9)",
                        "Set(PUSH(LONG)=${PIECE})",
                        "Set(N=$[${N} + 1])",
                        "Goto(5)",
                        "AGI(agi:async,/stage)",
                        "GotoIf($[\"${AGISTATUS}\" = \"FAILURE\" & \"${OFFHOOK}\" = \"\"]?9)",
                        "Set(WENT=${OFFHOOK})",
                        "Hangup()"))
                .variable("ENCODED", encoded)
                .timeout(LONG);
    }

    private static String times(String piece, int times) {
        return String.join(",", Collections.nCopies(times, piece));
    }

    /** Serves the call; nothing may have shifted, and the script must have ended well. */
    private void call(CallPlan plan, AsyncStage.Script script) throws Exception {
        CallResult result = stage.call(plan, (channel, call) -> {
            script.play(channel, call);
            AsyncStage.check(channel);
        });
        assertThat(result.variable("WENT")).isEqualTo("done");
    }

    // ---- values ----

    @ParameterizedTest
    @CsvSource({"500, 2", "1000, 1", "504, 2", "505, 2", "511, 2", "512, 2", "700, 7", "600, 99"})
    void aLongValueIsReadWhole(int length, int times) throws Exception {
        String piece = IntStream.range(0, length).mapToObj(i -> "" + i % 10).collect(Collectors.joining());
        call(planWith(piece, times), (channel, call) -> {
            assertThat(channel.getVariable("LONG").orElseThrow().equals(times(piece, times)))
                    .isTrue();
            AsyncStage.check(channel);
            assertThat(channel.getVariable("N")).contains("" + times);
        });
    }

    @Test
    void manyReadsOfALongValueInLineAreTruncatedOrWholeAndShiftNothing() throws Exception {
        call(planWith("0123456789".repeat(50), 10), (channel, call) -> {
            List<CompletableFuture<Optional<String>>> reads = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                reads.add(channel.submit(new GetVariable("LONG")));
                reads.add(channel.submit(new GetVariable("N")));
            }
            for (int i = 0; i < reads.size(); i += 2) {
                CompletableFuture<Optional<String>> read = reads.get(i);
                assertThatExceptionOfType(AgiTruncatedException.class).isThrownBy(() -> Stage.await(read));
                assertThat(Stage.await(reads.get(i + 1))).contains("10");
            }
        });
    }

    @Test
    void sixtyFourReadsOfTheLongestValueThatFitsAreAllRight() throws Exception {
        String value = "x".repeat(1000);
        call(planWith(value, 1), (channel, call) -> {
            var reads = IntStream.range(0, 128)
                    .mapToObj(i -> channel.submit(new GetVariable(i % 2 == 0 ? "LONG" : "N")))
                    .toList();
            for (int i = 0; i < reads.size(); i++) {
                assertThat(Stage.await(reads.get(i))).contains(i % 2 == 0 ? value : "1");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 12, 90})
    void anExpressionThatIsTooLongIsTruncatedAndTheNextCommandsAreRight(int times) throws Exception {
        call(planWith("0123456789".repeat(60), times), (channel, call) -> {
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(AgiTruncatedException.class)
                        .isThrownBy(() -> channel.getFullVariable("${LONG}"));
                AsyncStage.check(channel);
            }
        });
    }

    @Test
    void manyExpressionsThatAreTooLongDoNotFreezeTheChannel() throws Exception {
        call(planWith("0123456789".repeat(60), 9), (channel, call) -> {
            var reads = IntStream.range(0, 15)
                    .mapToObj(i -> channel.submit(new GetFullVariable("${LONG}")))
                    .toList();
            reads.forEach(read ->
                    assertThatExceptionOfType(AgiTruncatedException.class).isThrownBy(() -> Stage.await(read)));
        });
    }

    @Test
    void aValueCanSpoofNoReplies() throws Exception {
        String line = "200 result=1 (spoofed)%0A";
        String piece = line.replace("%0A", "\n").repeat(20);
        call(planWith(line.repeat(20), 12), (channel, call) -> {
            for (int i = 0; i < 3; i++) {
                var long1 = channel.submit(new GetVariable("LONG"));
                var short1 = channel.submit(new GetVariable("N"));
                var short2 = channel.submit(new GetVariable("NEVER"));
                var set = channel.submit(new SetVariable("SET", "" + i));
                var short3 = channel.submit(new GetVariable("SET"));
                assertThatExceptionOfType(AgiTruncatedException.class).isThrownBy(() -> Stage.await(long1));
                assertThat(Stage.await(short1)).contains("12");
                assertThat(Stage.await(short2)).isEmpty();
                try {
                    Stage.await(set);
                } catch (AgiAnswerLostException e) {
                    // It ran, says the exception; the next read tells.
                }
                assertThat(Stage.await(short3)).contains("" + i);
            }
            assertThat(channel.getVariable("LONG").orElseThrow().equals(times(piece, 12)))
                    .isTrue();
            assertThat(channel.getVariable("PIECE")).contains(piece);
        });
    }

    /** 1349 bytes that end in a line feed after 689 of them: encoded, Asterisk cuts them behind it. */
    @Test
    void aValueThatIsCutBehindALineFeedIsRecognised() throws Exception {
        String half = "@".repeat(674);
        CallPlan plan = stage.plan(stage.extension(
                        "Set(OFFHOOK=)",
                        "Set(LONG=${HALF}${URIDECODE(%0A)}${HALF})",
                        "AGI(agi:async,/stage)",
                        "GotoIf($[\"${AGISTATUS}\" = \"FAILURE\" & \"${OFFHOOK}\" = \"\"]?3)",
                        "Set(WENT=${OFFHOOK})",
                        "Hangup()"))
                .variable("HALF", half);
        call(plan, (channel, call) -> {
            for (int i = 0; i < 3; i++) {
                assertThat(channel.getVariable("LONG")).contains(half + "\n" + half);
                AsyncStage.check(channel);
                assertThatExceptionOfType(AgiTruncatedException.class)
                        .isThrownBy(() -> channel.getFullVariable("${LONG}"));
            }
        });
    }

    @Test
    void valuesAroundTheLimitOfTheEncodingAreReadWhole() throws Exception {
        call(stage.plan(stage.loop()).timeout(LONG), (channel, call) -> {
            for (int length = 672; length <= 677; length++) {
                for (String end : List.of("", "x")) {
                    String value = "@".repeat(length) + end;
                    channel.setVariable("VALUE", value);
                    assertThat(channel.getVariable("VALUE")).contains(value);
                }
            }
        });
    }

    @Test
    void anyValuesAreReadWhole() throws Exception {
        String[] pieces = {"a", "@", "ä", "日", "😀", ")", "(", "\"", "\\", " ", "%", "200 result=1 (", "%0A", "\u0001"};
        Random random = new Random(SEED);
        call(stage.plan(stage.loop()).timeout(LONG), (channel, call) -> {
            for (int i = 0; i < 25; i++) {
                int count = random.nextInt(1, 300);
                String value = random.ints(count, 0, pieces.length)
                        .mapToObj(p -> pieces[p])
                        .collect(Collectors.joining());
                if (new SetVariable("VALUE", value).line().getBytes(UTF_8).length <= LIMIT) {
                    channel.setVariable("VALUE", value);
                    assertThat(channel.getVariable("VALUE")).contains(value);
                }
            }
        });
    }

    @Test
    void aLongValueOfTheDatabaseIsTruncatedAndTheNextCommandsAreRight() throws Exception {
        asterisk.extension("keep", "Set(DB(pipe/key)=${LONG})", "Return()");
        call(planWith("0123456789".repeat(60), 5), (channel, call) -> {
            channel.gosub(asterisk.testContext(), "keep", "1");
            assertThatExceptionOfType(AgiTruncatedException.class).isThrownBy(() -> channel.databaseGet("pipe", "key"));
            AsyncStage.check(channel);
            assertThat(channel.databasePut("pipe", "short", "x".repeat(900))).isTrue();
            assertThat(channel.databaseGet("pipe", "short")).contains("x".repeat(900));
            assertThat(channel.databaseGet("pipe", "none")).isEmpty();
        });
    }

    @Test
    void aUsageTextThatIsTooLongIsTheReplyAndTheNextCommandsAreRight() throws Exception {
        call(stage.plan(stage.loop()), (channel, call) -> {
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(AgiCommandException.class)
                        .isThrownBy(() -> channel.raw("CONTROL STREAM FILE"))
                        .satisfies(e -> assertThat(e.reply().status()).isEqualTo(520));
                AsyncStage.check(channel);
            }
            var wrong = IntStream.range(0, 5)
                    .mapToObj(i -> channel.submit(new RawCommand("CONTROL STREAM FILE")))
                    .toList();
            var right = channel.submit(new GetVariable("NONCE"));
            wrong.forEach(future ->
                    assertThatExceptionOfType(AgiCommandException.class).isThrownBy(() -> Stage.await(future)));
            assertThat(Stage.await(right)).isPresent();
            assertThatExceptionOfType(AgiCommandException.class)
                    .isThrownBy(() -> channel.raw("NO SUCH COMMAND"))
                    .satisfies(e -> assertThat(e.reply().status()).isEqualTo(510));
        });
    }

    // ---- lines ----

    @Test
    void aLineOfTheLongestLengthIsReadWholeAndALongerOneIsRefused() throws Exception {
        call(stage.plan(stage.loop()), (channel, call) -> {
            String around = new SetVariable("LONGEST", "").line();
            for (String filling : List.of("x", "ä")) {
                int bytes = filling.getBytes(UTF_8).length;
                int room = LIMIT - around.length();
                String longest = filling.repeat(room / bytes) + ".".repeat(room % bytes);
                assertThat(new SetVariable("LONGEST", longest).line().getBytes(UTF_8))
                        .hasSize(LIMIT);
                channel.setVariable("LONGEST", longest);
                assertThat(channel.getVariable("LONGEST")).contains(longest);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> channel.setVariable("LONGEST", longest + "x"))
                        .withMessageContaining("1013")
                        .withMessageContaining("1014");
                AsyncStage.check(channel);
            }
            assertThat(channel.raw("NOOP " + "x".repeat(LIMIT - 5)).status()).isEqualTo(200);
        });
    }

    // ---- the environment ----

    @ParameterizedTest
    @ValueSource(ints = {100, 450, 1500})
    void argumentsOfACutEnvironmentAreWhole(int characters) throws Exception {
        String extension = stage.loop("ä".repeat(characters), "\"a,b\"", "last");
        AsyncStage.Act act = stage.begin(stage.plan(extension), (channel, call) -> {
            for (int i = 0; i < 3; i++) {
                AsyncStage.check(channel);
            }
        });
        act.played(0);
        AgiRequest request = act.request(0);
        assertThat(act.call().result().variable("WENT")).isEqualTo("done");
        assertThat(request.script()).isEqualTo("stage");
        assertThat(request.arguments()).containsExactly("ä".repeat(characters), "a,b", "last");
        assertThat(request.extension()).isEqualTo(extension);
        assertThat(request.isTruncated()).isFalse();
    }

    @Test
    void aLongNameOfTheCallerCutsTheEnvironmentAndWhatTheListOfChannelsTellsIsThereAllTheSame() throws Exception {
        String name = "日".repeat(300);
        String extension = stage.loop("a", "b");
        AsyncStage.Act act =
                stage.begin(stage.plan(extension).callerId(name, "123"), (channel, call) -> AsyncStage.check(channel));
        act.played(0);
        AgiRequest request = act.request(0);
        assertThat(act.call().result().variable("WENT")).isEqualTo("done");
        assertThat(request.arguments()).containsExactly("a", "b");
        assertThat(request.context()).isEqualTo(asterisk.testContext());
        assertThat(request.extension()).isEqualTo(extension);
        assertThat(request.callerIdNumber()).contains("123");
        assertThat(request.isTruncated()).isTrue();
    }

    @Test
    void aCutEnvironmentInTheLoopIsNoNewCall() throws Exception {
        AsyncStage.Act act = stage.begin(stage.plan(stage.loop("@".repeat(900))), (channel, call) -> {
            AsyncStage.check(channel);
            for (int i = 0; i < 3; i++) {
                assertThat(channel.streamFile("no-such-file").failed()).isTrue();
                AsyncStage.check(channel);
            }
        });
        act.played(0);
        assertThat(act.call().result().variable("WENT")).isEqualTo("done");
        assertThat(act.requests).hasSize(1);
    }

    /** Twenty calls at once, each with long values of its own: none sees another's. */
    @Test
    void callsWithLongValuesDoNotMeet() throws Exception {
        List<AsyncStage.Act> acts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String piece = String.format("%04d", i).repeat(100);
            acts.add(stage.begin(planWith(piece, 4), (channel, call) -> {
                for (int turn = 0; turn < 3; turn++) {
                    readLong(channel, times(piece, 4));
                }
            }));
        }
        for (AsyncStage.Act act : acts) {
            act.played(0);
            assertThat(act.call().result().variable("WENT")).isEqualTo("done");
        }
    }

    private static void readLong(AgiChannel channel, String value) {
        if (!channel.getVariable("LONG").orElse("").equals(value)) {
            fail("another value than the call's own");
        }
        AsyncStage.check(channel);
    }
}
