// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.state.PbxBridge;
import org.offhook.ami.state.PbxChange;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxDevice;
import org.offhook.ami.state.PbxPart;
import org.offhook.ami.state.PbxQueue;
import org.offhook.ami.state.PbxQueueCaller;
import org.offhook.ami.state.PbxQueueMember;
import org.offhook.ami.state.PbxStatus;

/**
 * A picture being drawn: the changes single reports make. What belongs together is changed together here: a channel that goes leaves its bridge and
 * its dials. Not safe for several threads; what it publishes is.
 */
final class Canvas {

    /** How many departures the visible picture remembers: enough for reports a few seconds late on a busy PBX. */
    static final int REMEMBERED = 4096;

    private PersistentMap<PbxChannel> channels = PersistentMap.empty();
    private PersistentMap<PbxBridge> bridges = PersistentMap.empty();
    private PersistentMap<PbxQueue> queues = PersistentMap.empty();
    private PersistentMap<PbxDevice> devices = PersistentMap.empty();

    private final Gone gone;
    private final Set<String> moved = new HashSet<>();
    private final Map<String, List<Move>> moves = new HashMap<>();
    private final boolean recording;
    private final List<PbxChange> changes = new ArrayList<>();
    private boolean rereadWanted;
    private long doubts;

    /** A caller joined a queue; or, without the caller, left it. */
    private record Move(String id, @Nullable PbxQueueCaller caller, int place) {}

    private Canvas(boolean recording, int remembered) {
        this.recording = recording;
        this.gone = new Gone(remembered);
    }

    /** The picture that readers see. It collects notices of its changes. */
    static Canvas visible() {
        return new Canvas(false, REMEMBERED);
    }

    /** A picture in the making: for a while, from nothing. It remembers all that went, and which channels moved, for the lists that are merged in. */
    static Canvas hidden() {
        return new Canvas(true, Integer.MAX_VALUE);
    }

    Picture picture(PbxStatus status, long version, Map<PbxPart, String> unavailable) {
        return new Picture(status, version, unavailable, channels, bridges, queues, devices);
    }

    /** The notices since the last call. */
    List<PbxChange> takeChanges() {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<PbxChange> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }

    /** Everything is gone at once. */
    void wipe() {
        channels = PersistentMap.empty();
        bridges = PersistentMap.empty();
        queues = PersistentMap.empty();
        devices = PersistentMap.empty();
        gone.clear();
        changes.clear();
        note(new PbxChange.Resync(0));
    }

    /** A notice that comes in order with the others. */
    void noteStatus(PbxChange.Status change) {
        changes.add(change);
    }

    /** An event contradicts the picture. */
    void doubt() {
        doubts++;
        rereadWanted = true;
    }

    /** Something changed that no event tells. */
    void wantReread() {
        rereadWanted = true;
    }

    boolean takeRereadWanted() {
        boolean wanted = rereadWanted;
        rereadWanted = false;
        return wanted;
    }

    long doubts() {
        return doubts;
    }

    boolean isGone(String name) {
        return gone.contains(name);
    }

    // ---- channels

    @Nullable
    PbxChannel channel(String id) {
        return channels.get(id);
    }

    void put(PbxChannel channel) {
        PbxChannel was = channels.get(channel.uniqueId());
        channels = channels.with(channel.uniqueId(), channel);
        note(new PbxChange.Channel(channel.uniqueId(), was, channel));
    }

    /** The channel is gone: also from its bridge and from those it dialed or that dialed it. */
    void removeChannel(String id) {
        gone.add(id);
        PbxChannel channel = channels.get(id);
        if (channel == null) {
            return;
        }
        channel.bridge().ifPresent(bridge -> takeOut(bridge, id));
        channel.dialedBy().ifPresent(caller -> unlink(caller, id));
        for (String dialed : channel.dialing()) {
            unlink(id, dialed);
        }
        channels = channels.without(id);
        note(new PbxChange.Channel(id, channel, null));
    }

    /** The caller dials the other. */
    void link(String caller, String dialed) {
        PbxChannel from = channels.get(caller);
        PbxChannel to = channels.get(dialed);
        if (from == null || to == null) {
            return;
        }
        if (!from.dialing().contains(dialed)) {
            Set<String> dialing = new HashSet<>(from.dialing());
            dialing.add(dialed);
            put(from.withDialing(dialing));
        }
        if (!to.dialedBy().filter(caller::equals).isPresent()) {
            put(to.withDialedBy(caller));
        }
    }

    /** The caller no longer dials the other. */
    void unlink(String caller, String dialed) {
        PbxChannel from = channels.get(caller);
        if (from != null && from.dialing().contains(dialed)) {
            Set<String> dialing = new HashSet<>(from.dialing());
            dialing.remove(dialed);
            put(from.withDialing(dialing));
        }
        PbxChannel to = channels.get(dialed);
        if (to != null && to.dialedBy().filter(caller::equals).isPresent()) {
            put(to.withDialedBy(null));
        }
    }

    // ---- bridges

    @Nullable
    PbxBridge bridge(String id) {
        return bridges.get(id);
    }

    void put(PbxBridge bridge) {
        PbxBridge was = bridges.get(bridge.uniqueId());
        bridges = bridges.with(bridge.uniqueId(), bridge);
        note(new PbxChange.Bridge(bridge.uniqueId(), was, bridge));
    }

    void removeBridge(String id) {
        gone.add(id);
        PbxBridge bridge = bridges.get(id);
        if (bridge == null) {
            return;
        }
        for (String inside : bridge.channels()) {
            PbxChannel channel = channels.get(inside);
            if (channel != null && channel.bridge().filter(id::equals).isPresent()) {
                put(channel.withBridge(null));
            }
        }
        bridges = bridges.without(id);
        note(new PbxChange.Bridge(id, bridge, null));
    }

    /** Both are known; the channel leaves any other bridge. */
    void enter(String bridgeId, String channelId) {
        PbxChannel channel = channels.get(channelId);
        PbxBridge bridge = bridges.get(bridgeId);
        if (channel == null || bridge == null) {
            return;
        }
        channel.bridge().filter(other -> !other.equals(bridgeId)).ifPresent(other -> takeOut(other, channelId));
        if (!bridge.channels().contains(channelId)) {
            List<String> inside = new ArrayList<>(bridge.channels());
            inside.add(channelId);
            put(bridge.withChannels(inside));
        }
        if (!channel.bridge().filter(bridgeId::equals).isPresent()) {
            put(channel.withBridge(bridgeId));
        }
    }

    void leave(String bridgeId, String channelId) {
        takeOut(bridgeId, channelId);
        PbxChannel channel = channels.get(channelId);
        if (channel != null && channel.bridge().filter(bridgeId::equals).isPresent()) {
            put(channel.withBridge(null));
        }
    }

    /** An event has told where this channel is: no list knows better. */
    void markMoved(String channelId) {
        if (recording) {
            moved.add(channelId);
        }
    }

    boolean hasMoved(String channelId) {
        return moved.contains(channelId);
    }

    private void takeOut(String bridgeId, String channelId) {
        PbxBridge bridge = bridges.get(bridgeId);
        if (bridge != null && bridge.channels().contains(channelId)) {
            List<String> inside = new ArrayList<>(bridge.channels());
            inside.remove(channelId);
            put(bridge.withChannels(inside));
        }
    }

    // ---- queues

    @Nullable
    PbxQueue queue(String name) {
        return queues.get(name);
    }

    void put(PbxQueue queue) {
        PbxQueue was = queues.get(queue.name());
        queues = queues.with(queue.name(), queue);
        note(new PbxChange.Queue(queue.name(), was, queue));
    }

    void removeQueue(String name) {
        PbxQueue queue = queues.get(name);
        if (queue != null) {
            queues = queues.without(name);
            note(new PbxChange.Queue(name, queue, null));
        }
    }

    void putMember(PbxQueue queue, PbxQueueMember member) {
        String called = member.interfaceName();
        gone.remove(goneName(queue.name(), called));
        List<PbxQueueMember> members = new ArrayList<>(queue.members());
        int at = indexOfMember(members, called);
        PbxQueueMember was = at < 0 ? null : members.set(at, member);
        if (at < 0) {
            members.add(member);
        }
        queues = queues.with(queue.name(), queue.withMembers(members));
        note(new PbxChange.QueueMember(queue.name(), called, was, member));
    }

    void removeMember(PbxQueue queue, String called) {
        gone.add(goneName(queue.name(), called));
        List<PbxQueueMember> members = new ArrayList<>(queue.members());
        int at = indexOfMember(members, called);
        if (at >= 0) {
            PbxQueueMember was = members.remove(at);
            queues = queues.with(queue.name(), queue.withMembers(members));
            note(new PbxChange.QueueMember(queue.name(), called, was, null));
        }
    }

    /** The caller joins at this place, 0 for the first in line; further back when there are fewer. One who is there stays in place. */
    void putCaller(PbxQueue queue, PbxQueueCaller caller, int place) {
        record(queue, new Move(caller.uniqueId(), caller, place));
        List<PbxQueueCaller> callers = new ArrayList<>(queue.callers());
        if (join(callers, caller, place)) {
            queues = queues.with(queue.name(), queue.withCallers(callers));
            note(new PbxChange.QueueCaller(queue.name(), caller.uniqueId(), null, caller));
        }
    }

    void removeCaller(PbxQueue queue, String id) {
        record(queue, new Move(id, null, 0));
        List<PbxQueueCaller> callers = new ArrayList<>(queue.callers());
        int at = indexOfCaller(callers, id);
        if (at >= 0) {
            PbxQueueCaller was = callers.remove(at);
            queues = queues.with(queue.name(), queue.withCallers(callers));
            note(new PbxChange.QueueCaller(queue.name(), id, was, null));
        }
    }

    /** Does to these callers what events have told of the queue until now. */
    void repeatMoves(String queue, List<PbxQueueCaller> callers) {
        for (Move move : moves.getOrDefault(queue, List.of())) {
            if (move.caller != null) {
                join(callers, move.caller, move.place);
            } else {
                callers.removeIf(each -> each.uniqueId().equals(move.id));
            }
        }
    }

    private static boolean join(List<PbxQueueCaller> callers, PbxQueueCaller caller, int place) {
        if (indexOfCaller(callers, caller.uniqueId()) >= 0) {
            return false;
        }
        callers.add(Math.max(0, Math.min(place, callers.size())), caller);
        return true;
    }

    private void record(PbxQueue queue, Move move) {
        if (recording) {
            moves.computeIfAbsent(queue.name(), name -> new ArrayList<>()).add(move);
        }
    }

    /** The name under which a member of a queue is remembered as gone. */
    static String goneName(String queue, String who) {
        return queue + '\n' + who;
    }

    private static int indexOfMember(List<PbxQueueMember> members, String called) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).interfaceName().equals(called)) {
                return i;
            }
        }
        return -1;
    }

    private static int indexOfCaller(List<PbxQueueCaller> callers, String id) {
        for (int i = 0; i < callers.size(); i++) {
            if (callers.get(i).uniqueId().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    // ---- devices

    @Nullable
    PbxDevice device(String name) {
        return devices.get(name);
    }

    void put(PbxDevice device) {
        PbxDevice was = devices.get(device.name());
        if (!device.equals(was)) {
            devices = devices.with(device.name(), device);
            note(new PbxChange.Device(device.name(), was, device));
        }
    }

    void removeDevice(String name) {
        PbxDevice was = devices.get(name);
        if (was != null) {
            devices = devices.without(name);
            note(new PbxChange.Device(name, was, null));
        }
    }

    /** One event may touch a thing several times: that is one notice. */
    private void note(PbxChange change) {
        if (recording) {
            return;
        }
        for (int i = changes.size() - 1; i >= Math.max(0, changes.size() - 8); i--) {
            PbxChange earlier = changes.get(i);
            if (earlier instanceof PbxChange.Channel a
                    && change instanceof PbxChange.Channel b
                    && a.uniqueId().equals(b.uniqueId())) {
                changes.set(i, new PbxChange.Channel(a.uniqueId(), a.was(), b.is()));
                return;
            }
            if (earlier instanceof PbxChange.Bridge a
                    && change instanceof PbxChange.Bridge b
                    && a.uniqueId().equals(b.uniqueId())) {
                changes.set(i, new PbxChange.Bridge(a.uniqueId(), a.was(), b.is()));
                return;
            }
        }
        changes.add(change);
    }
}
