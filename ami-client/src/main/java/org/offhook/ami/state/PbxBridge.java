// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.state;

import java.util.List;
import org.offhook.ami.BridgeSnapshot;

/**
 * A bridge and who is in it.
 *
 * @param uniqueId its id, unique in this run of Asterisk
 * @param snapshot what Asterisk last said of it: type, technology, name and so on. Its number of channels also counts those that
 *     Asterisk hides, a conference's announcer for example
 * @param channels the ids of the channels in it, in the order of entering as far as it is known; each is mostly found in {@link PbxSnapshot#channel}
 */
public record PbxBridge(String uniqueId, BridgeSnapshot snapshot, List<String> channels) {

    /** Keeps a copy of the list. */
    public PbxBridge {
        channels = List.copyOf(channels);
    }

    /** The same as this snapshot has it. */
    public PbxBridge withSnapshot(BridgeSnapshot newer) {
        return new PbxBridge(uniqueId, newer, channels);
    }

    /** The same with these channels in it. */
    public PbxBridge withChannels(List<String> inside) {
        return new PbxBridge(uniqueId, snapshot, inside);
    }
}
