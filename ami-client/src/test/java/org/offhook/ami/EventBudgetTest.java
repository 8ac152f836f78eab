// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.ami.event.DtmfEndEvent;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.event.NewchannelEvent;
import org.offhook.ami.event.QueueMemberAddedEvent;
import org.offhook.ami.event.ReloadEvent;
import org.offhook.ami.event.StatusEvent;
import org.offhook.ami.event.UserEvent;
import org.offhook.ami.event.VarSetEvent;

/** What Asterisk is to send for what is subscribed. */
class EventBudgetTest {

    private static final List<String> OWN = List.of("FullyBooted", "Shutdown", "Reload", "OriginateResponse");

    private record Rated(AmiHeaders headers) implements AmiEvent {}

    private static EventBudget budget(EventSelection<?>... selections) {
        return EventBudget.of(List.of(selections));
    }

    static Stream<Arguments> masks() {
        return Stream.of(
                arguments(List.of(), "system"),
                arguments(List.of(EventSelection.of(HangupEvent.class)), "call,system"),
                arguments(List.of(EventSelection.of(VarSetEvent.class)), "dialplan,system"),
                arguments(List.of(EventSelection.of(ReloadEvent.class)), "system"),
                arguments(List.of(EventSelection.of(UserEvent.class)), "system,user"),
                arguments(
                        List.of(EventSelection.anyOf(QueueMemberAddedEvent.class, DtmfEndEvent.class)),
                        "agent,dtmf,system"),
                arguments(
                        List.of(EventSelection.of(HangupEvent.class), EventSelection.named("varset")),
                        "call,dialplan,system"),
                arguments(List.of(EventSelection.of(HangupEvent.class).where(e -> false)), "call,system"),
                arguments(List.of(EventSelection.of(Rated.class)), "system,user"),
                // of these nobody knows the class
                arguments(List.of(EventSelection.named("NoSuchThing")), "on"),
                arguments(List.of(EventSelection.named("Queue*")), "on"),
                arguments(List.of(EventSelection.named("Hangu?")), "on"),
                arguments(List.of(EventSelection.of(StatusEvent.class)), "on"),
                arguments(List.of(EventSelection.of(HangupEvent.class), EventSelection.all()), "on"),
                arguments(List.of(EventSelection.of(AmiEvent.class)), "on"),
                arguments(List.of(EventSelection.of(RawEvent.class)), "on"));
    }

    @ParameterizedTest
    @MethodSource("masks")
    void theMaskHasTheClassesOfWhatIsSubscribed(List<EventSelection<?>> selections, String mask) {
        assertThat(EventBudget.of(selections).mask()).isEqualTo(mask);
    }

    @Test
    void theNamesAreThoseOfTheTypesAndTheClientsOwn() {
        assertThat(budget().names()).containsExactlyInAnyOrderElementsOf(OWN);
        assertThat(budget(EventSelection.of(HangupEvent.class)).names())
                .contains("Hangup")
                .hasSize(OWN.size() + 1);
        assertThat(budget(EventSelection.named("hangup")).names()).contains("Hangup");
        assertThat(budget(EventSelection.named("hangup")).patterns()).isEmpty();
        assertThat(budget(EventSelection.of(Rated.class)).names())
                .contains("UserEvent")
                .hasSize(OWN.size() + 1);
    }

    @Test
    void anInterfaceStandsForEveryTypeThatHasIt() {
        EventBudget channels = budget(EventSelection.of(AmiChannelEvent.class));
        assertThat(channels.names()).contains("Newchannel", "Hangup", "VarSet", "QueueCallerJoin", "UserEvent");
        assertThat(channels.names()).doesNotContain("Load", "PeerStatus", "QueueMemberAdded");
        assertThat(channels.mask().split(",", -1)).contains("agent", "call", "dialplan", "system", "user");
        assertThat(channels.isEverything()).isFalse();

        EventBudget bridges = budget(EventSelection.of(AmiBridgeEvent.class));
        assertThat(bridges.names()).contains("BridgeCreate", "BridgeEnter").doesNotContain("Newchannel");
    }

    @Test
    void onlyWhatAnyEventCanFitIsEverything() {
        assertThat(budget(EventSelection.all()).isEverything()).isTrue();
        assertThat(budget(EventSelection.of(RawEvent.class)).isEverything()).isTrue();
        assertThat(budget(EventSelection.named("*")).isEverything()).isTrue();
        assertThat(budget(EventSelection.named("**")).isEverything()).isTrue();

        assertThat(budget().isEverything()).isFalse();
        assertThat(budget(EventSelection.named("")).isEverything()).isFalse();
        assertThat(budget(EventSelection.named("Queue*")).isEverything()).isFalse();
        assertThat(budget(EventSelection.named("Queue*")).patterns()).containsExactly("Queue*");
        assertThat(budget(EventSelection.of(StatusEvent.class)).isEverything()).isFalse();
    }

    @Test
    void budgetsThatAskForTheSameAreEqual() {
        EventBudget one = budget(EventSelection.of(HangupEvent.class), EventSelection.of(NewchannelEvent.class));
        EventBudget other = budget(EventSelection.anyOf(NewchannelEvent.class, HangupEvent.class));
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one)
                .isNotEqualTo(budget(EventSelection.of(HangupEvent.class)))
                .isNotEqualTo(budget());
        assertThat(budget()).hasToString("EventBudget[system, [FullyBooted, OriginateResponse, Reload, Shutdown][]]");
    }
}
