// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.state.PbxBridge;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxDevice;
import org.offhook.ami.state.PbxQueue;
import org.offhook.ami.state.PbxQueueCaller;
import org.offhook.ami.state.PbxQueueMember;

/**
 * Brings the visible picture to what a hidden one says, thing by thing. Both get every event, so what was made equal stays equal, and events may pass
 * between two steps. Things that are the same keep what only events have told of them.
 */
final class Comparison {

    private final Canvas visible;
    private final Canvas hidden;
    private final boolean gapless;
    private long differences;

    /**
     * A comparison.
     *
     * @param gapless whether the visible picture has missed no event: then what only events tell is taken from it
     */
    Comparison(Canvas visible, Canvas hidden, boolean gapless) {
        this.visible = visible;
        this.hidden = hidden;
        this.gapless = gapless;
    }

    /** In how many things the visible picture was wrong in substance: there or not, its state, its place. */
    long differences() {
        return differences;
    }

    void channel(String id) {
        PbxChannel seen = visible.channel(id);
        PbxChannel told = hidden.channel(id);
        if (told == null) {
            if (seen != null) {
                differences++;
                visible.removeChannel(id);
            }
            return;
        }
        if (seen == null) {
            differences++;
            visible.put(told);
            return;
        }
        PbxChannel right = gapless
                ? told.withDialedBy(seen.dialedBy().orElse(null))
                        .withDialing(seen.dialing())
                        .withOnHold(seen.onHold())
                : told;
        right = right.withCreated(seen.created().or(told::created).orElse(null));
        if (!seen.state().equals(right.state()) || !seen.bridge().equals(right.bridge())) {
            differences++;
        } else if (same(seen, right)) {
            return;
        }
        visible.put(right);
    }

    private static boolean same(PbxChannel a, PbxChannel b) {
        return a.application().equals(b.application())
                && a.applicationData().equals(b.applicationData())
                && a.onHold() == b.onHold()
                && a.dialedBy().equals(b.dialedBy())
                && a.dialing().equals(b.dialing())
                && a.created().equals(b.created())
                && (a.snapshot().equals(b.snapshot()) || same(a.snapshot(), b.snapshot()));
    }

    private static boolean same(ChannelSnapshot a, ChannelSnapshot b) {
        return a.name().equals(b.name())
                && a.linkedId().equals(b.linkedId())
                && a.callerIdNumber().equals(b.callerIdNumber())
                && a.callerIdName().equals(b.callerIdName())
                && a.connectedLineNumber().equals(b.connectedLineNumber())
                && a.connectedLineName().equals(b.connectedLineName())
                && a.context().equals(b.context())
                && a.extension().equals(b.extension())
                && a.priority().equals(b.priority())
                && a.accountCode().equals(b.accountCode())
                && a.language().equals(b.language());
    }

    void bridge(String id) {
        PbxBridge seen = visible.bridge(id);
        PbxBridge told = hidden.bridge(id);
        if (told == null) {
            if (seen != null) {
                differences++;
                visible.removeBridge(id);
            }
            return;
        }
        if (seen == null) {
            differences++;
            visible.put(told);
            return;
        }
        boolean sameInside = Set.copyOf(seen.channels()).equals(Set.copyOf(told.channels()));
        if (!sameInside) {
            differences++;
        }
        if (!sameInside
                || !seen.snapshot().technology().equals(told.snapshot().technology())
                || !seen.snapshot().name().equals(told.snapshot().name())) {
            // The order of entering is known from events only.
            visible.put(sameInside ? told.withChannels(seen.channels()) : told);
        }
    }

    void queue(String name) {
        PbxQueue seen = visible.queue(name);
        PbxQueue told = hidden.queue(name);
        if (told == null) {
            if (seen != null) {
                differences++;
                visible.removeQueue(name);
            }
            return;
        }
        if (seen == null) {
            differences++;
            visible.put(told);
            return;
        }
        if (!seen.parameters().equals(told.parameters())) {
            visible.put(seen.withParameters(told.parameters()));
        }
        members(name, seen, told);
        callers(name, seen, told);
    }

    private void members(String name, PbxQueue seen, PbxQueue told) {
        for (PbxQueueMember member : seen.members()) {
            if (told.member(member.interfaceName()).isEmpty()) {
                differences++;
                visible.removeMember(visibleQueue(name), member.interfaceName());
            }
        }
        for (PbxQueueMember member : told.members()) {
            PbxQueueMember known = seen.member(member.interfaceName()).orElse(null);
            if (known == null
                    || known.paused() != member.paused()
                    || !known.status().equals(member.status())
                    || !known.penalty().equals(member.penalty())) {
                differences++;
                visible.putMember(visibleQueue(name), member);
            } else if (!known.callsTaken().equals(member.callsTaken())
                    || known.inCall() != member.inCall()
                    || !known.lastCall().equals(member.lastCall())) {
                visible.putMember(visibleQueue(name), member);
            }
        }
    }

    private void callers(String name, PbxQueue seen, PbxQueue told) {
        for (PbxQueueCaller caller : seen.callers()) {
            if (ListRules.find(told.callers(), caller.uniqueId()) == null) {
                differences++;
                visible.removeCaller(visibleQueue(name), caller.uniqueId());
            }
        }
        for (int place = 0; place < told.callers().size(); place++) {
            PbxQueueCaller caller = told.callers().get(place);
            if (ListRules.find(seen.callers(), caller.uniqueId()) == null) {
                differences++;
                visible.putCaller(visibleQueue(name), caller, place);
            }
        }
        List<String> order =
                told.callers().stream().map(PbxQueueCaller::uniqueId).toList();
        List<PbxQueueCaller> line = new ArrayList<>(visibleQueue(name).callers());
        line.sort(Comparator.comparingInt(caller -> order.indexOf(caller.uniqueId())));
        if (!line.equals(visibleQueue(name).callers())) {
            differences++;
            visible.put(visibleQueue(name).withCallers(line));
        }
    }

    private PbxQueue visibleQueue(String name) {
        return Objects.requireNonNull(visible.queue(name));
    }

    void device(String name) {
        PbxDevice seen = visible.device(name);
        PbxDevice told = hidden.device(name);
        if (told != null) {
            if (!told.equals(seen)) {
                differences++;
                visible.put(told);
            }
        } else if (seen != null && !(gapless && EventRules.isLocal(name))) {
            // Asterisk lists no Local device: of those only events tell.
            differences++;
            visible.removeDevice(name);
        }
    }

    /** The names that are in one of the two. */
    static List<String> union(PersistentMap<?> a, PersistentMap<?> b) {
        Set<String> names = new HashSet<>(a.keys());
        names.addAll(b.keys());
        return new ArrayList<>(names);
    }
}
