// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.offhook.ami.state.PbxBridge;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxDevice;
import org.offhook.ami.state.PbxPart;
import org.offhook.ami.state.PbxQueue;
import org.offhook.ami.state.PbxSnapshot;
import org.offhook.ami.state.PbxStatus;

/** One published picture. */
record Picture(
        PbxStatus status,
        long version,
        Map<PbxPart, String> unavailable,
        PersistentMap<PbxChannel> channelMap,
        PersistentMap<PbxBridge> bridgeMap,
        PersistentMap<PbxQueue> queueMap,
        PersistentMap<PbxDevice> deviceMap)
        implements PbxSnapshot {

    static final Picture NOTHING = new Picture(
            PbxStatus.STALE,
            0,
            Map.of(),
            PersistentMap.empty(),
            PersistentMap.empty(),
            PersistentMap.empty(),
            PersistentMap.empty());

    @Override
    public Optional<PbxChannel> channel(String uniqueId) {
        return Optional.ofNullable(channelMap.get(uniqueId));
    }

    @Override
    public Collection<PbxChannel> channels() {
        return channelMap.values();
    }

    @Override
    public Optional<PbxBridge> bridge(String uniqueId) {
        return Optional.ofNullable(bridgeMap.get(uniqueId));
    }

    @Override
    public Collection<PbxBridge> bridges() {
        return bridgeMap.values();
    }

    @Override
    public Optional<PbxQueue> queue(String name) {
        return Optional.ofNullable(queueMap.get(name));
    }

    @Override
    public Collection<PbxQueue> queues() {
        return queueMap.values();
    }

    @Override
    public Optional<PbxDevice> device(String name) {
        return Optional.ofNullable(deviceMap.get(name));
    }

    @Override
    public Collection<PbxDevice> devices() {
        return deviceMap.values();
    }

    @Override
    public String toString() {
        return "PbxSnapshot[" + status + ", version " + version + ", " + channelMap.size() + " channels, "
                + bridgeMap.size() + " bridges, " + queueMap.size() + " queues, " + deviceMap.size() + " devices]";
    }
}
