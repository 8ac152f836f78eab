// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client learns of its server at each login.
 *
 * @param amiVersion the version of the protocol, from the banner, such as {@code 11.0.0}
 * @param asteriskVersion Asterisk's own version, such as {@code 22.10.1}; null when the user may not ask for it
 * @param systemName what asterisk.conf calls it; null when it has none or the user may not ask
 * @param started when it was started, to the second, as a text of its own making; the same text means the same run. Null when the user may not ask
 * @param bootConfirmed whether Asterisk said that it has started fully; false also when the user lacks {@code read=system}
 */
public record AmiServer(
        String amiVersion,
        @Nullable String asteriskVersion,
        @Nullable String systemName,
        @Nullable String started,
        boolean bootConfirmed) {

    /** Asterisk's own version, such as {@code 22.10.1}; empty when the user may not ask for it. */
    public Optional<String> version() {
        return Optional.ofNullable(asteriskVersion);
    }
}
