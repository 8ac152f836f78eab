// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.command.StreamFile;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiConnectionLostException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiException;
import org.offhook.ami.AmiGap;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.AmiState;
import org.offhook.ami.AmiTimeoutException;
import org.offhook.ami.EventSelection;
import org.offhook.ami.RawAction;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.ami.action.CoreShowChannelsAction;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.fastagi.FastAgiServer;
import org.offhook.testkit.FaultProxy;
import org.offhook.testkit.FaultProxy.Direction;

/** Every fault of a link against AMI, FastAGI and AsyncAGI: a result is right, or there is one clear error. */
@RealAsterisk
class FaultyLinkTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration REPLY = Duration.ofSeconds(20);
    private static final int ACTIONS = 20;
    /** Each is a read and a write, and takes up to two ticks of Asterisk over AsyncAGI. */
    private static final int STEPS = 3;

    private static final String LONG_VALUE = "0123456789".repeat(90);
    /** Nothing that a line could be made of, and its end. */
    private static final byte[] GARBAGE = "\0\377\376(((\001garbage)))\177\r\n\r\n".getBytes(ISO_8859_1);

    private final AsteriskUnderTest asterisk;
    private FaultProxy link;
    private AmiClients clients;

    FaultyLinkTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @BeforeEach
    void setUp() {
        clients = new AmiClients(asterisk);
    }

    @AfterEach
    void close() {
        link.heal();
        clients.close();
        link.close();
    }

    /** What only slows a link down, before it is used. */
    enum Slow {
        NONE,
        LATENCY,
        JITTER,
        BANDWIDTH,
        SLICES_OF_ONE_BYTE,
        SLICES_WITH_PAUSES,
        SLOW_CLOSE;

        void strike(FaultProxy link) {
            switch (this) {
                case NONE -> {}
                case LATENCY -> link.latency(Duration.ofMillis(50), Duration.ZERO);
                case JITTER -> link.latency(Duration.ZERO, Duration.ofMillis(60));
                case BANDWIDTH -> link.bandwidth(30_000);
                case SLICES_OF_ONE_BYTE -> link.slice(1, Duration.ZERO);
                case SLICES_WITH_PAUSES -> link.slice(97, Duration.ofMillis(2));
                case SLOW_CLOSE -> link.slowClose(Duration.ofMillis(500));
            }
        }
    }

    /** What breaks a link, in the middle of its use. */
    enum Broken {
        RESET,
        BLACK_HOLE,
        LIMIT_TO_SERVER,
        LIMIT_TO_CLIENT,
        HALF_CLOSE_TO_SERVER,
        HALF_CLOSE_TO_CLIENT,
        GARBAGE_TO_SERVER,
        GARBAGE_TO_CLIENT;

        void strike(FaultProxy link) {
            switch (this) {
                case RESET -> link.reset();
                case BLACK_HOLE -> link.blackHole();
                case LIMIT_TO_SERVER -> link.limit(Direction.TO_SERVER, 1);
                case LIMIT_TO_CLIENT -> link.limit(Direction.TO_CLIENT, 1);
                case HALF_CLOSE_TO_SERVER -> link.halfClose(Direction.TO_SERVER);
                case HALF_CLOSE_TO_CLIENT -> link.halfClose(Direction.TO_CLIENT);
                case GARBAGE_TO_SERVER -> link.garbage(Direction.TO_SERVER, GARBAGE);
                case GARBAGE_TO_CLIENT -> link.garbage(Direction.TO_CLIENT, GARBAGE);
            }
        }

        /** AMI goes on behind garbage: it is a message that nobody understands. */
        boolean endsAmi() {
            return this != GARBAGE_TO_SERVER && this != GARBAGE_TO_CLIENT;
        }
    }

    private void amiThroughLink() {
        link = FaultProxy.to(asterisk.amiAddress());
    }

    private AmiClientOptions.Builder options() {
        return clients.options().port(link.port()).name("pbx").connectTimeout(Duration.ofSeconds(5));
    }

    /** A silence is noticed soon where there is one; elsewhere a busy machine is not to be taken for a dead link. */
    private AmiClientOptions.Builder options(Broken broken) {
        return broken == Broken.BLACK_HOLE ? options().ping(Duration.ofMillis(300), Duration.ofMillis(700)) : options();
    }

    // ---- AMI

    @ParameterizedTest
    @EnumSource
    void aSlowLinkOnlySlowsAmiDown(Slow slow) {
        amiThroughLink();
        slow.strike(link);
        LiveCall call = asterisk.place(CallPlan.application("Wait", "20").timeout(LONG));
        call.nearChannel();
        AmiClient client = clients.connect(options());
        Seen<AmiEvent> events = new Seen<>();
        client.subscribe(EventSelection.named("UserEvent"), SubscriptionOptions.defaults(), events);

        List<CompletableFuture<AmiResponse>> answers = ask(client, 0, ACTIONS);
        for (int i = 0; i < ACTIONS; i++) {
            client.send(RawAction.of("UserEvent", "UserEvent", "Slow", "Number", String.valueOf(i)));
        }

        assertThat(wrongOrLost(answers, 0)).isEmpty();
        assertThat(client.request(CoreShowChannelsAction.of()))
                .extracting(row -> row.headers().find("Uniqueid").orElse(""))
                .contains(call.nearUniqueId(), call.farUniqueId());
        await().atMost(LONG).until(() -> events.all().size() == ACTIONS);
        assertThat(events.all())
                .extracting(event -> event.headers().find("Number").orElse(""))
                .isEqualTo(numbers());
        assertThat(client.statistics().connections()).isEqualTo(1);
        long begun = System.nanoTime();
        client.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        call.hangUpNear();
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenLinkEndsEachActionOnceAndAmiComesBack(Broken broken) {
        amiThroughLink();
        AmiClient client = clients.connect(options(broken));
        Seen<AmiGap> gaps = new Seen<>();
        Seen<AmiEvent> events = new Seen<>();
        client.subscribe(
                EventSelection.named("UserEvent"),
                SubscriptionOptions.defaults().onGap(gaps),
                events);
        assertThat(wrongOrLost(ask(client, 0, ACTIONS), 0)).isEmpty();

        broken.strike(link);
        List<AmiException> failures = wrongOrLost(ask(client, 100, ACTIONS), 100);
        if (broken.endsAmi()) {
            await().atMost(LONG)
                    .until(() -> client.state() != AmiState.READY
                            || client.statistics().connections() > 1);
        } else {
            assertThat(failures).isEmpty();
        }
        link.heal();

        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfAny(AmiConnectionLostException.class, AmiTimeoutException.class)
                        .hasMessageNotContaining("null"));
        assertThat(client.awaitReady(LONG)).isTrue();
        assertThat(wrongOrLost(ask(client, 200, ACTIONS), 200)).isEmpty();
        client.request(RawAction.of("UserEvent", "UserEvent", "Back"));
        events.await("Back", event -> event.headers().has("UserEvent", "Back"));
        assertThat(client.statistics().pending()).isZero();
        assertThat(gaps.all()).hasSize((int) client.statistics().connections() - 1);
        assertThat(client.statistics().connections() > 1).isEqualTo(broken.endsAmi());
    }

    private static List<CompletableFuture<AmiResponse>> ask(AmiClient client, int first, int count) {
        List<CompletableFuture<AmiResponse>> answers = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            answers.add(client.send(RawAction.of("Getvar", "Variable", "MATH(" + i + "+1,int)")));
        }
        return answers;
    }

    /** The failures; whatever has a result must have its own. */
    private static List<AmiException> wrongOrLost(List<CompletableFuture<AmiResponse>> answers, int first) {
        List<AmiException> failures = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            try {
                assertThat(answers.get(i)
                                .orTimeout(40, TimeUnit.SECONDS)
                                .join()
                                .headers()
                                .find("Value"))
                        .hasValue(String.valueOf(first + i + 1));
            } catch (CompletionException e) {
                assertThat(e.getCause()).isInstanceOf(AmiException.class);
                failures.add((AmiException) e.getCause());
            }
        }
        return failures;
    }

    // ---- FastAGI

    @ParameterizedTest
    @EnumSource
    void aSlowLinkOnlySlowsFastAgiDown(Slow slow) {
        Performance performance = new Performance(broken -> {});
        try (FastAgiServer server = fastAgi(REPLY, performance)) {
            slow.strike(link);
            CallResult result = asterisk.call(plan(CallPlan.agi(asterisk.agiUrl(link.port(), "faulty"))));

            performance.assertPerfect(result);
            await().until(() -> server.activeCalls() == 0);
            assertThat(server.health().failedCalls()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenLinkEndsAFastAgiCallOnceAndTheNextIsServed(Broken broken) {
        Performance performance = new Performance(broken::strike);
        try (FastAgiServer server = fastAgi(broken == Broken.BLACK_HOLE ? Duration.ofSeconds(2) : REPLY, performance)) {
            LiveCall call = asterisk.place(plan(CallPlan.agi(asterisk.agiUrl(link.port(), "faulty"))));
            AgiListener.CallEnd end = performance.awaitEnd();
            link.heal();
            call.result();

            assertThat(performance.failures).as("the first failure ends it").hasSize(1);
            assertThat(end.hungUp() || end.outcome() == AgiOutcome.FAILED)
                    .as("%s", end)
                    .isTrue();
            assertThat(performance.ends).hasSize(1);
            await().until(() -> server.activeCalls() == 0 && link.open() == 0);

            performance.begin(link -> {});
            performance.assertPerfect(asterisk.call(plan(CallPlan.agi(asterisk.agiUrl(link.port(), "faulty")))));
        }
    }

    private FastAgiServer fastAgi(Duration replyTimeout, Performance performance) {
        FastAgiServer server = FastAgiServer.builder(
                        AgiRouter.builder().script("/faulty", performance::play).build())
                .port(0)
                .replyTimeout(replyTimeout)
                .listener(performance)
                .start();
        link = FaultProxy.to(Ports.on(server.port()));
        return server;
    }

    // ---- AsyncAGI

    @ParameterizedTest
    @EnumSource
    void aSlowLinkOnlySlowsAsyncAgiDown(Slow slow) {
        amiThroughLink();
        slow.strike(link);
        Performance performance = new Performance(link -> {});
        try (AsyncAgiServer server = asyncAgi(options(), performance)) {
            performance.assertPerfect(asterisk.call(plan(CallPlan.async("/faulty"))));

            assertThat(server.health().failedCalls()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAsyncAgiCallOutlivesABrokenLink(Broken broken) {
        amiThroughLink();
        Performance performance = new Performance(broken::strike);
        performance.persistent = true;
        try (AsyncAgiServer server = asyncAgi(options(broken), performance)) {
            LiveCall call = asterisk.place(plan(CallPlan.async("/faulty")));
            performance.awaitFault();
            if (broken.endsAmi()) {
                await().atMost(LONG).until(() -> !performance.failures.isEmpty() || !performance.ends.isEmpty());
            }
            link.heal();

            CallResult result = call.result();
            assertThat(result.outcome()).isEqualTo("done");
            assertThat(result.variable("LAST")).isEqualTo("written");
            performance.awaitEnd();
            assertThat(performance.ends)
                    .as("the script goes on, it does not begin again")
                    .hasSize(1);
            assertThat(performance.failures)
                    .as("commands under way when the link broke")
                    .hasSizeLessThan(5);
            await().until(() -> server.health().parkedCalls() == 0);
        }
    }

    private AsyncAgiServer asyncAgi(AmiClientOptions.Builder options, Performance performance) {
        return AsyncAgiServer.builder(
                        clients.connect(options),
                        AgiRouter.builder().script("/faulty", performance::play).build())
                .listener(performance)
                .start();
    }

    private CallPlan plan(CallPlan call) {
        return call.variable("LONG_VALUE", LONG_VALUE).capture("LAST", "COUNT").timeout(Duration.ofSeconds(50));
    }

    private static List<String> numbers() {
        return Stream.iterate(0, i -> i + 1).limit(ACTIONS).map(String::valueOf).toList();
    }

    /** A script that counts on the channel, and what came of it. */
    private final class Performance implements AgiListener {
        private final List<AgiException> failures = new CopyOnWriteArrayList<>();
        private final List<CallEnd> ends = new CopyOnWriteArrayList<>();
        private final CountDownLatch faulted = new CountDownLatch(1);
        private volatile Consumer<FaultProxy> fault;
        private volatile boolean persistent;

        Performance(Consumer<FaultProxy> fault) {
            this.fault = fault;
        }

        void begin(Consumer<FaultProxy> next) {
            fault = next;
            failures.clear();
            ends.clear();
        }

        void play(AgiRequest request, AgiChannel channel) {
            count(channel, 0, STEPS);
            fault.accept(link);
            faulted.countDown();
            count(channel, STEPS, 2 * STEPS);
            attempt(() -> channel.setVariable("LAST", "written"));
        }

        /** What is read must be what was written, unless the writing had no known end. */
        private void count(AgiChannel channel, int from, int to) {
            for (int i = from; i < to; i++) {
                String number = String.valueOf(i);
                if (attempt(() -> channel.setVariable("COUNT", number))) {
                    attempt(() -> assertThat(channel.getVariable("COUNT")).hasValue(number));
                }
            }
            attempt(() -> assertThat(channel.getVariable("LONG_VALUE")).hasValue(LONG_VALUE));
            attempt(() -> assertThat(channel.execute(new StreamFile(asterisk.sound("tone-1"), "", 6400))
                            .failed())
                    .isFalse());
        }

        private boolean attempt(Runnable command) {
            while (true) {
                try {
                    command.run();
                    return true;
                } catch (AgiException e) {
                    failures.add(e);
                    if (!persistent || e instanceof AgiHangupException) {
                        throw e;
                    }
                }
            }
        }

        @Override
        public void callEnded(AgiRequest request, CallEnd end) {
            ends.add(end);
        }

        void awaitFault() {
            await().atMost(LONG).until(() -> faulted.getCount() == 0);
        }

        CallEnd awaitEnd() {
            await().atMost(LONG).until(() -> !ends.isEmpty());
            return ends.get(0);
        }

        void assertPerfect(CallResult result) {
            assertThat(failures).isEmpty();
            assertThat(result.outcome()).isEqualTo("done");
            assertThat(result.agiStatus()).isEqualTo("SUCCESS");
            assertThat(result.variable("LAST")).isEqualTo("written");
            assertThat(result.variable("COUNT")).isEqualTo(String.valueOf(2 * STEPS - 1));
        }
    }
}
