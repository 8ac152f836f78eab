// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of a client's state.
 *
 * @param from what it was
 * @param to what it is
 * @param reason why, in words
 * @param failure what went wrong; null when nothing did
 */
public record AmiStateChange(
        AmiState from, AmiState to, String reason, @Nullable Throwable failure) {

    /** What went wrong; empty when nothing did. */
    public Optional<Throwable> cause() {
        return Optional.ofNullable(failure);
    }
}
