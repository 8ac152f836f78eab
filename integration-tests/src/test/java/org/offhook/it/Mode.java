// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the Asterisk of a test comes from. */
public enum Mode {
    /** The first of the others that works, in the order of this enum. */
    AUTO,
    /** A server that somebody else runs: never started, stopped or reloaded from here. */
    EXTERNAL,
    /** A folder with a small Debian and its Asterisk, entered by chroot. Needs root. */
    ROOT,
    /** The Asterisk installed on this machine, with a configuration of our own. */
    BINARY,
    /** A Docker image, run through Testcontainers on the host's network. */
    DOCKER,
    /** No Asterisk: every test on a real one is skipped. */
    NONE;

    /** The name used in settings, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Mode parse(String text) {
        for (Mode mode : values()) {
            if (mode.label().equals(text.strip().toLowerCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw new IllegalArgumentException("asterisk.mode is '" + text + "', but must be one of "
                + Arrays.stream(values()).map(Mode::label).collect(Collectors.joining(", ")));
    }
}
