// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.dialog;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.command.EndPosition;
import org.offhook.agi.command.KeyPress;
import org.offhook.agi.command.RecordFile;
import org.offhook.agi.command.Recording;

/**
 * Records the caller, and lets him keep it, listen to it, or record it again. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * static final Recorder MESSAGE = Recorder.of("wav")
 *         .prompt("vm-intro")
 *         .maxLength(Duration.ofMinutes(3))
 *         .review("vm-review");
 *
 * if (MESSAGE.record(channel, "/var/spool/messages/1") instanceof RecordResult.Kept message) { ... }
 * }</pre>
 *
 * <p>A recording ends with a key, with silence, or when it is long enough.
 */
public final class Recorder {

    /** How long a recording may be, unless set. */
    public static final Duration DEFAULT_MAX_LENGTH = Duration.ofMinutes(2);
    /** How long a silence ends it, unless set. */
    public static final Duration DEFAULT_MAX_SILENCE = Duration.ofSeconds(5);
    /** How long it must be, unless set. */
    public static final Duration DEFAULT_MIN_LENGTH = Duration.ofSeconds(1);
    /** How often a caller may try to record something long enough, unless set. */
    public static final int DEFAULT_ATTEMPTS = 3;

    /** What a caller can do with what he has recorded. */
    public enum Review {
        /** Keep it. */
        KEEP,
        /** Listen to it. */
        LISTEN,
        /** Record it again; the file is written over. */
        AGAIN
    }

    /** What can be set. Copied before it is changed, and never changed again. */
    private static final class Settings {
        private String format = "";
        private Prompt prompt = Prompt.of();
        private boolean beep = true;
        private Duration maxLength = DEFAULT_MAX_LENGTH;
        private Duration maxSilence = DEFAULT_MAX_SILENCE;
        private Duration minLength = DEFAULT_MIN_LENGTH;
        private String endKeys = "#";
        private char cancelKey = Keys.NONE;
        private int attempts = DEFAULT_ATTEMPTS;
        private Prompt tooShort = Prompt.of();
        private @Nullable Menu<Review> review;

        private Settings copy() {
            Settings copy = new Settings();
            copy.format = format;
            copy.prompt = prompt;
            copy.beep = beep;
            copy.maxLength = maxLength;
            copy.maxSilence = maxSilence;
            copy.minLength = minLength;
            copy.endKeys = endKeys;
            copy.cancelKey = cancelKey;
            copy.attempts = attempts;
            copy.tooShort = tooShort;
            copy.review = review;
            return copy;
        }

        private RecordFile command(String file) {
            String keys = cancelKey == Keys.NONE || endKeys.indexOf(cancelKey) >= 0 ? endKeys : endKeys + cancelKey;
            RecordFile command = new RecordFile(file, format, keys, maxLength);
            if (!maxSilence.isZero()) {
                command = command.withMaxSilence(maxSilence);
            }
            return beep ? command.withBeep() : command;
        }
    }

    private final Settings settings;

    private Recorder(Settings settings) {
        this.settings = settings;
    }

    private Recorder with(Consumer<Settings> change) {
        Settings copy = settings.copy();
        change.accept(copy);
        RecordFile unused = copy.command("file"); // what is wrong is told here, not in a call
        if (copy.minLength.isNegative()) {
            throw new IllegalArgumentException("the least length must not be negative: " + copy.minLength);
        }
        return new Recorder(copy);
    }

    /**
     * A recorder.
     *
     * @param format the format and extension of the files, such as {@code wav}
     */
    public static Recorder of(String format) {
        return new Recorder(new Settings()).with(s -> s.format = format);
    }

    /**
     * Sets what is played before each recording.
     *
     * @param sounds files, without an extension
     */
    public Recorder prompt(String... sounds) {
        return prompt(Prompt.of(sounds));
    }

    /**
     * Sets what is played before each recording. A key skips it, the {@linkplain #cancelKey cancel key} ends it all.
     *
     * @param prompt of sounds, numbers and so on
     */
    public Recorder prompt(Prompt prompt) {
        return with(s -> s.prompt = prompt);
    }

    /** No beep before a recording. */
    public Recorder withoutBeep() {
        return with(s -> s.beep = false);
    }

    /**
     * Sets how long a recording may be, without the beep; {@link #DEFAULT_MAX_LENGTH} unless set.
     *
     * @param length more than zero, at most a day
     */
    public Recorder maxLength(Duration length) {
        Keys.checkTime(length);
        return with(s -> s.maxLength = length);
    }

    /**
     * Sets how long a silence ends a recording; {@link #DEFAULT_MAX_SILENCE} unless set. Asterisk takes it off the recording, but for a
     * second.
     *
     * @param silence in whole seconds (a fraction counts as one); zero for none
     */
    public Recorder maxSilence(Duration silence) {
        return with(s -> s.maxSilence = silence);
    }

    /**
     * Sets how long a recording must be; {@link #DEFAULT_MIN_LENGTH} unless set.
     *
     * @param length less than {@link #maxLength}, or it never is; zero for no matter how long
     */
    public Recorder minLength(Duration length) {
        return with(s -> s.minLength = length);
    }

    /**
     * Sets the keys that end a recording; {@code #} unless set.
     *
     * @param keys such as {@code #1}
     */
    public Recorder endKeys(String keys) {
        Keys.check(keys);
        return with(s -> s.endKeys = keys);
    }

    /**
     * Sets a key that ends it all, during the prompt and the recording; a {@linkplain #review(Menu) menu} has its
     * {@link Menu#back} for that.
     *
     * @param key such as {@code '*'}
     */
    public Recorder cancelKey(char key) {
        Keys.check(key);
        return with(s -> s.cancelKey = key);
    }

    /**
     * Sets how often the caller may try to record something long enough; {@value #DEFAULT_ATTEMPTS} unless set. Recording again after a
     * review does not count.
     *
     * @param attempts 1 or more
     */
    public Recorder attempts(int attempts) {
        Keys.checkAttempts(attempts);
        return with(s -> s.attempts = attempts);
    }

    /**
     * Sets what is played after a recording that is too short, before the prompt.
     *
     * @param sounds files, without an extension
     */
    public Recorder onTooShort(String... sounds) {
        return onTooShort(Prompt.of(sounds));
    }

    /**
     * Sets what is played after a recording that is too short, before the prompt.
     *
     * @param prompt of sounds, numbers and so on
     */
    public Recorder onTooShort(Prompt prompt) {
        return with(s -> s.tooShort = prompt);
    }

    /**
     * Has the caller review each recording: 1 keeps it, 2 plays it, 3 records again. Without a review it is kept.
     *
     * @param sounds tell him so; files without an extension
     */
    public Recorder review(String... sounds) {
        return review(Menu.<Review>of(sounds)
                .choice('1', Review.KEEP)
                .choice('2', Review.LISTEN)
                .choice('3', Review.AGAIN));
    }

    /**
     * Has the caller review each recording. Without a review it is kept.
     *
     * @param menu what he can choose, and by which keys; when it is cancelled, so is this
     */
    public Recorder review(Menu<Review> menu) {
        return with(s -> s.review = menu);
    }

    /**
     * Records.
     *
     * @param channel the call
     * @param file where, without an extension; an existing file is written over
     * @return what came of it
     * @throws org.offhook.agi.AgiHangupException if the caller hung up; its reply tells how long the recording is, if there is one
     */
    public RecordResult record(AgiChannel channel, String file) {
        Prompt before = Prompt.of();
        int attempt = 0;
        while (attempt < settings.attempts) {
            attempt++;
            Taken taken = take(channel, file, before.then(settings.prompt));
            if (taken.end != null) {
                return taken.end;
            }
            Duration length = taken.atLeast(settings.minLength);
            before = length == null ? settings.tooShort : Prompt.of();
            if (length != null) {
                RecordResult result = review(channel, file, length);
                if (result != null) {
                    return result;
                }
                attempt = 0;
            }
        }
        return before.play(channel).stopped() ? new RecordResult.Stopped() : new RecordResult.TooShort();
    }

    /**
     * One recording.
     *
     * @param length how long it is; null if there is none
     * @param end what ended it all; null if nothing did
     */
    private record Taken(
            @Nullable Duration length, @Nullable RecordResult end) {

        static Taken ended(RecordResult result) {
            return new Taken(null, result);
        }

        /** The length, if it is long enough; else null. */
        @Nullable
        Duration atLeast(Duration least) {
            return length != null && length.compareTo(least) >= 0 ? length : null;
        }
    }

    private Taken take(AgiChannel channel, String file, Prompt prompt) {
        KeyPress pressed = prompt.play(channel);
        if (pressed.stopped()) {
            return Taken.ended(new RecordResult.Stopped());
        } else if (pressed.is(settings.cancelKey)) {
            return Taken.ended(new RecordResult.Cancelled());
        }
        Recording recording = channel.execute(settings.command(file));
        if (recording.stopped()) {
            return Taken.ended(new RecordResult.Stopped());
        } else if (recording.failed()) {
            return Taken.ended(new RecordResult.Failed(recording.note()));
        } else if (recording.key().filter(key -> key == settings.cancelKey).isPresent()) {
            return Taken.ended(new RecordResult.Cancelled());
        } else if (recording.reason() == Recording.Reason.RANDOM_ERROR) {
            return new Taken(null, null); // a key during the beep
        }
        return new Taken(recording.endPosition().map(EndPosition::toDuration).orElse(Duration.ZERO), null);
    }

    /** What the caller wants; null to record again. */
    private @Nullable RecordResult review(AgiChannel channel, String file, Duration length) {
        Menu<Review> menu = settings.review;
        if (menu == null) {
            return new RecordResult.Kept(file, length);
        }
        Prompt playing = Prompt.of();
        while (true) {
            AskResult<Review> result = menu.after(playing).ask(channel);
            if (result instanceof AskResult.Digits<Review> chosen) {
                switch (chosen.value()) {
                    case KEEP -> {
                        return new RecordResult.Kept(file, length);
                    }
                    case LISTEN -> playing = Prompt.of(file);
                    case AGAIN -> {
                        return null;
                    }
                }
            } else if (result instanceof AskResult.Cancelled) {
                return new RecordResult.Cancelled();
            } else if (result instanceof AskResult.Stopped) {
                return new RecordResult.Stopped();
            } else {
                return new RecordResult.Undecided(file, length);
            }
        }
    }
}
