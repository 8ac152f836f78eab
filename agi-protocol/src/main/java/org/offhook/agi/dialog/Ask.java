// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.dialog;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.command.GetData;

/**
 * Asks the caller for digits.
 *
 * <pre>{@code
 * static final Ask<String> PIN = Ask.exactly(4)
 *         .prompt("vm-password")
 *         .cancelKey('*')
 *         .validate(pins::isKnown, "vm-incorrect")
 *         .onNoInput("vm-sorry")
 *         .attempts(3);
 *
 * if (PIN.ask(channel) instanceof AskResult.Digits<String> pin) { ... }
 * }</pre>
 *
 * <p>An entry ends with the last possible digit, with the terminator ({@code #} unless set), or when no key comes in time; a key other
 * than a digit makes it invalid, unless {@link #allowing} allows it. What the caller presses between two entries, or while a
 * validator thinks, is lost.
 *
 * @param <T> what the digits stand for: a text, unless it was {@linkplain #map mapped}
 */
public final class Ask<T> extends Question<T, Ask<T>> {

    private static final String DIGITS = "0123456789";

    /** What the keys stand for, or what the caller hears about them: nothing of its own if it is empty. */
    private record Checked<T>(@Nullable T value, Prompt error) {}

    /** Finds that out. */
    private interface Check<T> {
        Checked<T> of(String keys);
    }

    /** What the caller hears of his entry, and the question whether it is right. */
    private record Confirmation<T>(Function<? super T, Prompt> prompt, Menu<Boolean> question) {}

    /** Which keys make an entry. */
    private record Shape(
            int least,
            int most,
            String allowed,
            char terminator,
            char cancel,
            @Nullable Duration next) {

        boolean fits(String keys) {
            return keys.length() >= least && keys.chars().allMatch(key -> allowed.indexOf(key) >= 0);
        }
    }

    private final Shape shape;
    private final Check<T> check;
    private final @Nullable Confirmation<T> confirmation;

    private Ask(Settings settings, Shape shape, Check<T> check, @Nullable Confirmation<T> confirmation) {
        super(settings);
        this.shape = shape;
        this.check = check;
        this.confirmation = confirmation;
    }

    @Override
    Ask<T> with(Settings changed) {
        return new Ask<>(changed, shape, check, confirmation);
    }

    private Ask<T> with(Shape changed) {
        if (changed.terminator != Keys.NONE && changed.terminator == changed.cancel) {
            throw new IllegalArgumentException("the key " + changed.cancel + " cannot both end and cancel an entry");
        }
        for (char key : new char[] {changed.terminator, changed.cancel}) {
            if (changed.allowed.indexOf(key) >= 0) {
                throw new IllegalArgumentException("the key " + key + " cannot be part of an entry and end it");
            }
        }
        return new Ask<>(settings, changed, check, confirmation);
    }

    // ---- how many ----

    /**
     * Asks for so many digits; the last one ends the entry.
     *
     * @param digits 1 or more
     */
    public static Ask<String> exactly(int digits) {
        return between(digits, digits);
    }

    /**
     * Asks for so many digits or more, which the terminator or a pause ends.
     *
     * @param digits 0 or more; with 0 the terminator alone is a valid entry
     */
    public static Ask<String> atLeast(int digits) {
        return between(digits, GetData.MOST_DIGITS);
    }

    /**
     * Asks for a digit, or up to so many.
     *
     * @param digits 1 or more
     */
    public static Ask<String> atMost(int digits) {
        return between(1, digits);
    }

    /**
     * Asks for some digits.
     *
     * @param least 0 or more; with 0 the terminator alone is a valid entry
     * @param most at most {@value GetData#MOST_DIGITS}
     */
    public static Ask<String> between(int least, int most) {
        if (least < 0 || most < Math.max(1, least) || most > GetData.MOST_DIGITS) {
            throw new IllegalArgumentException(
                    "there can be 0 to " + GetData.MOST_DIGITS + " digits, not " + least + " to " + most);
        }
        Shape shape = new Shape(least, most, DIGITS, Keys.POUND, Keys.NONE, null);
        return new Ask<>(new Settings(), shape, keys -> new Checked<>(keys, Prompt.of()), null);
    }

    // ---- keys and times ----

    /**
     * Sets the key that ends an entry; {@code #} unless set. It is no part of the entry.
     *
     * @param key such as {@code '*'}
     */
    public Ask<T> terminator(char key) {
        Keys.check(key);
        return with(new Shape(shape.least, shape.most, shape.allowed, key, shape.cancel, shape.next));
    }

    /** No key ends an entry, only the last possible digit or a pause. */
    public Ask<T> noTerminator() {
        return with(new Shape(shape.least, shape.most, shape.allowed, Keys.NONE, shape.cancel, shape.next));
    }

    /**
     * Sets a key that ends it all at once: {@link AskResult.Cancelled}. With one, keys are read one by one, so over AsyncAGI a caller
     * who types very fast can lose some.
     *
     * @param key such as {@code '*'}
     */
    public Ask<T> cancelKey(char key) {
        Keys.check(key);
        return with(new Shape(shape.least, shape.most, shape.allowed, shape.terminator, key, shape.next));
    }

    /**
     * Allows keys in an entry beside the digits.
     *
     * @param keys of {@code *}, {@code #} and A to D
     */
    public Ask<T> allowing(String keys) {
        Keys.check(keys);
        String all = shape.allowed + keys;
        return with(new Shape(shape.least, shape.most, all, shape.terminator, shape.cancel, shape.next));
    }

    /**
     * Sets how long the caller has for each key but the first; the same as for the first ({@link #timeout}) unless set.
     *
     * @param timeout more than zero, at most a day
     */
    public Ask<T> timeoutBetweenKeys(Duration timeout) {
        Keys.checkTime(timeout);
        return with(new Shape(shape.least, shape.most, shape.allowed, shape.terminator, shape.cancel, timeout));
    }

    // ---- what they stand for ----

    /**
     * Demands something of the answer. Several are checked in the order they are added; the first that fails is told.
     *
     * @param valid whether it is good; what it throws ends the script
     * @param errorSounds what the caller hears if not, in place of {@link #onInvalid}; none for that
     */
    public Ask<T> validate(Predicate<? super T> valid, String... errorSounds) {
        return validate(valid, Prompt.of(errorSounds));
    }

    /**
     * Demands something of the answer. Several are checked in the order they are added; the first that fails is told.
     *
     * @param valid whether it is good; what it throws ends the script
     * @param error what the caller hears if not, in place of {@link #onInvalid}
     */
    public Ask<T> validate(Predicate<? super T> valid, Prompt error) {
        return new Ask<>(settings, shape, step(value -> valid.test(value) ? value : null, error), confirmation);
    }

    /**
     * Turns the answer into what it stands for, such as a customer. Replaces an earlier {@link #confirm}.
     *
     * @param finder finds it; empty if the answer is wrong. What it throws ends the script
     * @param errorSounds what the caller hears if it is wrong, in place of {@link #onInvalid}; none for that
     * @param <U> what it stands for
     */
    public <U> Ask<U> map(Function<? super T, Optional<U>> finder, String... errorSounds) {
        return map(finder, Prompt.of(errorSounds));
    }

    /**
     * Turns the answer into what it stands for, such as a customer. Replaces an earlier {@link #confirm}.
     *
     * @param finder finds it; empty if the answer is wrong. What it throws ends the script
     * @param error what the caller hears if it is wrong, in place of {@link #onInvalid}
     * @param <U> what it stands for
     */
    public <U> Ask<U> map(Function<? super T, Optional<U>> finder, Prompt error) {
        return new Ask<>(settings, shape, step(value -> finder.apply(value).orElse(null), error), null);
    }

    private interface Step<T, U> {
        @Nullable
        U of(T value);
    }

    private <U> Check<U> step(Step<T, U> step, Prompt error) {
        return keys -> {
            Checked<T> before = check.of(keys);
            U value = before.value == null ? null : step.of(before.value);
            return new Checked<>(value, before.value == null ? before.error : error);
        };
    }

    /**
     * Has the caller confirm a valid answer: 1 for yes, 2 for no. After a no the next attempt begins.
     *
     * @param prompt what to tell and ask, such as "you have entered 1 2 3; press 1 if that is right, else 2"
     */
    public Ask<T> confirm(Function<? super T, Prompt> prompt) {
        return confirm(prompt, Menu.yesNo());
    }

    /**
     * Has the caller confirm a valid answer. After a no the next attempt begins; without a yes or no, this ends as the menu did.
     *
     * @param prompt what to tell, before the prompt of the menu
     * @param question whether that is right, such as {@link Menu#yesNo}
     */
    public Ask<T> confirm(Function<? super T, Prompt> prompt, Menu<Boolean> question) {
        return new Ask<>(settings, shape, check, new Confirmation<>(prompt, question));
    }

    // ---- the conversation ----

    @Override
    public AskResult<T> ask(AgiChannel channel) {
        Attempts attempts = new Attempts();
        while (attempts.isLeft()) {
            AskResult<T> result = attempt(channel, attempts);
            if (result != null) {
                return result;
            }
        }
        return attempts.end(channel);
    }

    /** One attempt; null if there must be another. */
    private @Nullable AskResult<T> attempt(AgiChannel channel, Attempts attempts) {
        KeyReader.Entry entry = KeyReader.read(channel, attempts.next(), rules());
        switch (entry.end()) {
            case STOPPED -> {
                return new AskResult.Stopped<>();
            }
            case CANCELLED -> {
                return new AskResult.Cancelled<>();
            }
            case COMPLETE, TIMED_OUT -> {}
        }
        if (entry.isNothing()) {
            attempts.noInput();
            return null;
        }
        Checked<T> checked = shape.fits(entry.keys()) ? check.of(entry.keys()) : new Checked<>(null, Prompt.of());
        T value = checked.value;
        if (value == null) {
            attempts.failed(checked.error.isEmpty() ? settings.invalid : checked.error);
            return null;
        }
        return confirmed(channel, attempts, new AskResult.Digits<>(entry.keys(), value));
    }

    private @Nullable AskResult<T> confirmed(AgiChannel channel, Attempts attempts, AskResult.Digits<T> digits) {
        if (confirmation == null) {
            return digits;
        }
        Menu<Boolean> question = confirmation.question;
        Prompt told = confirmation.prompt.apply(digits.value());
        AskResult<Boolean> sure = question.after(told).ask(channel);
        if (sure instanceof AskResult.Digits<Boolean> choice) {
            if (choice.value()) {
                return digits;
            }
            attempts.failed(Prompt.of());
            return null;
        }
        return Question.unanswered(sure);
    }

    private KeyReader.Rules rules() {
        Duration next = shape.next == null ? settings.timeout : shape.next;
        return new KeyReader.Rules(shape.most, shape.terminator, shape.cancel, settings.timeout, next);
    }
}
