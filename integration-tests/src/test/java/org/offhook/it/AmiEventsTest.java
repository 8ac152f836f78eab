// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiErrorException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiSubscription;
import org.offhook.ami.EventEconomy;
import org.offhook.ami.EventSelection;
import org.offhook.ami.RawAction;
import org.offhook.ami.RawEvent;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.event.NewchannelEvent;
import org.offhook.ami.event.NewextenEvent;
import org.offhook.ami.event.UserEvent;
import org.offhook.ami.event.VarSetEvent;
import org.offhook.ami.json.AmiJson;

/** Events as they really come: what the dialplan puts into them, and how to have fewer of them. */
@RealAsterisk
class AmiEventsTest {
    private static final SubscriptionOptions DEFAULTS = SubscriptionOptions.defaults();

    private final AsteriskUnderTest asterisk;
    private AmiClients clients;

    AmiEventsTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    /** A user event of these tests as a type of its own. */
    record CallRated(AmiHeaders headers) implements AmiEvent {
        int stars() {
            return Integer.parseInt(headers.find("Stars").orElse("0"));
        }
    }

    @BeforeEach
    void setUp() {
        clients = new AmiClients(asterisk);
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void aUserEventOfTheDialplanHasItsHeadersAndTheChannel() {
        AmiClient client = clients.connect();
        Seen<UserEvent> seen = new Seen<>();
        client.subscribe(UserEvent.class, seen);

        LiveCall call = asterisk.place(
                CallPlan.application("UserEvent", "Rated,Stars: 5,Remark:   blanks before\\, comma and ü,no colon"));

        UserEvent event = seen.await("Rated", one -> one.headers().has("UserEvent", "Rated"));
        assertThat(event.headers().find("Stars")).hasValue("5");
        assertThat(event.headers().find("Remark"))
                .hasValueSatisfying(
                        remark -> assertThat(remark).startsWith("blanks before").endsWith("ü"));
        assertThat(event.headers().toList())
                .noneSatisfy(header -> assertThat(header.toString()).contains("no colon"));
        assertThat(event.headers().find("Uniqueid")).hasValue(call.nearUniqueId());
    }

    @Test
    void aUserEventOfAmiKeepsTheOrderAndNumberOfItsHeaders() {
        AmiClient client = clients.connect();
        Seen<UserEvent> seen = new Seen<>();
        client.subscribe(UserEvent.class, seen);

        client.request(RawAction.of(
                "UserEvent", "UserEvent", "Listed", "Item", "1", "Other", "x", "Item", "2", "Empty", "", "Item", "3"));

        UserEvent event = seen.await("Listed", one -> one.headers().has("UserEvent", "Listed"));
        assertThat(event.headers().all("Item")).containsExactly("1", "2", "3");
        assertThat(event.headers().find("Empty")).hasValue("");
        assertThat(event.headers().toList().stream().map(AmiHeaders.Header::name))
                .containsSubsequence("UserEvent", "Item", "Other", "Item", "Empty", "Item");
    }

    @Test
    void aRegisteredUserEventComesAsItsOwnType() {
        AmiClient client = clients.connect(clients.options().userEvent("CallRated", CallRated::new));
        Seen<CallRated> registered = new Seen<>();
        Seen<Integer> mapped = new Seen<>();
        client.subscribe(CallRated.class, registered);
        client.subscribeUserEvent(
                "callrated",
                event -> Integer.valueOf(event.headers().find("Stars").orElseThrow()),
                mapped);

        asterisk.place(CallPlan.application("UserEvent", "CallRated,Stars: 4"));

        assertThat(registered.await("CallRated", one -> true).stars()).isEqualTo(4);
        assertThat(mapped.await("4", one -> true)).isEqualTo(4);
        assertThat(registered.all()).hasSize(1);
    }

    /** What a dialplan tells, as an application would like to have it. */
    record Rating(String callId, int stars, Duration talk, boolean again, Optional<String> remark, String uniqueid) {}

    @Test
    void aUserEventIsBoundToARecordOfOnesOwn() {
        AmiClient client = clients.connect();
        Seen<Rating> ratings = new Seen<>();
        client.subscribeUserEvent("Rating", AmiJson.binder(Rating.class), ratings);

        LiveCall call = asterisk.place(CallPlan.application(
                "UserEvent", "Rating,Call-ID: 4711,Stars: 3,Talk: 90,Again: yes,Remark: <unknown>"));

        assertThat(ratings.await("a rating", one -> true))
                .isEqualTo(new Rating("4711", 3, Duration.ofSeconds(90), true, Optional.empty(), call.nearUniqueId()));
    }

    @Test
    void everyEventOfACallGoesToJsonAndBack() {
        AmiClient client = clients.connect();
        Seen<AmiEvent> seen = new Seen<>();
        client.subscribe(EventSelection.all(), DEFAULTS, seen);

        oneCall("Ülrike \"J\"");

        seen.await("the end", HangupEvent.class::isInstance);
        assertThat(seen.all()).hasSizeGreaterThan(20).allSatisfy(event -> {
            String json = AmiJson.toJson(event);
            assertThat(AmiJson.headers(json)).isEqualTo(event.headers());
            assertThat(AmiJson.event(json)).isEqualTo(event);
        });
    }

    @Test
    void aVariableIsReadAsItIsWhateverItHolds() {
        AmiClient client = clients.connect();
        Seen<VarSetEvent> seen = new Seen<>();
        client.subscribe(VarSetEvent.class, seen);
        String nasty = "a\r\nEvent: Hangup\r\n\r\nEvent: Hangup\r\nq'u\"o?back\\t tab\t ü";
        asterisk.dialplan("[nasty]\nexten => 1,1,Set(NASTY=${URIDECODE(${ENCODED})})\n same => n,Wait(1)\n");

        asterisk.place(CallPlan.dialplan("nasty", "1").variable("ENCODED", percent(nasty)));

        VarSetEvent event = seen.await(
                "NASTY", one -> one.variable().filter("NASTY"::equals).isPresent());
        assertThat(event.value()).hasValue(nasty);
        assertThat(event.headers().find("Value"))
                .hasValueSatisfying(
                        raw -> assertThat(raw).as("on the wire it is escaped").startsWith("a\\r\\nEvent: Hangup"));
    }

    @Test
    void aForgedMessageHarmsNothing() {
        AmiClient client = clients.connect();
        Seen<AmiEvent> seen = new Seen<>();
        client.subscribe(EventSelection.all(), DEFAULTS, seen);
        String evil =
                "x\r\nUniqueid: FAKE\r\n\r\nEvent: Hangup\r\nUniqueid: FORGED\r\n\r\nno colon\r\nResponse: Success"
                        + "\r\nActionID: 1\r\n\r\nEvent: Unheard\r\nUniqueid: FORGED";
        asterisk.dialplan(
                "[evil]\nexten => 1,1,Set(X=${URIDECODE(${ENCODED})})\n same => n,UserEvent(End)\n same => n,Wait(1)\n");

        LiveCall call = asterisk.place(CallPlan.dialplan("evil", "1").variable("ENCODED", percent(evil)));
        seen.await("the event after it", one -> one.headers().has("UserEvent", "End"));

        NewextenEvent real = (NewextenEvent) seen.await(
                "the application's event",
                one -> one instanceof NewextenEvent step
                        && step.application().filter("Set"::equals).isPresent()
                        && step.headers().all("Uniqueid").contains("FAKE"));
        assertThat(real.headers().find("Uniqueid"))
                .as("the first of two is the value, and that is Asterisk's")
                .hasValue(call.nearUniqueId());
        // Nobody can tell these from real ones: that is why no decision may rest on an event alone.
        assertThat(seen.all())
                .anySatisfy(one -> assertThat(one)
                        .isInstanceOf(HangupEvent.class)
                        .satisfies(forged -> assertThat(forged.headers().has("Uniqueid", "FORGED"))
                                .isTrue()));
        assertThat(seen.all())
                .anySatisfy(one -> assertThat(one)
                        .isInstanceOf(RawEvent.class)
                        .satisfies(forged -> assertThat(forged.name()).isEqualTo("Unheard")));
        assertThat(client.request(RawAction.of("Ping")).headers().find("Ping"))
                .as("the forged answer is nobody's")
                .hasValue("Pong");
        assertThat(client.statistics().connections()).isEqualTo(1);
        assertThat(client.statistics().unsolicited() + client.statistics().lateResponses())
                .isGreaterThan(0);
    }

    @Test
    void theServersMaskIsTheSessions() {
        AmiClient client = clients.connect();
        Seen<AmiEvent> seen = new Seen<>();

        assertThat(client.request(RawAction.of("Events", "EventMask", "user"))
                        .headers()
                        .find("Events"))
                .hasValue("On");
        // Not before: the client's own log-in is an event too, and may be told after it.
        client.subscribe(EventSelection.all(), DEFAULTS, seen);
        oneCall("Masked");

        seen.await("Masked", one -> one.headers().has("UserEvent", "Masked"));
        assertThat(seen.all().stream().map(AmiEvent::name)).containsOnly("UserEvent");
    }

    @Test
    void bothSyntaxesOfFiltersAreObeyed() {
        AmiClient old = clients.connect();
        Seen<AmiEvent> seenByOld = new Seen<>();
        assertThat(old.request(RawAction.of("Filter", "Operation", "Add", "Filter", "Event: (UserEvent|VarSet)"))
                        .isSuccess())
                .isTrue();
        assertThatThrownBy(() -> old.request(RawAction.of("Filter", "Operation", "Add", "Filter", "(")))
                .isInstanceOf(AmiErrorException.class);
        // Not before: the client's own log-in is an event too, and may be told after it.
        old.subscribe(EventSelection.all(), DEFAULTS, seenByOld);

        oneCall("Filtered");
        seenByOld.await("Filtered", one -> one.headers().has("UserEvent", "Filtered"));
        seenByOld.await("a variable", VarSetEvent.class::isInstance);
        assertThat(seenByOld.all().stream().map(AmiEvent::name)).containsOnly("UserEvent", "VarSet");

        if (asterisk.majorVersion() >= 22) {
            AmiClient modern = clients.connect();
            Seen<AmiEvent> seenByModern = new Seen<>();
            modern.request(RawAction.of(
                    "Filter", "Operation", "Add", "MatchCriteria", "name(UserEvent),method(none)", "Filter", ""));
            modern.subscribe(EventSelection.all(), DEFAULTS, seenByModern);
            oneCall("Matched");
            seenByModern.await("Matched", one -> one.headers().has("UserEvent", "Matched"));
            assertThat(seenByModern.all().stream().map(AmiEvent::name)).containsOnly("UserEvent");
        }
    }

    @Test
    void economySavesBytesAndLosesNothing() {
        AmiClient everything = clients.connect();
        AmiClient classes = clients.connect(clients.options().economy(EventEconomy.CLASSES));
        AmiClient names = clients.connect(clients.options().economy(EventEconomy.NAMES));
        List<AmiClient> all = List.of(everything, classes, names);
        List<Seen<HangupEvent>> hangups =
                Stream.generate(Seen<HangupEvent>::new).limit(3).toList();
        for (int i = 0; i < 3; i++) {
            all.get(i).subscribe(HangupEvent.class, hangups.get(i));
        }
        // What is subscribed is told by an action, and actions are run in order.
        all.forEach(client -> client.request(RawAction.of("Ping")));
        List<Long> before =
                all.stream().map(client -> client.statistics().bytesRead()).toList();

        LiveCall call = oneCall("Economy");

        hangups.forEach(seen -> seen.await("hang-up", one -> one.headers().has("Uniqueid", call.nearUniqueId())));
        all.forEach(client -> client.request(RawAction.of("Ping")));
        long fromAll = everything.statistics().bytesRead() - before.get(0);
        long fromClasses = classes.statistics().bytesRead() - before.get(1);
        long fromNames = names.statistics().bytesRead() - before.get(2);
        assertThat(fromClasses).as("classes, of %s bytes", fromAll).isLessThan(fromAll * 8 / 10);
        assertThat(fromNames).as("names, of %s bytes", fromAll).isLessThan(fromAll / 4);
        assertThat(names.statistics().events()).isLessThan(classes.statistics().events());
    }

    @Test
    void economyFollowsWhatIsSubscribed() {
        AmiClient client = clients.connect(clients.options().economy(EventEconomy.CLASSES));
        Seen<NewchannelEvent> channels = new Seen<>();
        Seen<UserEvent> users = new Seen<>();
        AmiSubscription first = client.subscribe(NewchannelEvent.class, channels);
        client.request(RawAction.of("Ping"));
        oneCall("Unseen");
        await().until(() -> channels.all().size() == 2);

        client.subscribe(UserEvent.class, users);
        first.close();
        client.request(RawAction.of("Ping"));
        oneCall("Shown");

        users.await("Shown", one -> one.headers().has("UserEvent", "Shown"));
        assertThat(users.all()).noneMatch(one -> one.headers().has("UserEvent", "Unseen"));
        assertThat(channels.all()).hasSize(2);
    }

    /** A call from its beginning to its end; it sends this user event. */
    private LiveCall oneCall(String userEvent) {
        LiveCall call = asterisk.place(CallPlan.application("UserEvent", userEvent));
        call.result();
        return call;
    }

    private static String percent(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02x", b));
        }
        return encoded.toString();
    }
}
