// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.ami.AmiBridgeEvent;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.BridgeSnapshot;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.EventTypes;

/** Each event of the catalogue, made by the table that the client uses, with everything in it and with nothing in it. */
class GeneratedEventsTest {

    private static final List<Catalogue.Event> EVENTS =
            Catalogue.read(Path.of("src/catalogue")).events();

    static List<Named<Integer>> places() {
        return IntStream.range(0, EVENTS.size())
                .mapToObj(place -> Named.of(EVENTS.get(place).name(), place))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("places")
    void givesWhatStandsInEachOfItsFields(int place) throws ReflectiveOperationException {
        Catalogue.Event facts = EVENTS.get(place);
        AmiHeaders.Builder headers = AmiHeaders.builder().add("Event", facts.name());
        facts.channels().forEach(each -> addChannel(headers, each.prefix()));
        facts.bridges().forEach(each -> addBridge(headers, each.prefix()));
        for (int i = 0; i < facts.fields().size(); i++) {
            Samples.add(headers, facts.fields().get(i), i);
        }

        AmiEvent event = EventTypes.create(place, headers.build());

        assertThat(event.name()).isEqualTo(facts.name());
        for (Catalogue.Snapshot each : facts.channels()) {
            assertChannel((ChannelSnapshot) call(event, each.accessor()), each.prefix());
        }
        for (Catalogue.Snapshot each : facts.bridges()) {
            assertBridge((BridgeSnapshot) call(event, each.accessor()), each.prefix());
        }
        for (int i = 0; i < facts.fields().size(); i++) {
            Catalogue.Field field = facts.fields().get(i);
            assertThat(call(event, field.java()))
                    .as("%s of %s", field.java(), facts.name())
                    .isEqualTo(Samples.expected(field.type(), i));
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void givesNothingForFieldsThatDidNotCome(int place) throws ReflectiveOperationException {
        Catalogue.Event facts = EVENTS.get(place);

        AmiEvent event = EventTypes.create(place, AmiHeaders.of("Event", facts.name()));

        for (Catalogue.Snapshot each : facts.channels()) {
            assertThat(((ChannelSnapshot) call(event, each.accessor())).name()).isEmpty();
            assertThat(((ChannelSnapshot) call(event, each.accessor())).variables())
                    .isEmpty();
        }
        for (Catalogue.Snapshot each : facts.bridges()) {
            assertThat(((BridgeSnapshot) call(event, each.accessor())).uniqueId())
                    .isEmpty();
        }
        for (Catalogue.Field field : facts.fields()) {
            assertThat(call(event, field.java()))
                    .as("%s of %s", field.java(), facts.name())
                    .isEqualTo(Samples.nothing(field.type()));
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void hasAnAccessorForEachFieldAndNoOther(int place) {
        Catalogue.Event facts = EVENTS.get(place);
        Set<String> expected = new TreeSet<>(Set.of("headers", "name"));
        facts.channels().forEach(each -> expected.add(each.accessor()));
        facts.bridges().forEach(each -> expected.add(each.accessor()));
        facts.fields().forEach(each -> expected.add(each.java()));

        Class<? extends AmiEvent> type = EventTypes.type(place);

        assertThat(EventTypes.create(place, AmiHeaders.EMPTY)).isExactlyInstanceOf(type);
        assertThat(Arrays.stream(type.getMethods())
                        .filter(method -> method.getDeclaringClass() != Object.class)
                        .map(java.lang.reflect.Method::getName)
                        .filter(name ->
                                !Set.of("equals", "hashCode", "toString").contains(name)))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(AmiChannelEvent.class.isAssignableFrom(type)).isEqualTo(expected.contains("channel"));
        assertThat(AmiBridgeEvent.class.isAssignableFrom(type)).isEqualTo(expected.contains("bridge"));
    }

    @Test
    void theTableHasEachNameOnce() {
        assertThat(EventTypes.names())
                .isEqualTo(EVENTS.stream().map(Catalogue.Event::name).toList());
        assertThat(EventTypes.names().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(EVENTS);
        assertThat(IntStream.range(0, EVENTS.size()).mapToObj(EventTypes::type).collect(Collectors.toSet()))
                .hasSameSizeAs(EVENTS);
    }

    @Test
    void theTableKnowsTheReadClassesOfWhatDoesNotComeInLists() {
        Map<String, Set<String>> classes = IntStream.range(0, EVENTS.size())
                .boxed()
                .collect(Collectors.toMap(EventTypes.names()::get, EventTypes::privileges));

        assertThat(classes)
                .containsEntry("Hangup", Set.of("call"))
                .containsEntry("VarSet", Set.of("dialplan"))
                .containsEntry("QueueMemberPause", Set.of("agent"))
                .containsEntry("DTMFEnd", Set.of("dtmf"))
                .containsEntry("AsyncAGIStart", Set.of("agi"))
                .containsEntry("ParkedCall", Set.of("call"))
                .containsEntry("ChannelTalkingStart", Set.of("call"))
                .containsEntry("CoreShowChannel", Set.of())
                .containsEntry("Status", Set.of())
                .containsEntry("QueueStatusComplete", Set.of());
        assertThat(classes.values().stream().flatMap(Set::stream))
                .isSubsetOf(
                        "system",
                        "call",
                        "log",
                        "verbose",
                        "command",
                        "agent",
                        "user",
                        "config",
                        "dtmf",
                        "reporting",
                        "cdr",
                        "dialplan",
                        "originate",
                        "agi",
                        "cc",
                        "aoc",
                        "test",
                        "security",
                        "message");
    }

    private static Object call(AmiEvent event, String accessor) throws ReflectiveOperationException {
        return event.getClass().getMethod(accessor).invoke(event);
    }

    private static void addChannel(AmiHeaders.Builder headers, String prefix) {
        for (String part : Catalogue.CHANNEL) {
            String value = switch (part) {
                case "ChannelState" -> "6";
                case "Priority" -> "7";
                case "CallerIDName", "ConnectedLineName" -> prefix + part + " \\\"x\\\"";
                default -> prefix + part;
            };
            headers.add(prefix + part, value);
        }
        headers.add(prefix + "ChanVariable", "A=one\\ttwo").add(prefix + "ChanVariable", "B=");
    }

    private static void assertChannel(ChannelSnapshot channel, String prefix) {
        assertThat(channel.name()).contains(prefix + "Channel");
        assertThat(channel.state()).isEqualTo(OptionalInt.of(6));
        assertThat(channel.stateText()).contains(prefix + "ChannelStateDesc");
        assertThat(channel.callerIdNumber()).contains(prefix + "CallerIDNum");
        assertThat(channel.callerIdName()).contains(prefix + "CallerIDName \"x\"");
        assertThat(channel.connectedLineNumber()).contains(prefix + "ConnectedLineNum");
        assertThat(channel.connectedLineName()).contains(prefix + "ConnectedLineName \"x\"");
        assertThat(channel.language()).contains(prefix + "Language");
        assertThat(channel.accountCode()).contains(prefix + "AccountCode");
        assertThat(channel.context()).contains(prefix + "Context");
        assertThat(channel.extension()).contains(prefix + "Exten");
        assertThat(channel.priority()).isEqualTo(OptionalInt.of(7));
        assertThat(channel.uniqueId()).contains(prefix + "Uniqueid");
        assertThat(channel.linkedId()).contains(prefix + "Linkedid");
        assertThat(channel.variables()).isEqualTo(Map.of("A", "one\ttwo", "B", ""));
    }

    private static void addBridge(AmiHeaders.Builder headers, String prefix) {
        for (String part : Catalogue.BRIDGE) {
            headers.add(prefix + part, part.equals("BridgeNumChannels") ? "3" : prefix + part);
        }
    }

    private static void assertBridge(BridgeSnapshot bridge, String prefix) {
        assertThat(bridge.uniqueId()).contains(prefix + "BridgeUniqueid");
        assertThat(bridge.type()).contains(prefix + "BridgeType");
        assertThat(bridge.technology()).contains(prefix + "BridgeTechnology");
        assertThat(bridge.creator()).contains(prefix + "BridgeCreator");
        assertThat(bridge.name()).contains(prefix + "BridgeName");
        assertThat(bridge.channels()).isEqualTo(OptionalInt.of(3));
        assertThat(bridge.videoSourceMode()).contains(prefix + "BridgeVideoSourceMode");
        assertThat(bridge.videoSource()).isEqualTo(Optional.of(prefix + "BridgeVideoSource"));
    }
}
