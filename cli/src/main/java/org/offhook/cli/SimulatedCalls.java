// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.cli.Screen.Colour;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeCall;
import org.offhook.testkit.FakeCaller;
import org.offhook.testkit.Transcript;

/** The calls of {@code offhook simulate}, and the commands that steer them. Used by one thread. */
final class SimulatedCalls {

    private record Placed(int number, String extension, String from, FakeCall call) {}

    private final FakeAsterisk asterisk;
    private final Screen screen;
    private final boolean quiet;
    private final List<Placed> calls = new ArrayList<>();

    SimulatedCalls(FakeAsterisk asterisk, Screen screen, boolean quiet) {
        this.asterisk = asterisk;
        this.screen = screen;
        this.quiet = quiet;
    }

    /**
     * Does what was typed.
     *
     * @throws IllegalArgumentException if it cannot be understood
     * @throws IllegalStateException if there is no such call
     */
    void obey(String line) {
        String[] words = line.split("\\s+");
        switch (words[0].toLowerCase(Locale.ROOT)) {
            case "dial" -> dial(words);
            case "press" -> {
                Placed call = find(words, 2);
                if (words.length < 2 || !words[1].matches("[0-9*#A-D]+")) {
                    throw new IllegalArgumentException("press 12 [CALL]; keys are 0 to 9, *, # and A to D");
                }
                call.call.channel().press(words[1]);
            }
            case "hangup" -> find(words, 1).call.channel().hangUp();
            case "calls" -> show();
            case "help" -> screen.line(SimulateCommand.HELP);
            default -> throw new IllegalArgumentException("unknown: " + words[0] + "; " + SimulateCommand.HELP);
        }
    }

    private void dial(String[] words) {
        boolean from = words.length == 4 && words[2].equalsIgnoreCase("from");
        if (words.length != 2 && !from) {
            throw new IllegalArgumentException("dial NUMBER [from WHO]");
        }
        dial(words[1], from ? words[3] : "caller", "", Duration.ZERO, null);
    }

    /** Places a call. */
    void dial(String extension, String from, String press, Duration pressAfter, @Nullable Duration hangupAfter) {
        int number = calls.size() + 1;
        FakeCaller caller =
                asterisk.caller(from).watch(line -> tell(number, line)).dials(extension);
        if (!press.isEmpty()) {
            caller.waits(pressAfter).presses(press);
        }
        if (hangupAfter != null) {
            caller.hangsUpAfter(hangupAfter);
        }
        screen.line(screen.in(Colour.BOLD, "call " + number + ": " + from + " dials " + extension));
        calls.add(new Placed(number, extension, from, caller.start()));
    }

    private void tell(int number, Transcript.Line line) {
        if (quiet) {
            return;
        }
        Colour colour = switch (line.kind()) {
            case COMMAND -> Colour.CYAN;
            case REPLY, ENVIRONMENT -> Colour.GREEN;
            case NOTE -> Colour.YELLOW;
        };
        line.toString()
                .lines()
                .forEach(each -> screen.line(screen.in(colour, "call " + number + " " + Text.line(each))));
    }

    private Placed find(String[] words, int at) {
        if (words.length <= at) {
            for (int i = calls.size() - 1; i >= 0; i--) {
                if (!calls.get(i).call.isDone()) {
                    return calls.get(i);
                }
            }
            throw new IllegalStateException("no call is up");
        }
        return calls.stream()
                .filter(call -> words[at].equals(Integer.toString(call.number)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no call " + words[at]));
    }

    private void show() {
        if (calls.isEmpty()) {
            screen.line("no calls yet");
        }
        calls.forEach(placed -> screen.line(String.format(
                Locale.ROOT,
                "call %d: %s to %s, %s, %.1f s",
                placed.number,
                placed.from,
                placed.extension,
                state(placed.call),
                placed.call.duration().toMillis() / 1e3)));
    }

    private static String state(FakeCall call) {
        return call.isDone() ? "ended, AGISTATUS=" + call.agiStatus() + " OFFHOOK=" + call.outcome() : "up";
    }

    /** Waits for the ends of all calls; false if one of them failed. */
    boolean awaitAll() throws InterruptedException {
        int failed = 0;
        for (Placed placed : calls) {
            while (!placed.call.isDone()) {
                Thread.sleep(50);
            }
            String status = placed.call.agiStatus();
            failed += status.equals("SUCCESS") || status.equals("HANGUP") ? 0 : 1;
        }
        show();
        screen.line(calls.size() - failed + " of " + calls.size() + " calls went well");
        return failed == 0;
    }
}
