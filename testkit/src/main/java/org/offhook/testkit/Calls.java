// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeAsterisk} knows of phones, bridges and calls to phones. Used under its lock. */
final class Calls {

    final Map<String, FakeBridge> bridges = new LinkedHashMap<>();
    final Map<String, String> globals = new TreeMap<>();
    private final Map<String, FakePhone> phones = new LinkedHashMap<>();
    private final Map<String, String> states = new LinkedHashMap<>();
    private final FakeAsterisk asterisk;

    Calls(FakeAsterisk asterisk) {
        this.asterisk = asterisk;
        asterisk.applications.put("dial", DialApplication::new);
    }

    FakePhone phone(String device) {
        if (device.indexOf('/') < 1) {
            throw new IllegalArgumentException("a device is a technology and a name, such as PJSIP/alice: " + device);
        }
        return phones.computeIfAbsent(device, name -> new FakePhone(asterisk, name));
    }

    /** A new channel to a phone, if there is such a phone and it can be had; nobody is told of it yet. */
    @Nullable
    OutgoingLeg leg(String device, OutgoingLeg.Owner owner) {
        FakePhone phone = phones.get(device);
        if (phone == null || !phone.manner().available()) {
            return null;
        }
        String technology = device.substring(0, device.indexOf('/'));
        String destination = device.substring(technology.length() + 1);
        FakeChannel channel = asterisk.newChannel(technology + '/' + endpoint(technology, destination));
        channel.goTo("default", "s", 1);
        channel.face.unanswered = ChannelFace.DOWN;
        channel.face.told = ChannelFace.DOWN;
        channel.face.inDialplan = false;
        return new OutgoingLeg(asterisk, phone, destination, channel, owner);
    }

    /** What a channel is named after: of {@code alice/sip:a@b} it is alice, of {@code 100@trunk} the trunk. */
    private static String endpoint(String technology, String destination) {
        if (!technology.equalsIgnoreCase("PJSIP")) {
            return destination;
        }
        String first = destination.split("/", 2)[0];
        return first.substring(first.indexOf('@') + 1);
    }

    /** A phone has got another state. */
    void device(FakePhone phone, String state) {
        if (!state.equals(states.put(phone.device(), state))) {
            asterisk.broadcast(
                    "DeviceStateChange",
                    "call",
                    asterisk.text("DeviceStateChange", "", "Device: " + Wire.bytes(phone.device()), "State: " + state));
        }
    }

    Map<String, String> deviceStates() {
        Map<String, String> all = new LinkedHashMap<>();
        phones.forEach((name, phone) ->
                all.put(name, phone.manner().available() ? states.getOrDefault(name, "NOT_INUSE") : "UNAVAILABLE"));
        return all;
    }

    /** A channel is about to end, or to go elsewhere: who dialled it and who talks with it is told. */
    void leaves(FakeChannel channel) {
        OutgoingLeg leg = channel.face.leg;
        if (leg != null) {
            leg.leaves();
        }
        FakeBridge bridge = channel.face.bridge;
        if (bridge != null) {
            part(bridge, channel);
        }
    }

    /** One leaves a bridge that no Dial has made; nobody stays in it alone. */
    private static void part(FakeBridge bridge, FakeChannel channel) {
        bridge.leave(channel);
        for (FakeChannel other : List.copyOf(bridge.members())) {
            bridge.leave(other);
            other.afterBridge();
        }
    }

    /** A channel is gone. */
    void gone(FakeChannel channel) {
        OutgoingLeg leg = channel.face.leg;
        if (leg != null) {
            leg.closed();
        }
        FakeBridge bridge = channel.face.bridge;
        if (bridge != null) {
            bridge.lose(channel);
        }
    }

    /** Puts two channels into a bridge, as the action Bridge does. */
    void bridge(FakeChannel first, FakeChannel second) {
        leaves(first);
        leaves(second);
        FakeBridge bridge = new FakeBridge(asterisk);
        for (FakeChannel each : List.of(first, second)) {
            each.stolen();
            bridge.enter(each);
        }
        bridge.introduce();
    }

    /** Lets two that a Dial has joined go ways of their own: neither is hung up because the other one goes. */
    static void separate(FakeChannel one, FakeChannel other) {
        for (FakeChannel each : List.of(one, other)) {
            OutgoingLeg leg = each.face.leg;
            if (leg != null) {
                leg.keep();
            }
        }
    }

    static boolean isTrue(String text) {
        return text.toLowerCase(Locale.ROOT).matches("1|yes|true|y|t|on");
    }
}
