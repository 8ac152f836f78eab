// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.dialog;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.command.Digits;
import org.offhook.agi.command.GetData;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.Playback;
import org.offhook.agi.command.WaitForDigit;
import org.offhook.agi.internal.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One part of a prompt. What cannot be played is left out, and logged once. */
sealed interface Part {

    /** That nothing ended it. */
    KeyPress NO_KEY = new KeyPress(0);

    /** That it was stopped from outside. */
    KeyPress STOPPED = new KeyPress(0, true);

    /** A result without what only its command means. */
    private static KeyPress told(KeyPress pressed) {
        if (pressed.stopped()) {
            return STOPPED;
        }
        return pressed.failed() ? NO_KEY : pressed;
    }

    /** Plays it; the result never is a failure. */
    KeyPress play(AgiChannel channel);

    /** The same, which no key interrupts. */
    Part uninterruptible();

    /** Says once that something is missing. */
    final class Missing {
        private static final Logger log = LoggerFactory.getLogger(Prompt.class);
        private static final int MOST = 200;

        private final AtomicBoolean said = new AtomicBoolean();

        void say(AgiChannel channel, String what) {
            if (!said.getAndSet(true)) {
                log.warn(
                        "{} cannot be played on {}: it is left out, and this is said once",
                        Printable.of(what, MOST),
                        Printable.of(channel.name(), MOST));
            }
        }
    }

    /** A sound that keys interrupt. GET DATA plays it: of all commands only this does not fail where the file is missing. */
    record Sound(String file, Missing missing) implements Part {

        private static final Duration AT_ONCE = Duration.ofMillis(1);

        @Override
        public KeyPress play(AgiChannel channel) {
            Digits digits = play(channel, AT_ONCE, 1);
            if (digits.stopped()) {
                return STOPPED;
            } else if (!digits.isEmpty()) {
                return new KeyPress(digits.text().charAt(0));
            }
            return digits.timedOut() || digits.failed() ? NO_KEY : new KeyPress(Keys.POUND);
        }

        /** Plays it and collects keys. */
        Digits play(AgiChannel channel, Duration timeout, int most) {
            Digits digits = channel.execute(new GetData(file, timeout, most));
            if (digits.failed()) {
                missing.say(channel, "the sound " + file);
            }
            return digits;
        }

        @Override
        public Part uninterruptible() {
            return new WholeSound(file, missing);
        }
    }

    /** A sound that is played to its end. */
    record WholeSound(String file, Missing missing) implements Part {

        @Override
        public KeyPress play(AgiChannel channel) {
            Playback playback = channel.streamFile(file);
            if (playback.failed()) {
                missing.say(channel, "the sound " + file);
            }
            return playback.stopped() ? STOPPED : NO_KEY;
        }

        @Override
        public Part uninterruptible() {
            return this;
        }
    }

    /** Something that Asterisk says; the command is given the keys that interrupt it. */
    record Said(Function<String, ? extends AgiCommand<KeyPress>> command, String keys, Missing missing)
            implements Part {

        @Override
        public KeyPress play(AgiChannel channel) {
            AgiCommand<KeyPress> saying = command.apply(keys);
            KeyPress pressed = channel.execute(saying);
            if (pressed.failed()) {
                missing.say(channel, "what is to be said (" + saying.getClass().getSimpleName() + ")");
            }
            return told(pressed);
        }

        @Override
        public Part uninterruptible() {
            return new Said(command, "", missing);
        }
    }

    /** Silence. */
    record Pause(Duration time, boolean interruptible) implements Part {

        @Override
        public KeyPress play(AgiChannel channel) {
            if (!interruptible) {
                channel.exec("Wait", BigDecimal.valueOf(time.toMillis(), 3).toPlainString());
                return NO_KEY;
            }
            KeyPress pressed = channel.execute(new WaitForDigit(time));
            return told(pressed);
        }

        @Override
        public Part uninterruptible() {
            return new Pause(time, false);
        }
    }
}
