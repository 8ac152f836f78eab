// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

import java.util.Locale;

/** How a script ended, as told to the dialplan in a channel variable ({@code OFFHOOK} unless configured otherwise). */
public enum AgiOutcome {
    /** The script returned, or the caller hung up. */
    DONE,
    /** No script was found, a limit was reached, or a script or filter threw {@link AgiRefusedException}. */
    REFUSED,
    /** The script threw something else, ran past its deadline, or was cut off by a shutdown. */
    FAILED;

    /** The value of the channel variable: {@code done}, {@code refused} or {@code failed}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
