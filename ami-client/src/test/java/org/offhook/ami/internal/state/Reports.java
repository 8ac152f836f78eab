// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.util.ArrayList;
import java.util.List;
import org.offhook.ami.AmiHeaders;

/** What Asterisk reports, in short. */
final class Reports {

    private Reports() {}

    static AmiHeaders channelEvent(String event, String id, int state, String... more) {
        return build(event, id, state, more);
    }

    static AmiHeaders newchannel(String id) {
        return build("Newchannel", id, 0);
    }

    static AmiHeaders newstate(String id, int state) {
        return build("Newstate", id, state);
    }

    static AmiHeaders hangup(String id) {
        return build("Hangup", id, 6, "Cause", "16");
    }

    static AmiHeaders enter(String bridge, String id, int inside) {
        return build(
                "BridgeEnter",
                id,
                6,
                "BridgeUniqueid",
                bridge,
                "BridgeType",
                "basic",
                "BridgeNumChannels",
                "" + inside);
    }

    static AmiHeaders leave(String bridge, String id, int inside) {
        return build(
                "BridgeLeave",
                id,
                6,
                "BridgeUniqueid",
                bridge,
                "BridgeType",
                "basic",
                "BridgeNumChannels",
                "" + inside);
    }

    static AmiHeaders bridge(String event, String bridge) {
        return AmiHeaders.of("Event", event, "BridgeUniqueid", bridge, "BridgeType", "basic", "BridgeNumChannels", "0");
    }

    static AmiHeaders listedChannel(String id, int state, String bridge) {
        return build(
                "CoreShowChannel",
                id,
                state,
                "Application",
                "Wait",
                "ApplicationData",
                "60",
                "Duration",
                "00:01:00",
                "BridgeId",
                bridge);
    }

    static AmiHeaders dial(String event, String caller, String dialed) {
        return build(
                event, caller, 4, "DestUniqueid", dialed, "DestChannel", "Local/" + dialed, "DestChannelState", "0");
    }

    static AmiHeaders member(String event, String queue, String called, int status, boolean paused) {
        boolean list = event.equals("QueueMember");
        return AmiHeaders.of(
                "Event",
                event,
                "Queue",
                queue,
                list ? "Name" : "MemberName",
                "Agent " + called,
                list ? "Location" : "Interface",
                called,
                "Status",
                "" + status,
                "Paused",
                paused ? "1" : "0",
                "Penalty",
                "0",
                "CallsTaken",
                "0",
                "InCall",
                "0",
                "LastCall",
                "0");
    }

    static AmiHeaders queue(String name) {
        return AmiHeaders.of(
                "Event",
                "QueueParams",
                "Queue",
                name,
                "Max",
                "0",
                "Strategy",
                "ringall",
                "Completed",
                "3",
                "Weight",
                "0");
    }

    static AmiHeaders join(String queue, String id, int position, int count) {
        return build("QueueCallerJoin", id, 6, "Queue", queue, "Position", "" + position, "Count", "" + count);
    }

    static AmiHeaders quit(String queue, String id, int position, int count) {
        return build("QueueCallerLeave", id, 6, "Queue", queue, "Position", "" + position, "Count", "" + count);
    }

    static AmiHeaders entry(String queue, String id, int position) {
        return AmiHeaders.of(
                "Event",
                "QueueEntry",
                "Queue",
                queue,
                "Position",
                "" + position,
                "Channel",
                "Local/" + id,
                "Uniqueid",
                id,
                "Wait",
                "5");
    }

    static AmiHeaders device(String name, String state) {
        return AmiHeaders.of("Event", "DeviceStateChange", "Device", name, "State", state);
    }

    private static AmiHeaders build(String event, String id, int state, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "Event",
                event,
                "Channel",
                "Local/" + id,
                "ChannelState",
                "" + state,
                "ChannelStateDesc",
                state == 6 ? "Up" : "Down",
                "CallerIDNum",
                "<unknown>",
                "Context",
                "calls",
                "Exten",
                "100",
                "Priority",
                "1",
                "Uniqueid",
                id,
                "Linkedid",
                id));
        all.addAll(List.of(more));
        return AmiHeaders.of(all.toArray(new String[0]));
    }
}
