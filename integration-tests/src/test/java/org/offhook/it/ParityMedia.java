// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.command.ControlStreamFile;
import org.offhook.agi.command.EndPosition;
import org.offhook.agi.command.Exec;
import org.offhook.agi.command.GetData;
import org.offhook.agi.command.GetOption;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.ReceiveChar;
import org.offhook.agi.command.ReceiveText;
import org.offhook.agi.command.RecordFile;
import org.offhook.agi.command.Recording;
import org.offhook.agi.command.SayAlpha;
import org.offhook.agi.command.SayDate;
import org.offhook.agi.command.SayDateTime;
import org.offhook.agi.command.SayDigits;
import org.offhook.agi.command.SayNumber;
import org.offhook.agi.command.SayPhonetic;
import org.offhook.agi.command.SayTime;
import org.offhook.agi.command.SpeechRecognize;
import org.offhook.agi.command.StreamFile;
import org.offhook.agi.command.TddMode;
import org.offhook.agi.command.WaitForDigit;

/** Sound, keys and text. */
final class ParityMedia {
    private static final Duration SHORT = Scene.MOMENT;
    private static final Duration LONG = Scene.LONG;
    private static final Instant LEAP_DAY = Instant.parse("2024-02-29T12:00:00Z");
    private static final int SAMPLES_PER_SECOND = 8000;

    private ParityMedia() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        playing(all);
        controlled(all);
        keys(all);
        saying(all);
        recording(all);
        texts(all);
        others(all);
        return all;
    }

    /** A playback as both must see it; where exactly it ended differs from call to call. */
    private static String ended(Playback played) {
        long end = played.end();
        boolean middle = played.key().isPresent() && end > 0;
        return played.code() + " " + (middle ? "in the middle" : end) + " " + played.unit();
    }

    private static void playing(List<Scenario> all) {
        all.add(Scenario.of("STREAM FILE", scene -> {
            scene.tried("to its end", () -> scene.channel().streamFile(scene.tone(1)));
            scene.note("status", scene.channel().getVariable("PLAYBACKSTATUS"));
            scene.tried(
                    "its last part",
                    () -> scene.channel().streamFile(scene.tone(1), "", EndPosition.of(Duration.ofMillis(800))));
            Playback played = scene.typingLater(new StreamFile(scene.tone(20), "5"), SHORT, "45");
            scene.note("interrupted", ended(played));
            scene.note("status then", scene.channel().getVariable("PLAYBACKSTATUS"));
            Playback rest = scene.typingLater(
                    new StreamFile(scene.tone(20), "*#", played.end() + 10 * SAMPLES_PER_SECOND), SHORT, "#");
            scene.note("from there", ended(rest) + " " + (rest.end() > played.end() + 10 * SAMPLES_PER_SECOND));
        }));
        all.add(Scenario.of("STREAM FILE of a missing file", scene -> {
                    scene.tried("missing", () -> scene.channel().streamFile("nosuchfile"));
                    scene.tried("missing again", () -> scene.channel().streamFile("nosuchfile", "12"));
                    scene.tried("and on", () -> scene.channel().streamFile("beep"));
                    scene.note("hung up", scene.channel().isHungUp());
                })
                .withAFailingCommand());
    }

    private static void controlled(List<Scenario> all) {
        all.add(Scenario.of("CONTROL STREAM FILE", scene -> {
            scene.tried("to its end", () -> scene.channel().controlStreamFile(scene.tone(1), "5"));
            scene.note("status", scene.channel().getVariable("CPLAYBACKSTATUS"));
            ControlStreamFile command = new ControlStreamFile(scene.tone(20), "5")
                    .withSkip(Duration.ofSeconds(8))
                    .withWindKeys("9", "7")
                    .withPauseKeys("2");
            Playback wound = scene.typingLater(command, SHORT, "95");
            scene.note("wound", ended(wound) + " " + (wound.end() >= 8000));
            scene.note("status then", scene.channel().getVariable("CPLAYBACKSTATUS"));
            scene.note("key then", scene.channel().getVariable("CPLAYBACKSTOPKEY"));
            CompletableFuture<Playback> paused = scene.begin(command.withOffset(Duration.ofSeconds(1)));
            scene.call().type("2");
            Stage.pause(Duration.ofSeconds(1));
            scene.call().type("25");
            Playback unpaused = Stage.await(paused);
            scene.note("paused", ended(unpaused) + " " + (unpaused.end() < 3000));
        }));
        all.add(Scenario.of("CONTROL STREAM FILE of a missing file", scene -> {
                    scene.tried("missing", () -> scene.channel().controlStreamFile("nosuchfile", "5"));
                    scene.tried("status", () -> scene.channel().getVariable("CPLAYBACKSTATUS"));
                    scene.tried("and on", () -> scene.channel().controlStreamFile("beep", "5"));
                })
                .withAFailingCommand());
    }

    private static void keys(List<Scenario> all) {
        all.add(Scenario.of("GET DATA", scene -> {
                    scene.note("hash", scene.typingLater(new GetData(scene.tone(20), LONG), SHORT, "007#"));
                    scene.note("as many as wanted", scene.typing(new GetData(scene.tone(20), LONG, 3), "1*D"));
                    scene.note("too slow", scene.typing(new GetData(scene.tone(20), Duration.ofMillis(1500)), "42"));
                    scene.note("only a hash", scene.typing(new GetData(scene.tone(20), LONG), "#"));
                    scene.tried("nothing", () -> scene.channel().getData("beep", SHORT));
                    scene.note("no prompt", scene.typing(new GetData("", LONG), "1#"));
                    scene.tried("no file", () -> scene.channel().getData("nosuchfile", SHORT));
                    scene.tried("and on", () -> scene.channel().getData("beep", SHORT, 1));
                })
                .plan(ParityMedia::aloud));
        all.add(Scenario.of("GET OPTION", scene -> {
            scene.note("during", ended(scene.typingLater(new GetOption(scene.tone(20), "12", LONG), SHORT, "32")));
            scene.note(
                    "after",
                    ended(scene.typingLater(new GetOption(scene.tone(1), "12", LONG), Duration.ofMillis(1500), "1")));
            scene.tried(
                    "nothing",
                    () -> scene.channel().getOption("beep", "12", SHORT).key());
        }));
        all.add(Scenario.of("GET OPTION of a missing file", scene -> {
                    scene.tried("missing", () -> scene.channel().getOption("nosuchfile", "12", SHORT));
                    scene.tried(
                            "and on",
                            () -> scene.channel().getOption("beep", "12", SHORT).key());
                })
                .withAFailingCommand());
        all.add(Scenario.of("WAIT FOR DIGIT", scene -> {
            scene.note("for ever", scene.typing(WaitForDigit.forever(), "#"));
            scene.note("some time", scene.typing(new WaitForDigit(LONG), "0"));
            scene.note("a letter", scene.typing(new WaitForDigit(LONG), "D"));
            scene.tried("nothing", () -> scene.channel().waitForDigit(SHORT));
            scene.tried("no time", () -> scene.channel().waitForDigit(Duration.ZERO));
        }));
        all.add(Scenario.of("a key between two commands", scene -> {
            scene.channel().noop();
            scene.call().type("6");
            scene.awaitEvent("DTMFEnd");
            scene.tried("is lost", () -> scene.channel().waitForDigit(SHORT));
        }));
    }

    // ---- saying ----

    private static Map<String, AgiCommand<KeyPress>> sayings() {
        return new TreeMap<>(Map.of(
                "SAY ALPHA", new SayAlpha("abcdefghijklm", "3"),
                "SAY DATE", new SayDate(LEAP_DAY, "3"),
                "SAY DATETIME", new SayDateTime(LEAP_DAY, "3"),
                "SAY DIGITS", new SayDigits("1234567890", "3"),
                "SAY NUMBER", new SayNumber(777_777_777, "3"),
                "SAY PHONETIC", new SayPhonetic("abcdefghijklm", "3"),
                "SAY TIME", new SayTime(LEAP_DAY, "3")));
    }

    private static void saying(List<Scenario> all) {
        all.add(Scenario.of("all that is said", scene -> {
            scene.tried("SAY ALPHA", () -> scene.channel().sayAlpha("a"));
            scene.tried("SAY DATETIME", () -> scene.channel().execute(new SayDateTime(LEAP_DAY, "").withFormat("H")));
            scene.tried("SAY DIGITS", () -> scene.channel().sayDigits("1*"));
            scene.tried("SAY NUMBER", () -> scene.channel().execute(new SayNumber(21, "", "f")));
            scene.tried("SAY PHONETIC", () -> scene.channel().sayPhonetic("a"));
            scene.tried("nothing", () -> scene.channel().sayAlpha(""));
        }));
        all.add(Scenario.of(
                "SAY DATE to its end",
                scene -> scene.tried("SAY DATE", () -> scene.channel().sayDate(LEAP_DAY))));
        all.add(Scenario.of(
                "SAY TIME to its end",
                scene -> scene.tried("SAY TIME", () -> scene.channel().sayTime(LEAP_DAY))));
        all.add(Scenario.of(
                "all that is said is interrupted",
                scene -> sayings().forEach((name, command) -> scene.note(name, scene.typing(command, "13")))));
        all.add(Scenario.of("what cannot be said", scene -> {
            for (String wrong : List.of("SAY ALPHA", "SAY DATE x \"\"", "SAY NUMBER x \"\"", "SAY DIGITS x \"\"")) {
                scene.tried(wrong, () -> scene.channel().raw(wrong));
            }
        }));
        all.add(Scenario.of("a format of a date that names no sound", scene -> {
                    scene.tried(
                            "format",
                            () -> scene.channel().execute(new SayDateTime(LEAP_DAY, "").withFormat("'nosuchfile'")));
                    scene.tried("and on", () -> scene.channel().sayDigits("1"));
                })
                .withAFailingCommand());
    }

    // ---- recording ----

    /** A far end that sends audio: a silent one sends none at all, and then nothing is recorded and no time passes. */
    private static CallPlan aloud(CallPlan plan) {
        return plan.far(Far.answer().run("Playtones", "1000").pause(Duration.ofSeconds(60)));
    }

    private static String ended(Recording recorded) {
        return recorded.reason() + " " + recorded.key() + " " + (recorded.end() > 800 ? "some" : recorded.end());
    }

    private static void recording(List<Scenario> all) {
        all.add(Scenario.of("RECORD FILE", scene -> {
                    scene.note(
                            "a key",
                            ended(scene.typingLater(
                                    new RecordFile(scene.recording("key"), "wav", "#*", LONG),
                                    SHORT.multipliedBy(2),
                                    "1*")));
                    RecordFile timed = new RecordFile(scene.recording("time"), "wav", "", Duration.ofSeconds(1));
                    Recording first = scene.channel().execute(timed);
                    scene.note("the time", ended(first));
                    Recording longer = scene.channel()
                            .execute(timed.withOffset(first.endPosition().orElseThrow()));
                    scene.note("more of it", ended(longer) + " " + (longer.end() > first.end()));
                    scene.tried(
                            "beeped",
                            () -> ended(scene.channel()
                                    .execute(new RecordFile(scene.recording("beep"), "wav", "8", Duration.ofSeconds(1))
                                            .withBeep())));
                })
                .plan(ParityMedia::aloud));
        all.add(Scenario.of(
                        "RECORD FILE until it is silent",
                        scene -> scene.tried(
                                "silence",
                                () -> ended(scene.channel()
                                        .execute(new RecordFile(scene.recording("silence"), "wav", "", LONG)
                                                .withMaxSilence(Duration.ofSeconds(1))))))
                .far(Far.answer().run("Playtones", "0/20000").pause(Duration.ofSeconds(60))));
        all.add(Scenario.of("RECORD FILE where nothing can be written", scene -> {
                    scene.tried(
                            "format",
                            () -> scene.channel().recordFile(scene.recording("x"), "nosuchformat", "", SHORT));
                    scene.tried("and on", () -> scene.channel().raw("NOOP"));
                })
                .withAFailingCommand());
        all.add(Scenario.of("RECORD FILE until a hang-up", scene -> {
                    RecordFile command = new RecordFile(scene.recording("hangup"), "wav", "#", LONG);
                    try {
                        scene.note("result", scene.hangingUp(command, Duration.ofSeconds(1)));
                    } catch (AgiHangupException e) {
                        scene.note("hang-up", e.reason());
                        scene.note("recorded", e.reply().map(command::result).map(ParityMedia::ended));
                    }
                })
                .plan(ParityMedia::aloud)
                .hungUp());
    }

    // ---- text, and what a Local channel cannot ----

    private static void texts(List<Scenario> all) {
        all.add(Scenario.of("RECEIVE TEXT and CHAR", scene -> {
            scene.note("text", scene.texting(new ReceiveText(LONG), "a (bracketed) text, \"quoted\" and äöü"));
            scene.note("char", scene.texting(new ReceiveChar(LONG), "Question"));
            scene.note("half a char", scene.texting(new ReceiveChar(LONG), "ä"));
            scene.tried("SEND TEXT", () -> scene.channel().sendText("Grüße"));
        }));
        all.add(Scenario.of("no text in time", scene -> {
                    scene.tried("text", () -> scene.channel().receiveText(SHORT));
                    scene.tried("char", () -> scene.channel().receiveChar(SHORT));
                    scene.note("hung up", scene.channel().isHungUp());
                    scene.tried("and on", () -> scene.channel().raw("NOOP"));
                })
                .withAFailingCommand());
    }

    private static void others(List<Scenario> all) {
        all.add(Scenario.of("music on hold", scene -> {
            scene.tried("on", () -> scene.channel().raw("SET MUSIC ON"));
            scene.awaitEvent("MusicOnHoldStart");
            scene.channel().setMusicOff();
            scene.awaitEvent("MusicOnHoldStop");
            scene.tried("of no class", () -> scene.channel().raw("SET MUSIC ON nosuchclass"));
        }));
        all.add(Scenario.of("what this channel cannot", scene -> {
            scene.tried("tdd", () -> scene.channel().tddMode(TddMode.Mode.ON));
            scene.tried("image", () -> scene.channel().raw("SEND IMAGE nosuchimage"));
            scene.tried("speech", () -> scene.channel().speechCreate(""));
            scene.tried("recognize", () -> scene.channel().execute(new SpeechRecognize(scene.tone(1), LONG, 100)));
            scene.tried("grammar", () -> scene.channel().speechLoadGrammar("g", "/nosuchfile"));
        }));
    }

    /** Whatever plays, records or waits, for long. */
    static Map<String, AgiCommand<?>> lasting(Scene scene) {
        Map<String, AgiCommand<?>> commands = new TreeMap<>(sayings());
        commands.put("STREAM FILE", new StreamFile(scene.tone(20), "#"));
        commands.put("CONTROL STREAM FILE", new ControlStreamFile(scene.tone(20), ""));
        commands.put("GET DATA", new GetData(scene.tone(20), LONG));
        commands.put("GET DATA after its prompt", new GetData("", LONG));
        commands.put("GET OPTION", new GetOption(scene.tone(20), "1", LONG));
        commands.put("WAIT FOR DIGIT", new WaitForDigit(LONG));
        commands.put("RECORD FILE", new RecordFile(scene.recording("cut"), "wav", "", LONG));
        commands.put("RECEIVE CHAR", new ReceiveChar(LONG));
        commands.put("RECEIVE TEXT", new ReceiveText(LONG));
        commands.put("EXEC", new Exec("Wait", "20"));
        commands.put("EXEC Playback", new Exec("Playback", scene.tone(20)));
        commands.put("EXEC MusicOnHold", new Exec("MusicOnHold", "default,20"));
        return commands;
    }

    /** The names of {@link #lasting}. */
    static final List<String> LASTING = List.of(
            "SAY ALPHA",
            "SAY DATE",
            "SAY DATETIME",
            "SAY DIGITS",
            "SAY NUMBER",
            "SAY PHONETIC",
            "SAY TIME",
            "STREAM FILE",
            "CONTROL STREAM FILE",
            "GET DATA",
            "GET DATA after its prompt",
            "GET OPTION",
            "WAIT FOR DIGIT",
            "RECORD FILE",
            "RECEIVE CHAR",
            "RECEIVE TEXT",
            "EXEC",
            "EXEC Playback",
            "EXEC MusicOnHold");
}
