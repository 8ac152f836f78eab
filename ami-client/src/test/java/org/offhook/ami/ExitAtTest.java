// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The server dies at every point, in every manner: connect fails in order or the client comes back, and every action has one outcome. */
class ExitAtTest extends AmiClientFixture {

    /** How it dies. */
    enum Fault {
        FIN {
            @Override
            void at(ScriptedAmiPeer peer) throws IOException {
                peer.fin();
            }
        },
        RST {
            @Override
            void at(ScriptedAmiPeer peer) throws IOException {
                peer.rst();
            }
        },
        SILENCE {
            @Override
            void at(ScriptedAmiPeer peer) throws IOException {
                peer.silence();
            }
        },
        GARBAGE {
            @Override
            void at(ScriptedAmiPeer peer) throws IOException {
                peer.garbage();
            }
        };

        abstract void at(ScriptedAmiPeer peer) throws IOException;
    }

    /** Where it dies; what happens until then. */
    enum Point {
        BEFORE_THE_BANNER(peer -> {}),
        IN_THE_BANNER(peer -> peer.raw("Asterisk Call Man")),
        AFTER_THE_BANNER(ScriptedAmiPeer::banner),
        IN_THE_CHALLENGE(peer -> half(peer.banner(), peer.serveUntil("Challenge"), "Challenge: 1234")),
        AFTER_THE_LOGIN_WAS_RECEIVED(peer -> peer.banner().serveUntil("Login")),
        IN_THE_LOGINS_ANSWER(peer -> half(peer.banner(), peer.serveUntil("Login"), "Message: Authentic")),
        BEFORE_FULLY_BOOTED(
                peer -> peer.reply(peer.banner().serveUntil("Login"), "Success", "Message: Authentication accepted")),
        IN_FULLY_BOOTED(
                peer -> peer.reply(peer.banner().serveUntil("Login"), "Success", "Message: Authentication accepted")
                        .raw("Event: FullyBooted\r\nPrivilege: sys")),
        DURING_PREPARATION(peer -> peer.banner().acceptLogin().read()),
        BEFORE_THE_EVENTS_ARE_ON(peer -> {
            peer.banner().acceptLogin();
            peer.serveUntil("Events");
        }),

        READY_AND_IDLE(peer -> {
            ready(peer);
            peer.serveUntil("Work");
        }),
        IN_AN_EVENT(peer -> {
            ready(peer);
            peer.serveUntil("Work");
            peer.raw("Event: Hangup\r\nPrivilege: call,all\r\nChannel: Loc");
        }),
        BETWEEN_THE_LINE_ENDS_OF_AN_EVENT(peer -> {
            ready(peer);
            peer.serveUntil("Work");
            peer.raw("Event: Hangup\r\nChannel: x\r\n\r");
        }),
        IN_A_RESPONSE(peer -> {
            ready(peer);
            half(peer, peer.serveUntil("Work"), "Message: all is w");
        }),
        BETWEEN_A_RESPONSE_AND_ITS_LIST(peer -> {
            ready(peer);
            peer.reply(peer.serveUntil("Work"), "Success", "EventList: start");
        }),
        IN_A_LIST(peer -> {
            ready(peer);
            ScriptedAmiAction action = peer.serveUntil("Work");
            peer.reply(action, "Success", "EventList: start");
            peer.item(action, "Item", "Number: 1");
            peer.raw("Event: Item\r\nActionID: " + action.id() + "\r\nNum");
        });

        static final Set<Point> BEFORE_READY = EnumSet.range(BEFORE_THE_BANNER, BEFORE_THE_EVENTS_ARE_ON);
        static final Set<Point> WHEN_READY = EnumSet.range(READY_AND_IDLE, IN_A_LIST);

        @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
        private final ScriptedAmi.Script until;

        Point(ScriptedAmi.Script until) {
            this.until = until;
        }

        void runAndDie(ScriptedAmiPeer peer, Fault fault) throws IOException {
            until.run(peer);
            fault.at(peer);
        }

        private static void ready(ScriptedAmiPeer peer) throws IOException {
            peer.banner().acceptLogin();
        }

        private static void half(ScriptedAmiPeer peer, ScriptedAmiAction action, String line) throws IOException {
            peer.raw("Response: Success\r\nActionID: " + action.id() + "\r\n" + line);
        }
    }

    static Stream<Arguments> beforeReady() {
        return matrix(Point.BEFORE_READY);
    }

    static Stream<Arguments> whenReady() {
        return matrix(Point.WHEN_READY);
    }

    private static Stream<Arguments> matrix(Set<Point> points) {
        return points.stream().flatMap(point -> Stream.of(Fault.values()).map(fault -> Arguments.of(point, fault)));
    }

    private AmiClientOptions.Builder impatient() {
        return options()
                .connectTimeout(Duration.ofMillis(200))
                .bootTimeout(Duration.ofMillis(100))
                .actionTimeout(Duration.ofMillis(200))
                .ping(Duration.ofMillis(100), Duration.ofMillis(100));
    }

    @ParameterizedTest
    @MethodSource("beforeReady")
    void connectFailsInOrder(Point point, Fault fault) throws Exception {
        server.next(peer -> point.runAndDie(peer, fault));
        AmiConnectException failure = catchThrowableOfType(
                AmiConnectException.class,
                () -> AmiClient.connect(impatient().build()).close());
        assertThat(failure).isNotNull().isNotInstanceOf(AmiLoginException.class);
        assertThat(failure.getMessage()).contains("127.0.0.1:" + server.port()).doesNotContain("\0", "\r", "\n");
        assertThat(server.peer(1).awaitGone()).isTrue();
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("beforeReady")
    void aStartedClientComesBack(Point point, Fault fault) throws Exception {
        server.next(peer -> point.runAndDie(peer, fault));
        // only the first connection needs the short times: a busy machine may be slow at the second
        AmiClient client = start(impatient().actionTimeout(Duration.ofMillis(600)));
        await().until(() -> server.connections() >= 2);
        assertThat(client.awaitReady(Duration.ofSeconds(20))).isTrue();
        assertThat(client.request(PING, Duration.ofSeconds(10)).isSuccess()).isTrue();
        assertThat(server.peer(1).awaitGone()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("whenReady")
    void everyActionHasOneOutcomeAndTheClientComesBack(Point point, Fault fault) throws Exception {
        server.ignore("Waiting");
        server.next(peer -> point.runAndDie(peer, fault));
        AmiClient client = connect(
                options().actionTimeout(Duration.ofSeconds(40)).ping(Duration.ofMillis(200), Duration.ofMillis(200)));
        List<String> gaps = new CopyOnWriteArrayList<>();
        List<String> events = new CopyOnWriteArrayList<>();
        client.subscribe(
                EventSelection.all(),
                SubscriptionOptions.defaults().onGap(gap -> gaps.add(gap.toString())),
                event -> events.add(event.name()));
        AtomicInteger outcomes = new AtomicInteger();
        List<CompletableFuture<AmiResponse>> futures = new ArrayList<>();
        for (String name : List.of("Waiting", "Waiting", "Waiting", "Work")) {
            CompletableFuture<AmiResponse> future = client.send(RawAction.of(name));
            future.whenComplete((response, e) -> outcomes.incrementAndGet());
            futures.add(future);
        }
        for (CompletableFuture<AmiResponse> future : futures) {
            AmiConnectionLostException lost = failure(future, AmiConnectionLostException.class);
            assertThat(lost.written()).isTrue();
        }
        await().until(() -> client.statistics().connections() == 2 && client.state() == AmiState.READY);
        assertThat(client.request(PING).isSuccess()).isTrue();
        await().until(() -> gaps.size() == 1);
        assertThat(outcomes).hasValue(4);
        assertThat(events).doesNotContain("Hangup", "Item");
        assertThat(server.peer(2).actions()).doesNotContain("Work", "Waiting");
        assertThat(client.statistics().pending()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void atTheLogoffCloseIsBounded(Fault fault) throws Exception {
        server.on("Logoff", (peer, action) -> fault.at(peer));
        AmiClient client = connect();
        long before = System.nanoTime();
        client.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
        assertThat(client.state()).isEqualTo(AmiState.CLOSED);
        assertThat(server.peer(1).awaitGone()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void withoutReconnectItEndsForGood(Fault fault) throws Exception {
        CountDownLatch die = new CountDownLatch(1);
        server.on("Work", (peer, action) -> {
            hold(die);
            fault.at(peer);
        });
        AmiClient client = connect(options().withoutReconnect().ping(Duration.ofMillis(200), Duration.ofMillis(200)));
        List<AmiException> ends = new CopyOnWriteArrayList<>();
        client.subscribe(EventSelection.all(), SubscriptionOptions.defaults().onEnd(ends::add), event -> {});
        CompletableFuture<AmiResponse> work = client.send(RawAction.of("Work"));
        die.countDown();
        assertThat(failure(work, AmiException.class))
                .isInstanceOfAny(AmiConnectionLostException.class, AmiClosedException.class);
        await().until(() -> client.state() == AmiState.CLOSED && ends.size() == 1);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aServerThatDiesAtOnceEveryTimeIsNoBusyLoop() {
        server.always(ScriptedAmiPeer::rst);
        AmiClient client = start(options().reconnectPause(Duration.ofMillis(50), Duration.ofMillis(100)));
        long before = System.nanoTime();
        await().until(() -> server.connections() >= 6);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(240));
        assertThat(client.state().isFinal()).isFalse();
    }
}
