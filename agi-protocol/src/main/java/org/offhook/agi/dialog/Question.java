// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.dialog;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiChannel;

/**
 * What {@link Ask} and {@link Menu} have in common: a prompt, times, attempts, and what the caller hears when it goes wrong. Immutable:
 * each method returns a changed copy.
 *
 * <p>All that is said between two attempts can be interrupted by a key, which is the first one of the next attempt.
 *
 * @param <T> what the keys stand for
 * @param <Q> the kind of question
 */
public abstract sealed class Question<T, Q extends Question<T, Q>> permits Ask, Menu {

    /** How long the caller has for each key, unless set. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    /** How many attempts there are, unless set. */
    public static final int DEFAULT_ATTEMPTS = 3;

    /** What can be set. Copied before it is changed, and never changed again. */
    static final class Settings {
        Prompt prompt = Prompt.of();

        @Nullable
        Prompt again;

        Duration timeout = DEFAULT_TIMEOUT;
        int attempts = DEFAULT_ATTEMPTS;
        Prompt noInput = Prompt.of();
        Prompt invalid = Prompt.of();
        Prompt lastAttempt = Prompt.of();
        Prompt failure = Prompt.of();

        private Settings copy() {
            Settings copy = new Settings();
            copy.prompt = prompt;
            copy.again = again;
            copy.timeout = timeout;
            copy.attempts = attempts;
            copy.noInput = noInput;
            copy.invalid = invalid;
            copy.lastAttempt = lastAttempt;
            copy.failure = failure;
            return copy;
        }
    }

    final Settings settings;

    Question(Settings settings) {
        this.settings = settings;
    }

    abstract Q with(Settings changed);

    private Q with(Consumer<Settings> change) {
        Settings copy = settings.copy();
        change.accept(copy);
        return with(copy);
    }

    /**
     * Asks the caller.
     *
     * @param channel the call
     * @return what came of it
     * @throws org.offhook.agi.AgiHangupException if the caller hung up
     */
    public abstract AskResult<T> ask(AgiChannel channel);

    /**
     * Sets what is played first in each attempt.
     *
     * @param sounds files, without an extension
     */
    public Q prompt(String... sounds) {
        return prompt(Prompt.of(sounds));
    }

    /**
     * Sets what is played first in each attempt.
     *
     * @param prompt of sounds, numbers and so on
     */
    public Q prompt(Prompt prompt) {
        return with(s -> s.prompt = prompt);
    }

    /**
     * Sets what is played in the second attempt and later, in place of the prompt.
     *
     * @param sounds files, without an extension
     */
    public Q promptAgain(String... sounds) {
        return promptAgain(Prompt.of(sounds));
    }

    /**
     * Sets what is played in the second attempt and later, in place of the prompt.
     *
     * @param prompt of sounds, numbers and so on
     */
    public Q promptAgain(Prompt prompt) {
        return with(s -> s.again = prompt);
    }

    /**
     * Sets how long the caller has for the first key, counted from the end of the prompt, and for each other key, unless those have a
     * time of their own. {@link #DEFAULT_TIMEOUT} unless set.
     *
     * @param timeout more than zero, at most a day
     */
    public Q timeout(Duration timeout) {
        Keys.checkTime(timeout);
        return with(s -> s.timeout = timeout);
    }

    /**
     * Sets how many attempts there are in all; {@value #DEFAULT_ATTEMPTS} unless set.
     *
     * @param attempts 1 or more
     */
    public Q attempts(int attempts) {
        Keys.checkAttempts(attempts);
        return with(s -> s.attempts = attempts);
    }

    /**
     * Sets what is played after an attempt without a key.
     *
     * @param sounds files, without an extension
     */
    public Q onNoInput(String... sounds) {
        return onNoInput(Prompt.of(sounds));
    }

    /**
     * Sets what is played after an attempt without a key.
     *
     * @param prompt of sounds, numbers and so on
     */
    public Q onNoInput(Prompt prompt) {
        return with(s -> s.noInput = prompt);
    }

    /**
     * Sets what is played after an attempt with wrong keys.
     *
     * @param sounds files, without an extension
     */
    public Q onInvalid(String... sounds) {
        return onInvalid(Prompt.of(sounds));
    }

    /**
     * Sets what is played after an attempt with wrong keys.
     *
     * @param prompt of sounds, numbers and so on
     */
    public Q onInvalid(Prompt prompt) {
        return with(s -> s.invalid = prompt);
    }

    /**
     * Sets what is played before the last attempt, if there are several: after what went wrong, before the prompt.
     *
     * @param sounds files, without an extension
     */
    public Q onLastAttempt(String... sounds) {
        return onLastAttempt(Prompt.of(sounds));
    }

    /**
     * Sets what is played before the last attempt, if there are several: after what went wrong, before the prompt.
     *
     * @param prompt of sounds, numbers and so on
     */
    public Q onLastAttempt(Prompt prompt) {
        return with(s -> s.lastAttempt = prompt);
    }

    /**
     * Sets what is played when the last attempt was in vain, after what went wrong with it.
     *
     * @param sounds files, without an extension
     */
    public Q onFailure(String... sounds) {
        return onFailure(Prompt.of(sounds));
    }

    /**
     * Sets what is played when the last attempt was in vain, after what went wrong with it.
     *
     * @param prompt of sounds, numbers and so on
     */
    public Q onFailure(Prompt prompt) {
        return with(s -> s.failure = prompt);
    }

    /** A result without an answer is the same for every type. */
    static <T> AskResult<T> unanswered(AskResult<?> result) {
        if (result instanceof AskResult.Cancelled) {
            return new AskResult.Cancelled<>();
        } else if (result instanceof AskResult.TimedOut) {
            return new AskResult.TimedOut<>();
        } else if (result instanceof AskResult.TooManyAttempts) {
            return new AskResult.TooManyAttempts<>();
        } else if (result instanceof AskResult.Stopped) {
            return new AskResult.Stopped<>();
        }
        throw new IllegalArgumentException("an answer: " + result);
    }

    /** The attempts of one call. */
    final class Attempts {
        private int number;
        private boolean pressed;
        private boolean fromTheStart = true;
        private Prompt before = Prompt.of();

        boolean isLeft() {
            return number < settings.attempts;
        }

        /** Begins the next one; what is to be played. */
        Prompt next() {
            number++;
            Prompt warning = number > 1 && number == settings.attempts ? settings.lastAttempt : Prompt.of();
            Prompt question = fromTheStart || settings.again == null ? settings.prompt : settings.again;
            fromTheStart = false;
            return before.then(warning).then(question);
        }

        /** There was no key. */
        void noInput() {
            before = settings.noInput;
        }

        /** There were keys, which led to nothing. */
        void failed(Prompt why) {
            pressed = true;
            before = why;
        }

        /** The caller wants to hear it again; this attempt does not count. */
        void repeat() {
            number--;
            fromTheStart = true;
            before = Prompt.of();
        }

        /** All were in vain. */
        AskResult<T> end(AgiChannel channel) {
            boolean stopped = before.then(settings.failure).play(channel).stopped();
            if (stopped) {
                return new AskResult.Stopped<>();
            }
            return pressed ? new AskResult.TooManyAttempts<>() : new AskResult.TimedOut<>();
        }
    }
}
