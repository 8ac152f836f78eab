// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.dialog;

import java.util.Optional;

/**
 * What came of a question. A caller who hangs up is not among these: that is an {@link org.offhook.agi.AgiHangupException}, as
 * everywhere.
 *
 * @param <T> what the digits stand for
 */
public sealed interface AskResult<T> {

    /**
     * The caller has answered.
     *
     * @param keys the keys, without the terminator; empty for {@link Menu#otherwise}, and where an empty entry is allowed
     * @param value what they stand for
     * @param <T> what the digits stand for
     */
    record Digits<T>(String keys, T value) implements AskResult<T> {

        /** Tells only how many keys there are: they can be a secret. */
        @Override
        public String toString() {
            return "Digits[" + keys.length() + " keys]";
        }
    }

    /**
     * The caller pressed the cancel key, or {@linkplain Menu#back back} in the first menu.
     *
     * @param <T> what the digits stand for
     */
    record Cancelled<T>() implements AskResult<T> {}

    /**
     * The caller pressed no key at all, in none of the attempts.
     *
     * @param <T> what the digits stand for
     */
    record TimedOut<T>() implements AskResult<T> {}

    /**
     * The caller pressed keys, but no attempt gave a valid answer.
     *
     * @param <T> what the digits stand for
     */
    record TooManyAttempts<T>() implements AskResult<T> {}

    /**
     * {@link org.offhook.agi.AgiChannel#stop} ended a prompt or a wait of it. The caller has heard what he has heard; the script
     * decides what comes next.
     *
     * @param <T> what the digits stand for
     */
    record Stopped<T>() implements AskResult<T> {}

    /**
     * The answer.
     *
     * @return empty for all but {@link Digits}
     */
    default Optional<T> answer() {
        return this instanceof Digits<T> digits ? Optional.of(digits.value()) : Optional.empty();
    }
}
