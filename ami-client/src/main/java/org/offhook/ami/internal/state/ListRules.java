// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiEvent;
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
 * Merges the lists into a hidden canvas, which began empty before the lists were asked for and has had every event since.
 *
 * <p>The rule: what an event has told since then stands, and the list fills in the rest. That is right however both are
 * interleaved. A list is Asterisk's picture of one moment after the asking. What changed before that moment and was told before is in both; what changed
 * after it will be told. What the list already knows and an event has not told yet is told by the events that follow, in their
 * order. And what an event ended is remembered, so that no list brings it back.
 */
final class ListRules {

    private ListRules() {}

    /** Merges one item, or one queue with all of its own, so that the caller can let events pass in between. */
    interface Step {
        void merge(Canvas canvas);
    }

    static List<Step> channels(List<AmiEvent> items, Instant now) {
        List<Step> steps = new ArrayList<>(items.size());
        for (AmiEvent item : items) {
            String id = EventRules.id(item.headers(), "Uniqueid");
            if (id != null && item.name().equals("CoreShowChannel")) {
                PbxChannel listed = PbxChannel.of(id, new ChannelSnapshot(item.headers(), ""))
                        .withApplication(
                                item.headers().find("Application").orElse(null),
                                item.headers().find("ApplicationData").orElse(null))
                        .withCreated(created(item.headers(), now));
                String bridge = EventRules.id(item.headers(), "BridgeId");
                steps.add(canvas -> channel(canvas, listed, bridge));
            }
        }
        return steps;
    }

    /** The channels of one bridge, where Asterisk does not give the list of all. */
    static List<Step> inside(String bridge, List<AmiEvent> items) {
        List<Step> steps = new ArrayList<>(items.size());
        for (AmiEvent item : items) {
            String id = EventRules.id(item.headers(), "Uniqueid");
            if (id != null && item.name().equals("BridgeInfoChannel")) {
                PbxChannel listed = PbxChannel.of(id, new ChannelSnapshot(item.headers(), ""));
                steps.add(canvas -> channel(canvas, listed, bridge));
            }
        }
        return steps;
    }

    static List<Step> bridges(List<AmiEvent> items) {
        List<Step> steps = new ArrayList<>(items.size());
        for (AmiEvent item : items) {
            String id = EventRules.id(item.headers(), "BridgeUniqueid");
            if (id != null && item.name().equals("BridgeListItem")) {
                BridgeSnapshot snapshot = new BridgeSnapshot(item.headers(), "");
                steps.add(canvas -> bridge(canvas, id, snapshot));
            }
        }
        return steps;
    }

    static List<Step> queues(List<AmiEvent> items, Instant now) {
        Map<String, Listed> queues = new LinkedHashMap<>();
        for (AmiEvent item : items) {
            AmiHeaders headers = item.headers();
            String name = EventRules.id(headers, "Queue");
            if (name != null) {
                Listed queue = queues.computeIfAbsent(name, Listed::new);
                switch (item.name()) {
                    case "QueueParams" -> queue.parameters = headers;
                    case "QueueMember" -> queue.members.add(new PbxQueueMember(headers));
                    case "QueueEntry" -> queue.entries.add(headers);
                    default -> {}
                }
            }
        }
        List<Step> steps = new ArrayList<>(queues.size());
        for (Listed queue : queues.values()) {
            queue.entries.sort(Comparator.comparingInt(
                    entry -> HeaderValues.integer(entry, "Position").orElse(Integer.MAX_VALUE)));
            steps.add(canvas -> queue(canvas, queue, now));
        }
        return steps;
    }

    static List<Step> devices(List<AmiEvent> items) {
        List<Step> steps = new ArrayList<>(items.size());
        for (AmiEvent item : items) {
            PbxDevice device = EventRules.device(item.headers());
            if (device != null && item.name().equals("DeviceStateChange") && !EventRules.isForgotten(device)) {
                steps.add(canvas -> {
                    if (canvas.device(device.name()) == null) {
                        canvas.put(device);
                    }
                });
            }
        }
        return steps;
    }

    /** What the list says of one queue. */
    private static final class Listed {
        private final String name;
        private AmiHeaders parameters = AmiHeaders.EMPTY;
        private final List<PbxQueueMember> members = new ArrayList<>();
        private final List<AmiHeaders> entries = new ArrayList<>();

        Listed(String name) {
            this.name = name;
        }
    }

    private static void channel(Canvas canvas, PbxChannel listed, @Nullable String bridge) {
        String id = listed.uniqueId();
        if (canvas.isGone(id)) {
            return;
        }
        PbxChannel heard = canvas.channel(id);
        if (heard == null) {
            canvas.put(listed);
        } else {
            PbxChannel filled = heard;
            if (heard.application().isEmpty()) {
                filled = filled.withApplication(
                        listed.application().orElse(null),
                        listed.applicationData().orElse(null));
            }
            if (heard.created().isEmpty()) {
                filled = filled.withCreated(listed.created().orElse(null));
            }
            if (filled != heard) {
                canvas.put(filled);
            }
        }
        if (bridge != null && !canvas.hasMoved(id) && !canvas.isGone(bridge)) {
            if (canvas.bridge(bridge) == null) {
                AmiHeaders known = AmiHeaders.of("BridgeUniqueid", bridge);
                canvas.put(new PbxBridge(bridge, new BridgeSnapshot(known, ""), List.of()));
            }
            canvas.enter(bridge, id);
        }
    }

    private static void bridge(Canvas canvas, String id, BridgeSnapshot snapshot) {
        if (canvas.isGone(id)) {
            return;
        }
        PbxBridge heard = canvas.bridge(id);
        if (heard == null) {
            canvas.put(new PbxBridge(id, snapshot, List.of()));
        } else if (heard.snapshot().type().isEmpty()) {
            canvas.put(heard.withSnapshot(snapshot));
        }
    }

    private static void queue(Canvas canvas, Listed listed, Instant now) {
        PbxQueue heard = canvas.queue(listed.name);
        List<PbxQueueMember> members = new ArrayList<>(listed.members.size());
        for (PbxQueueMember member : listed.members) {
            String called = member.interfaceName();
            if (!canvas.isGone(Canvas.goneName(listed.name, called))) {
                members.add(heard == null ? member : heard.member(called).orElse(member));
            }
        }
        List<PbxQueueCaller> callers = new ArrayList<>(listed.entries.size());
        for (AmiHeaders entry : listed.entries) {
            String id = EventRules.id(entry, "Uniqueid");
            if (id != null) {
                PbxQueueCaller told = heard == null ? null : find(heard.callers(), id);
                callers.add(told != null ? told : caller(id, entry, now));
            }
        }
        // A place in line counts from those who stood there at that time, so all moves are made once more.
        canvas.repeatMoves(listed.name, callers);
        if (heard != null) {
            heard.members().stream()
                    .filter(member ->
                            members.stream().noneMatch(m -> m.interfaceName().equals(member.interfaceName())))
                    .forEach(members::add);
        }
        canvas.put(new PbxQueue(listed.name, listed.parameters, members, callers));
    }

    private static PbxQueueCaller caller(String id, AmiHeaders entry, Instant now) {
        long waited = HeaderValues.number(entry, "Wait").orElse(0);
        return new PbxQueueCaller(id, new ChannelSnapshot(entry, ""), now.minusSeconds(waited));
    }

    static @Nullable PbxQueueCaller find(List<PbxQueueCaller> callers, String id) {
        for (PbxQueueCaller caller : callers) {
            if (caller.uniqueId().equals(id)) {
                return caller;
            }
        }
        return null;
    }

    /** From {@code Duration: hh:mm:ss}; null when it is written otherwise. */
    private static @Nullable Instant created(AmiHeaders item, Instant now) {
        String[] parts = item.find("Duration").orElse("").split(":", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            return now.minus(Duration.ofHours(Long.parseLong(parts[0]))
                    .plusMinutes(Long.parseLong(parts[1]))
                    .plusSeconds(Long.parseLong(parts[2])));
        } catch (NumberFormatException | ArithmeticException | java.time.DateTimeException e) {
            return null;
        }
    }
}
