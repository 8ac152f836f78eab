// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.state.PbxBridge;
import org.offhook.ami.state.PbxSnapshot;

/** A toy of an Asterisk that knows its own truth: calls come, change, bridge, queue and go, and each time it reports what a real one would. */
final class ToyAsterisk {

    private final Random random;
    private int nextId;
    private final Map<String, Integer> channels = new LinkedHashMap<>();
    private final Map<String, List<String>> bridges = new LinkedHashMap<>();
    private final Map<String, List<String>> callers = new LinkedHashMap<>();
    private final Map<String, Map<String, Boolean>> members = new LinkedHashMap<>();
    private final Map<String, String> devices = new LinkedHashMap<>();

    /** What happened and is not delivered yet. */
    final Deque<AmiHeaders> wire = new ArrayDeque<>();

    ToyAsterisk(Random random) {
        this.random = random;
        for (String queue : List.of("sales", "support")) {
            callers.put(queue, new ArrayList<>());
            members.put(queue, new LinkedHashMap<>());
        }
    }

    /** One random thing happens. */
    void happen() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                String id = "c" + nextId++;
                channels.put(id, 0);
                wire.add(Reports.newchannel(id));
            }
            case 3 -> hangup(any(channels));
            case 4, 5 -> {
                String id = any(channels);
                if (id != null) {
                    channels.merge(id, 1, (state, one) -> (state + one) % 7);
                    wire.add(Reports.newstate(id, channels.get(id)));
                }
            }
            case 6 -> {
                String bridge = "b" + nextId++;
                bridges.put(bridge, new ArrayList<>());
                wire.add(Reports.bridge("BridgeCreate", bridge));
                enter(bridge, any(channels));
                enter(bridge, any(channels));
            }
            case 7 -> enter(any(bridges), any(channels));
            case 8 -> {
                String bridge = any(bridges);
                if (bridge != null) {
                    List.copyOf(bridges.get(bridge)).forEach(this::leaveBridge);
                    bridges.remove(bridge);
                    wire.add(Reports.bridge("BridgeDestroy", bridge));
                }
            }
            case 9 -> queueing();
            case 10 -> membership();
            default -> {
                String device = "PJSIP/" + random.nextInt(5);
                devices.put(device, random.nextBoolean() ? "INUSE" : "NOT_INUSE");
                wire.add(Reports.device(device, devices.get(device)));
            }
        }
    }

    private void hangup(String id) {
        if (id != null) {
            leaveBridge(id);
            callers.keySet().forEach(queue -> leaveQueue(queue, id));
            channels.remove(id);
            wire.add(Reports.hangup(id));
        }
    }

    private void enter(String bridge, String id) {
        if (bridge != null && id != null && !bridges.get(bridge).contains(id)) {
            leaveBridge(id);
            bridges.get(bridge).add(id);
            channels.put(id, 6);
            wire.add(Reports.enter(bridge, id, bridges.get(bridge).size()));
        }
    }

    private void leaveBridge(String id) {
        bridges.forEach((bridge, inside) -> {
            if (inside.remove(id)) {
                channels.put(id, 6);
                wire.add(Reports.leave(bridge, id, inside.size()));
            }
        });
    }

    private void queueing() {
        String queue = any(callers);
        List<String> line = callers.get(queue);
        String id = any(channels);
        if (random.nextInt(3) == 0 && !line.isEmpty()) {
            leaveQueue(queue, line.get(random.nextInt(line.size())));
        } else if (id != null && callers.values().stream().noneMatch(each -> each.contains(id))) {
            int place = random.nextInt(4) == 0 ? 0 : line.size();
            line.add(place, id);
            channels.put(id, 6);
            wire.add(Reports.newstate(id, 6));
            wire.add(Reports.join(queue, id, place + 1, line.size()));
        }
    }

    private void leaveQueue(String queue, String id) {
        List<String> line = callers.get(queue);
        int place = line.indexOf(id);
        if (place >= 0) {
            line.remove(place);
            wire.add(Reports.quit(queue, id, place + 1, line.size()));
        }
    }

    private void membership() {
        String queue = any(members);
        Map<String, Boolean> all = members.get(queue);
        String called = "PJSIP/" + random.nextInt(5);
        if (!all.containsKey(called)) {
            all.put(called, false);
            wire.add(Reports.member("QueueMemberAdded", queue, called, 1, false));
        } else if (random.nextInt(3) == 0) {
            all.remove(called);
            wire.add(Reports.member("QueueMemberRemoved", queue, called, 1, false));
        } else {
            all.put(called, !all.get(called));
            wire.add(Reports.member("QueueMemberPause", queue, called, 1, all.get(called)));
        }
    }

    private String any(Map<String, ?> of) {
        List<String> names = List.copyOf(of.keySet());
        return names.isEmpty() ? null : names.get(random.nextInt(names.size()));
    }

    // ---- lists of this moment

    List<AmiHeaders> list(String action) {
        List<AmiHeaders> items = new ArrayList<>();
        switch (action) {
            case "CoreShowChannels" ->
                channels.forEach((id, state) -> items.add(Reports.listedChannel(id, state, bridgeOf(id))));
            case "BridgeList" -> bridges.keySet().forEach(id -> items.add(Reports.bridge("BridgeListItem", id)));
            case "QueueStatus" ->
                callers.forEach((queue, line) -> {
                    items.add(Reports.queue(queue));
                    members.get(queue)
                            .forEach((called, paused) ->
                                    items.add(Reports.member("QueueMember", queue, called, 1, paused)));
                    for (int i = 0; i < line.size(); i++) {
                        items.add(Reports.entry(queue, line.get(i), i + 1));
                    }
                });
            default -> devices.forEach((name, state) -> items.add(Reports.device(name, state)));
        }
        return items;
    }

    private String bridgeOf(String id) {
        return bridges.entrySet().stream()
                .filter(each -> each.getValue().contains(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    // ---- the truth, and a picture, in words that can be compared

    Map<String, String> truth() {
        Map<String, String> all = new TreeMap<>();
        channels.forEach((id, state) -> all.put("channel " + id, state + " " + bridgeOf(id)));
        bridges.forEach((id, inside) ->
                all.put("bridge " + id, inside.stream().sorted().toList().toString()));
        callers.forEach((queue, line) -> all.put("queue " + queue, line + " " + new TreeMap<>(members.get(queue))));
        devices.forEach((name, state) -> all.put("device " + name, state));
        return all;
    }

    static Map<String, String> words(PbxSnapshot picture) {
        Map<String, String> all = new TreeMap<>();
        picture.channels()
                .forEach(each -> all.put(
                        "channel " + each.uniqueId(),
                        each.state().orElse(-1) + " " + each.bridge().orElse("")));
        for (PbxBridge bridge : picture.bridges()) {
            all.put(
                    "bridge " + bridge.uniqueId(),
                    bridge.channels().stream().sorted().toList().toString());
        }
        picture.queues().forEach(queue -> {
            Map<String, Boolean> agents = new TreeMap<>();
            queue.members().forEach(each -> agents.put(each.interfaceName(), each.paused()));
            all.put(
                    "queue " + queue.name(),
                    queue.callers().stream().map(each -> each.uniqueId()).toList() + " " + agents);
        });
        picture.devices().forEach(each -> all.put("device " + each.name(), each.state()));
        return all;
    }
}
