// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiReply;
import org.offhook.agi.command.GetData;
import org.offhook.agi.command.WaitForDigit;

/** Whatever is asked for, and whatever the caller types: the commands that read it lose no key, and read none too many. */
class AskPropertyTest {

    private static final String TYPED = "0123456789*#AD";
    /** The caller waits for longer than he may. */
    private static final char PAUSE = '-';

    @Property(tries = 2000)
    void anEntryIsWhatTheCallerTypedUpToItsEnd(
            @ForAll @IntRange(max = 4) int least,
            @ForAll @IntRange(min = 1, max = 6) int most,
            @ForAll @IntRange(max = 3) int terminator,
            @ForAll @IntRange(max = 3) int cancel,
            @ForAll boolean sameTimes,
            @ForAll boolean prompted,
            @ForAll @Size(max = 10) List<@CharRange(from = 0, to = 14) Character> typing) {
        String typed = typing.stream()
                .map(i -> String.valueOf(i < TYPED.length() ? TYPED.charAt(i) : PAUSE))
                .collect(Collectors.joining());
        char ending = "#*A\0".charAt(terminator);
        char cancelling = "\0*#D".charAt(cancel);
        if (ending == cancelling && ending != Keys.NONE) {
            cancelling = Keys.NONE;
        }
        Ask<String> ask = Ask.between(Math.min(least, most), most).attempts(1);
        ask = ending == Keys.NONE ? ask.noTerminator() : ask.terminator(ending);
        ask = cancelling == Keys.NONE ? ask : ask.cancelKey(cancelling);
        ask = sameTimes ? ask : ask.timeoutBetweenKeys(Duration.ofSeconds(1));
        Keyboard keyboard = new Keyboard(typed);

        AskResult<String> result = (prompted ? ask.prompt("sound") : ask).ask(keyboard);

        Expected expected = expected(typed, Math.min(least, most), most, ending, cancelling);
        assertThat(result).isEqualTo(expected.result);
        assertThat(keyboard.left()).isEqualTo(expected.left);
    }

    /** The rules once more, key by key. */
    private static Expected expected(String typed, int least, int most, char ending, char cancelling) {
        StringBuilder entry = new StringBuilder();
        boolean ended = false;
        int at = 0;
        while (!ended && entry.length() < most) {
            char key = at < typed.length() ? typed.charAt(at) : PAUSE;
            at++;
            if (key == cancelling) {
                return new Expected(new AskResult.Cancelled<>(), typed.substring(at));
            } else if (key == PAUSE && entry.length() == 0) {
                return new Expected(new AskResult.TimedOut<>(), rest(typed, at));
            } else if (key == PAUSE || key == ending) {
                ended = true;
            } else {
                entry.append(key);
            }
        }
        String keys = entry.toString();
        boolean valid = keys.length() >= least && keys.matches("[0-9]*");
        return new Expected(
                valid ? new AskResult.Digits<>(keys, keys) : new AskResult.TooManyAttempts<>(), rest(typed, at));
    }

    private static String rest(String typed, int from) {
        return typed.substring(Math.min(from, typed.length()));
    }

    private record Expected(AskResult<String> result, String left) {}

    /** A caller who types; it answers the commands that read keys, as Asterisk does. */
    private static final class Keyboard implements AgiChannel {
        private final ArrayDeque<Character> typed;

        Keyboard(String typed) {
            this.typed = typed.chars().mapToObj(key -> (char) key).collect(Collectors.toCollection(ArrayDeque::new));
        }

        String left() {
            return typed.stream().map(String::valueOf).collect(Collectors.joining());
        }

        private char next() {
            Character key = typed.poll();
            return key == null ? PAUSE : key;
        }

        @Override
        public <R> R execute(AgiCommand<R> command) {
            if (command instanceof GetData data) {
                return command.result(AgiReply.parse("200 result=" + data(data.maxDigits())));
            } else if (command instanceof WaitForDigit) {
                char key = next();
                return command.result(AgiReply.parse("200 result=" + (key == PAUSE ? 0 : (int) key)));
            }
            throw new AssertionError("this reads no key: " + command);
        }

        private String data(int most) {
            StringBuilder keys = new StringBuilder();
            while (keys.length() < most) {
                char key = next();
                if (key == PAUSE) {
                    return keys + " (timeout)";
                } else if (key == '#') {
                    break;
                }
                keys.append(key);
            }
            return keys.toString();
        }

        @Override
        public <R> CompletableFuture<R> submit(AgiCommand<R> command) {
            return CompletableFuture.completedFuture(execute(command));
        }

        @Override
        public String name() {
            return "Test/keyboard";
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
        public void onHangup(Runnable callback) {}

        @Override
        public boolean stop() {
            return false;
        }
    }
}
