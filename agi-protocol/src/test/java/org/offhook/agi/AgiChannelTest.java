// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.offhook.agi.AgiCommand.UNLIMITED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.command.ChannelState;
import org.offhook.agi.command.DialResult;
import org.offhook.agi.command.Digits;
import org.offhook.agi.command.EndPosition;
import org.offhook.agi.command.PlaybackStatus;
import org.offhook.agi.command.QueueResult;
import org.offhook.agi.command.TddMode;
import org.offhook.agi.command.VoicemailStatus;

/** The verbs, on a channel that answers from a table. */
class AgiChannelTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeChannel channel = new FakeChannel();

    // ---- a verb for each command ----

    @ParameterizedTest
    @ValueSource(ints = {16, 22})
    void everyCommandOfAsteriskHasAVerb(int version) throws IOException {
        Map<String, Consumer<AgiChannel>> verbs = verbs();
        List<String> names = new ArrayList<>();
        try (InputStream in =
                AgiChannelTest.class.getResourceAsStream("/catalogue/agi-commands-" + version + ".json")) {
            for (JsonNode command : new ObjectMapper().readTree(in)) {
                names.add(command.get("name").asText());
            }
        }

        assertThat(names).hasSize(47);
        assertThat(verbs.keySet()).containsExactlyInAnyOrderElementsOf(names);
        verbs.forEach((name, verb) -> {
            FakeChannel fresh = new FakeChannel();
            fresh.defaultReply = name.startsWith("gosub") ? "200 result=0 Gosub complete" : "200 result=1 (x)";
            verb.accept(fresh);
            assertThat(fresh.lines).hasSize(1);
            assertThat(fresh.lines.get(0).toLowerCase(Locale.ROOT) + " ").startsWith(name + " ");
        });
    }

    private static Map<String, Consumer<AgiChannel>> verbs() {
        Map<String, Consumer<AgiChannel>> verbs = new HashMap<>();
        verbs.put("answer", AgiChannel::answer);
        verbs.put("asyncagi break", AgiChannel::asyncAgiBreak);
        verbs.put("channel status", AgiChannel::channelStatus);
        verbs.put("control stream file", c -> c.controlStreamFile("f", "1"));
        verbs.put("database del", c -> c.databaseDel("f", "k"));
        verbs.put("database deltree", c -> c.databaseDelTree("f"));
        verbs.put("database get", c -> c.databaseGet("f", "k"));
        verbs.put("database put", c -> c.databasePut("f", "k", "v"));
        verbs.put("exec", c -> c.exec("NoOp"));
        verbs.put("get data", c -> c.getData("f"));
        verbs.put("get full variable", c -> c.getFullVariable("${A}"));
        verbs.put("get option", c -> c.getOption("f", "1", SECOND));
        verbs.put("get variable", c -> c.getVariable("A"));
        verbs.put("gosub", c -> c.gosub("c", "s", "1"));
        verbs.put("hangup", AgiChannel::hangup);
        verbs.put("noop", AgiChannel::noop);
        verbs.put("receive char", c -> c.receiveChar(SECOND));
        verbs.put("receive text", c -> c.receiveText(SECOND));
        verbs.put("record file", c -> c.recordFile("f", "wav", "#", UNLIMITED));
        verbs.put("say alpha", c -> c.sayAlpha("a"));
        verbs.put("say date", c -> c.sayDate(Instant.EPOCH));
        verbs.put("say datetime", c -> c.sayDateTime(Instant.EPOCH));
        verbs.put("say digits", c -> c.sayDigits("1"));
        verbs.put("say number", c -> c.sayNumber(1));
        verbs.put("say phonetic", c -> c.sayPhonetic("a"));
        verbs.put("say time", c -> c.sayTime(Instant.EPOCH));
        verbs.put("send image", c -> c.sendImage("f"));
        verbs.put("send text", c -> c.sendText("t"));
        verbs.put("set autohangup", c -> c.setAutoHangup(SECOND));
        verbs.put("set callerid", c -> c.setCallerId("1"));
        verbs.put("set context", c -> c.setContext("c"));
        verbs.put("set extension", c -> c.setExtension("s"));
        verbs.put("set music", AgiChannel::setMusicOn);
        verbs.put("set priority", c -> c.setPriority(1));
        verbs.put("set variable", c -> c.setVariable("A", "1"));
        verbs.put("speech activate grammar", c -> c.speechActivateGrammar("g"));
        verbs.put("speech create", c -> c.speechCreate("e"));
        verbs.put("speech deactivate grammar", c -> c.speechDeactivateGrammar("g"));
        verbs.put("speech destroy", AgiChannel::speechDestroy);
        verbs.put("speech load grammar", c -> c.speechLoadGrammar("g", "p"));
        verbs.put("speech recognize", c -> {
            ((FakeChannel) c).defaultReply = "200 result=0";
            c.speechRecognize("f", SECOND);
        });
        verbs.put("speech set", c -> c.speechSet("n", "v"));
        verbs.put("speech unload grammar", c -> c.speechUnloadGrammar("g"));
        verbs.put("stream file", c -> c.streamFile("f"));
        verbs.put("tdd mode", c -> c.tddMode(TddMode.Mode.ON));
        verbs.put("verbose", c -> c.verbose("m"));
        verbs.put("wait for digit", c -> c.waitForDigit(SECOND));
        return verbs;
    }

    @ParameterizedTest
    @MethodSource
    void overloadsAddTheirArguments(Consumer<AgiChannel> verb, String line) {
        channel.defaultReply = line.startsWith("GOSUB") ? "200 result=0 Gosub complete" : "200 result=1 (x)";
        verb.accept(channel);
        assertThat(channel.lines).containsExactly(line);
    }

    static Stream<Arguments> overloadsAddTheirArguments() {
        return Stream.of(
                line(c -> c.hangup("PJSIP/a"), "HANGUP \"PJSIP/a\""),
                line(c -> c.channelStatus("PJSIP/a"), "CHANNEL STATUS \"PJSIP/a\""),
                line(c -> c.setCallerId("Joe", "1"), "SET CALLERID \"\\\"Joe\\\" <1>\""),
                line(c -> c.setPriority("here"), "SET PRIORITY \"here\""),
                line(c -> c.setMusicOn("jazz"), "SET MUSIC ON \"jazz\""),
                line(AgiChannel::setMusicOff, "SET MUSIC OFF"),
                line(c -> c.verbose("m"), "VERBOSE \"m\" 1"),
                line(c -> c.verbose("m", 3), "VERBOSE \"m\" 3"),
                line(c -> c.streamFile("f"), "STREAM FILE \"f\" \"\""),
                line(c -> c.streamFile("f", "1"), "STREAM FILE \"f\" \"1\""),
                line(c -> c.streamFile("f", "1", EndPosition.of(SECOND)), "STREAM FILE \"f\" \"1\" 8000"),
                line(c -> c.getData("f", SECOND), "GET DATA \"f\" 1000"),
                line(c -> c.getData("f", SECOND, 3), "GET DATA \"f\" 1000 3"),
                line(c -> c.sayAlpha("a", "1"), "SAY ALPHA \"a\" \"1\""),
                line(c -> c.sayDate(Instant.EPOCH, "1"), "SAY DATE 0 \"1\""),
                line(c -> c.sayDateTime(Instant.EPOCH, "1"), "SAY DATETIME 0 \"1\""),
                line(c -> c.sayDigits("2", "1"), "SAY DIGITS \"2\" \"1\""),
                line(c -> c.sayNumber(2, "1"), "SAY NUMBER 2 \"1\""),
                line(c -> c.sayPhonetic("a", "1"), "SAY PHONETIC \"a\" \"1\""),
                line(c -> c.sayTime(Instant.EPOCH, "1"), "SAY TIME 0 \"1\""),
                line(c -> c.getFullVariable("${A}", "c"), "GET FULL VARIABLE \"${A}\" \"c\""),
                line(c -> c.databaseDelTree("f", "k"), "DATABASE DELTREE \"f\" \"k\""),
                line(c -> c.exec("Dial", "a", "1"), "EXEC \"Dial\" \"a,1\""),
                line(c -> c.gosub("c", "s", "1", "a", "b"), "GOSUB \"c\" \"s\" \"1\" \"a,b\""),
                line(c -> c.raw("NOOP x"), "NOOP x"));
    }

    private static Arguments line(Consumer<AgiChannel> verb, String line) {
        return arguments(verb, line);
    }

    @Test
    void verbsGiveBackWhatTheCommandRead() {
        channel.on("CHANNEL STATUS", "200 result=6")
                .on("CHANNEL STATUS \"x\"", "200 result=-1")
                .on("GET DATA \"f\" 1000", "200 result=12 (timeout)")
                .on("GET FULL VARIABLE \"${A}\"", "200 result=1 (a)")
                .on("BOGUS", "200 result=7 (x)");

        assertThat(channel.channelStatus()).isEqualTo(ChannelState.UP);
        assertThat(channel.channelStatus("x")).isEmpty();
        assertThat(channel.getData("f", SECOND)).isEqualTo(new Digits("12", true, false));
        assertThat(channel.getFullVariable("${A}")).isEqualTo("a");
        assertThat(channel.raw("BOGUS").resultNumber()).hasValue(7);
    }

    // ---- variables of any length ----

    @Test
    void anUnsetVariableIsNotAnEmptyOne() {
        channel.on("GET VARIABLE \"A\"", "200 result=0").on("GET VARIABLE \"B\"", "200 result=1 ()");

        assertThat(channel.getVariable("A")).isEmpty();
        assertThat(channel.getVariable("B")).contains("");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1022, 1023, 1024, 1199, 1200, 1201, 1800, 8000, 1 << 20})
    void aVariableIsReadWholeWhateverItsLength(int length) {
        String value = "0123456789".repeat(length / 10 + 1).substring(0, length);
        channel.variable(value);

        assertThat(channel.getVariable("A")).contains(value);
    }

    @Test
    void aShortVariableTakesOneCommand() {
        channel.variable("y".repeat(1022)).getVariable("A");

        assertThat(channel.lines).containsExactly("GET VARIABLE \"A\"");
    }

    @Test
    void aLongVariableIsReadInSlicesAndItsEndIsCheckedAgain() {
        channel.variable("y".repeat(1300)).getVariable("A");

        assertThat(channel.lines)
                .containsExactly(
                        "GET VARIABLE \"A\"",
                        "GET FULL VARIABLE \"${A:0:600}\"",
                        "GET FULL VARIABLE \"${A:600:600}\"",
                        "GET FULL VARIABLE \"${A:1200:600}\"",
                        "GET FULL VARIABLE \"${A:1299:600}\"");
    }

    @Test
    void slicesThatCutCharactersAreJoinedAsBytes() {
        String value = "x" + "é漢😀)\n(".repeat(300);
        channel.variable(value);

        assertThat(channel.getVariable("A")).contains(value);
    }

    @Test
    void aVariableThatGrowsWhileItIsReadIsReadAgain() {
        channel.variable("y".repeat(1300));
        channel.after("GET FULL VARIABLE \"${A:1200:600}\"", () -> channel.variable("z".repeat(1500)));

        assertThat(channel.getVariable("A")).contains("z".repeat(1500));
    }

    @Test
    void aVariableThatShrinksWhileItIsReadIsReadAgain() {
        channel.variable("y".repeat(1300));
        channel.after("GET FULL VARIABLE \"${A:1200:600}\"", () -> channel.variable("short"));

        assertThat(channel.getVariable("A")).contains("short");
    }

    @Test
    void aVariableThatIsUnsetWhileItIsReadIsUnset() {
        channel.variable("y".repeat(1300));
        channel.after("GET VARIABLE \"A\"", () -> channel.variable("").on("GET VARIABLE \"A\"", "200 result=0"));

        assertThat(channel.getVariable("A")).isEmpty();
    }

    @Test
    void aVariableThatNeverStaysTheSameIsNotGuessed() {
        channel.variable("y".repeat(1300));
        channel.onEverySlice = () -> channel.variable(new String(channel.value, UTF_8) + "y");

        assertThatExceptionOfType(AgiTruncatedException.class)
                .isThrownBy(() -> channel.getVariable("A"))
                .withMessageContaining("changed")
                .satisfies(e -> assertThat(e.reply()).isPresent());
        assertThat(channel.lines).filteredOn("GET VARIABLE \"A\""::equals).hasSize(3);
    }

    @Test
    void aVariableOverOneMebibyteIsRefused() {
        channel.variable("y".repeat((1 << 20) + 1));

        assertThatExceptionOfType(AgiTruncatedException.class)
                .isThrownBy(() -> channel.getVariable("A"))
                .withMessageContaining("1048576")
                .satisfies(e -> assertThat(e.reply()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOLOWER(X)", "ODBC_NEXT(1)", "A-B", "A:0:1", "${X}", "Ä"})
    void whatCouldBeAFunctionIsNeverEvaluatedTwice(String name) {
        channel.defaultReply = "200 result=1 (" + "y".repeat(1023) + ")";

        assertThatExceptionOfType(AgiTruncatedException.class)
                .isThrownBy(() -> channel.getVariable(name))
                .satisfies(e -> assertThat(e.reply()).contains(AgiReply.parse(channel.defaultReply)));
        assertThat(channel.lines).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 result=1 (cut", "200 result=0", "200 result=1"})
    void aSliceThatIsNotWholeIsNotUsed(String slice) {
        channel.on("GET VARIABLE \"A\"", "200 result=1 (" + "y".repeat(1023) + ")");
        channel.defaultReply = slice;

        assertThatExceptionOfType(AgiTruncatedException.class)
                .isThrownBy(() -> channel.getVariable("A"))
                .withMessageContaining("slice");
    }

    @Test
    void aSliceThatIsTooLongIsNotUsed() {
        channel.on("GET VARIABLE \"A\"", "200 result=1 (" + "y".repeat(1023) + ")");
        channel.defaultReply = "200 result=1 (" + "y".repeat(601) + ")";

        assertThatExceptionOfType(AgiTruncatedException.class)
                .isThrownBy(() -> channel.getVariable("A"))
                .withMessageContaining("slice");
    }

    // ---- calls ----

    @Test
    void dialTellsHowLongTheTalkWas() {
        channel.on("CHANNEL STATUS", "200 result=4")
                .on("EXEC \"Dial\" \"PJSIP/a,10\"", "200 result=-1")
                .variable("DIALSTATUS", "ANSWER")
                .variable("ANSWEREDTIME_MS", "2156");

        assertThat(channel.dial("PJSIP/a", Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(DialResult.Answered.class, answered -> {
                    assertThat(answered.talked()).contains(Duration.ofMillis(2156));
                    assertThat(answered.dialed()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
                });
    }

    @Test
    void dialIsContentWithSecondsOrNothing() {
        channel.on("CHANNEL STATUS", "200 result=4")
                .on("EXEC \"Dial\" \"PJSIP/a,10\"", "200 result=-1")
                .variable("DIALSTATUS", "ANSWER")
                .variable("ANSWEREDTIME", "4");
        assertThat(talked(channel.dial("PJSIP/a", Duration.ofSeconds(10)))).contains(Duration.ofSeconds(4));

        channel.variable("ANSWEREDTIME", "");
        assertThat(talked(channel.dial("PJSIP/a", Duration.ofSeconds(10)))).isEmpty();
    }

    @Test
    void theTimeOfATalkIsNotKnownWhenTheCallHadBeenAnsweredBefore() {
        channel.on("CHANNEL STATUS", "200 result=6")
                .on("EXEC \"Dial\" \"PJSIP/a,10\"", "200 result=-1")
                .variable("DIALSTATUS", "ANSWER")
                .variable("ANSWEREDTIME_MS", "13145"); // of which 11 seconds were a menu

        assertThat(talked(channel.dial("PJSIP/a", Duration.ofSeconds(10)))).isEmpty();
    }

    private static Optional<Duration> talked(DialResult result) {
        return ((DialResult.Answered) result).talked();
    }

    @ParameterizedTest
    @CsvSource({
        "NOANSWER, NO_ANSWER",
        "BUSY, BUSY",
        "CONGESTION, CONGESTION",
        "CHANUNAVAIL, CHANNEL_UNAVAILABLE",
        "CANCEL, CANCELLED",
        "DONTCALL, DO_NOT_CALL",
        "TORTURE, TORTURE",
        "INVALIDARGS, INVALID_ARGUMENTS"
    })
    void dialTellsWhyNobodyAnswered(String status, DialResult.Reason reason) {
        channel.on("EXEC \"Dial\" \"PJSIP/a,2,tT\"", "200 result=0").variable("DIALSTATUS", status);

        DialResult result = channel.dial("PJSIP/a", Duration.ofMillis(1001), "tT");

        assertThat(result).isInstanceOfSatisfying(DialResult.NotAnswered.class, not -> {
            assertThat(not.reason()).isEqualTo(reason);
            assertThat(not.dialed()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SOMETHING"})
    void dialKeepsAStatusItDoesNotKnow(String status) {
        channel.on("EXEC \"Dial\" \"PJSIP/a\"", "200 result=0").variable("DIALSTATUS", status);

        assertThat(channel.dial("PJSIP/a", UNLIMITED)).isEqualTo(new DialResult.Unknown(status));
    }

    @Test
    void optionsOfADialWithoutALimitStayInTheirPlace() {
        channel.on("EXEC \"Dial\" \"PJSIP/a,,tT\"", "200 result=0").variable("DIALSTATUS", "BUSY");

        channel.dial("PJSIP/a", UNLIMITED, "tT");

        assertThat(channel.lines).contains("EXEC \"Dial\" \"PJSIP/a,,tT\"");
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, TIMEOUT",
        "FULL, FULL",
        "JOINEMPTY, JOIN_EMPTY",
        "LEAVEEMPTY, LEAVE_EMPTY",
        "JOINUNAVAIL, JOIN_UNAVAILABLE",
        "LEAVEUNAVAIL, LEAVE_UNAVAILABLE",
        "WITHDRAW, WITHDRAWN",
        "UNKNOWN, NO_SUCH_QUEUE"
    })
    void queueTellsWhyNobodyTookTheCall(String status, QueueResult.Reason reason) {
        channel.on("EXEC \"Queue\" \"support,c,,,60\"", "200 result=0").variable("QUEUESTATUS", status);

        assertThat(channel.queue("support", Duration.ofSeconds(60), "c")).isEqualTo(new QueueResult.NotServed(reason));
    }

    @Test
    void aServedCallHasNoStatusOrContinues() {
        channel.on("EXEC \"Queue\" \"support\"", "200 result=-1").variable("QUEUESTATUS", "");
        assertThat(channel.queue("support")).isEqualTo(new QueueResult.Served());

        channel.on("EXEC \"Queue\" \"support\"", "200 result=0").variable("QUEUESTATUS", "CONTINUE");
        assertThat(channel.queue("support")).isEqualTo(new QueueResult.Served());
    }

    @Test
    void aCallThatLeftTheQueueByAKeyHasNoStatusAndNoFailure() {
        channel.on("EXEC \"Queue\" \"support\"", "200 result=0").variable("QUEUESTATUS", "");

        assertThat(channel.queue("support")).isEqualTo(new QueueResult.LeftByKey());
    }

    @Test
    void theStatusOfAnEarlierQueueIsClearedFirst() {
        channel.on("EXEC \"Queue\" \"support\"", "200 result=-1").variable("QUEUESTATUS", "");
        channel.queue("support");

        assertThat(channel.lines)
                .containsExactly(
                        "SET VARIABLE \"QUEUESTATUS\" \"\"",
                        "EXEC \"Queue\" \"support\"",
                        "GET VARIABLE \"QUEUESTATUS\"");
    }

    @Test
    void queueKeepsAStatusItDoesNotKnow() {
        channel.on("EXEC \"Queue\" \"support\"", "200 result=0").variable("QUEUESTATUS", "NEW");

        assertThat(channel.queue("support")).isEqualTo(new QueueResult.Unknown("NEW"));
    }

    @ParameterizedTest
    @CsvSource({"SUCCESS, SUCCESS", "USEREXIT, USER_EXIT", "FAILED, FAILED", "'', UNKNOWN", "NEW, UNKNOWN"})
    void voicemailTellsHowItWent(String status, VoicemailStatus expected) {
        channel.on("EXEC \"VoiceMail\" \"100@default,u\"", "200 result=0")
                .on("EXEC \"VoiceMail\" \"100@default\"", "200 result=0")
                .variable("VMSTATUS", status);

        assertThat(channel.voicemail("100@default", "u")).isEqualTo(expected);
        assertThat(channel.voicemail("100@default")).isEqualTo(expected);
        assertThat(channel.lines.get(0)).isEqualTo("SET VARIABLE \"VMSTATUS\" \"\"");
    }

    @ParameterizedTest
    @CsvSource({"SUCCESS, SUCCESS", "FAILED, FAILED", "'', UNKNOWN"})
    void playbackTellsWhetherAllWasPlayed(String status, PlaybackStatus expected) {
        channel.on("EXEC \"Playback\" \"beep&bye\"", "200 result=0").variable("PLAYBACKSTATUS", status);

        assertThat(channel.playback("beep", "bye")).isEqualTo(expected);
    }

    @Test
    void aPlaybackThatWasStoppedIsNoSuccess() {
        channel.variable("PLAYBACKSTATUS", "SUCCESS"); // what Asterisk says all the same
        channel.stopsCommands = true;
        channel.on("EXEC \"Playback\" \"beep\"", "200 result=0");

        assertThat(channel.playback("beep")).isEqualTo(PlaybackStatus.STOPPED);
    }

    @ParameterizedTest
    @MethodSource
    void anApplicationThatIsNotLoadedIsAnErrorThatNamesItsModule(
            Consumer<AgiChannel> verb, String name, String module) {
        channel.defaultReply = "200 result=-2";

        assertThatExceptionOfType(AgiCommandException.class)
                .isThrownBy(() -> verb.accept(channel))
                .withMessageContainingAll(name, module)
                .satisfies(e -> {
                    assertThat(e.command()).startsWith("EXEC \"" + name + "\"");
                    assertThat(e.reply()).isEqualTo(AgiReply.parse("200 result=-2"));
                });
    }

    static Stream<Arguments> anApplicationThatIsNotLoadedIsAnErrorThatNamesItsModule() {
        return Stream.of(
                notLoaded(c -> c.dial("PJSIP/a", SECOND), "Dial", "app_dial.so"),
                notLoaded(c -> c.queue("q"), "Queue", "app_queue.so"),
                notLoaded(c -> c.voicemail("100"), "VoiceMail", "app_voicemail.so"),
                notLoaded(c -> c.playback("beep"), "Playback", "app_playback.so"));
    }

    private static Arguments notLoaded(Consumer<AgiChannel> verb, String name, String module) {
        return arguments(verb, name, module);
    }

    @ParameterizedTest
    @MethodSource
    void wrongArgumentsOfCallsAreRefusedBeforeAnythingIsWritten(
            Function<AgiChannel, ThrowingCallable> verb, String message) {
        assertThatIllegalArgumentException().isThrownBy(verb.apply(channel)).withMessageContaining(message);
        assertThat(channel.lines).isEmpty();
    }

    static Stream<Arguments> wrongArgumentsOfCallsAreRefusedBeforeAnythingIsWritten() {
        return Stream.of(
                wrong(c -> () -> c.dial("PJSIP/a,10,G(x)", SECOND), "PJSIP/a,10,G(x)"),
                wrong(c -> () -> c.dial(" ", SECOND), "blank"),
                wrong(c -> () -> c.dial("PJSIP/a", Duration.ZERO), "PT0S"),
                wrong(c -> () -> c.dial("PJSIP/a", Duration.ofSeconds(-1)), "PT-1S"),
                wrong(c -> () -> c.dial("PJSIP/a", Duration.ofDays(365)), "2147483"),
                wrong(c -> () -> c.queue("a,b"), "a,b"),
                wrong(c -> () -> c.queue("q", Duration.ZERO, ""), "PT0S"),
                wrong(c -> () -> c.voicemail("1,2"), "1,2"),
                wrong(c -> () -> c.playback(), "file"),
                wrong(c -> () -> c.playback("beep", "a&b"), "a&b"),
                wrong(c -> () -> c.playback("a,skip"), "a,skip"));
    }

    private static Arguments wrong(Function<AgiChannel, ThrowingCallable> verb, String message) {
        return arguments(verb, message);
    }

    /** Answers lines from a table, and GET VARIABLE and slices of the variable A as Asterisk does. */
    private static final class FakeChannel implements AgiChannel {

        private static final Pattern SLICE = Pattern.compile("GET FULL VARIABLE \"\\$\\{A:(\\d+):(\\d+)}\"");
        private static final int CUT = 1023;

        final List<String> lines = new ArrayList<>();
        private final Map<String, String> replies = new HashMap<>();
        private final Map<String, Runnable> after = new HashMap<>();
        String defaultReply = "200 result=0";
        byte[] value;
        Runnable onEverySlice = () -> {};
        boolean stopsCommands;

        FakeChannel on(String line, String reply) {
            replies.put(line, reply);
            return this;
        }

        FakeChannel variable(String name, String text) {
            return on("GET VARIABLE \"" + name + "\"", text.isEmpty() ? "200 result=0" : "200 result=1 (" + text + ")");
        }

        /** Gives the variable A a value. */
        FakeChannel variable(String text) {
            value = text.getBytes(UTF_8);
            return this;
        }

        /** Does something once, when a line was answered. */
        void after(String line, Runnable action) {
            after.put(line, action);
        }

        @Override
        public <R> R execute(AgiCommand<R> command) {
            String line = command.line();
            AgiLine.check(line, 8190);
            lines.add(line);
            AgiReply reply = answer(line);
            Runnable action = after.remove(line);
            if (action != null) {
                action.run();
            }
            return command.result(stopsCommands ? reply.asStopped() : reply);
        }

        @Override
        public boolean stop() {
            return false;
        }

        private AgiReply answer(String line) {
            String reply = replies.get(line);
            if (reply != null) {
                return AgiReply.parse(reply);
            }
            Matcher slice = SLICE.matcher(line);
            if (value != null && line.equals("GET VARIABLE \"A\"")) {
                return value(0, CUT);
            } else if (value != null && slice.matches()) {
                AgiReply part = value(Integer.parseInt(slice.group(1)), Integer.parseInt(slice.group(2)));
                onEverySlice.run();
                return part;
            }
            return AgiReply.parse(defaultReply);
        }

        private AgiReply value(int from, int length) {
            int start = Math.min(from, value.length);
            byte[] part = Arrays.copyOfRange(value, start, Math.min(value.length, start + length));
            byte[] text = ("200 result=1 (" + new String(part, ISO_8859_1) + ")").getBytes(ISO_8859_1);
            return AgiReply.of(text);
        }

        @Override
        public <R> CompletableFuture<R> submit(AgiCommand<R> command) {
            return CompletableFuture.completedFuture(execute(command));
        }

        @Override
        public String name() {
            return "Fake/1";
        }

        @Override
        public String uniqueId() {
            return "1.1";
        }

        @Override
        public boolean isHungUp() {
            return false;
        }

        @Override
        public void onHangup(Runnable callback) {
            throw new UnsupportedOperationException();
        }
    }
}
