// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Channels of a {@link FakeAsterisk} that hear each other. Used under its lock. */
final class FakeBridge {

    final String id = UUID.randomUUID().toString();
    private final FakeAsterisk asterisk;
    private final List<FakeChannel> members = new ArrayList<>();

    /** A new one, which everybody is told of. */
    FakeBridge(FakeAsterisk asterisk) {
        this.asterisk = asterisk;
        asterisk.calls.bridges.put(id, this);
        tell("BridgeCreate");
    }

    List<FakeChannel> members() {
        return members;
    }

    String block() {
        return "BridgeUniqueid: " + id
                + "\r\nBridgeType: basic\r\nBridgeTechnology: simple_bridge\r\nBridgeCreator: <unknown>\r\nBridgeName: <unknown>"
                + "\r\nBridgeNumChannels: " + members.size() + "\r\nBridgeVideoSourceMode: none\r\n";
    }

    private void tell(String event) {
        asterisk.broadcast(event, "call", asterisk.text(event, block()));
    }

    void enter(FakeChannel channel) {
        members.add(channel);
        channel.face.bridge = this;
        channel.emit("BridgeEnter", block() + channel.block());
    }

    /** Says to both who the other one is. */
    void introduce() {
        for (FakeChannel each : members) {
            for (FakeChannel other : members) {
                if (other != each) {
                    each.set("BRIDGEPEER", other.wireName());
                }
            }
        }
    }

    /** Takes one out of it. An empty bridge ends. */
    void leave(FakeChannel channel) {
        if (!members.contains(channel)) {
            return;
        }
        if (!channel.get("BRIDGEPEER").isEmpty()) {
            channel.set("BRIDGEPEER", "");
        }
        members.remove(channel);
        channel.face.bridge = null;
        channel.emit("BridgeLeave", block() + channel.block());
        if (members.isEmpty()) {
            asterisk.calls.bridges.remove(id);
            tell("BridgeDestroy");
        }
    }

    /** One is gone without a word. */
    void lose(FakeChannel channel) {
        members.remove(channel);
        if (members.isEmpty()) {
            asterisk.calls.bridges.remove(id);
        }
    }
}
