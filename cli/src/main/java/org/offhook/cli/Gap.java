// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiGap;
import org.offhook.ami.AmiHeaders;

/** A place at which events are missing, as an event, so that it stands in its place in every output and recording. */
final class Gap {

    private static final String NAME = "OffhookGap";

    private Gap() {}

    /** The event: {@code Reason} is {@code RECONNECTED} or {@code OVERFLOW}, {@code Lost} how many, {@code unknown} after a reconnect. */
    static AmiEvent event(AmiGap gap) {
        return AmiEvent.of(AmiHeaders.of(
                "Event",
                NAME,
                "Reason",
                gap.reason().name(),
                "Lost",
                gap.lost() < 0 ? "unknown" : Long.toString(gap.lost()),
                "Restarted",
                Boolean.toString(gap.restarted())));
    }

    static boolean isOne(AmiEvent event) {
        return event.name().equals(NAME);
    }

    /** For people. */
    static String text(AmiEvent gap) {
        boolean restarted = gap.headers().has("Restarted", "true");
        return gap.headers().has("Reason", "OVERFLOW")
                ? gap.headers().find("Lost").orElse("?")
                        + " events are missing here: they came faster than they are shown"
                : "events are missing here: the connection was lost"
                        + (restarted ? ", and Asterisk was restarted: all channels of before are gone" : "");
    }
}
