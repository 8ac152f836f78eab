// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.dialog.Ask;
import org.offhook.agi.dialog.AskResult;
import org.offhook.agi.dialog.Menu;
import org.offhook.agi.dialog.Prompt;
import org.offhook.agi.dialog.RecordResult;
import org.offhook.agi.dialog.Recorder;
import org.offhook.it.TwoWays.Way;

/**
 * Prompts, questions, menus and recordings with keys, over both transports. A key is pressed when Asterisk has begun the command that
 * is to hear it, so nothing depends on how fast a machine is.
 */
@RealAsterisk
class DialogTest {

    /** Dialogs that are played at once; each is two calls. */
    private static final int AT_ONCE = 12;

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Instant LEAP_DAY = Instant.parse("2024-02-29T12:00:00Z");

    private final AsteriskUnderTest asterisk;
    private final ExecutorService players = Executors.newCachedThreadPool();
    private final ExecutorService stages = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<String, List<String>> commands = new ConcurrentHashMap<>();
    private final Consumer<AmiMessage> listener = this::add;
    private final TwoWays ways;
    private final List<Dialog> dialogs = new ArrayList<>();

    DialogTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        asterisk.ami().addListener(listener);
        this.ways = new TwoWays(asterisk);
    }

    @AfterEach
    void close() {
        stages.shutdownNow();
        players.shutdownNow();
        ways.close();
        asterisk.ami().removeListener(listener);
    }

    private void add(AmiMessage event) {
        if (event.isEvent("AGIExecStart")) {
            commandsOf(event.get("Uniqueid")).add(event.get("Command"));
        }
    }

    private List<String> commandsOf(String uniqueId) {
        return commands.computeIfAbsent(uniqueId, id -> new CopyOnWriteArrayList<>());
    }

    // ---- the caller ----

    /** Does something when Asterisk begins a command that starts like this. */
    private record Step(String command, Consumer<Scene> act) {}

    private static Step press(String command, String keys) {
        return new Step(command, scene -> scene.call().type(keys));
    }

    private static Step stop(String command) {
        return new Step(command, scene -> assertThat(scene.channel().stop()).isTrue());
    }

    private static Step hangUp(String command) {
        return new Step(command, scene -> scene.call().hangUpFar());
    }

    /**
     * Both calls of a dialog.
     *
     * @param expected what is noted on both
     */
    private record Dialog(Scenario scenario, Map<String, String> expected) {}

    /** A dialog whose result is to be this; the caller does all of the steps. */
    private Dialog dialog(
            String name, Function<Scene, ?> script, Object result, List<Step> steps, String... furtherLines) {
        Scenario scenario = Scenario.of(name, scene -> {
                    scene.channel().answer();
                    CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> act(scene, steps), players);
                    scene.note("result", script.apply(scene));
                    Stage.await(caller);
                    scene.note("heard", heard(scene.channel()));
                })
                .plan(this::aloud);
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("result", String.valueOf(result));
        if (furtherLines.length > 0) {
            expected.put("heard", String.join("\n", furtherLines));
        }
        Dialog dialog = new Dialog(scenario, expected);
        dialogs.add(dialog);
        return dialog;
    }

    private void change(Dialog dialog, Function<Scenario, Scenario> change) {
        dialogs.set(dialogs.indexOf(dialog), new Dialog(change.apply(dialog.scenario), dialog.expected));
    }

    /** A far end that sends audio: Asterisk tells the end of a key with it. */
    private CallPlan aloud(CallPlan plan) {
        String tone = asterisk.sound("tone-20");
        return plan.far(Far.answer().play(tone).play(tone));
    }

    private void act(Scene scene, List<Step> steps) {
        List<String> seen = commandsOf(scene.channel().uniqueId());
        int from = 0;
        for (Step step : steps) {
            int begin = from;
            Awaitility.await(step.command + " behind " + begin + " commands")
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> find(seen, begin, step.command) >= 0);
            from = find(seen, begin, step.command) + 1;
            step.act.accept(scene);
        }
    }

    private int find(List<String> seen, int from, String command) {
        for (int i = from; i < seen.size(); i++) {
            if (plain(seen.get(i)).startsWith(command)) {
                return i;
            }
        }
        return -1;
    }

    /** Without quotes and the folder of the sounds. */
    private String plain(String line) {
        return line.replace(asterisk.sound(""), "")
                .replaceAll(asterisk.recordingName("") + "\\S*-", "")
                .replace("\"", "")
                .replace(" 0123456789*#ABCD", " ALL");
    }

    /** What Asterisk was told to play, and to listen to. */
    private String heard(AgiChannel channel) {
        return String.join(
                "\n",
                commandsOf(channel.uniqueId()).stream()
                        .filter(line -> line.matches("(STREAM|GET DATA|WAIT|SAY|RECORD|EXEC).*"))
                        .map(this::plain)
                        .toList());
    }

    private String tone(int seconds) {
        return asterisk.sound("tone-" + seconds);
    }

    private static String answer(AskResult<?> result) {
        return result.answer().map(String::valueOf).orElse(result.getClass().getSimpleName());
    }

    // ---- the dialogs ----

    private void asking() {
        Ask<String> four = Ask.exactly(4).prompt(tone(20)).timeout(LONG);
        dialog(
                "digits in the prompt",
                scene -> answer(four.ask(scene.channel())),
                "1234",
                List.of(press("GET DATA tone-20", "1234")),
                "GET DATA tone-20 20000 4");
        dialog(
                "digits behind the prompt and a terminator",
                scene -> answer(Ask.atMost(9).timeout(LONG).ask(scene.channel())),
                "007",
                List.of(press("GET DATA", "007#")),
                "GET DATA  20000 9");
        dialog(
                "a time between the keys",
                scene -> answer(four.timeoutBetweenKeys(LONG.minus(SHORT)).ask(scene.channel())),
                "1234",
                List.of(press("GET DATA tone-20", "1"), press("GET DATA  19700 3", "234")),
                "GET DATA tone-20 20000 1",
                "GET DATA  19700 3");
        dialog(
                "a pause behind a key",
                scene -> answer(Ask.atMost(4)
                        .prompt(tone(20))
                        .timeout(LONG)
                        .timeoutBetweenKeys(SHORT)
                        .ask(scene.channel())),
                "1",
                List.of(press("GET DATA tone-20", "1")),
                "GET DATA tone-20 20000 1",
                "GET DATA  300 3");
        dialog(
                "a terminator of its own",
                scene -> answer(four.terminator('*').ask(scene.channel())),
                "TooManyAttempts",
                List.of(
                        press("GET DATA tone-20", "1"),
                        press("WAIT FOR DIGIT", "*"),
                        press("GET DATA tone-20", "2"),
                        press("WAIT FOR DIGIT", "#"),
                        press("WAIT FOR DIGIT", "*"),
                        press("GET DATA tone-20", "*")));
        dialog(
                "cancelled",
                scene -> answer(four.cancelKey('*').ask(scene.channel())),
                "Cancelled",
                List.of(press("GET DATA tone-20", "1"), press("WAIT FOR DIGIT", "*")),
                "GET DATA tone-20 20000 1",
                "WAIT FOR DIGIT 20000");
        dialog(
                "cancelled in the prompt",
                scene -> answer(four.cancelKey('*').ask(scene.channel())),
                "Cancelled",
                List.of(press("GET DATA tone-20", "*")));
        dialog(
                "a pound that belongs to it",
                scene -> answer(Ask.exactly(3)
                        .noTerminator()
                        .allowing("#*")
                        .timeout(LONG)
                        .prompt(tone(20))
                        .ask(scene.channel())),
                "#1*",
                List.of(press("GET DATA tone-20", "#"), press("GET DATA  20000 2", "1*")));
        dialog(
                "what it stands for",
                scene -> answer(four.map(
                                keys -> keys.equals("1234") ? Optional.<String>empty() : Optional.of("no " + keys),
                                "beep")
                        .ask(scene.channel())),
                "no 5678",
                List.of(press("GET DATA tone-20", "1234"), press("GET DATA tone-20", "5678")),
                "GET DATA tone-20 20000 4",
                "GET DATA beep 1 1",
                "GET DATA tone-20 20000 4");
    }

    private void attempts() {
        Ask<String> ask = Ask.exactly(2)
                .prompt("beep")
                .timeout(SHORT)
                .onNoInput(tone(1))
                .onLastAttempt("beep")
                .onFailure("beep");
        dialog(
                "nobody presses a key",
                scene -> answer(ask.attempts(2).ask(scene.channel())),
                "TimedOut",
                List.of(),
                "GET DATA beep 300 2",
                "GET DATA tone-1 1 1",
                "GET DATA beep 1 1",
                "GET DATA beep 300 2",
                "GET DATA tone-1 1 1",
                "GET DATA beep 1 1");
        dialog(
                "a key in what went wrong",
                scene -> answer(ask.timeoutBetweenKeys(LONG).onNoInput(tone(20)).ask(scene.channel())),
                "42",
                List.of(press("GET DATA tone-20 1 1", "4"), press("WAIT FOR DIGIT", "2")),
                "GET DATA beep 300 1",
                "GET DATA tone-20 1 1",
                "WAIT FOR DIGIT 20000");
        dialog(
                "confirmed the second time",
                scene -> answer(Ask.exactly(2)
                        .prompt(tone(20))
                        .timeout(LONG)
                        .confirm(keys -> Prompt.of().digits(keys).sound(tone(20)))
                        .ask(scene.channel())),
                "34",
                List.of(
                        press("GET DATA tone-20", "12"),
                        press("GET DATA tone-20", "2"),
                        press("GET DATA tone-20", "34"),
                        press("GET DATA tone-20", "1")),
                "GET DATA tone-20 20000 2",
                "SAY DIGITS 12 ALL",
                "GET DATA tone-20 5000 1",
                "GET DATA tone-20 20000 2",
                "SAY DIGITS 34 ALL",
                "GET DATA tone-20 5000 1");
    }

    private void prompts() {
        Prompt mixed = Prompt.of("beep").number(21).digits("7").pause(SHORT).sound(tone(20));
        Ask<String> ask = Ask.exactly(2).prompt(mixed).timeout(LONG);
        dialog(
                "a key in the last of a mixed prompt",
                scene -> answer(ask.ask(scene.channel())),
                "12",
                List.of(press("GET DATA tone-20", "12")),
                "GET DATA beep 1 1",
                "SAY NUMBER 21 ALL",
                "SAY DIGITS 7 ALL",
                "WAIT FOR DIGIT 300",
                "GET DATA tone-20 20000 2");
        dialog(
                "a key in what is said",
                scene -> answer(ask.prompt(Prompt.of("beep").number(777_777_777).sound("beep"))
                        .ask(scene.channel())),
                "12",
                List.of(press("SAY NUMBER", "1"), press("WAIT FOR DIGIT", "2")),
                "GET DATA beep 1 1",
                "SAY NUMBER 777777777 ALL",
                "WAIT FOR DIGIT 20000");
        dialog(
                "a key in a pause",
                scene -> Prompt.of("beep").pause(LONG).play(scene.channel()).key(),
                Optional.of('#'),
                List.of(press("WAIT FOR DIGIT", "#")));
        dialog(
                "a key in a sound",
                scene -> Prompt.of("beep", tone(20), "beep")
                        .play(scene.channel())
                        .key(),
                Optional.of('#'),
                List.of(press("GET DATA tone-20", "#")),
                "GET DATA beep 1 1",
                "GET DATA tone-20 1 1");
        dialog(
                "no key interrupts it",
                scene -> Prompt.of(tone(1))
                        .number(1)
                        .pause(SHORT)
                        .uninterruptible()
                        .sound(tone(20))
                        .play(scene.channel())
                        .key(),
                Optional.of('2'),
                List.of(press("STREAM FILE tone-1", "1"), press("GET DATA tone-20", "2")),
                "STREAM FILE tone-1 ",
                "SAY NUMBER 1 ",
                "EXEC Wait 0.300",
                "GET DATA tone-20 1 1");
        dialog(
                "all that a prompt can say",
                scene -> Prompt.of()
                        .number(1)
                        .digits("1")
                        .letters("a")
                        .phonetic("a")
                        .time(LEAP_DAY)
                        .dateTime(LEAP_DAY, "H", ZoneOffset.UTC)
                        .play(scene.channel())
                        .none(),
                true,
                List.of());
        dialog(
                "a date",
                scene -> Prompt.of().date(LEAP_DAY).play(scene.channel()).none(),
                true,
                List.of());
    }

    private void missing() {
        dialog(
                "missing sounds are left out and nothing fails",
                scene -> answer(Ask.exactly(2)
                        .prompt("nosuchsound", "nosuchsound2")
                        .timeout(LONG)
                        .ask(scene.channel())),
                "12",
                List.of(press("GET DATA  20000 2", "12")),
                "GET DATA nosuchsound 1 1",
                "GET DATA nosuchsound2 20000 2",
                "GET DATA  20000 2");
        change(
                dialog(
                        "a missing sound that no key interrupts is left out",
                        scene -> answer(Menu.<String>of(Prompt.of("nosuchsound")
                                        .uninterruptible()
                                        .sound(tone(20)))
                                .choice('1', "it")
                                .ask(scene.channel())),
                        "it",
                        List.of(press("GET DATA tone-20", "1")),
                        "STREAM FILE nosuchsound ",
                        "GET DATA tone-20 5000 1"),
                Scenario::withAFailingCommand);
    }

    private void stops() {
        Ask<String> ask = Ask.exactly(2).prompt(tone(20)).timeout(LONG).timeoutBetweenKeys(LONG.minus(SHORT));
        dialog(
                "stopped in the prompt",
                scene -> answer(ask.ask(scene.channel())),
                "Stopped",
                List.of(stop("GET DATA tone-20")));
        dialog(
                "stopped in the wait for a key",
                scene -> answer(ask.ask(scene.channel())),
                "Stopped",
                List.of(press("GET DATA tone-20", "1"), stop("WAIT FOR DIGIT")));
        dialog(
                "stopped in the wait for keys",
                scene -> answer(Ask.exactly(3).timeout(LONG).ask(scene.channel())),
                "Stopped",
                List.of(stop("GET DATA")));
        dialog(
                "stopped in a prompt that no key interrupts",
                scene ->
                        answer(ask.prompt(Prompt.of(tone(20)).uninterruptible()).ask(scene.channel())),
                "Stopped",
                List.of(stop("STREAM FILE tone-20")));
    }

    private void hangUps() {
        Ask<String> ask = Ask.exactly(2).prompt(tone(20)).timeout(LONG).timeoutBetweenKeys(LONG.minus(SHORT));
        change(
                dialog(
                        "hung up in the prompt",
                        scene -> answer(ask.ask(scene.channel())),
                        "",
                        List.of(hangUp("GET DATA tone-20"))),
                Scenario::hungUp);
        change(
                dialog(
                        "hung up in the wait for a key",
                        scene -> answer(ask.ask(scene.channel())),
                        "",
                        List.of(press("GET DATA tone-20", "1"), hangUp("WAIT FOR DIGIT"))),
                Scenario::hungUp);
    }

    private void menus() {
        Menu<String> below = Menu.<String>of(tone(20)).choice('1', "below").back('*');
        Menu<String> menu = Menu.<String>of("beep", tone(20))
                .choice('1', "first")
                .submenu('3', below)
                .action('4', channel -> channel.sayDigits("4"))
                .repeat('9')
                .operator('0', "operator")
                .onInvalid("beep");
        dialog(
                "a way through menus",
                scene -> answer(menu.ask(scene.channel())),
                "operator",
                List.of(
                        press("GET DATA tone-20", "7"),
                        press("GET DATA tone-20", "9"),
                        press("GET DATA tone-20", "4"),
                        press("GET DATA tone-20", "3"),
                        press("GET DATA tone-20", "*"),
                        press("GET DATA tone-20", "3"),
                        press("GET DATA tone-20", "0")));
        dialog(
                "a key in the first part of a menu",
                scene -> answer(menu.prompt(tone(20), "beep").ask(scene.channel())),
                "first",
                List.of(press("GET DATA tone-20", "1")),
                "GET DATA tone-20 1 1");
        dialog(
                "nothing is chosen",
                scene -> answer(menu.prompt("beep")
                        .timeout(SHORT)
                        .otherwise("otherwise")
                        .ask(scene.channel())),
                "otherwise",
                List.of(),
                "GET DATA beep 300 1",
                "GET DATA beep 300 1",
                "GET DATA beep 300 1");
        dialog(
                "a menu that is stopped",
                scene -> answer(menu.ask(scene.channel())),
                "Stopped",
                List.of(press("GET DATA tone-20", "3"), stop("GET DATA tone-20")));
    }

    private void recordings() {
        Recorder recorder = Recorder.of("wav")
                .maxLength(LONG)
                .withoutBeep()
                .minLength(Duration.ZERO)
                .review(Menu.<Recorder.Review>of(tone(20))
                        .choice('1', Recorder.Review.KEEP)
                        .choice('2', Recorder.Review.LISTEN)
                        .choice('3', Recorder.Review.AGAIN));
        dialog(
                "recorded twice, listened to, and kept",
                scene -> {
                    String file = scene.recording("message");
                    RecordResult result = recorder.record(scene.channel(), file);
                    boolean there = Files.exists(asterisk.recordingFile(scene.own("message"), "wav"));
                    return result.getClass().getSimpleName() + " " + there;
                },
                "Kept true",
                List.of(
                        press("RECORD FILE", "#"),
                        press("GET DATA tone-20", "3"),
                        new Step("RECORD FILE", scene -> {
                            Stage.pause(SHORT);
                            scene.call().type("#");
                        }),
                        press("GET DATA tone-20", "2"),
                        press("GET DATA tone-20", "1")),
                "RECORD FILE message wav # 20000 s=5",
                "GET DATA tone-20 5000 1",
                "RECORD FILE message wav # 20000 s=5",
                "GET DATA tone-20 5000 1",
                "GET DATA message 1 1",
                "GET DATA tone-20 5000 1");
        dialog(
                "a recording is cancelled",
                scene -> recorder.cancelKey('*').record(scene.channel(), scene.recording("cancelled")),
                new RecordResult.Cancelled(),
                List.of(press("RECORD FILE", "*")));
        dialog(
                "a recording that is too short",
                scene -> recorder.minLength(LONG)
                        .maxLength(Duration.ofSeconds(1))
                        .attempts(2)
                        .record(scene.channel(), scene.recording("short")),
                new RecordResult.TooShort(),
                List.of());
        change(
                dialog(
                        "a recording that cannot be written",
                        scene -> Recorder.of("nosuchformat").record(scene.channel(), scene.recording("failed")),
                        new RecordResult.Failed("writefile"),
                        List.of()),
                Scenario::withAFailingCommand);
    }

    @TestFactory
    Stream<DynamicTest> dialogsAreTheSameOverBothTransports() {
        asking();
        attempts();
        prompts();
        missing();
        stops();
        hangUps();
        menus();
        recordings();
        assertThat(dialogs).extracting(dialog -> dialog.scenario.id()).doesNotHaveDuplicates();
        List<CompletableFuture<Map<Way, Map<String, String>>>> accounts = dialogs.stream()
                .map(dialog -> CompletableFuture.supplyAsync(() -> ways.play(dialog.scenario), stages))
                .toList();
        return Stream.iterate(0, i -> i + 1)
                .limit(dialogs.size())
                .map(i -> DynamicTest.dynamicTest(
                        dialogs.get(i).scenario.name(), () -> check(dialogs.get(i), accounts.get(i))));
    }

    private void check(Dialog dialog, CompletableFuture<Map<Way, Map<String, String>>> playing) throws Exception {
        try {
            Map<Way, Map<String, String>> accounts = playing.join();
            Map<String, String> fastAgi = accounts.get(Way.FAST_AGI);
            Map<String, String> asyncAgi = accounts.get(Way.ASYNC_AGI);
            for (Scenario.Difference difference : dialog.scenario.differences()) {
                assertThat(fastAgi.remove(difference.what())).isEqualTo(difference.fastAgi());
                assertThat(asyncAgi.remove(difference.what())).isEqualTo(difference.asyncAgi());
            }
            if (!dialog.expected.get("result").isEmpty()) {
                assertThat(fastAgi).containsAllEntriesOf(dialog.expected);
            } else {
                assertThat(fastAgi.get(Account.THROWN)).startsWith("AgiHangupException");
            }
            assertThat(asyncAgi).as("AsyncAGI beside FastAGI").isEqualTo(fastAgi);
        } catch (Throwable e) {
            Artefacts.save(
                    Artefacts.folder("DialogTest", asterisk.majorVersion()), asterisk, dialog.scenario.name(), e);
            throw e;
        }
    }
}
