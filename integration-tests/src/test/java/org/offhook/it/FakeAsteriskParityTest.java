// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.testkit.FakeAsterisk;

/**
 * The fake Asterisk says what the real one says: the same requests go to both, and what comes back is compared header by header, with ids,
 * names and times made alike. The phones of the real one are its own extensions, which it calls by SIP. What different threads of Asterisk
 * say comes in any order, so what is compared is what is said of each channel, of dialling and of bridges.
 */
@RealAsterisk(pjsip = true, options = FakeAsteriskParityTest.Options.class)
class FakeAsteriskParityTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Set<String> NOT_COMPARED = Set.of(
            "TestEvent",
            "DeviceStateChange",
            "RTCPSent",
            "RTCPReceived",
            "SuccessfulAuth",
            "RequestNotAllowed",
            "FullyBooted");
    /** How often a real one is asked. */
    private static final int RUNS = 3;

    private static final Set<String> CHANGING = Set.of("CommandId", "Env", "Timestamp", "Challenge");

    /** Phones, a place to wait in AGI(), and users who may do less. */
    static final class Options implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT
                    .withModules("res_pjsip_pubsub", "res_manager_devicestate")
                    .withFile("manager_extra.conf", """
                            [agi-only]
                            secret = x
                            read = agi
                            write = agi
                            [originate-only]
                            secret = x
                            read = call
                            write = originate
                            [call-only]
                            secret = x
                            read = call
                            write = call
                            [nothing]
                            secret = x
                            read = none
                            write = none
                            """)
                    .withDialplan("""
                            [default]
                            exten => park,1,AGI(agi:async,/x)
                             same => n,Hangup()
                            [offhook-sip]
                            exten => alice,1,Ringing()
                             same => n,Wait(0.3)
                             same => n,Answer()
                             same => n,Wait(600)
                            exten => short,1,Ringing()
                             same => n,Wait(0.3)
                             same => n,Answer()
                             same => n,Wait(1)
                             same => n,Hangup()
                            exten => ring,1,Ringing()
                             same => n,Wait(600)
                            exten => busy,1,Busy(1)
                            """);
        }
    }

    /** What is done to both. */
    @FunctionalInterface
    private interface Scene {
        void play(Side side) throws Exception;
    }

    private final AsteriskUnderTest asterisk;

    @TempDir
    private Path folder;

    FakeAsteriskParityTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @BeforeEach
    void nobodyCalls() {
        await().atMost(LONG).until(() -> asterisk.ami().channels().isEmpty());
        asterisk.ami().clearEvents();
    }

    private String device(String phone) {
        return "PJSIP/phone/sip:" + phone + "@127.0.0.1:" + asterisk.sipPort();
    }

    private FakeAsterisk fake() {
        String real = asterisk.ami().action("CoreSettings").get("AsteriskVersion");
        FakeAsterisk fake = FakeAsterisk.start().realTime().version(real).extension("park", "agi:async,/x");
        fake.phone(device("alice")).answersAfter(Duration.ofMillis(300));
        fake.phone(device("short")).answersAfter(Duration.ofMillis(300)).hangsUpAfter(Duration.ofSeconds(1));
        fake.phone(device("ring")).doesNotAnswer();
        fake.phone(device("busy")).busy();
        return fake;
    }

    private AmiControl connect(FakeAsterisk fake) throws IOException {
        return AmiControl.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), fake.port()),
                fake.user(),
                fake.secret(),
                Files.createTempFile(folder, "fake", ".txt"));
    }

    /** A real one says some things in another order now and then: what the fake says is what a real one has said. */
    private void compare(Scene scene) throws Exception {
        Map<String, List<String>> faked;
        try (FakeAsterisk fake = fake();
                AmiControl ami = connect(fake)) {
            faked = play(ami, scene);
        }
        Map<String, List<String>> real = playReal(scene);
        for (int i = 1; i < RUNS && !real.equals(faked); i++) {
            real = playReal(scene);
        }
        assertThat(faked.keySet()).isEqualTo(real.keySet());
        real.forEach((what, said) -> assertThat(faked.get(what)).as(what).containsExactlyElementsOf(said));
    }

    private Map<String, List<String>> playReal(Scene scene) throws Exception {
        AmiControl ami = asterisk.ami();
        ami.clearEvents();
        Map<String, List<String>> said = play(ami, scene);
        ami.action("Hangup", Map.of("Channel", "/.*/"));
        await().atMost(LONG).until(() -> ami.channels().isEmpty());
        return said;
    }

    private Map<String, List<String>> play(AmiControl ami, Scene scene) throws Exception {
        Side side = new Side(ami);
        scene.play(side);
        return side.said();
    }

    /** One of the two. */
    private final class Side {
        final AmiControl ami;
        private int originates;

        Side(AmiControl ami) {
            this.ami = ami;
        }

        /** Calls a phone, and says how that ended. */
        AmiMessage originate(String phone, Map<String, String> headers) {
            String id = "o" + ++originates;
            Map<String, String> all = new HashMap<>(headers);
            all.put("ActionID", id);
            all.put("Channel", phone.contains("/") ? phone : device(phone));
            all.put("CallerID", "Cal <55>");
            all.put("Async", "true");
            assertThat(ami.action("Originate", all).isSuccess()).isTrue();
            return ami.awaitEvent(
                    "OriginateResponse", event -> event.get("ActionID").equals(id), LONG);
        }

        /** Calls a phone, puts it into AGI(), and gives the channel's name. */
        String park() {
            String name = originate("alice", Map.of("Context", "default", "Exten", "park", "Priority", "1"))
                    .get("Channel");
            ami.awaitEvent("AsyncAGIStart", event -> event.get("Channel").equals(name), LONG);
            return name;
        }

        void begin(String channel, String command, String id) {
            assertThat(ami.action("AGI", Map.of("Channel", channel, "Command", command, "CommandID", id))
                            .isSuccess())
                    .isTrue();
        }

        /** Runs a command to its end. */
        void run(String channel, String command, String id) {
            begin(channel, command, id);
            ami.awaitEvent("AsyncAGIExec", event -> event.get("CommandId").equals(id), LONG);
        }

        /** Dials and gives the name of the channel that was dialled, when both talk. */
        String talk(String channel) {
            begin(channel, "EXEC Dial " + device("alice") + ",20", "talk");
            ami.awaitEvent(
                    "BridgeEnter", event -> event.get("BridgeNumChannels").equals("2"), LONG);
            ami.awaitEvent(
                    "VarSet",
                    event -> event.get("Channel").equals(channel)
                            && event.get("Variable").equals("BRIDGEPEER"),
                    LONG);
            return ami.awaitEvent("DialEnd", event -> event.get("Channel").equals(channel), LONG)
                    .get("DestChannel");
        }

        void end(String channel) {
            ami.action("Hangup", Map.of("Channel", channel));
            awaitEnd(channel);
        }

        void awaitEnd(String channel) {
            ami.awaitEvent("Hangup", event -> event.get("Channel").equals(channel), LONG);
        }

        /** What was said, of each thing in its order. */
        Map<String, List<String>> said() {
            Names names = new Names();
            Map<String, List<String>> all = new TreeMap<>();
            for (AmiMessage event : ami.events()) {
                if (NOT_COMPARED.contains(event.event()) || names.isFarEnd(event) || isOfSip(event)) {
                    continue;
                }
                String text = names.text(event);
                List<String> group = all.computeIfAbsent(names.group(event), name -> new ArrayList<>());
                if (!event.isEvent("VarSet") || !group.contains(text) || !text.contains("BRIDGEPEER")) {
                    group.add(text); // some say the peer again and again
                }
            }
            return all;
        }

        private boolean isOfSip(AmiMessage event) {
            return event.isEvent("VarSet")
                    && event.get("Variable").matches("RTPAUDIOQOS.*|BRIDGEPVTCALLID|SIPDOMAIN|SIPCALLID");
        }
    }

    /** Makes what is different each time alike. */
    private final class Names {
        private final Map<String, String> known = new LinkedHashMap<>();
        private final Set<String> farEnds = new HashSet<>();

        /** Whether an event is of the real one's other side of a call. */
        boolean isFarEnd(AmiMessage event) {
            if (event.isEvent("Newchannel")) {
                if (event.get("ChannelState").equals("4")) {
                    farEnds.add(event.get("Channel"));
                } else {
                    known.put(event.get("Channel"), "CHANNEL-" + (known.size() / 2 + 1));
                    known.put(event.get("Uniqueid"), "ID-" + (known.size() / 2 + 1));
                }
            }
            return farEnds.contains(event.get("Channel"));
        }

        String group(AmiMessage event) {
            String name = event.event();
            if (name.startsWith("Dial")) {
                return "dial " + known.getOrDefault(event.get("DestChannel"), "?");
            }
            if (name.startsWith("Bridge") || name.equals("OriginateResponse")) {
                return name.substring(0, 6);
            }
            return known.getOrDefault(event.get("Channel"), "?");
        }

        String text(AmiMessage event) {
            List<String> headers = new ArrayList<>();
            boolean mayRingYet = event.isEvent("DialBegin") || event.isEvent("DialState");
            boolean mayHaveCause =
                    event.isEvent("HangupRequest") && asterisk.majorVersion() < 22; // now and then it has
            for (Map.Entry<String, String> header : event.headers()) {
                String name = header.getKey();
                boolean unsteady =
                        (mayRingYet && name.startsWith("DestChannelState")) || (mayHaveCause && name.equals("Cause"));
                if (!unsteady) {
                    headers.add(name + ": " + value(event, name, header.getValue()));
                }
            }
            return String.join(" | ", headers);
        }

        private String value(AmiMessage event, String name, String value) {
            if (CHANGING.contains(name) && !event.isEvent("AsyncAGIExec")) {
                return "…";
            }
            if (name.equals("Value") && event.get("Variable").matches("(ANSWERED|DIALED|RING)TIME(_MS)?")) {
                return value.replaceAll("\\d+", "…");
            }
            return switch (name) {
                case "BridgeUniqueid" -> value.isEmpty() ? "" : "BRIDGE";
                case "BridgeTechnology" -> "…";
                case "Context", "DestContext" -> value.equals("offhook-sip") ? "default" : value;
                default -> known.getOrDefault(value, value);
            };
        }
    }

    // ---- calls

    @Test
    void aPhoneIsCalledAndHangsUp() throws Exception {
        compare(side -> side.awaitEnd(side.originate(
                        "short", Map.of("Application", "Wait", "Data", "600", "Variable", "A=1,B=2", "Account", "acc"))
                .get("Channel")));
    }

    @Test
    void phonesDoNotAnswer() throws Exception {
        Map<String, String> what = Map.of("Application", "Wait", "Data", "600", "Timeout", "1000");
        compare(side -> {
            side.originate("ring", what);
            side.originate("busy", what);
            side.originate("PJSIP/nosuch", what);
            await().atMost(LONG)
                    .until(() -> side.ami.events().stream()
                                    .filter(each -> each.isEvent("Hangup"))
                                    .count()
                            >= 2);
        });
    }

    @Test
    void dialEndsInEveryWay() throws Exception {
        compare(side -> {
            String channel = side.park();
            side.run(channel, "EXEC Dial " + device("busy") + ",10", "busy");
            side.run(channel, "EXEC Dial " + device("ring") + ",1", "ring");
            side.run(channel, "EXEC Dial PJSIP/nosuch,10", "nosuch");
            side.end(channel);
        });
    }

    @Test
    void thePhoneHangsUpAndTheCallerGoesOn() throws Exception {
        compare(side -> {
            String channel = side.park();
            side.run(channel, "EXEC Dial " + device("short") + ",10", "short");
            side.run(channel, "EXEC Dial " + device("short") + ",10,g", "go on");
            side.run(channel, "SET MUSIC ON default", "on");
            side.run(channel, "SET MUSIC OFF", "off");
            side.run(channel, "SET CALLERID 77", "id");
            side.end(channel);
        });
    }

    @Test
    void theCallerEndsATalk() throws Exception {
        compare(side -> {
            String channel = side.park();
            String phone = side.talk(channel);
            side.end(channel);
            side.awaitEnd(phone);
        });
    }

    @Test
    void theCallerEndsWhileItRings() throws Exception {
        compare(side -> {
            String channel = side.park();
            side.begin(channel, "EXEC Dial " + device("ring") + ",20", "ring");
            String phone = side.ami
                    .awaitEvent("DialState", event -> event.get("Channel").equals(channel), LONG)
                    .get("DestChannel");
            side.end(channel);
            side.awaitEnd(phone);
        });
    }

    // ---- actions

    private static final List<Map<String, String>> REQUESTS = List.of(
            Map.of("Action", "AGI"),
            Map.of("Action", "AGI", "Channel", "x", "Command", "NOOP"),
            Map.of("Action", "Bridge"),
            Map.of("Action", "Bridge", "Channel1", "x", "Channel2", "y"),
            Map.of("Action", "BridgeInfo"),
            Map.of("Action", "BridgeList"),
            Map.of("Action", "BridgeInfo", "BridgeUniqueid", "x"),
            Map.of("Action", "Challenge"),
            Map.of("Action", "Command"),
            Map.of("Action", "Command", "Command", "module load x"),
            Map.of("Action", "Command", "Command", "no such"),
            Map.of("Action", "Command", "Command", "core show channels concise"),
            Map.of("Action", "Command", "Command", "core show foo"),
            Map.of("Action", "ControlPlayback"),
            Map.of("Action", "ControlPlayback", "Channel", "x"),
            Map.of("Action", "ControlPlayback", "Channel", "x", "Control", "stop"),
            Map.of("Action", "CoreShowChannels"),
            Map.of("Action", "Events"),
            Map.of("Action", "Events", "EventMask", "off"),
            Map.of("Action", "Events", "EventMask", "nonsense"),
            Map.of("Action", "Events", "EventMask", "call,agi"),
            Map.of("Action", "Events", "EventMask", "on"),
            Map.of("Action", "Filter", "Operation", "x"),
            Map.of("Action", "Getvar"),
            Map.of("Action", "Getvar", "Variable", "OFFHOOK_UNSET"),
            Map.of("Action", "Getvar", "Channel", "x", "Variable", "A"),
            Map.of("Action", "Hangup"),
            Map.of("Action", "Hangup", "Channel", "x"),
            Map.of("Action", "Hangup", "Channel", "/x"),
            Map.of("Action", "Hangup", "Channel", "/[/"),
            Map.of("Action", "Hangup", "Channel", "/nobody/"),
            Map.of("Action", "NoSuchAction"),
            Map.of("Action", "Originate"),
            Map.of("Action", "Originate", "Channel", "x"),
            Map.of("Action", "Originate", "Channel", "x/y"),
            Map.of("Action", "Originate", "Channel", "PJSIP/a", "Priority", "x"),
            Map.of("Action", "Originate", "Channel", "PJSIP/a", "Timeout", "x"),
            Map.of("Action", "Originate", "Channel", "PJSIP/a", "Exten", "1"),
            Map.of("Action", "Originate", "Channel", "PJSIP/a", "Exten", "x", "Context", "default", "Priority", "1"),
            Map.of("Action", "Originate", "Channel", "PJSIP/nosuch", "Application", "Wait"),
            Map.of("Action", "Originate", "Channel", "PJSIP/nosuch", "Application", "AGI", "Data", "agi:async"),
            Map.of("Action", "Originate", "Channel", "PJSIP/nosuch", "Application", "Wait", "Data", "${SHELL(ls)}"),
            Map.of("Action", "Ping"),
            Map.of("Action", "PlayDTMF", "Channel", "x", "Digit", "1"),
            Map.of("Action", "Redirect"),
            Map.of("Action", "Redirect", "Channel", "x"),
            Map.of("Action", "Redirect", "Channel", "x", "Context", "c"),
            Map.of("Action", "Redirect", "Channel", "x", "Context", "c", "Exten", "e"),
            Map.of("Action", "Redirect", "Channel", "x", "Context", "c", "Exten", "e", "Priority", "p"),
            Map.of("Action", "Redirect", "Channel", "x", "Context", "c", "Exten", "e", "Priority", "1"),
            Map.of("Action", "Setvar", "Value", "1"),
            Map.of("Action", "Setvar", "Channel", "x", "Variable", "A", "Value", "1"),
            Map.of("Action", "Setvar", "Variable", "OFFHOOK_GLOBAL", "Value", "a b"),
            Map.of("Action", "Getvar", "Variable", "OFFHOOK_GLOBAL"),
            Map.of("Action", "Status", "Channel", "x"),
            Map.of("Action", "Status"),
            Map.of("Action", "UserEvent", "UserEvent", "Hello"));

    private List<String> responses(AmiControl ami) {
        List<String> all = new ArrayList<>();
        for (Map<String, String> request : REQUESTS) {
            Map<String, String> headers = new TreeMap<>(request);
            String name = headers.remove("Action");
            headers.put("ActionID", "r" + all.size());
            all.add(request + " -> " + new Names().text(ami.action(name, headers)));
        }
        return all;
    }

    @Test
    void actionsAreAnsweredAlike() throws Exception {
        List<String> real = responses(asterisk.ami());
        try (FakeAsterisk fake = fake();
                AmiControl ami = connect(fake)) {
            assertThat(responses(ami)).containsExactlyElementsOf(real);
        }
    }

    @Test
    void whatAUserMayNotDoIsRefusedAlike() throws Exception {
        Map<String, List<String>> users = Map.of(
                "agi-only", List.of("agi", "agi"),
                "originate-only", List.of("call", "originate"),
                "call-only", List.of("call", "call"),
                "nothing", List.of("none", "none"));
        for (Map.Entry<String, List<String>> user : users.entrySet()) {
            try (AmiControl control = AmiControl.connect(
                            asterisk.amiAddress(), user.getKey(), "x", Files.createTempFile(folder, "real", ".txt"));
                    FakeAsterisk fake = fake().permissions(
                                    user.getValue().get(0), user.getValue().get(1));
                    AmiControl ami = connect(fake)) {
                assertThat(responses(ami)).as(user.getKey()).containsExactlyElementsOf(responses(control));
            }
        }
    }

    @Test
    void theListOfActionsIsWrittenAlike() throws Exception {
        Map<String, String> real = new HashMap<>();
        asterisk.ami().action("ListCommands").headers().forEach(each -> real.put(each.getKey(), each.getValue()));
        try (FakeAsterisk fake = fake();
                AmiControl ami = connect(fake)) {
            assertThat(ami.action("ListCommands").headers())
                    .filteredOn(each -> !each.getKey().equals("ActionID"))
                    .allSatisfy(each -> assertThat(real).contains(each))
                    .hasSizeGreaterThan(20);
        }
    }
}
