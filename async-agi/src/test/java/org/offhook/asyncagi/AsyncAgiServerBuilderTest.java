// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiFleet;

class AsyncAgiServerBuilderTest {

    private static final AgiRouter ROUTER = AgiRouter.of((request, channel) -> {});

    /** One that never connects: nothing listens on port 1. */
    private static AmiClient client(String name) {
        return AmiClient.start(options(name));
    }

    private static AmiClientOptions options(String name) {
        return AmiClientOptions.builder("127.0.0.1", "user", "secret")
                .port(1)
                .name(name)
                .build();
    }

    private static AsyncAgiServerBuilder builder() {
        return new AsyncAgiServerBuilder(ROUTER);
    }

    private static AgiRequest request(String... lines) {
        return AgiRequest.parse(List.of(lines));
    }

    @Test
    void everyOptionHasADefault() {
        AsyncAgiServerBuilder server = builder();
        assertThat(server.clients).isEmpty();
        assertThat(server.maxCalls).isIn(500, 10_000);
        assertThat(server.replyTimeout).isEqualTo(Duration.ofSeconds(10));
        assertThat(server.loopTimeout).isEqualTo(Duration.ofSeconds(5));
        assertThat(server.reconnectWindow).isEqualTo(Duration.ofSeconds(60));
        assertThat(server.accept).isNull();
        assertThat(server.suffixes).isFalse();
        assertThat(server.unclaimedAfter).isNull();
        assertThat(server.adoption.apply(request("agi_channel: x"))).isEqualTo(AdoptionPolicy.RESTART);
        assertThat(server.claims).isNull();
        assertThat(server.lease).isEqualTo(Duration.ofSeconds(30));
        assertThat(server.instance).matches("offhook-[a-z0-9]{8}");
        assertThat(server.outcomeVariable).isEqualTo("OFFHOOK");
        assertThat(server.interruptOnHangup).isFalse();
        assertThat(server.scriptDeadline).isNull();
        assertThat(server.listeners).isEmpty();
    }

    @Test
    void everyServerIsAnotherInstance() {
        assertThat(builder().instance).isNotEqualTo(builder().instance);
    }

    @Test
    void eachAsteriskHasANameOfItsOwn() {
        try (AmiClient client = client("pbx1");
                AmiClient same = client("pbx1");
                AmiClient other = client("pbx2")) {
            AsyncAgiServerBuilder server = AsyncAgiServer.builder(client, ROUTER);
            assertThat(server.clients).containsExactly(Map.entry("pbx1", client));
            assertThatThrownBy(() -> server.client(same))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there are two clients named \"pbx1\":"
                            + " give each Asterisk a name with AmiClientOptions.Builder.name(...)");
            assertThat(server.client(other).clients.values()).containsExactly(client, other);
        }
    }

    @Test
    void aFleetsClientsAreServed() {
        try (AmiFleet fleet =
                AmiFleet.builder().add("a", options("a")).add("b", options("b")).start()) {
            assertThat(AsyncAgiServer.builder(fleet, ROUTER).clients.values())
                    .containsExactlyInAnyOrderElementsOf(fleet.clients().values());
        }
    }

    @Test
    void whatIsTakenIsTheSumOfWhatWasSaid() {
        AsyncAgiServerBuilder server = builder()
                .accept(call -> call.context().equals("gold"))
                .accept(call -> call.context().equals("silver"));
        assertThat(server.accept).isNotNull();
        assertThat(server.accept)
                .accepts(request("agi_context: gold"), request("agi_context: silver"))
                .rejects(request("agi_context: lead"));
    }

    @Test
    void sharingAndNotSharingReplaceEachOther() {
        AsyncAgiServerBuilder server = builder().shared();
        assertThat(server.claims).isInstanceOf(AsteriskClaims.class);
        assertThat(server.single().claims).isNull();
        assertThat(server.claims(new AsteriskClaims(), Duration.ofSeconds(2)).lease)
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anOptionCanBeTakenBack() {
        AsyncAgiServerBuilder server = builder()
                .unclaimedAfter(Duration.ofSeconds(1), UnclaimedAction.HANGUP)
                .scriptDeadline(Duration.ofMillis(1))
                .outcomeVariable("A_1");
        assertThat(server.unclaimedAction).isEqualTo(UnclaimedAction.HANGUP);
        assertThat(server.unclaimedAfter(null, UnclaimedAction.REFUSE).unclaimedAfter)
                .isNull();
        assertThat(server.scriptDeadline(null).scriptDeadline).isNull();
        assertThat(server.outcomeVariable(null).outcomeVariable).isNull();
    }

    static Stream<Arguments> times() {
        return Stream.of(
                time("replyTimeout", 1, AsyncAgiServerBuilder::replyTimeout),
                time("loopTimeout", 1, AsyncAgiServerBuilder::loopTimeout),
                time("reconnectWindow", 1, AsyncAgiServerBuilder::reconnectWindow),
                time("scriptDeadline", 1, AsyncAgiServerBuilder::scriptDeadline),
                time("unclaimedAfter", 1000, (server, time) -> server.unclaimedAfter(time, UnclaimedAction.REFUSE)),
                time("lease", 2000, (server, time) -> server.claims(new AsteriskClaims(), time)));
    }

    private static Arguments time(String name, long leastMillis, BiConsumer<AsyncAgiServerBuilder, Duration> option) {
        Consumer<Duration> set = time -> option.accept(builder(), time);
        return Arguments.of(name, Duration.ofMillis(leastMillis), set);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("times")
    void timesHaveBounds(String name, Duration least, Consumer<Duration> option) {
        Duration most = Duration.ofDays(365);
        option.accept(least);
        option.accept(most);
        for (Duration bad : List.of(least.minusNanos(1), Duration.ofSeconds(-1), most.plusNanos(1))) {
            assertThatThrownBy(() -> option.accept(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            name + " must be at least " + least.toMillis() + " ms and at most 365 days, not " + bad);
        }
    }

    @Test
    void thereIsRoomForACall() {
        assertThat(builder().maxCalls(1).maxCalls).isEqualTo(1);
        assertThatThrownBy(() -> builder().maxCalls(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxCalls must be at least 1, not 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1ST", "A B", "A(b)", "A-B", "É"})
    void theOutcomeNeedsTheNameOfAVariable(String name) {
        assertThatThrownBy(() -> builder().outcomeVariable(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not the name of a channel variable: \"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a@b", "a.b", "é", "123456789012345678901234567890123"})
    void anInstanceHasAShortName(String name) {
        assertThatThrownBy(() -> builder().instance(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining('"' + name + '"');
        assertThat(builder().instance("Ivr_1-a").instance).isEqualTo("Ivr_1-a");
    }
}
