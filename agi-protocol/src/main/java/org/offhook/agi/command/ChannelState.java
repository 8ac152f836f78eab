// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

/** The state of a channel. */
public enum ChannelState {
    /** Down and available. */
    DOWN(0),
    /** Down, but reserved. */
    RESERVED(1),
    /** Off hook. */
    OFF_HOOK(2),
    /** Digits have been dialled. */
    DIALING(3),
    /** The line is ringing: this is how an incoming call begins. */
    RING(4),
    /** The other end is ringing. */
    RINGING(5),
    /** Answered. */
    UP(6),
    /** Busy. */
    BUSY(7),
    /** Digits have been dialled while off hook. */
    DIALING_OFF_HOOK(8),
    /** An incoming call was noticed but waits for its caller id. */
    PRE_RING(9),
    /** A state that Offhook does not know. */
    UNKNOWN(-1);

    /** Asterisk keeps a flag, "mute", above the state. */
    private static final int STATE_BITS = 0xFFFF;

    private final int code;

    ChannelState(int code) {
        this.code = code;
    }

    /**
     * The state with a number.
     *
     * @param code Asterisk's number
     * @return {@link #UNKNOWN} if there is none
     */
    public static ChannelState of(int code) {
        for (ChannelState state : values()) {
            if (code >= 0 && state.code == (code & STATE_BITS)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /**
     * Asterisk's number.
     *
     * @return 0 to 9; -1 for {@link #UNKNOWN}
     */
    public int code() {
        return code;
    }
}
