// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiClosedException;
import org.offhook.ami.AmiConnectionLostException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiGap;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.AmiState;
import org.offhook.ami.AmiStateChange;
import org.offhook.ami.AmiSubscription;
import org.offhook.ami.EventSelection;
import org.offhook.ami.RawAction;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.testkit.FaultProxy;

/** Floods, slow listeners, many actions at once, and links that die without a word. */
@RealAsterisk(options = AmiLoadTest.Users.class)
class AmiLoadTest {
    private static final int FLOOD = 30_000;
    private static final int IN_FLIGHT = 1_000;
    private static final int QUEUE = 500;
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final SubscriptionOptions DEFAULTS = SubscriptionOptions.defaults();

    private final AsteriskUnderTest asterisk;
    private AmiClients clients;

    AmiLoadTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    /** Asterisk gives the steady one up after a second in which it reads nothing. */
    static final class Users implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT.withFile("manager_extra.conf", """
                    [steady]
                    secret = s
                    read = user,system
                    write = all
                    writetimeout = 1000
                    [feeder]
                    secret = f
                    write = user
                    """);
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
    void aListenerThatHangsInAFloodCostsEventsOfItsOwnAndNothingElse() throws Exception {
        AmiClient client = clients.connect(clients.options("steady", "s"));
        CountDownLatch held = new CountDownLatch(1);
        AtomicLong announced = new AtomicLong();
        AmiSubscription slow = client.subscribe(
                EventSelection.named("UserEvent"),
                DEFAULTS.name("slow").maxEvents(QUEUE).onGap(gap -> {
                    assertThat(gap.reason()).isEqualTo(AmiGap.Reason.OVERFLOW);
                    announced.addAndGet(gap.lost());
                }),
                event -> awaitUninterruptibly(held));
        AtomicInteger next = new AtomicInteger();
        AmiSubscription quick = client.subscribe(EventSelection.named("UserEvent"), DEFAULTS.name("quick"), event -> {
            if (event.headers().has("Number", Integer.toString(next.get()))) {
                next.incrementAndGet();
            }
        });

        CompletableFuture<Void> flood = CompletableFuture.runAsync(this::flood);
        long slowestPing = 0;
        while (!flood.isDone()) {
            long begin = System.nanoTime();
            client.request(RawAction.of("Ping"));
            slowestPing = Math.max(slowestPing, System.nanoTime() - begin);
        }
        flood.get();
        await().atMost(LONG).until(() -> next.get() == FLOOD);
        held.countDown();
        await().atMost(LONG).until(() -> slow.queued() == 0 && slow.delivered() + slow.dropped() == FLOOD);

        assertThat(client.state()).isEqualTo(AmiState.READY);
        assertThat(client.statistics().connections())
                .as("the session stayed up")
                .isEqualTo(1);
        assertThat(quick.delivered()).isEqualTo(FLOOD);
        assertThat(quick.dropped()).isZero();
        assertThat(slow.dropped()).isBetween((long) FLOOD - 2 * QUEUE, (long) FLOOD - QUEUE);
        assertThat(announced).as("every drop is announced").hasValue(slow.dropped());
        assertThat(client.statistics().dropped()).isEqualTo(slow.dropped());
        assertThat(Duration.ofNanos(slowestPing))
                .as("answers do not wait behind events")
                .isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aThousandActionsAtOnceEachGetTheirOwnAnswer() {
        List<CompletableFuture<AmiResponse>> answers = new ArrayList<>();
        List<AmiClient> both = List.of(clients.connect(), clients.connect());

        for (int i = 0; i < IN_FLIGHT; i++) {
            for (AmiClient client : both) {
                answers.add(client.send(RawAction.of("Getvar", "Variable", "MATH(" + i + "*2,int)")));
            }
        }

        for (int i = 0; i < answers.size(); i++) {
            assertThat(Stage.await(answers.get(i)).headers().find("Value")).hasValue(String.valueOf(i / 2 * 2));
        }
        assertThat(both)
                .allSatisfy(client -> assertThat(client.statistics().pending()).isZero());
    }

    @Test
    void twoClientsSeeTheSameEventsAndOneOutlivesTheOther() {
        AmiClient first = clients.connect();
        AmiClient second = clients.connect();
        Seen<AmiEvent> firstSeen = new Seen<>();
        Seen<AmiEvent> secondSeen = new Seen<>();
        first.subscribe(EventSelection.named("UserEvent"), DEFAULTS, firstSeen);
        second.subscribe(EventSelection.named("UserEvent"), DEFAULTS, secondSeen);

        first.request(RawAction.of("UserEvent", "UserEvent", "One"));
        firstSeen.await("One", event -> event.headers().has("UserEvent", "One"));
        secondSeen.await("One", event -> event.headers().has("UserEvent", "One"));
        first.close();
        second.request(RawAction.of("UserEvent", "UserEvent", "Two"));
        secondSeen.await("Two", event -> event.headers().has("UserEvent", "Two"));

        assertThat(firstSeen.all()).hasSize(1);
        assertThat(catchThrowableOfType(AmiClosedException.class, () -> first.request(RawAction.of("Ping"))))
                .extracting(AmiClosedException::written)
                .isEqualTo(false);
    }

    @Test
    void aListenerMayAskWaitAndEvenCloseItsClient() {
        AmiClient client = clients.connect();
        Seen<String> answers = new Seen<>();
        client.subscribe(EventSelection.named("UserEvent"), DEFAULTS, event -> {
            String number = event.headers().find("Number").orElse("0");
            answers.accept(client.request(RawAction.of("Getvar", "Variable", "MATH(" + number + "+1,int)"))
                    .headers()
                    .find("Value")
                    .orElseThrow());
            if (answers.all().size() == 20) {
                client.close();
                answers.accept(client.state().name());
            } else {
                client.request(RawAction.of("UserEvent", "UserEvent", "Next", "Number", answers.last()));
            }
        });

        client.request(RawAction.of("UserEvent", "UserEvent", "Next", "Number", "0"));

        answers.await("closed", "CLOSED"::equals);
        assertThat(answers.all()).hasSize(21).startsWith("1", "2", "3").endsWith("20", "CLOSED");
    }

    @Test
    void aLinkThatDiesSilentlyIsFoundAndReplaced() {
        try (FaultProxy link = FaultProxy.to(asterisk.amiAddress())) {
            deadLink(link, link::blackHole, link::heal);
            assertThat(link.accepted()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aLinkWhosePacketsVanishIsFoundAndReplaced() {
        try (FaultProxy link = FaultProxy.to(asterisk.amiAddress())) {
            String port = String.valueOf(link.port());
            List<String[]> rules = List.of(
                    new String[] {"INPUT", "-i", "lo", "-p", "tcp", "--dport", port, "-j", "DROP"},
                    new String[] {"INPUT", "-i", "lo", "-p", "tcp", "--sport", port, "-j", "DROP"});
            Assumptions.assumeTrue(iptables("-C", rules.get(0)) == 1, "iptables, as root, can be used on this machine");
            try {
                deadLink(
                        link,
                        () -> rules.forEach(
                                rule -> assertThat(iptables("-I", rule)).isZero()),
                        () -> rules.forEach(
                                rule -> assertThat(iptables("-D", rule)).isZero()));
            } finally {
                rules.forEach(rule -> iptables("-D", rule));
            }
        }
    }

    /** The exit code: 0 done, 1 there is no such rule, else it cannot be used. */
    private static int iptables(String what, String... rule) {
        List<String> command = new ArrayList<>(List.of("iptables", "-w", what));
        command.addAll(List.of(rule));
        try {
            return HostProcess.run(command.toArray(String[]::new)).exitCode();
        } catch (UncheckedIOException e) {
            return -1;
        }
    }

    private void deadLink(FaultProxy link, Runnable die, Runnable revive) {
        AmiClientOptions.Builder options = clients.options()
                .port(link.port())
                .ping(Duration.ofMillis(300), Duration.ofMillis(600))
                .connectTimeout(Duration.ofSeconds(1));
        AmiClient client = clients.connect(options);
        Seen<AmiStateChange> states = new Seen<>();
        Seen<AmiGap> gaps = new Seen<>();
        Seen<AmiEvent> events = new Seen<>();
        client.onStateChange(states);
        client.subscribe(EventSelection.named("UserEvent"), DEFAULTS.onGap(gaps), events);

        die.run();
        long died = System.nanoTime();
        CompletableFuture<AmiResponse> asked = client.send(RawAction.of("UserEvent", "UserEvent", "Lost"));
        states.await("down", change -> change.to() == AmiState.WAITING);
        assertThat(Duration.ofNanos(System.nanoTime() - died))
                .as("300 ms of silence and two Pings of 600 ms, on a machine that may be busy")
                .isLessThan(Duration.ofSeconds(6));
        assertThat(catchThrowableOfType(AmiConnectionLostException.class, () -> Stage.await(asked))
                        .written())
                .isTrue();

        revive.run();
        states.await("ready again", LONG, change -> change.to() == AmiState.READY);
        client.request(RawAction.of("UserEvent", "UserEvent", "Found"));
        events.await("Found", event -> event.headers().has("UserEvent", "Found"));
        assertThat(gaps.all()).containsExactly(new AmiGap(AmiGap.Reason.RECONNECTED, -1, false));
    }

    /** User events of about 1 KiB, as fast as Asterisk takes them. */
    private void flood() {
        AmiClient feeder = clients.connect(clients.options("feeder", "f").bootTimeout(Duration.ofMillis(50)));
        String filler = "x".repeat(480);
        Semaphore places = new Semaphore(IN_FLIGHT);
        for (int i = 0; i < FLOOD; i++) {
            places.acquireUninterruptibly();
            feeder.send(RawAction.of(
                            "UserEvent", "UserEvent", "Flood", "Number", String.valueOf(i), "A", filler, "B", filler))
                    .whenComplete((response, failure) -> places.release());
        }
        places.acquireUninterruptibly(IN_FLIGHT);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
