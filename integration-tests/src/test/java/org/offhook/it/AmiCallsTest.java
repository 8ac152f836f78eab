// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiErrorException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.EventSelection;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.ami.action.BridgeAction;
import org.offhook.ami.action.BridgeInfoAction;
import org.offhook.ami.action.BridgeKickAction;
import org.offhook.ami.action.BridgeListAction;
import org.offhook.ami.action.ConfbridgeKickAction;
import org.offhook.ami.action.ConfbridgeListAction;
import org.offhook.ami.action.ConfbridgeListRoomsAction;
import org.offhook.ami.action.ConfbridgeMuteAction;
import org.offhook.ami.action.CoreShowChannelsAction;
import org.offhook.ami.action.GetvarAction;
import org.offhook.ami.action.HangupAction;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.action.ParkedCallsAction;
import org.offhook.ami.action.ParkingLotsAction;
import org.offhook.ami.action.QueueAddAction;
import org.offhook.ami.action.QueuePauseAction;
import org.offhook.ami.action.QueueRemoveAction;
import org.offhook.ami.action.QueueStatusAction;
import org.offhook.ami.action.QueueSummaryAction;
import org.offhook.ami.action.RedirectAction;
import org.offhook.ami.action.StatusAction;
import org.offhook.ami.event.AgentCompleteEvent;
import org.offhook.ami.event.AgentConnectEvent;
import org.offhook.ami.event.BridgeEnterEvent;
import org.offhook.ami.event.BridgeInfoCompleteEvent;
import org.offhook.ami.event.BridgeLeaveEvent;
import org.offhook.ami.event.ChannelHungupEvent;
import org.offhook.ami.event.ChannelsHungupListCompleteEvent;
import org.offhook.ami.event.ConfbridgeEndEvent;
import org.offhook.ami.event.ConfbridgeJoinEvent;
import org.offhook.ami.event.ConfbridgeLeaveEvent;
import org.offhook.ami.event.ConfbridgeMuteEvent;
import org.offhook.ami.event.ConfbridgeTalkingEvent;
import org.offhook.ami.event.NewchannelEvent;
import org.offhook.ami.event.ParkedCallEvent;
import org.offhook.ami.event.ParkedCallsCompleteEvent;
import org.offhook.ami.event.QueueCallerJoinEvent;
import org.offhook.ami.event.QueueMemberAddedEvent;
import org.offhook.ami.event.QueueMemberEvent;
import org.offhook.ami.event.QueueMemberPauseEvent;
import org.offhook.ami.event.QueueMemberRemovedEvent;
import org.offhook.ami.event.StatusCompleteEvent;
import org.offhook.ami.event.StatusEvent;
import org.offhook.ami.event.UserEvent;

/** What one does with calls that are up: look at them, move, join, park, queue and end them. */
@RealAsterisk(modules = "res_parking", options = AmiCallsTest.Dialplan.class)
class AmiCallsTest {
    private static final String CONTEXT = "calls";

    private final AsteriskUnderTest asterisk;
    private final Seen<AmiEvent> seen = new Seen<>();
    private AmiClients clients;
    private AmiClient client;

    AmiCallsTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    static final class Dialplan implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT.withFile("res_parking.conf", """
                            [general]
                            [default]
                            parkext = 700
                            parkpos = 701-720
                            context = parkedcalls
                            """).withDialplan("""
                            [calls]
                            exten => wait,1,Answer()
                             same => n,Wait(60)
                            exten => elsewhere,1,UserEvent(Elsewhere)
                             same => n,Wait(60)
                            exten => other,1,UserEvent(Other)
                             same => n,Wait(60)
                            exten => after,1,UserEvent(After)
                             same => n,Wait(60)
                            exten => talk,1,Answer()
                             same => n,Wait(1)
                             same => n,Playtones(1000)
                             same => n,Wait(60)
                            exten => conference,1,Answer()
                             same => n,Set(CONFBRIDGE(user,talk_detection_events)=yes)
                             same => n,Set(CONFBRIDGE(user,quiet)=yes)
                             same => n,ConfBridge(room)
                            exten => park,1,Answer()
                             same => n,Park()
                            exten => queue,1,Answer()
                             same => n,Queue(support,,,,20)
                             same => n,Wait(60)
                            """);
        }
    }

    @BeforeEach
    void connect() {
        clients = new AmiClients(asterisk);
        client = clients.connect();
        client.subscribe(EventSelection.all(), SubscriptionOptions.defaults(), seen);
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void channelsAreListedWithTheirVariablesAndHungUpByPattern() {
        String first = call("wait", "wait", "COLOUR", "blue, \"dark\"");
        String second = call("wait", "wait", "COLOUR", "red");

        assertThat(client.request(CoreShowChannelsAction.of()).events())
                .hasSize(4)
                .allSatisfy(one -> assertThat(one.channel().context()).hasValue(CONTEXT))
                .anyMatch(one -> one.channel().uniqueId().equals(Optional.of(second)));
        AmiEventList<StatusEvent> status =
                client.request(StatusAction.of().channel(name(first)).allVariables(true));
        assertThat(status.events()).singleElement().satisfies(one -> {
            assertThat(one.requestedVariables()).contains("COLOUR=blue, \"dark\"");
            assertThat(one.application()).hasValue("Wait");
        });
        assertThat(status.completion()
                        .map(StatusCompleteEvent.class::cast)
                        .orElseThrow()
                        .items())
                .hasValue(1);
        assertThat(client.request(StatusAction.of()).size()).isEqualTo(4);
        assertThat(client.request(GetvarAction.of("COLOUR").channel(first))).hasValue("blue, \"dark\"");

        Seen<AmiEvent> streamed = new Seen<>();
        AmiResponse ended = Stage.await(
                client.send(HangupAction.of("/^Local\\/wait@" + CONTEXT + "/"), Duration.ofSeconds(10), streamed));
        // A Local channel takes its other half along, perhaps before its turn has come.
        assertThat(streamed.all()).hasSizeBetween(2, 4).hasOnlyElementsOfType(ChannelHungupEvent.class);
        assertThat(ended.completion().orElseThrow())
                .isInstanceOfSatisfying(
                        ChannelsHungupListCompleteEvent.class,
                        end -> assertThat(end.listItems())
                                .hasValue(streamed.all().size()));
        assertThat(ended.events()).as("streamed elsewhere").isEmpty();
        await().until(() -> client.request(CoreShowChannelsAction.of()).isEmpty());
        assertThat(client.request(HangupAction.of("/^Nothing/")).events()).isEmpty();
        assertThat(refused(HangupAction.of("/(/"))).hasMessageContaining("Regex compile failed");
        assertThat(refused(HangupAction.of(first))).hasMessageContaining("No such channel");
    }

    @Test
    void oneChannelIsRedirectedByItsNameOrItsUniqueId() {
        String id = call("wait", "wait");

        assertThat(client.request(RedirectAction.of(name(id), CONTEXT, "elsewhere", 1))
                        .message())
                .isEqualTo("Redirect successful");
        userEvent("Elsewhere", id);
        client.request(RedirectAction.of(id, CONTEXT, "other", 1));
        userEvent("Other", id);

        AmiErrorException unknown = refused(RedirectAction.of("nobody", CONTEXT, "other", 1));
        assertThat(unknown).hasMessageContaining("Channel does not exist: nobody");
        assertThat(unknown.response().isSuccess()).isFalse();
    }

    @Test
    void twoChannelsAreRedirectedAtOnce() {
        String first = call("wait", "wait");
        String second = call("wait", "wait");

        AmiResponse response = client.request(RedirectAction.of(first, CONTEXT, "elsewhere", 1)
                .extraChannel(second)
                .extraContext(CONTEXT)
                .extraExtension("other")
                .extraPriority(1));

        assertThat(response.message()).isEqualTo("Dual Redirect successful");
        userEvent("Elsewhere", first);
        userEvent("Other", second);
    }

    @Test
    void twoChannelsAreBridgedLookedAtAndKicked() {
        String first = call("wait", "wait");
        String second = call("wait", "wait");

        // By name: a unique id stands here for every channel whose id begins with it, the other half of a Local one
        // too.
        client.request(BridgeAction.of(name(first), name(second)));
        String bridge = of(BridgeEnterEvent.class, second).bridge().uniqueId().orElseThrow();
        await().until(() -> client.request(BridgeInfoAction.of(bridge)).size() == 2);
        assertThat(client.request(BridgeListAction.of()).stream()
                        .map(one -> one.bridge().uniqueId()))
                .contains(Optional.of(bridge));
        assertThat(client.request(BridgeInfoAction.of(bridge)).completion().orElseThrow())
                .isInstanceOfSatisfying(
                        BridgeInfoCompleteEvent.class,
                        end -> assertThat(end.bridge().channels()).hasValue(2));

        client.request(BridgeKickAction.of(name(first)).bridgeUniqueid(bridge));
        of(BridgeLeaveEvent.class, first);
        assertThat(refused(BridgeInfoAction.of("none"))).hasMessageContaining("not found");
    }

    @Test
    void aConferenceIsSeenAndSteered() {
        assertThat(refused(ConfbridgeListRoomsAction.of())).hasMessageContaining("No active conferences.");
        String quiet = call("wait", "conference");
        String loud = call("talk", "conference");
        of(ConfbridgeJoinEvent.class, quiet);
        assertThat(of(ConfbridgeJoinEvent.class, loud).conference()).hasValue("room");
        of(ConfbridgeTalkingEvent.class, loud);

        assertThat(client.request(ConfbridgeListAction.of("room")).size()).isEqualTo(2);
        assertThat(client.request(ConfbridgeListRoomsAction.of()).events())
                .singleElement()
                .satisfies(room -> assertThat(room.parties()).hasValue(2));
        client.request(ConfbridgeMuteAction.of("room", name(quiet)));
        of(ConfbridgeMuteEvent.class, quiet);
        client.request(ConfbridgeKickAction.of("room", name(quiet)));
        of(ConfbridgeLeaveEvent.class, quiet);
        assertThat(refused(ConfbridgeKickAction.of("room", "nobody"))).hasMessageContaining("No Channel by that name");
        client.request(HangupAction.of(loud));
        seen.await("the end", ConfbridgeEndEvent.class::isInstance);
    }

    @Test
    void aCallIsParkedAndListed() {
        String id = call("wait", "park");

        ParkedCallEvent parked = (ParkedCallEvent) seen.await("ParkedCall", ParkedCallEvent.class::isInstance);
        assertThat(parked.parkee().uniqueId()).hasValue(id);
        AmiEventList<ParkedCallEvent> list = client.request(ParkedCallsAction.of());
        assertThat(list.events())
                .singleElement()
                .satisfies(one -> assertThat(one.parkingSpace()).hasValue(701));
        assertThat(list.completion().orElseThrow())
                .isInstanceOfSatisfying(
                        ParkedCallsCompleteEvent.class,
                        end -> assertThat(end.total()).hasValue(1));
        assertThat(client.request(ParkingLotsAction.of()).events())
                .singleElement()
                .satisfies(lot -> assertThat(lot.parkingLot()).hasValue("default"));
        assertThat(refused(ParkedCallsAction.of().parkingLot("none"))).hasMessageContaining("could not be found");
    }

    @Test
    void aQueueTakesAMemberAndGivesItACall() {
        String member = "Local/wait@" + CONTEXT + "/n";
        client.request(QueuePauseAction.of(asterisk.target("answer"), true).queue("support"));
        try {
            client.request(
                    QueueAddAction.of("support", member).memberName("Zoë").penalty(3));
            await().until(() -> all(QueueMemberAddedEvent.class)
                    .anyMatch(one -> one.memberName().equals(Optional.of("Zoë"))));
            assertThat(refused(QueueAddAction.of("support", member))).hasMessageContaining("Already there");
            client.request(QueuePauseAction.of(member, true).queue("support").reason("lunch"));
            await().until(() -> all(QueueMemberPauseEvent.class)
                    .anyMatch(one -> one.pausedReason().equals(Optional.of("lunch"))));
            assertThat(client.request(QueueStatusAction.of().queue("support")).stream()
                            .filter(QueueMemberEvent.class::isInstance)
                            .map(QueueMemberEvent.class::cast)
                            .filter(one -> one.location().equals(Optional.of(member))))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.paused()).hasValue(true);
                        assertThat(one.penalty()).hasValue(3);
                    });
            assertThat(client.request(QueueStatusAction.of().queue("none")).isEmpty())
                    .isTrue();
            client.request(QueuePauseAction.of(member, false).queue("support"));

            String caller = call("wait", "queue");

            assertThat(of(QueueCallerJoinEvent.class, caller).position()).hasValue(1);
            assertThat(of(AgentConnectEvent.class, caller).memberName()).hasValue("Zoë");
            assertThat(client.request(QueueSummaryAction.of().queue("support")).events())
                    .singleElement()
                    .satisfies(one -> assertThat(one.loggedIn()).hasValue(2));
            client.request(HangupAction.of(caller));
            // The caller's own headers are missing in it when the caller was gone before it was made.
            await().until(() -> all(AgentCompleteEvent.class)
                    .anyMatch(one -> one.memberName().equals(Optional.of("Zoë"))));
        } finally {
            client.request(QueueRemoveAction.of("support", member));
            client.request(QueuePauseAction.of(asterisk.target("answer"), false).queue("support"));
        }
        seen.await("its removal", QueueMemberRemovedEvent.class::isInstance);
    }

    /**
     * Places a call and waits until it is up.
     *
     * @param far where the called half goes
     * @param near where the calling half goes
     * @return the unique id of the calling half
     */
    private String call(String far, String near, String... variables) {
        String id = "call-" + UUID.randomUUID();
        OriginateAction order = OriginateAction.toExtension("Local/" + far + "@" + CONTEXT + "/n", CONTEXT, near, 1)
                .channelId(id)
                .otherChannelId(id + "-far");
        for (int i = 0; i < variables.length; i += 2) {
            order = order.variable(variables[i], variables[i + 1]);
        }
        assertThat(client.originate(order).await(Duration.ofSeconds(10)).isAnswered())
                .as(far)
                .isTrue();
        return id;
    }

    private String name(String uniqueId) {
        return of(NewchannelEvent.class, uniqueId).channel().name().orElseThrow();
    }

    private void userEvent(String name, String uniqueId) {
        await().until(() -> all(UserEvent.class)
                .anyMatch(one -> one.userEvent().equals(Optional.of(name))
                        && one.channel().uniqueId().equals(Optional.of(uniqueId))));
    }

    /** The first event of this type about this channel; waits for it. */
    private <E extends AmiChannelEvent> E of(Class<E> type, String uniqueId) {
        return type.cast(seen.await(
                type.getSimpleName(),
                one -> type.isInstance(one)
                        && type.cast(one).channel().uniqueId().equals(Optional.of(uniqueId))));
    }

    private <E extends AmiEvent> Stream<E> all(Class<E> type) {
        return seen.all().stream().filter(type::isInstance).map(type::cast);
    }

    private AmiErrorException refused(AmiAction<?> action) {
        AmiErrorException refused = catchThrowableOfType(AmiErrorException.class, () -> client.request(action));
        assertThat(refused).as(action.toString()).isNotNull();
        return refused;
    }
}
