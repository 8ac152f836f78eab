// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.state;

/** A part of the picture that is read by a list of its own, so that it can be missing alone. */
public enum PbxPart {
    /** Channels, by {@code CoreShowChannels}: needs {@code write=system} or {@code write=reporting}, and {@code read=call,dialplan} for its events. */
    CHANNELS,
    /** Bridges, by {@code BridgeList}: needs {@code read=call} for its events. */
    BRIDGES,
    /** Queues with members and callers, by {@code QueueStatus}: needs the module app_queue, and {@code read=agent} for its events. */
    QUEUES,
    /** Device states, by {@code DeviceStateList}: needs the module res_manager_devicestate, {@code write=call} or {@code write=reporting}, and {@code read=call} for its events. */
    DEVICES
}
