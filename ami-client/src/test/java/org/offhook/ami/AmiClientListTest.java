// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions that answer with a list of events: collected, streamed, cut short. */
class AmiClientListTest extends AmiClientFixture {

    private static final RawAction LIST = RawAction.of("Things");
    private static final RawAction OLD = RawAction.of("OldThings").completedBy("OldThingsComplete");
    private static final Duration LONG = Duration.ofSeconds(20);

    private static void start(ScriptedAmiPeer peer, ScriptedAmiAction action) throws IOException {
        peer.reply(action, "Success", "EventList: start", "Message: Things will follow");
    }

    private static void thing(ScriptedAmiPeer peer, ScriptedAmiAction action, int n) throws IOException {
        peer.item(action, "Thing", "Number: " + n);
    }

    private static void end(ScriptedAmiPeer peer, ScriptedAmiAction action, int items) throws IOException {
        peer.item(action, "ThingsComplete", "EventList: Complete", "ListItems: " + items);
    }

    private void serving(int items) {
        server.on("Things", (peer, action) -> {
            start(peer, action);
            for (int i = 0; i < items; i++) {
                thing(peer, action, i);
            }
            end(peer, action, items);
        });
    }

    private static List<String> numbers(List<? extends AmiEvent> events) {
        return events.stream()
                .map(event -> event.headers().find("Number").orElse("none"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aListIsCollectedInOrder(boolean tls) {
        serving(3);
        AmiResponse response = connect(options(tls)).request(LIST);
        assertThat(response.message()).isEqualTo("Things will follow");
        assertThat(numbers(response.events())).containsExactly("0", "1", "2");
        assertThat(response.completion().orElseThrow().headers().find("ListItems"))
                .contains("3");
        AmiEventList<RawEvent> list = AmiEventList.of(response, RawEvent.class);
        assertThat(list.size()).isEqualTo(3);
        assertThat(list.completion()).isPresent();
        assertThat(list.isComplete()).isTrue();
    }

    @Test
    void anEmptyListIsAList() {
        serving(0);
        AmiResponse response = connect().request(LIST);
        assertThat(response.events()).isEmpty();
        assertThat(response.completion()).isPresent();
        assertThat(response.isComplete()).isTrue();
    }

    @Test
    void aLongListIsWhole() {
        server.on("Things", (peer, action) -> {
            StringBuilder all =
                    new StringBuilder("Response: Success\r\nActionID: " + action.id() + "\r\nEventList: start\r\n\r\n");
            for (int i = 0; i < 20_000; i++) {
                all.append("Event: Thing\r\nActionID: ")
                        .append(action.id())
                        .append("\r\nNumber: ")
                        .append(i);
                all.append("\r\n\r\n");
            }
            peer.raw(all.toString());
            end(peer, action, 20_000);
        });
        AmiResponse response = connect().request(LIST, LONG);
        assertThat(response.events()).hasSize(20_000);
        assertThat(response.events().get(19_999).headers().find("Number")).contains("19999");
    }

    @Test
    void itemsAreNoEventsOfSubscriptionsAndEventsAreNoItems() throws Exception {
        AmiClient client = connect();
        List<String> seen = new CopyOnWriteArrayList<>();
        client.subscribe(AmiEvent.class, event -> seen.add(event.name()));
        server.on("Things", (peer, action) -> {
            start(peer, action);
            thing(peer, action, 0);
            peer.event("Thing", "Number: foreign");
            peer.event("Other", "ActionID: of-somebody-else");
            thing(peer, action, 1);
            end(peer, action, 2);
            peer.event("Last");
        });
        assertThat(numbers(client.request(LIST).events())).containsExactly("0", "1");
        await().until(() -> seen.contains("Last"));
        assertThat(seen).containsExactly("Thing", "Other", "Last");
        assertThat(client.statistics().events()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void twoListsAtOnceDoNotMix() throws Exception {
        List<ScriptedAmiAction> held = new CopyOnWriteArrayList<>();
        server.on("Things", (peer, action) -> {
            held.add(action);
            if (held.size() == 2) {
                start(peer, held.get(1));
                start(peer, held.get(0));
                for (int i = 0; i < 50; i++) {
                    thing(peer, held.get(i % 2), i);
                }
                end(peer, held.get(0), 25);
                thing(peer, held.get(1), 50);
                end(peer, held.get(1), 26);
            }
        });
        AmiClient client = connect();
        CompletableFuture<AmiResponse> a = client.send(LIST);
        await().until(() -> held.size() == 1);
        CompletableFuture<AmiResponse> b = client.send(LIST);
        assertThat(numbers(result(a).events())).hasSize(25).allMatch(n -> Integer.parseInt(n) % 2 == 0);
        assertThat(numbers(result(b).events())).hasSize(26).endsWith("49", "50");
    }

    @Test
    void anErrorIsNoList() {
        server.on("Things", (peer, action) -> peer.reply(action, "Error", "Message: No active conferences."));
        AmiErrorException error = failure(connect().send(LIST), AmiErrorException.class);
        assertThat(error.response().message()).isEqualTo("No active conferences.");
    }

    @Test
    void anErrorOfAnOldListIsNoListEither() {
        server.on("OldThings", (peer, action) -> peer.reply(action, "Error", "Message: no"));
        failure(connect().send(OLD), AmiErrorException.class);
    }

    @Test
    void anOldListEndsWithItsCompletionEvent() {
        server.on("OldThings", (peer, action) -> {
            peer.reply(action, "Success", "Message: Things will follow");
            thing(peer, action, 0);
            thing(peer, action, 1);
            peer.item(action, "OldThingsComplete", "Items: 2");
        });
        AmiResponse response = connect().request(OLD);
        assertThat(numbers(response.events())).containsExactly("0", "1");
        assertThat(response.completion().orElseThrow().name()).isEqualTo("OldThingsComplete");
        assertThat(response.isComplete()).isTrue();
    }

    @Test
    void anActionWithCompletionEventsCanAnswerWithANewList() {
        server.on("OldThings", (peer, action) -> {
            start(peer, action);
            thing(peer, action, 0);
            end(peer, action, 1);
        });
        assertThat(numbers(connect().request(OLD).events())).containsExactly("0");
    }

    @Test
    void aCompletionWithoutActionIdDoesNotEndTheListOfAnother() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        server.on("Things", (peer, action) -> {
            start(peer, action);
            thing(peer, action, 0);
            peer.message("Event: ThingsComplete", "EventList: Complete", "ListItems: 9");
            hold(go);
            end(peer, action, 1);
        });
        AmiClient client = connect();
        CompletableFuture<AmiResponse> list = client.send(LIST);
        List<AmiEvent> strangers = new CopyOnWriteArrayList<>();
        client.subscribe(AmiEvent.class, strangers::add);
        go.countDown();
        assertThat(result(list).completion().orElseThrow().headers().find("ListItems"))
                .contains("1");
    }

    @Test
    void aCancelledListEndsAndIsRecognisable() {
        server.on("Things", (peer, action) -> {
            start(peer, action);
            thing(peer, action, 0);
            peer.item(action, "ThingsComplete", "EventList: cancelled");
        });
        AmiResponse response = connect().request(LIST);
        assertThat(numbers(response.events())).containsExactly("0");
        assertThat(response.completion().orElseThrow().headers().find("EventList"))
                .contains("cancelled");
        assertThat(response.isComplete()).isFalse();
    }

    @Test
    void fewerItemsThanAnnouncedAreWhatCame() {
        try (Logs logs = new Logs()) {
            server.on("Things", (peer, action) -> {
                start(peer, action);
                thing(peer, action, 0);
                end(peer, action, 5);
            });
            AmiResponse response = connect().request(LIST);
            assertThat(response.events()).hasSize(1);
            assertThat(response.completion().orElseThrow().headers().find("ListItems"))
                    .contains("5");
            assertThat(response.isComplete()).isFalse();
            assertThat(AmiEventList.of(response, RawEvent.class).isComplete()).isFalse();
        }
    }

    @Test
    void silenceInAListTimesOutWithWhatCame() {
        server.on("Things", (peer, action) -> {
            start(peer, action);
            thing(peer, action, 0);
            thing(peer, action, 1);
        });
        AmiClient client = connect();
        AmiTimeoutException timeout =
                catchThrowableOfType(AmiTimeoutException.class, () -> client.request(LIST, Duration.ofMillis(200)));
        AmiResponse partial = timeout.partial().orElseThrow();
        assertThat(numbers(partial.events())).containsExactly("0", "1");
        assertThat(partial.completion()).isEmpty();
        assertThat(partial.isComplete()).isFalse();
        assertThat(client.statistics().pending()).isZero();
    }

    @Test
    void eachItemProlongsTheWait() {
        CountDownLatch never = new CountDownLatch(1);
        server.on("Things", (peer, action) -> {
            start(peer, action);
            for (int i = 0; i < 8; i++) {
                pause(never, 150);
                thing(peer, action, i);
            }
            end(peer, action, 8);
        });
        assertThat(connect().request(LIST, Duration.ofSeconds(1)).events()).hasSize(8);
    }

    @Test
    void theWholeListHasATimeToo() {
        CountDownLatch stop = new CountDownLatch(1);
        server.on("Things", (peer, action) -> {
            start(peer, action);
            for (int i = 0; i < 500 && stop.getCount() > 0; i++) {
                pause(stop, 20);
                thing(peer, action, i);
            }
        });
        AmiClient client =
                connect(options().actionTimeout(Duration.ofMillis(300)).listTimeout(Duration.ofMillis(600)));
        AmiTimeoutException timeout = failure(client.send(LIST), AmiTimeoutException.class);
        stop.countDown();
        assertThat(timeout.partial().orElseThrow().events()).isNotEmpty();
    }

    @Test
    void whatComesOfAListAfterItsTimeIsDropped() throws Exception {
        List<ScriptedAmiAction> held = new CopyOnWriteArrayList<>();
        server.on("Things", (peer, action) -> {
            start(peer, action);
            thing(peer, action, 0);
            held.add(action);
        });
        AmiClient client = connect();
        List<String> seen = new CopyOnWriteArrayList<>();
        client.subscribe(AmiEvent.class, event -> seen.add(event.name()));
        failure(client.send(LIST, Duration.ofMillis(150)), AmiTimeoutException.class);
        ScriptedAmiPeer peer = server.peer(1);
        thing(peer, held.get(0), 1);
        end(peer, held.get(0), 2);
        peer.event("Last");
        await().until(() -> seen.contains("Last"));
        assertThat(seen).containsExactly("Last");
        assertThat(client.statistics().lateResponses()).isPositive();
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void aStreamedListIsHandedOnAndNotKept() {
        serving(1_000);
        AmiClient client = connect();
        List<AmiEvent> seen = new ArrayList<>(); // one callback at a time, and the future's end comes after them
        AmiResponse response = result(client.send(LIST, LONG, seen::add));
        assertThat(numbers(seen)).hasSize(1_000).startsWith("0", "1", "2").endsWith("999");
        assertThat(response.events()).isEmpty();
        assertThat(response.completion()).isPresent();
        assertThat(response.isComplete()).isTrue();
    }

    @Test
    void aStreamedListThatTimesOutHasSeenItsBeginning() {
        server.on("Things", (peer, action) -> {
            start(peer, action);
            thing(peer, action, 0);
        });
        List<AmiEvent> seen = new CopyOnWriteArrayList<>();
        AmiTimeoutException timeout =
                failure(connect().send(LIST, Duration.ofMillis(200), seen::add), AmiTimeoutException.class);
        assertThat(numbers(seen)).containsExactly("0");
        assertThat(timeout.partial().map(AmiResponse::events).orElse(List.of())).isEmpty();
    }

    /** A list of at most four messages of the longest length, 64 KiB here. */
    private AmiClient bounded() {
        return connect(options().inboundLimits(1_024, 16 * 1_024));
    }

    @Test
    void aCollectedListHasABound() {
        serving(5_000);
        AmiClient client = bounded();
        List<AmiEvent> strangers = new CopyOnWriteArrayList<>();
        client.subscribe(AmiEvent.class, strangers::add);
        assertThat(failure(client.send(LIST, LONG), AmiOverflowException.class))
                .hasMessageContaining("Things")
                .hasMessageContaining("65536 bytes");
        assertThat(client.request(PING).isSuccess()).isTrue(); // it is answered behind all of the list
        assertThat(strangers).isEmpty();
        assertThat(client.statistics().connections()).isEqualTo(1);
        assertThat(client.statistics().pending()).isZero();
    }

    @Test
    void aStreamedListWhoseConsumerIsTooSlowEndsBehindWhatWaits() {
        serving(5_000);
        AmiClient client = bounded();
        CountDownLatch go = new CountDownLatch(1);
        List<AmiEvent> seen = new ArrayList<>(); // of the callbacks, one after another
        CompletableFuture<AmiResponse> list = client.send(LIST, LONG, item -> {
            hold(go);
            seen.add(item);
        });
        assertThat(client.request(PING, LONG).isSuccess()).isTrue(); // it waits behind all of the list
        assertThat(list).isNotDone();
        go.countDown();
        assertThat(failure(list, AmiOverflowException.class)).hasMessageContaining("too slow");
        List<String> numbers = numbers(seen);
        assertThat(numbers).hasSizeBetween(100, 2_000);
        assertThat(numbers)
                .isEqualTo(IntStream.range(0, numbers.size())
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void aStreamedListWhoseConsumerKeepsUpMayBeAsLongAsItLikes() {
        AtomicInteger seen = new AtomicInteger();
        server.on("Things", (peer, action) -> {
            start(peer, action);
            for (int i = 0; i < 5_000; i++) {
                thing(peer, action, i);
                int least = i - 100;
                if (i % 100 == 0) {
                    await().until(() -> seen.get() > least);
                }
            }
            end(peer, action, 5_000);
        });
        assertThat(result(bounded().send(LIST, LONG, item -> seen.incrementAndGet()))
                        .completion())
                .isPresent();
        assertThat(seen).hasValue(5_000);
    }

    @Test
    void aConsumerThatThrowsHarmsNobody() {
        serving(3);
        AmiClient client = connect();
        try (Logs logs = new Logs()) {
            CompletableFuture<AmiResponse> list = client.send(LIST, LONG, item -> {
                throw new IllegalStateException("consumer of the test");
            });
            // either outcome is an outcome; the connection goes on
            assertThat(list.handle((done, e) -> true)
                            .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                            .join())
                    .isTrue();
            assertThat(client.request(PING).isSuccess()).isTrue();
        }
    }

    @Test
    void aListCutByTheEndOfTheConnectionIsLost() {
        server.on("Things", (peer, action) -> {
            start(peer, action);
            thing(peer, action, 0);
            peer.rst();
        });
        AmiClient client = connect();
        assertThat(failure(client.send(LIST), AmiConnectionLostException.class).written())
                .isTrue();
        await().until(() -> client.statistics().connections() == 2 && client.state() == AmiState.READY);
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void aCancelledListsItemsAreNobodysEvents() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        server.on("Things", (peer, action) -> {
            start(peer, action);
            thing(peer, action, 0);
            hold(go);
            thing(peer, action, 1);
            end(peer, action, 2);
            peer.event("Last");
        });
        AmiClient client = connect();
        List<String> seen = new CopyOnWriteArrayList<>();
        client.subscribe(AmiEvent.class, event -> seen.add(event.name()));
        CompletableFuture<AmiResponse> list = client.send(LIST);
        await().until(() -> server.peer(1).actions().contains("Things"));
        list.cancel(true);
        await().until(() -> client.statistics().pending() == 0);
        go.countDown();
        await().until(() -> seen.contains("Last"));
        assertThat(seen).containsExactly("Last");
    }

    @Test
    void anActionsOwnEventsThatAreNoListStayEvents() throws Exception {
        server.on("Originate", (peer, action) -> {
            peer.reply(action, "Success", "Message: Originate successfully queued");
            peer.item(action, "OriginateResponse", "Response: Failure", "Reason: 0");
        });
        server.on("UserEvent", (peer, action) -> {
            peer.item(action, "UserEvent", "UserEvent: Mine");
            peer.reply(action, "Success", "Message: Event Sent");
        });
        AmiClient client = connect();
        List<String> seen = new CopyOnWriteArrayList<>();
        client.subscribe(AmiEvent.class, event -> seen.add(event.name()));
        assertThat(client.request(RawAction.of("Originate")).message()).isEqualTo("Originate successfully queued");
        assertThat(client.request(RawAction.of("UserEvent")).message()).isEqualTo("Event Sent");
        await().untilAsserted(() -> assertThat(seen).containsExactly("OriginateResponse", "UserEvent"));
        assertThat(client.statistics().unsolicited()).isZero();
    }

    private static void pause(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
