// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/** An event about a channel, with what Asterisk knew of that channel at the time. */
public interface AmiChannelEvent extends AmiEvent {

    /** The channel as it was when Asterisk made the event. */
    ChannelSnapshot channel();
}
