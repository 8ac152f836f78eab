// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No answer in time. The action may have run, and may run still; an answer that comes late is dropped. */
public final class AmiTimeoutException extends AmiException {

    private static final long serialVersionUID = 1;

    private final transient @Nullable AmiResponse partial;

    /**
     * A time-out.
     *
     * @param message what was asked, and how long it was waited for
     * @param partial what came of a list until then; null when nothing came
     */
    public AmiTimeoutException(String message, @Nullable AmiResponse partial) {
        super(message);
        this.partial = partial;
    }

    /** What came of the list until then; empty when not even its beginning came. */
    public Optional<AmiResponse> partial() {
        return Optional.ofNullable(partial);
    }
}
