// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.command.ChannelState;
import org.offhook.agi.command.ControlStreamFile;
import org.offhook.agi.command.Digits;
import org.offhook.agi.command.EndPosition;
import org.offhook.agi.command.GetData;
import org.offhook.agi.command.GosubResult;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.ReceiveChar;
import org.offhook.agi.command.ReceiveText;
import org.offhook.agi.command.ReceivedChar;
import org.offhook.agi.command.Recording;
import org.offhook.agi.command.SayAlpha;
import org.offhook.agi.command.SayDateTime;
import org.offhook.agi.command.SayNumber;
import org.offhook.agi.command.SpeechRecognize;
import org.offhook.agi.command.SpeechResult;
import org.offhook.agi.command.TddMode;
import org.offhook.agi.command.Text;
import org.offhook.agi.command.WaitForDigit;

/** Every AGI command, as it goes well and, where it can, as it fails while the call is alive. */
@RealAsterisk
class FastAgiCommandsTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Instant MOMENT = Instant.parse("2024-02-29T12:00:00Z");
    private static final Pattern SHOWN = Pattern.compile("\\s*(Yes|No)\\s+(\\S+(?: \\S+)*)(?:\\s{2,}.*)?");

    private final AsteriskUnderTest asterisk;
    private final Stage stage;

    FastAgiCommandsTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        this.stage = new Stage(asterisk);
    }

    /** One call that shows what a command does. */
    @FunctionalInterface
    interface Scene {
        void play(FastAgiCommandsTest test, AgiChannel channel, LiveCall call) throws Exception;
    }

    private static final Map<String, Scene> SCENES = new TreeMap<>();

    private static void scene(String command, Scene scene) {
        if (SCENES.put(command, scene) != null) {
            throw new IllegalStateException("twice: " + command);
        }
    }

    static {
        scene("ANSWER", (test, channel, call) -> {
            assertThat(channel.channelStatus()).isEqualTo(ChannelState.UP);
            assertThat(channel.answer()).as("answering again").isTrue();
        });
        scene("ASYNCAGI BREAK", (test, channel, call) -> {
            channel.asyncAgiBreak();
            assertThat(channel.getVariable("CHANNEL"))
                    .as("the call is still ours")
                    .contains(channel.name());
        });
        scene("CHANNEL STATUS", (test, channel, call) -> {
            assertThat(channel.channelStatus()).isEqualTo(ChannelState.UP);
            assertThat(channel.channelStatus(call.farChannel())).contains(ChannelState.UP);
            assertThat(channel.channelStatus("Local/nobody")).isEmpty();
        });
        scene("CONTROL STREAM FILE", (test, channel, call) -> {
            Playback played = channel.controlStreamFile(test.sound("tone-1"), "5");
            assertThat(played.finished()).isTrue();
            assertThat(played.endPosition()).isEmpty();
            assertThat(channel.getVariable("CPLAYBACKSTATUS")).contains("SUCCESS");
            assertThat(channel.execute(new ControlStreamFile("nosuchfile", "5")).failed())
                    .isTrue();
            assertThat(channel.getVariable("CPLAYBACKSTATUS")).contains("ERROR");
        });
        scene("DATABASE PUT", (test, channel, call) -> {
            assertThat(channel.databasePut("put", "a key", "a \"value\"")).isTrue();
            assertThat(channel.databaseGet("put", "a key")).contains("a \"value\"");
            assertThat(channel.databasePut("put", "k".repeat(250), "v")).isTrue();
            assertThat(channel.databasePut("put", "k".repeat(251), "v"))
                    .as("newer versions have no limit of 253 bytes")
                    .isEqualTo(test.asterisk.majorVersion() == 22);
        });
        scene("DATABASE GET", (test, channel, call) -> {
            channel.databasePut("get", "empty", "");
            assertThat(channel.databaseGet("get", "empty")).contains("");
            assertThat(channel.databaseGet("get", "missing")).isEmpty();
        });
        scene("DATABASE DEL", (test, channel, call) -> {
            channel.databasePut("del", "key", "x");
            assertThat(channel.databaseDel("del", "key")).isTrue();
            assertThat(channel.databaseGet("del", "key")).isEmpty();
            assertThat(channel.databaseDel("del", "key"))
                    .as("it was gone already")
                    .isTrue();
        });
        scene("DATABASE DELTREE", (test, channel, call) -> {
            channel.databasePut("tree", "a/1", "x");
            channel.databasePut("tree", "a/2", "x");
            channel.databasePut("tree", "b/1", "x");
            assertThat(channel.databaseDelTree("tree", "a")).isTrue();
            assertThat(channel.databaseDelTree("tree", "a")).isFalse();
            assertThat(channel.databaseGet("tree", "b/1")).contains("x");
            assertThat(channel.databaseDelTree("tree")).isTrue();
            assertThat(channel.databaseDelTree("tree")).isFalse();
        });
        scene("EXEC", (test, channel, call) -> {
            assertThat(channel.exec("Set", "RUN=two, words").isZero()).isTrue();
            assertThat(channel.getVariable("RUN")).contains("two, words");
            assertThat(channel.exec("NoSuchApplication").isUnknownApplication()).isTrue();
        });
        scene("GET DATA", (test, channel, call) -> {
            assertThat(test.stage.typing(channel, call, new GetData(test.sound("tone-20"), LONG), "0*12#"))
                    .isEqualTo(new Digits("0*12", false, false));
            assertThat(channel.getData("nosuchfile", SHORT)).isEqualTo(new Digits("", false, true));
        });
        scene("GET FULL VARIABLE", (test, channel, call) -> {
            channel.setVariable("ONE", "1");
            assertThat(channel.getFullVariable("${ONE} and $[1 + 1], ${UNSET}."))
                    .isEqualTo("1 and 2, .");
            assertThat(channel.getFullVariable("${CHANNEL}", call.farChannel())).contains(call.farChannel());
            assertThat(channel.getFullVariable("${ONE}", "Local/nobody")).isEmpty();
        });
        scene("GET OPTION", (test, channel, call) -> {
            Playback played = channel.getOption(test.sound("tone-1"), "12", SHORT);
            assertThat(played.key()).isEmpty();
            assertThat(played.endPosition()).contains(new EndPosition(8000, EndPosition.Unit.SAMPLES));
            assertThat(channel.getOption("nosuchfile", "12", SHORT).failed()).isTrue();
        });
        scene("GET VARIABLE", (test, channel, call) -> {
            channel.setVariable("CALLERID(num)", "5551");
            assertThat(channel.getVariable("CALLERID(num)")).contains("5551");
            assertThat(channel.getVariable("UNSET")).isEmpty();
            assertThat(channel.getVariable("NOSUCHFUNCTION(x)")).isEmpty();
        });
        scene("GOSUB", (test, channel, call) -> {
            String context = test.asterisk.testContext();
            test.asterisk.extension("sub", "Set(GOT=${ARG1}+${ARG2})", "Return(its value)");
            test.asterisk.extension("falls", "NoOp()");
            assertThat(channel.gosub(context, "sub", "1", "a", "b c"))
                    .isEqualTo(new GosubResult(GosubResult.Outcome.COMPLETE, 0));
            assertThat(channel.getVariable("GOT")).contains("a+b c");
            assertThat(channel.getVariable("GOSUB_RETVAL")).contains("its value");
            assertThat(channel.gosub(context, "falls", "1").outcome()).isEqualTo(GosubResult.Outcome.ABNORMAL_EXIT);
            assertThat(channel.gosub(context, "nosuch", "1"))
                    .isEqualTo(new GosubResult(GosubResult.Outcome.LABEL_NOT_FOUND, -1));
            assertThat(channel.gosub(context, "sub", "nosuchlabel").outcome())
                    .isEqualTo(GosubResult.Outcome.LABEL_NOT_FOUND);
        });
        scene("HANGUP", (test, channel, call) -> {
            assertThat(channel.hangup("Local/nobody")).isFalse();
            channel.hangup();
            assertThatExceptionOfType(AgiHangupException.class).isThrownBy(channel::answer);
        });
        scene("NOOP", (test, channel, call) -> channel.noop());
        scene("RECEIVE CHAR", (test, channel, call) -> {
            assertThat(test.texting(channel, call, new ReceiveChar(LONG), "Question"))
                    .isEqualTo(new ReceivedChar('Q', false));
            assertThat(channel.receiveChar(SHORT)).isEqualTo(new ReceivedChar(0, true));
        });
        scene("RECEIVE TEXT", (test, channel, call) -> {
            assertThat(test.texting(channel, call, new ReceiveText(LONG), "Grüße (heute)"))
                    .isEqualTo(new Text("Grüße (heute)", false));
            assertThat(channel.receiveText(SHORT)).isEqualTo(new Text("", true));
        });
        scene("RECORD FILE", (test, channel, call) -> {
            Recording recorded =
                    channel.recordFile(test.asterisk.recordingName("short"), "wav", "#", Duration.ofSeconds(1));
            assertThat(recorded.reason()).isEqualTo(Recording.Reason.TIMEOUT);
            assertThat(recorded.end()).isBetween(2000L, 12_000L);
            Recording failed = channel.recordFile(
                    test.asterisk.recordingName("no/such\0".trim() + "x"), "nosuchformat", "#", SHORT);
            assertThat(failed.reason()).isEqualTo(Recording.Reason.WRITE_FILE);
            assertThat(failed.failed()).isTrue();
            assertThat(failed.endPosition()).isEmpty();
        });
        said("SAY ALPHA", "SAY ALPHA", channel -> channel.sayAlpha("aB"));
        said("SAY DATE", "SAY DATE x \"\"", channel -> channel.sayDate(MOMENT));
        scene("SAY DATETIME", (test, channel, call) -> {
            SayDateTime moment = new SayDateTime(MOMENT, "");
            assertThat(channel.execute(moment.withFormat("H", ZoneOffset.UTC))).isEqualTo(new KeyPress(0));
            assertThat(channel.execute(moment.withFormat("'nosuchfile'")).failed())
                    .isTrue();
        });
        said("SAY DIGITS", "SAY DIGITS x \"\"", channel -> channel.sayDigits("12*#"));
        said("SAY NUMBER", "SAY NUMBER x \"\"", channel -> channel.execute(new SayNumber(21, "", "f")));
        said("SAY PHONETIC", "SAY PHONETIC", channel -> channel.sayPhonetic("a1"));
        said("SAY TIME", "SAY TIME x \"\"", channel -> channel.sayTime(MOMENT));
        scene("SEND IMAGE", (test, channel, call) -> channel.sendImage("nosuchimage"));
        scene(
                "SEND TEXT",
                (test, channel, call) -> assertThat(channel.sendText("Grüße")).isTrue());
        scene("SET AUTOHANGUP", (test, channel, call) -> {
            channel.setAutoHangup(Duration.ofSeconds(1));
            channel.setAutoHangup(Duration.ZERO);
            assertThat(channel.waitForDigit(Duration.ofMillis(1200)).none()).isTrue();
            channel.setAutoHangup(SHORT);
            assertThatExceptionOfType(AgiHangupException.class).isThrownBy(() -> channel.waitForDigit(LONG));
        });
        scene("SET CALLERID", (test, channel, call) -> {
            channel.setCallerId("Zoë \"Z\" O'Neil", "5551");
            assertThat(channel.getVariable("CALLERID(name)")).contains("Zoë \"Z\" O'Neil");
            assertThat(channel.getVariable("CALLERID(num)")).contains("5551");
            channel.setCallerId("5552");
            assertThat(channel.getVariable("CALLERID(num)")).contains("5552");
        });
        scene("SET CONTEXT", (test, channel, call) -> {
            channel.setContext("nosuchcontext");
            assertThat(channel.getVariable("CONTEXT")).contains("nosuchcontext");
        });
        scene("SET EXTENSION", (test, channel, call) -> {
            channel.setExtension("nosuchextension");
            assertThat(channel.getVariable("EXTEN")).contains("nosuchextension");
        });
        scene("SET PRIORITY", (test, channel, call) -> {
            channel.setPriority(7);
            assertThat(channel.getVariable("PRIORITY"))
                    .as("one is added when the script is done")
                    .contains("6");
            assertThatExceptionOfType(AgiCommandException.class)
                    .isThrownBy(() -> channel.setPriority("nosuchlabel"))
                    .satisfies(e -> assertThat(e.reply().status()).isEqualTo(520));
        });
        scene("SET MUSIC", (test, channel, call) -> {
            test.asterisk.ami().clearEvents();
            channel.setMusicOn();
            test.asterisk.ami().awaitEvent("MusicOnHoldStart", event -> true, LONG);
            channel.setMusicOff();
            test.asterisk.ami().awaitEvent("MusicOnHoldStop", event -> true, LONG);
            channel.setMusicOn("nosuchclass");
        });
        scene("SET VARIABLE", (test, channel, call) -> {
            channel.setVariable("TIER", "gold \"plus\"");
            assertThat(channel.getVariable("TIER")).contains("gold \"plus\"");
            channel.setVariable("TIER", "");
            assertThat(channel.getVariable("TIER")).contains("");
            assertThatExceptionOfType(AgiCommandException.class)
                    .isThrownBy(() -> channel.raw("SET VARIABLE TIER"))
                    .satisfies(e -> assertThat(e.reply().usage()).startsWith("Sets a variable"));
        });
        for (String speech : List.of(
                "ACTIVATE GRAMMAR",
                "CREATE",
                "DEACTIVATE GRAMMAR",
                "DESTROY",
                "LOAD GRAMMAR",
                "RECOGNIZE",
                "SET",
                "UNLOAD GRAMMAR")) {
            scene(
                    "SPEECH " + speech,
                    (test, channel, call) ->
                            assertThat(test.speech(channel, speech)).isFalse());
        }
        scene("STREAM FILE", (test, channel, call) -> {
            assertThat(channel.streamFile(test.sound("tone-1")))
                    .isEqualTo(new Playback(0, 8000, EndPosition.Unit.SAMPLES));
            assertThat(channel.getVariable("PLAYBACKSTATUS")).contains("SUCCESS");
            assertThat(channel.streamFile("nosuchfile")).isEqualTo(new Playback(-1, 0, EndPosition.Unit.SAMPLES));
            assertThat(channel.getVariable("PLAYBACKSTATUS"))
                    .as("a file that cannot be opened leaves it alone")
                    .contains("SUCCESS");
        });
        scene(
                "TDD MODE",
                (test, channel, call) -> assertThat(channel.tddMode(TddMode.Mode.ON))
                        .as("a Local channel has none")
                        .isFalse());
        scene("VERBOSE", (test, channel, call) -> {
            String message = "told by " + channel.uniqueId();
            channel.verbose(message);
            await().until(() -> test.asterisk.logs().stream().anyMatch(line -> line.endsWith(message)));
        });
        scene("WAIT FOR DIGIT", (test, channel, call) -> {
            assertThat(test.stage
                            .typing(channel, call, new WaitForDigit(LONG), "D")
                            .is('D'))
                    .isTrue();
            assertThat(channel.waitForDigit(SHORT).none()).isTrue();
        });
    }

    /** Something is said to the end; a line without an argument, or with a wrong one, is refused. */
    private static void said(String command, String wrong, Function<AgiChannel, KeyPress> say) {
        scene(command, (test, channel, call) -> {
            assertThat(say.apply(channel)).isEqualTo(new KeyPress(0));
            assertThatExceptionOfType(AgiCommandException.class)
                    .isThrownBy(() -> channel.raw(wrong))
                    .satisfies(e -> assertThat(e.reply().status()).isEqualTo(520));
        });
    }

    private String sound(String name) {
        return asterisk.sound(name);
    }

    /** Whether a speech command did something, which it never does: no engine is loaded. */
    private boolean speech(AgiChannel channel, String command) {
        return switch (command) {
            case "ACTIVATE GRAMMAR" -> channel.speechActivateGrammar("g");
            case "CREATE" -> channel.speechCreate("");
            case "DEACTIVATE GRAMMAR" -> channel.speechDeactivateGrammar("g");
            case "DESTROY" -> channel.speechDestroy();
            case "LOAD GRAMMAR" -> channel.speechLoadGrammar("g", "/nosuchfile");
            case "RECOGNIZE" ->
                !channel.execute(new SpeechRecognize(sound("tone-1"), LONG, 100))
                        .equals(new SpeechResult.Unavailable());
            case "SET" -> channel.speechSet("name", "value");
            case "UNLOAD GRAMMAR" -> channel.speechUnloadGrammar("g");
            default -> throw new IllegalArgumentException(command);
        };
    }

    private <R> R texting(AgiChannel channel, LiveCall call, AgiCommand<R> command, String text) {
        var result = stage.begin(channel, command);
        AmiMessage sent = asterisk.ami().action("SendText", Map.of("Channel", call.farChannel(), "Message", text));
        assertThat(sent.isSuccess()).as("%s", sent).isTrue();
        return Stage.await(result);
    }

    static Set<String> commands() {
        return SCENES.keySet();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandDoesWhatItIsThereFor(String command) {
        // A silent far end sends no audio at all, so that nothing would be recorded.
        stage.call(
                plan -> plan.far(Far.answer().play(asterisk.sound("tone-20")).play(asterisk.sound("tone-20"))),
                (channel, call) -> SCENES.get(command).play(this, channel, call));

        assertThat(stage.lines()).anyMatch(line -> line.equals(command) || line.startsWith(command + " "));
    }

    @Test
    void theDialplanGoesOnWhereTheScriptSays() {
        asterisk.dialplan("""
                [goes-on]
                exten => there,1,Hangup()
                 same => n,Set(WENT=${WENT}second)
                 same => n(labelled),Set(WENT=${WENT} third)
                 same => n,Hangup()
                """);

        CallResult counted = stage.call(plan -> plan.capture("WENT"), (channel, call) -> {
            channel.setContext("goes-on");
            channel.setExtension("there");
            channel.setPriority(2);
        });
        CallResult labelled = stage.call(plan -> plan.capture("WENT"), (channel, call) -> {
            channel.setContext("goes-on");
            channel.setExtension("there");
            channel.setPriority("labelled");
        });

        assertThat(counted.variable("WENT")).isEqualTo("second third");
        assertThat(labelled.variable("WENT")).isEqualTo(" third");
        assertThat(counted.dialplanContinued()).isFalse();
    }

    @Test
    void theCaseOfALetterIsAnnouncedExceptByAsterisk16WhichFails() {
        stage.call((channel, call) -> assertThat(channel.execute(new SayAlpha("a", "", SayAlpha.LetterCase.ALL)))
                .isEqualTo(new KeyPress(asterisk.majorVersion() == 16 ? -1 : 0)));
    }

    @Test
    void aCallerIsAnswered() {
        stage.call(plan -> plan.far(Far.caller()), (channel, call) -> {
            assertThat(channel.channelStatus()).isEqualTo(ChannelState.RING);
            assertThat(channel.answer()).isTrue();
            assertThat(channel.channelStatus()).isEqualTo(ChannelState.UP);
        });
    }

    @Test
    void theCommandsAreAllThatAsteriskHas() {
        assertThat(shown(asterisk).keySet()).hasSize(47).isEqualTo(SCENES.keySet());
    }

    /** The commands that Asterisk says it has, and whether they may be used on a dead channel. */
    static Map<String, Boolean> shown(AsteriskUnderTest asterisk) {
        Map<String, Boolean> commands = new TreeMap<>();
        for (String line : asterisk.ami().command("agi show commands")) {
            Matcher shown = SHOWN.matcher(line);
            if (shown.matches()) {
                commands.put(
                        shown.group(2).toUpperCase(Locale.ROOT), shown.group(1).equals("Yes"));
            }
        }
        return commands;
    }
}
