// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import org.jspecify.annotations.Nullable;

/** What events and lists say of a channel beyond its name and place. Used under the lock of its Asterisk. */
final class ChannelFace {

    static final int DOWN = 0;
    static final int RING = 4;
    static final int RINGING = 5;
    static final int UP = 6;

    /** A cause: that of the phone that was dialled last. */
    static final int OF_THE_DIALLED = -1;

    /** The state as long as the channel is not answered; only that of a caller is {@link #RING}. */
    int unanswered = RING;

    /** The state that was told of. */
    int told = RING;

    String connectedNumber = "";
    String connectedName = "";
    String account = "";

    /** The Uniqueid of the channel that began all this; empty if it is this one. */
    String linkedId = "";

    /** Whether it has gone through a dialplan, so that an end of it is announced. */
    boolean inDialplan = true;

    /** Why it ends. */
    int cause = 16;

    /** Why the last phone that it dialled did not take the call, or ended it; 0 if it has not dialled. */
    int dialCause;

    int dialTechCause;

    /** The SIP code behind the cause; 0 if there was none. */
    int techCause;

    boolean music;
    long created;

    @Nullable
    FakeBridge bridge;

    /** The attempt to reach a phone that it is. */
    @Nullable
    OutgoingLeg leg;

    static String nameOf(int state) {
        return switch (state) {
            case DOWN -> "Down";
            case RING -> "Ring";
            case RINGING -> "Ringing";
            default -> "Up";
        };
    }

    static String textOf(int cause) {
        return switch (cause) {
            case 1 -> "Unallocated (unassigned) number";
            case 3 -> "No route to destination";
            case 16 -> "Normal Clearing";
            case 17 -> "User busy";
            case 18 -> "No user responding";
            case 19 -> "User alerting, no answer";
            case 20 -> "Subscriber absent";
            case 21 -> "Call Rejected";
            case 26 -> "Answered elsewhere";
            case 27 -> "Destination out of order";
            case 31 -> "Normal, unspecified";
            case 34 -> "Circuit/channel congestion";
            case 38 -> "Network out of order";
            case 127 -> "Interworking, unspecified";
            default -> "Unknown";
        };
    }

    static String orUnknown(@Nullable String value) {
        return value == null || value.isEmpty() ? "<unknown>" : value;
    }

    /** The headers of a channel's block, each behind a prefix such as {@code Dest}. */
    static String prefixed(String prefix, String block) {
        return block.lines().map(line -> prefix + line + "\r\n").reduce("", String::concat);
    }
}
