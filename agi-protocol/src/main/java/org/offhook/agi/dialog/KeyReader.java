// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.dialog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.command.Digits;
import org.offhook.agi.command.GetData;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.WaitForDigit;

/**
 * Plays a prompt and reads keys, with as few commands as can be: a key pressed between two commands is lost. GET DATA reads as many
 * as may come, if it can be told when to end; else one key at a time.
 */
final class KeyReader {

    /**
     * When an entry ends.
     *
     * @param most how many keys
     * @param terminator the key that ends it, or {@link Keys#NONE}
     * @param cancel the key that cancels it, or {@link Keys#NONE}
     * @param first how long the caller has for the first key
     * @param next how long for each other
     */
    record Rules(int most, char terminator, char cancel, Duration first, Duration next) {

        /** Whether GET DATA, which knows one time and ends at {@code #}, can read from here to the end. */
        private boolean canReadOn(boolean atFirst) {
            boolean pound = terminator == Keys.POUND || terminator == Keys.NONE;
            return pound && cancel == Keys.NONE && (!atFirst || first.equals(next));
        }

        private @Nullable End take(StringBuilder keys, char key) {
            if (key == cancel) {
                return End.CANCELLED;
            } else if (key == terminator) {
                return End.COMPLETE;
            }
            keys.append(key);
            return keys.length() == most ? End.COMPLETE : null;
        }
    }

    /** What ended an entry. */
    enum End {
        COMPLETE,
        TIMED_OUT,
        CANCELLED,
        STOPPED
    }

    /**
     * Keys that were read.
     *
     * @param keys without the one that ended them
     * @param end what ended them
     */
    record Entry(String keys, End end) {

        /** Whether no key was pressed. */
        boolean isNothing() {
            return keys.isEmpty() && end == End.TIMED_OUT;
        }

        /** Keeps the keys for itself. */
        @Override
        public String toString() {
            return keys.length() + " keys, " + end;
        }
    }

    private final AgiChannel channel;
    private final Rules rules;
    private final StringBuilder keys = new StringBuilder();
    private @Nullable End end;

    private KeyReader(AgiChannel channel, Rules rules) {
        this.channel = channel;
        this.rules = rules;
    }

    /** Plays a prompt up to the first key, and reads that and those that follow. */
    static Entry read(AgiChannel channel, Prompt prompt, Rules rules) {
        KeyReader reader = new KeyReader(channel, rules);
        Part.@Nullable Sound last = reader.play(prompt);
        while (reader.end == null) {
            reader.listen(last);
            last = null;
        }
        return new Entry(reader.keys.toString(), reader.end);
    }

    /** Plays a prompt; its last sound is left, to be played by the command that listens. */
    private Part.@Nullable Sound play(Prompt prompt) {
        boolean listening = prompt.endsListening();
        KeyPress pressed = (listening ? prompt.head() : prompt).play(channel);
        if (pressed.stopped()) {
            end = End.STOPPED;
        } else if (pressed.key().isPresent()) {
            end = rules.take(keys, pressed.key().get());
        } else if (listening) {
            return prompt.tail();
        }
        return null;
    }

    private void listen(Part.@Nullable Sound sound) {
        boolean first = keys.isEmpty();
        Duration timeout = first ? rules.first : rules.next;
        int most = rules.canReadOn(first) ? rules.most - keys.length() : 1;
        if (sound != null) {
            Digits digits = sound.play(channel, timeout, most);
            if (!digits.failed()) {
                take(digits, most);
            }
        } else if (most > 1) {
            take(channel.execute(new GetData("", timeout, most)), most);
        } else {
            take(channel.execute(new WaitForDigit(timeout)));
        }
    }

    private void take(Digits digits, int most) {
        if (digits.stopped()) {
            end = End.STOPPED;
            return;
        }
        for (int i = 0; i < digits.text().length() && end == null; i++) {
            end = rules.take(keys, digits.text().charAt(i));
        }
        if (end != null) {
            return;
        }
        if (digits.timedOut() || digits.failed()) {
            end = End.TIMED_OUT;
        } else if (digits.text().length() < most) {
            end = rules.take(keys, Keys.POUND); // at which GET DATA ends
        }
    }

    private void take(KeyPress pressed) {
        if (pressed.stopped()) {
            end = End.STOPPED;
        } else if (pressed.key().isPresent()) {
            end = rules.take(keys, pressed.key().get());
        } else {
            end = End.TIMED_OUT;
        }
    }
}
