// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import static java.util.Map.entry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.BridgeSnapshot;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.HeaderValues;
import org.offhook.ami.state.PbxBridge;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxDevice;
import org.offhook.ami.state.PbxQueue;
import org.offhook.ami.state.PbxQueueCaller;
import org.offhook.ami.state.PbxQueueMember;

/**
 * What each event changes in a picture. Every rule bears with reports that come in another order than things happened, with channels it never heard
 * of, and with headers that are missing: what cannot be understood is a doubt, and doubt is answered by reading anew.
 */
final class EventRules {

    /** The rule of an event. */
    interface Rule {
        void apply(Canvas canvas, AmiHeaders event, Instant now);
    }

    private static final Map<String, Rule> RULES = Map.ofEntries(
            entry("Newchannel", EventRules::newchannel),
            entry("Newstate", EventRules::seen),
            entry("NewCallerid", EventRules::seen),
            entry("NewConnectedLine", EventRules::seen),
            entry("NewAccountCode", EventRules::seen),
            entry("Newexten", EventRules::newexten),
            entry("Rename", EventRules::rename),
            entry("Hangup", EventRules::hangup),
            entry("Hold", (canvas, event, now) -> hold(canvas, event, true)),
            entry("Unhold", (canvas, event, now) -> hold(canvas, event, false)),
            entry("DialBegin", EventRules::dialBegin),
            entry("DialEnd", EventRules::dialEnd),
            entry("BridgeCreate", EventRules::bridgeSeen),
            entry("BridgeVideoSourceUpdate", EventRules::bridgeSeen),
            entry("BridgeEnter", EventRules::bridgeEnter),
            entry("BridgeLeave", EventRules::bridgeLeave),
            entry("BridgeMerge", EventRules::bridgeMerge),
            entry("BridgeDestroy", EventRules::bridgeDestroy),
            entry("QueueMemberAdded", EventRules::memberAdded),
            entry("QueueMemberRemoved", EventRules::memberRemoved),
            entry("QueueMemberPause", EventRules::memberSeen),
            entry("QueueMemberPaused", EventRules::memberSeen),
            entry("QueueMemberPenalty", EventRules::memberSeen),
            entry("QueueMemberRinginuse", EventRules::memberSeen),
            entry("QueueMemberStatus", EventRules::memberSeen),
            entry("QueueCallerJoin", EventRules::callerJoin),
            entry("QueueCallerLeave", EventRules::callerLeave),
            entry("QueueCallerAbandon", EventRules::callerLeave),
            entry("DeviceStateChange", EventRules::device),
            // Queues, hints and devices come and go with these, and nothing says which.
            entry("Reload", (canvas, event, now) -> canvas.wantReread()),
            entry("Load", (canvas, event, now) -> canvas.wantReread()),
            entry("Unload", (canvas, event, now) -> canvas.wantReread()));

    private EventRules() {}

    /** The events there are rules for. */
    static Set<String> names() {
        return RULES.keySet();
    }

    /** The rule of the event of this name; null when it says nothing for the picture. */
    static @Nullable Rule of(String event) {
        return RULES.get(event);
    }

    // ---- channels

    private static void newchannel(Canvas canvas, AmiHeaders event, Instant now) {
        String id = id(event, "Uniqueid");
        if (id == null || canvas.isGone(id)) {
            return;
        }
        ChannelSnapshot snapshot = new ChannelSnapshot(event, "");
        PbxChannel known = canvas.channel(id);
        canvas.put(known == null ? PbxChannel.of(id, snapshot).withCreated(now) : known.withSnapshot(snapshot));
    }

    private static void seen(Canvas canvas, AmiHeaders event, Instant now) {
        PbxChannel channel = latest(canvas, event);
        if (channel != null) {
            canvas.put(channel);
        }
    }

    private static void newexten(Canvas canvas, AmiHeaders event, Instant now) {
        PbxChannel channel = latest(canvas, event);
        if (channel != null) {
            canvas.put(channel.withApplication(
                    event.find("Application").orElse(null),
                    event.find("AppData").orElse(null)));
        }
    }

    private static void hold(Canvas canvas, AmiHeaders event, boolean held) {
        PbxChannel channel = latest(canvas, event);
        if (channel != null) {
            canvas.put(channel.withOnHold(held));
        }
    }

    /** Old versions only: newer ones tell the new name with the channel's next event. */
    private static void rename(Canvas canvas, AmiHeaders event, Instant now) {
        String id = id(event, "Uniqueid");
        Optional<String> name = HeaderValues.text(event, "Newname");
        PbxChannel channel = id == null ? null : canvas.channel(id);
        if (channel == null || name.isEmpty()) {
            canvas.doubt();
            return;
        }
        ChannelSnapshot old = channel.snapshot();
        canvas.put(channel.withSnapshot(
                new ChannelSnapshot(old.headers().with(old.prefix() + "Channel", name.get()), old.prefix())));
    }

    private static void hangup(Canvas canvas, AmiHeaders event, Instant now) {
        String id = id(event, "Uniqueid");
        if (id != null) {
            canvas.removeChannel(id);
        }
    }

    private static void dialBegin(Canvas canvas, AmiHeaders event, Instant now) {
        String caller = id(event, "Uniqueid");
        String dialed = id(event, "DestUniqueid");
        // An Originate dials without a caller.
        if (caller == null || dialed == null) {
            return;
        }
        if (knows(canvas, caller, new ChannelSnapshot(event, ""))
                && knows(canvas, dialed, new ChannelSnapshot(event, "Dest"))) {
            canvas.link(caller, dialed);
        }
    }

    private static void dialEnd(Canvas canvas, AmiHeaders event, Instant now) {
        String caller = id(event, "Uniqueid");
        String dialed = id(event, "DestUniqueid");
        if (caller != null && dialed != null) {
            canvas.unlink(caller, dialed);
        }
    }

    /** The event's channel as the event has it, not yet put into the picture; null when there is none, or it is gone. */
    private static @Nullable PbxChannel latest(Canvas canvas, AmiHeaders event) {
        String id = id(event, "Uniqueid");
        if (id == null || canvas.isGone(id)) {
            return null;
        }
        ChannelSnapshot snapshot = new ChannelSnapshot(event, "");
        PbxChannel known = canvas.channel(id);
        if (known != null) {
            return known.withSnapshot(snapshot);
        }
        canvas.doubt();
        return PbxChannel.of(id, snapshot);
    }

    private static boolean knows(Canvas canvas, String id, ChannelSnapshot snapshot) {
        if (canvas.isGone(id)) {
            return false;
        }
        if (canvas.channel(id) == null) {
            canvas.doubt();
            canvas.put(PbxChannel.of(id, snapshot));
        }
        return true;
    }

    // ---- bridges

    private static void bridgeSeen(Canvas canvas, AmiHeaders event, Instant now) {
        bridge(canvas, event, "");
    }

    private static void bridgeEnter(Canvas canvas, AmiHeaders event, Instant now) {
        seen(canvas, event, now);
        String heard = id(event, "BridgeUniqueid");
        if (heard != null && !canvas.isGone(heard) && canvas.bridge(heard) == null) {
            canvas.doubt();
        }
        String bridge = bridge(canvas, event, "");
        String channel = id(event, "Uniqueid");
        if (channel != null && bridge != null) {
            canvas.markMoved(channel);
            canvas.enter(bridge, channel);
            checkInside(canvas, event, bridge);
        }
    }

    private static void bridgeLeave(Canvas canvas, AmiHeaders event, Instant now) {
        seen(canvas, event, now);
        String channel = id(event, "Uniqueid");
        String bridge = id(event, "BridgeUniqueid");
        if (channel == null || bridge == null) {
            return;
        }
        canvas.markMoved(channel);
        canvas.leave(bridge, channel);
        if (canvas.bridge(bridge) != null) {
            bridge(canvas, event, "");
            checkInside(canvas, event, bridge);
        }
    }

    /** Asterisk also counts channels it does not report, so it may count more than there are here, but not less. */
    private static void checkInside(Canvas canvas, AmiHeaders event, String id) {
        PbxBridge bridge = canvas.bridge(id);
        OptionalInt count = HeaderValues.integer(event, "BridgeNumChannels");
        if (bridge != null
                && count.isPresent()
                && count.getAsInt() < bridge.channels().size()) {
            canvas.doubt();
        }
    }

    private static void bridgeMerge(Canvas canvas, AmiHeaders event, Instant now) {
        String to = bridge(canvas, event, "To");
        String from = bridge(canvas, event, "From");
        PbxBridge emptied = from == null ? null : canvas.bridge(from);
        if (to == null || emptied == null) {
            return;
        }
        for (String channel : emptied.channels()) {
            canvas.markMoved(channel);
            canvas.enter(to, channel);
        }
    }

    private static void bridgeDestroy(Canvas canvas, AmiHeaders event, Instant now) {
        String id = id(event, "BridgeUniqueid");
        if (id != null) {
            canvas.removeBridge(id);
        }
    }

    /** Takes up what the event says of its bridge, and gives its id; null when there is none, or it is gone. */
    private static @Nullable String bridge(Canvas canvas, AmiHeaders event, String prefix) {
        String id = id(event, prefix + "BridgeUniqueid");
        if (id == null || canvas.isGone(id)) {
            return null;
        }
        BridgeSnapshot snapshot = new BridgeSnapshot(event, prefix);
        PbxBridge known = canvas.bridge(id);
        canvas.put(known == null ? new PbxBridge(id, snapshot, List.of()) : known.withSnapshot(snapshot));
        return id;
    }

    // ---- queues

    private static void memberAdded(Canvas canvas, AmiHeaders event, Instant now) {
        PbxQueue queue = queue(canvas, event);
        if (queue != null && event.contains("Interface")) {
            canvas.putMember(queue, new PbxQueueMember(event));
        }
    }

    private static void memberSeen(Canvas canvas, AmiHeaders event, Instant now) {
        PbxQueue queue = queue(canvas, event);
        String called = id(event, "Interface");
        if (queue == null || called == null || canvas.isGone(Canvas.goneName(queue.name(), called))) {
            return;
        }
        if (queue.member(called).isEmpty()) {
            canvas.doubt();
        }
        canvas.putMember(queue, new PbxQueueMember(event));
    }

    private static void memberRemoved(Canvas canvas, AmiHeaders event, Instant now) {
        PbxQueue queue = queue(canvas, event);
        String called = id(event, "Interface");
        if (queue != null && called != null) {
            canvas.removeMember(queue, called);
        }
    }

    private static void callerJoin(Canvas canvas, AmiHeaders event, Instant now) {
        PbxQueue queue = queue(canvas, event);
        String id = id(event, "Uniqueid");
        if (queue == null || id == null) {
            return;
        }
        int place = HeaderValues.integer(event, "Position").orElse(Integer.MAX_VALUE) - 1;
        canvas.putCaller(queue, new PbxQueueCaller(id, new ChannelSnapshot(event, ""), now), place);
        checkCount(canvas, event, queue.name());
    }

    /** Who gives up both abandons and leaves; the second of the two finds nobody. */
    private static void callerLeave(Canvas canvas, AmiHeaders event, Instant now) {
        PbxQueue queue = queue(canvas, event);
        String id = id(event, "Uniqueid");
        if (queue != null && id != null) {
            canvas.removeCaller(queue, id);
            checkCount(canvas, event, queue.name());
        }
    }

    private static void checkCount(Canvas canvas, AmiHeaders event, String name) {
        OptionalInt count = HeaderValues.integer(event, "Count");
        PbxQueue queue = canvas.queue(name);
        if (queue != null
                && count.isPresent()
                && count.getAsInt() != queue.callers().size()) {
            canvas.doubt();
        }
    }

    private static @Nullable PbxQueue queue(Canvas canvas, AmiHeaders event) {
        String name = id(event, "Queue");
        if (name == null) {
            return null;
        }
        PbxQueue queue = canvas.queue(name);
        if (queue == null) {
            canvas.doubt();
            queue = new PbxQueue(name, AmiHeaders.EMPTY, List.of(), List.of());
            canvas.put(queue);
        }
        return queue;
    }

    // ---- devices

    private static void device(Canvas canvas, AmiHeaders event, Instant now) {
        PbxDevice device = device(event);
        if (device == null) {
            return;
        }
        if (isForgotten(device)) {
            canvas.removeDevice(device.name());
        } else {
            canvas.put(device);
        }
    }

    /** The device of an event or a list's item; null when it names none. */
    static @Nullable PbxDevice device(AmiHeaders item) {
        String name = id(item, "Device");
        return name == null ? null : new PbxDevice(name, item.find("State").orElse("UNKNOWN"));
    }

    /** Idle Local devices are forgotten: there is one for each extension that was ever called by a Local channel. */
    static boolean isForgotten(PbxDevice device) {
        return isLocal(device.name())
                && switch (device.state()) {
                    case "NOT_INUSE", "UNAVAILABLE", "INVALID", "UNKNOWN" -> true;
                    default -> false;
                };
    }

    static boolean isLocal(String device) {
        return device.startsWith("Local/");
    }

    static @Nullable String id(AmiHeaders headers, String name) {
        return HeaderValues.text(headers, name).orElse(null);
    }
}
