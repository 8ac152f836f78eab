// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.internal.HeaderValues;

/**
 * A bridge as an event describes it: a view of the event's headers that share a prefix.
 *
 * @param headers the event's
 * @param prefix what stands before {@code BridgeUniqueid} and its like; mostly empty
 */
public record BridgeSnapshot(AmiHeaders headers, String prefix) {

    /** Its id, unique in this run of Asterisk. */
    public Optional<String> uniqueId() {
        return text("BridgeUniqueid");
    }

    /** Its type, such as {@code basic}, {@code holding}, {@code stasis}. */
    public Optional<String> type() {
        return text("BridgeType");
    }

    /** How it mixes, such as {@code simple_bridge}, {@code softmix}. */
    public Optional<String> technology() {
        return text("BridgeTechnology");
    }

    /** Who made it; mostly empty. */
    public Optional<String> creator() {
        return text("BridgeCreator");
    }

    /** The name its maker gave it, a conference's number for example; mostly empty. */
    public Optional<String> name() {
        return text("BridgeName");
    }

    /** How many channels are in it. */
    public OptionalInt channels() {
        return HeaderValues.integer(headers, prefix + "BridgeNumChannels");
    }

    /** Whose video it shows: {@code none}, {@code talker}, {@code single}, {@code sfu}. */
    public Optional<String> videoSourceMode() {
        return text("BridgeVideoSourceMode");
    }

    /** The unique id of the channel whose video it shows, where it shows one. */
    public Optional<String> videoSource() {
        return text("BridgeVideoSource");
    }

    private Optional<String> text(String name) {
        return HeaderValues.text(headers, prefix.isEmpty() ? name : prefix + name);
    }
}
