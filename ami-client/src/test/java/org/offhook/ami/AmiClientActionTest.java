// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.ami.spi.AmiActionSink;
import org.offhook.ami.spi.AmiEventSink;

/** One action, one outcome. */
class AmiClientActionTest extends AmiClientFixture {

    private static final Duration SHORT = Duration.ofMillis(150);

    /** An action that knows what it needs, and makes a text of its answer. */
    private record Shout(String word) implements AmiAction<String> {
        @Override
        public String name() {
            return "Shout";
        }

        @Override
        public AmiHeaders headers() {
            return AmiHeaders.of("Word", word);
        }

        @Override
        public String result(AmiResponse response) {
            return response.headers().find("Echo").orElseThrow();
        }

        @Override
        public Set<String> privileges() {
            return Set.of("system", "call");
        }
    }

    private void shouting() {
        server.on("Shout", (peer, action) -> peer.reply(action, "Success", "Echo: " + action.header("Word") + "!"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerBecomesTheActionsResult(boolean tls) {
        shouting();
        AmiClient client = connect(options(tls));
        assertThat(client.request(new Shout("hé"))).isEqualTo("hé!");
        assertThat(result(client.send(new Shout("two")))).isEqualTo("two!");
        assertThat(client.request(new Shout("three"), Duration.ofSeconds(5))).isEqualTo("three!");
    }

    @Test
    void theWireSaysActionOurIdAndTheHeadersInOrder() {
        AmiClient client = connect();
        AmiResponse response = client.request(RawAction.of("Ping", "B", "2", "A", "1", "B", "3", "Empty", ""));
        assertThat(response.isSuccess()).isTrue();
        String id = response.headers().find("ActionID").orElseThrow();
        assertThat(id.length()).isBetween(1, 64);
        assertThat(server.peer(1).received()).contains(String.join("\r\n", "B: 2", "A: 1", "B: 3", "Empty: ", "", ""));
        assertThat(server.peer(1).received()).containsOnlyOnce("ActionID: " + id + "\r\n");
    }

    @Test
    void anErrorHoldsTheAnswer() {
        server.on(
                "Redirect",
                (peer, action) -> peer.reply(action, "Error", "Message: Channel does not exist: X", "More: 1"));
        AmiClient client = connect();
        AmiErrorException error = catchThrowableOfType(
                AmiErrorException.class, () -> client.request(RawAction.of("Redirect", "Channel", "X")));
        assertThat(error).hasMessageContaining("Redirect").hasMessageContaining("Channel does not exist: X");
        assertThat(error.response().isSuccess()).isFalse();
        assertThat(error.response().headers().find("More")).contains("1");
        assertThat(failure(client.send(RawAction.of("Redirect")), AmiErrorException.class)
                        .response()
                        .message())
                .isEqualTo("Channel does not exist: X");
    }

    @Test
    void permissionDeniedNamesTheClass() {
        server.on("Shout", (peer, action) -> peer.reply(action, "Error", "Message: Permission denied"));
        AmiClient client = connect();
        AmiPermissionException denied = failure(client.send(new Shout("x")), AmiPermissionException.class);
        assertThat(denied)
                .hasMessageContaining("Shout")
                .hasMessageContaining("system")
                .hasMessageContaining("call");
        assertThat(denied.privileges()).containsExactlyInAnyOrder("system", "call");
        assertThat(client.state()).isEqualTo(AmiState.READY);
    }

    @Test
    void anErrorsTextIsMadePrintable() {
        server.on("Odd", (peer, action) -> peer.reply(action, "Error", "Message: a\u001b[2Jb\u0007\nc"));
        AmiErrorException error = failure(connect().send(RawAction.of("Odd")), AmiErrorException.class);
        assertThat(error.getMessage()).doesNotContain("\u001b", "\u0007", "\n", "\r");
        assertThat(error.response().headers().find("Message")).contains("a\u001b[2Jb\u0007\nc");
    }

    @Test
    void anUnknownActionIsAnErrorOnly() {
        AmiClient client = connect();
        assertThat(failure(client.send(RawAction.of("NoSuch")), AmiErrorException.class))
                .hasMessageContaining("Invalid/unknown command");
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void aResultThatThrowsIsTheOutcome() {
        AmiClient client = connect();
        AmiAction<String> broken = new AmiAction<>() {
            @Override
            public String name() {
                return "Ping";
            }

            @Override
            public AmiHeaders headers() {
                return AmiHeaders.EMPTY;
            }

            @Override
            public String result(AmiResponse response) {
                throw new IllegalStateException("cannot read this");
            }
        };
        assertThat(failure(client.send(broken), IllegalStateException.class)).hasMessage("cannot read this");
        assertThatThrownBy(() -> client.request(broken)).isInstanceOf(IllegalStateException.class);
        assertThat(client.request(PING).isSuccess()).isTrue();
        assertThat(client.statistics().pending()).isZero();
    }

    @Test
    void withoutAnAnswerItTimesOutAndALateOneIsDropped() throws Exception {
        List<ScriptedAmiAction> held = new CopyOnWriteArrayList<>();
        server.on("Slow", (peer, action) -> held.add(action));
        AmiClient client = connect();
        AmiTimeoutException timeout =
                catchThrowableOfType(AmiTimeoutException.class, () -> client.request(RawAction.of("Slow"), SHORT));
        assertThat(timeout).hasMessageContaining("Slow");
        assertThat(timeout.partial()).isEmpty();
        assertThat(client.statistics().pending()).isZero();
        server.peer(1).reply(held.get(0), "Success", "Message: at last");
        await().until(() -> client.statistics().lateResponses() == 1);
        assertThat(client.statistics().unsolicited()).isZero();
        Set<String> ids = new HashSet<>(Set.of(held.get(0).id()));
        for (int i = 0; i < 200; i++) {
            assertThat(ids.add(client.request(PING).headers().find("ActionID").orElseThrow()))
                    .isTrue();
        }
    }

    @Test
    void theOptionsTimeIsUsedWithoutOneOfItsOwn() {
        server.ignore("Slow");
        AmiClient client = connect(options().actionTimeout(SHORT));
        failure(client.send(RawAction.of("Slow")), AmiTimeoutException.class);
    }

    @Test
    void aCancelledActionIsForgottenAndItsAnswerIsLate() throws Exception {
        List<ScriptedAmiAction> held = new CopyOnWriteArrayList<>();
        server.on("Slow", (peer, action) -> held.add(action));
        AmiClient client = connect();
        CompletableFuture<AmiResponse> future = client.send(RawAction.of("Slow"));
        await().until(() -> held.size() == 1);
        assertThat(client.statistics().pending()).isEqualTo(1);
        assertThat(future.cancel(true)).isTrue();
        assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
        await().until(() -> client.statistics().pending() == 0);
        server.peer(1).reply(held.get(0), "Success");
        await().until(() -> client.statistics().lateResponses() == 1);
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void aFutureCompletedByItsOwnerIsForgottenInTime() {
        server.ignore("Slow");
        AmiClient client = connect();
        CompletableFuture<AmiResponse> future = client.send(RawAction.of("Slow"), SHORT);
        assertThat(future.complete(null)).isTrue();
        await().until(() -> client.statistics().pending() == 0);
    }

    @Test
    void whileTheConnectionIsDownNothingIsSent() throws Exception {
        AmiClient client = connect(options().reconnectPause(Duration.ofSeconds(50), Duration.ofSeconds(50)));
        server.peer(1).rst();
        await().until(() -> client.state() == AmiState.WAITING);
        AmiConnectionLostException lost = failure(client.send(PING), AmiConnectionLostException.class);
        assertThat(lost.written()).isFalse();
        assertThat(lost).hasMessageContaining("Ping");
        AmiConnectionLostException thrown =
                catchThrowableOfType(AmiConnectionLostException.class, () -> client.request(PING));
        assertThat(thrown.written()).isFalse();
    }

    @Test
    void beforeItIsReadyNothingIsSent() {
        CountDownLatch go = new CountDownLatch(1);
        AmiClient client = startHeld(options(), go);
        assertThat(failure(client.send(PING), AmiConnectionLostException.class).written())
                .isFalse();
        go.countDown();
        client.awaitReady(Duration.ofSeconds(10));
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterALossTheOutcomeIsUnknownAndNothingIsSentTwice(boolean tls) throws Exception {
        server.ignore("Originate");
        AmiClient client = connect(options(tls));
        CompletableFuture<AmiResponse> future = client.send(RawAction.of("Originate", "Channel", "Local/1@x"));
        await().until(() -> server.peer(1).actions().contains("Originate"));
        server.peer(1).rst();
        AmiConnectionLostException lost = failure(future, AmiConnectionLostException.class);
        assertThat(lost.written()).isTrue();
        assertThat(lost).hasMessageContaining("Originate");
        await().until(() -> client.statistics().connections() == 2 && client.state() == AmiState.READY);
        client.request(PING);
        assertThat(server.peer(2).actions()).doesNotContain("Originate");
    }

    @Test
    void closeEndsWhatWaits() {
        server.ignore("Slow");
        AmiClient client = connect();
        CompletableFuture<AmiResponse> future = client.send(RawAction.of("Slow"));
        await().until(() -> server.peer(1).actions().contains("Slow"));
        client.close();
        assertThat(failure(future, AmiClosedException.class).written()).isTrue();
        assertThat(failure(client.send(PING), AmiClosedException.class).written())
                .isFalse();
        assertThatThrownBy(() -> client.request(PING)).isInstanceOf(AmiClosedException.class);
    }

    @Test
    void answersInAnyOrderFindTheirActions() throws Exception {
        List<ScriptedAmiAction> held = new CopyOnWriteArrayList<>();
        server.on("Shout", (peer, action) -> held.add(action));
        AmiClient client = connect();
        List<CompletableFuture<String>> futures = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            futures.add(client.send(new Shout("w" + i)));
        }
        await().until(() -> held.size() == 100);
        List<ScriptedAmiAction> mixed = new ArrayList<>(held);
        Collections.shuffle(mixed, new java.util.Random(1));
        for (ScriptedAmiAction action : mixed) {
            server.peer(1).event("Between", "ActionID: " + action.id());
            server.peer(1).reply(action, "Success", "Echo: " + action.header("Word"));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(result(futures.get(i))).isEqualTo("w" + i);
        }
    }

    @Test
    void tenThousandInFlight() {
        List<ScriptedAmiAction> held = Collections.synchronizedList(new ArrayList<>());
        server.on("Shout", (peer, action) -> {
            held.add(action);
            if (held.size() == 10_000) {
                StringBuilder all = new StringBuilder(1 << 20);
                for (int i = held.size() - 1; i >= 0; i--) {
                    all.append("Response: Success\r\nActionID: ")
                            .append(held.get(i).id());
                    all.append("\r\nEcho: ").append(held.get(i).header("Word")).append("\r\n\r\n");
                }
                peer.raw(all.toString());
            }
        });
        AmiClient client = connect(options().actionTimeout(Duration.ofSeconds(50)));
        List<CompletableFuture<String>> futures = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            futures.add(client.send(new Shout("w" + i)));
        }
        AmiOverflowException over = failure(client.send(PING), AmiOverflowException.class);
        assertThat(over).hasMessageContaining("10000");
        for (int i = 0; i < 10_000; i++) {
            assertThat(result(futures.get(i))).isEqualTo("w" + i);
        }
        assertThat(client.statistics().pending()).isZero();
        assertThat(client.request(PING).isSuccess()).isTrue();
        assertThat(server.peer(1).actions()).endsWith("Shout", "Ping");
    }

    @Test
    void beyondTheBoundAnActionIsRefusedAndPlaceIsMadeByAnOutcome() {
        server.ignore("Slow");
        AmiClient client = connect(options().maxPendingActions(2));
        CompletableFuture<AmiResponse> first = client.send(RawAction.of("Slow"));
        client.send(RawAction.of("Slow"));
        failure(client.send(PING), AmiOverflowException.class);
        assertThatThrownBy(() -> client.request(PING)).isInstanceOf(AmiOverflowException.class);
        first.cancel(true);
        await().untilAsserted(() -> assertThat(
                        client.send(PING).handle((done, e) -> e == null).get())
                .isTrue());
    }

    @Test
    void theCallersIdIsCarriedBesideOurs() {
        AmiClient client = connect();
        AmiResponse response = client.request(RawAction.of("Ping", "ActionID", "mine-1"));
        assertThat(response.actionId()).contains("mine-1");
        assertThat(server.peer(1).received()).doesNotContain("mine-1");
        assertThat(response.headers().find("ActionID")).isPresent().get().isNotEqualTo("mine-1");
        assertThat(client.request(PING).actionId()).isEmpty();
    }

    @Test
    void twoActionsWithTheSameCallersIdAreTwo() {
        shouting();
        AmiClient client = connect();
        CompletableFuture<AmiResponse> a = client.send(RawAction.of("Shout", "Word", "a", "actionid", "same"));
        CompletableFuture<AmiResponse> b = client.send(RawAction.of("Shout", "Word", "b", "ACTIONID", "same"));
        assertThat(result(a).headers().find("Echo")).contains("a!");
        assertThat(result(b).headers().find("Echo")).contains("b!");
        assertThat(result(b).actionId()).contains("same");
        assertThat(server.peer(1).received()).doesNotContain("same");
    }

    @Test
    void answersOfNobodyAreCountedAndHarmless() throws Exception {
        AmiClient client = connect();
        long before = client.statistics().unsolicited();
        server.peer(1).message("Response: Error", "Message: Missing action in request");
        server.peer(1).message("Response: Success", "ActionID: of-somebody-else", "Message: x");
        server.peer(1).message("Response: Success", "ActionID: ", "Message: x");
        await().until(() -> client.statistics().unsolicited() == before + 3);
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void anAnswerWithoutIdDoesNotEndAnAction() throws Exception {
        List<ScriptedAmiAction> held = new CopyOnWriteArrayList<>();
        server.on("Slow", (peer, action) -> held.add(action));
        AmiClient client = connect();
        CompletableFuture<AmiResponse> a = client.send(RawAction.of("Slow"));
        CompletableFuture<AmiResponse> b = client.send(RawAction.of("Slow"));
        await().until(() -> held.size() == 2);
        server.peer(1).message("Response: Error", "Message: Missing action in request");
        for (ScriptedAmiAction action : held) {
            server.peer(1).reply(action, "Success", "Message: mine");
        }
        assertThat(result(a).message()).isEqualTo("mine");
        assertThat(result(b).message()).isEqualTo("mine");
    }

    @Test
    void ofSeveralAnswersTheFirstCounts() throws Exception {
        server.on("ModuleLoad", (peer, action) -> {
            peer.reply(action, "Error", "Message: Incomplete ModuleLoad action.");
            peer.reply(action, "Error", "Message: Need module name");
            peer.reply(action, "Error", "Message: Incomplete ModuleLoad action.");
        });
        AmiClient client = connect();
        assertThat(failure(client.send(RawAction.of("ModuleLoad")), AmiErrorException.class)
                        .response()
                        .message())
                .isEqualTo("Incomplete ModuleLoad action.");
        await().until(() ->
                client.statistics().lateResponses() + client.statistics().unsolicited() == 2);
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void theFirstOfARepeatedActionIdIsTheOne() throws Exception {
        List<ScriptedAmiAction> held = new CopyOnWriteArrayList<>();
        server.on("Slow", (peer, action) -> held.add(action));
        AmiClient client = connect();
        CompletableFuture<AmiResponse> a = client.send(RawAction.of("Slow"));
        await().until(() -> held.size() == 1);
        CompletableFuture<AmiResponse> b = client.send(RawAction.of("Slow"));
        await().until(() -> held.size() == 2);
        server.peer(1)
                .message(
                        "Response: Success",
                        "ActionID: " + held.get(0).id(),
                        "Value: x",
                        "ActionID: " + held.get(1).id());
        assertThat(result(a).headers().all("ActionID"))
                .containsExactly(held.get(0).id(), held.get(1).id());
        assertThat(b).isNotDone();
        server.peer(1).reply(held.get(1), "Success");
        result(b);
    }

    @Test
    void headerNamesOfAnAnswerMatchInAnyCase() throws Exception {
        server.on(
                "Slow", (peer, action) -> peer.message("RESPONSE: Success", "actionid: " + action.id(), "message: hi"));
        assertThat(connect().request(RawAction.of("Slow")).message()).isEqualTo("hi");
    }

    @Test
    void aGoodbyeIsASuccess() {
        AmiClient client = connect();
        AmiResponse response = result(client.send(RawAction.of("Logoff")));
        assertThat(response.isSuccess()).isTrue();
        assertThat(response.message()).isEqualTo("Thanks for all the fish.");
    }

    @Test
    void aMessageThatEndsInALineFeedIsOneMessage() throws Exception {
        server.on("Odd", (peer, action) -> peer.reply(action, "Success", "Message: No endpoints found\n"));
        AmiClient client = connect();
        AmiResponse response = client.request(RawAction.of("Odd"));
        assertThat(response.message()).isEqualTo("No endpoints found");
        assertThat(response.headers().find("Message")).contains("No endpoints found\n");
        assertThat(client.request(PING).isSuccess()).isTrue();
        assertThat(client.statistics().unsolicited()).isZero();
    }

    @Test
    void statisticsCountWhatIsWritten() {
        AmiClient client = connect();
        AmiStatistics before = client.statistics();
        for (int i = 0; i < 5; i++) {
            client.request(PING);
        }
        AmiStatistics after = client.statistics();
        assertThat(after.actions() - before.actions()).isEqualTo(5);
        assertThat(after.connections()).isEqualTo(1);
        assertThat(after.bytesRead()).isGreaterThan(before.bytesRead() + 5 * 60);
    }

    @Test
    void aPermittedTimeMustBeUseful() {
        AmiClient client = connect();
        for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThatThrownBy(() -> client.send(PING, time)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anActionThatIsCancelledBeforeItIsWrittenIsNeverWritten() {
        server.on("Held", (peer, action) -> peer.reply(action, "Success"));
        AmiClient client = connect();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        client.attach(new AmiEventSink() {
            @Override
            public List<EventSelection<?>> selections() { // on the loop, which does nothing else meanwhile
                busy.countDown();
                hold(go);
                return List.of();
            }

            @Override
            public void event(AmiEvent event) {}
        });
        hold(busy);
        CompletableFuture<AmiResponse> before = client.send(RawAction.of("Held", "Number", "1"));
        CompletableFuture<AmiResponse> cancelled = client.send(RawAction.of("Held", "Number", "2"));
        CompletableFuture<AmiResponse> behind = client.send(RawAction.of("Held", "Number", "3"));
        assertThat(cancelled.cancel(true)).isTrue();
        go.countDown();

        assertThat(result(before).isSuccess()).isTrue();
        assertThat(result(behind).isSuccess()).isTrue();
        assertThat(server.peer(1).received()).contains("Number: 1", "Number: 3").doesNotContain("Number: 2");
        assertThat(client.statistics().pending()).isZero();
    }

    /** What the SPI forbids. */
    private static final AmiActionSink THROWING = new AmiActionSink() {
        @Override
        public void response(AmiResponse response) {
            throw new IllegalStateException("a sink of the test");
        }

        @Override
        public void failed(AmiException failure) {
            throw new AssertionError("a sink of the test");
        }
    };

    @Test
    void aSinkThatThrowsAtAnAnswerCostsNothing() {
        AmiClient client = connect();
        try (Logs logs = new Logs()) {
            client.send(PING, THROWING);
            assertThat(client.request(PING).isSuccess()).isTrue();
            assertThat(client.statistics().connections()).isEqualTo(1);
            assertThat(logs.with("Ping: its sink failed")).hasSize(1);
        }
    }

    @Test
    void aSinkThatThrowsAtATimeOutCostsNoOtherItsOutcome() {
        server.ignore("Slow");
        AmiClient client = connect(options().actionTimeout(Duration.ofMillis(300)));
        try (Logs logs = new Logs()) {
            client.send(RawAction.of("Slow"), THROWING);
            CompletableFuture<AmiResponse> behind = client.send(RawAction.of("Slow"));
            failure(behind, AmiTimeoutException.class);
            assertThat(client.request(PING, Duration.ofSeconds(20)).isSuccess()).isTrue();
            assertThat(logs.with("Slow: its sink failed")).hasSize(1);
        }
    }

    @Test
    void aSinkThatThrowsAtALossKeepsTheClientFromNothing() {
        server.on("Slow", (peer, action) -> {
            if (action.header("Last").equals("yes")) {
                peer.rst();
            }
        });
        AmiClient client = connect();
        try (Logs logs = new Logs()) {
            client.send(RawAction.of("Slow"), THROWING);
            CompletableFuture<AmiResponse> behind = client.send(RawAction.of("Slow", "Last", "yes"));
            assertThat(failure(behind, AmiConnectionLostException.class).written())
                    .isTrue();
            await().until(() -> client.statistics().connections() == 2);
            assertThat(client.awaitReady(Duration.ofSeconds(20))).isTrue();
            assertThat(logs.with("Slow: its sink failed")).hasSize(1);
        }
    }
}
