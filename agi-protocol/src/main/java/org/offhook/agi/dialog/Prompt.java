// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.dialog;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.SayAlpha;
import org.offhook.agi.command.SayDate;
import org.offhook.agi.command.SayDateTime;
import org.offhook.agi.command.SayDigits;
import org.offhook.agi.command.SayNumber;
import org.offhook.agi.command.SayPhonetic;
import org.offhook.agi.command.SayTime;
import org.offhook.agi.command.StreamFile;

/**
 * What a caller hears: sounds, numbers, digits, dates, one after another. The first key interrupts it, and is the first key of the
 * {@link Ask} or {@link Menu} that it belongs to. A part that is {@link #uninterruptible} is played to its end; keys pressed
 * meanwhile are lost.
 *
 * <pre>{@code
 * Prompt.of("vm-youhave").number(3).sound("vm-messages").play(channel);
 * }</pre>
 *
 * <p>A sound that is missing is left out; a warning names it, once for each prompt.
 */
public final class Prompt {

    private static final Prompt NOTHING = new Prompt(List.of());

    private final List<Part> parts;

    private Prompt(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Sounds one after another.
     *
     * @param sounds the files, without an extension; none to begin with something else
     * @return the prompt
     */
    public static Prompt of(String... sounds) {
        return NOTHING.sound(sounds);
    }

    /**
     * Goes on with sounds.
     *
     * @param sounds the files, without an extension
     * @return a longer prompt
     */
    public Prompt sound(String... sounds) {
        List<Part> more = new ArrayList<>(parts);
        for (String sound : sounds) {
            more.add(new Part.Sound(new StreamFile(sound, "").file(), new Part.Missing()));
        }
        return new Prompt(List.copyOf(more));
    }

    /**
     * Goes on with a number, such as "forty-two".
     *
     * @param number the number
     * @return a longer prompt
     */
    public Prompt number(int number) {
        return say(keys -> new SayNumber(number, keys));
    }

    /**
     * Goes on with digits, one by one.
     *
     * @param digits 0 to 9; after the first also {@code *}, {@code #} and {@code -}
     * @return a longer prompt
     */
    public Prompt digits(String digits) {
        return say(keys -> new SayDigits(digits, keys));
    }

    /**
     * Goes on with letters and digits, one by one.
     *
     * @param text the text
     * @return a longer prompt
     */
    public Prompt letters(String text) {
        return say(keys -> new SayAlpha(text, keys));
    }

    /**
     * Goes on with letters and digits as radio operators spell them.
     *
     * @param text the text
     * @return a longer prompt
     */
    public Prompt phonetic(String text) {
        return say(keys -> new SayPhonetic(text, keys));
    }

    /**
     * Goes on with a date, in the time zone of Asterisk.
     *
     * @param date a moment of the day, up to the year 2038
     * @return a longer prompt
     */
    public Prompt date(Instant date) {
        return say(keys -> new SayDate(date, keys));
    }

    /**
     * Goes on with a time of the day, in the time zone of Asterisk.
     *
     * @param time the moment, up to the year 2038
     * @return a longer prompt
     */
    public Prompt time(Instant time) {
        return say(keys -> new SayTime(time, keys));
    }

    /**
     * Goes on with a date and a time, in the time zone of Asterisk.
     *
     * @param moment the moment
     * @return a longer prompt
     */
    public Prompt dateTime(Instant moment) {
        return say(keys -> new SayDateTime(moment, keys));
    }

    /**
     * Goes on with what a format wants of a moment.
     *
     * @param moment the moment
     * @param format as in Asterisk's {@code voicemail.conf}, such as {@code ABdY} for a date or {@code IMp} for a time
     * @param zone a region, such as {@code Europe/Berlin}, or UTC
     * @return a longer prompt
     */
    public Prompt dateTime(Instant moment, String format, ZoneId zone) {
        return say(keys -> new SayDateTime(moment, keys).withFormat(format, zone));
    }

    /**
     * Goes on with whatever a command says.
     *
     * @param command makes the command; it is given the keys that interrupt it, for the escape digits
     * @return a longer prompt
     * @throws IllegalArgumentException if the command does not take its arguments
     */
    public Prompt say(Function<String, ? extends AgiCommand<KeyPress>> command) {
        String unused = command.apply(Keys.ALL).line(); // what is wrong with it is told here, not in a call
        return then(new Prompt(List.of(new Part.Said(command, Keys.ALL, new Part.Missing()))));
    }

    /**
     * Goes on with silence.
     *
     * @param time how long, in milliseconds
     * @return a longer prompt
     */
    public Prompt pause(Duration time) {
        return then(new Prompt(List.of(new Part.Pause(Keys.checkTime(time), true))));
    }

    /**
     * Goes on with another prompt.
     *
     * @param next what follows; its parts stay interruptible or not
     * @return a longer prompt
     */
    public Prompt then(Prompt next) {
        if (parts.isEmpty()) {
            return next;
        } else if (next.parts.isEmpty()) {
            return this;
        }
        List<Part> all = new ArrayList<>(parts);
        all.addAll(next.parts);
        return new Prompt(List.copyOf(all));
    }

    /**
     * The same, of which no key interrupts a part; what is added later can be interrupted again.
     *
     * @return a copy
     */
    public Prompt uninterruptible() {
        return new Prompt(parts.stream().map(Part::uninterruptible).toList());
    }

    /**
     * Plays it, up to its end, the first key, or a {@linkplain AgiChannel#stop stop}.
     *
     * @param channel to whom
     * @return the key; {@link KeyPress#none} at the end; {@link KeyPress#stopped}. Never {@link KeyPress#failed}
     * @throws org.offhook.agi.AgiHangupException if the caller hung up
     */
    public KeyPress play(AgiChannel channel) {
        for (Part part : parts) {
            KeyPress pressed = part.play(channel);
            if (!pressed.none()) {
                return pressed;
            }
        }
        return Part.NO_KEY;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether it ends with a sound that keys interrupt: the command that plays it can go on listening. */
    boolean endsListening() {
        return !parts.isEmpty() && parts.get(parts.size() - 1) instanceof Part.Sound;
    }

    /** All but the last part. */
    Prompt head() {
        return new Prompt(parts.subList(0, parts.size() - 1));
    }

    /** The last part of a prompt that {@link #endsListening}. */
    Part.Sound tail() {
        return (Part.Sound) parts.get(parts.size() - 1);
    }
}
