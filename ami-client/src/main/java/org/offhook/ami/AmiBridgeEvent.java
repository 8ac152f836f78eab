// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/** An event about a bridge, with what Asterisk knew of that bridge at the time. */
public interface AmiBridgeEvent extends AmiEvent {

    /** The bridge as it was when Asterisk made the event. */
    BridgeSnapshot bridge();
}
