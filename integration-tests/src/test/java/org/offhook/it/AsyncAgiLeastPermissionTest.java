// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.HangupReason;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.asyncagi.AdoptionPolicy;
import org.offhook.asyncagi.AsyncAgiServer;
import org.slf4j.LoggerFactory;

/** The table of docs/async-agi.md: which classes of manager.conf each feature needs. They are enough, and none can be left out. */
@RealAsterisk(options = AsyncAgiLeastPermissionTest.Users.class)
class AsyncAgiLeastPermissionTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    /** How long something is waited for that must not come; longer than {@link #LOOP}. */
    private static final Duration SHORT = Duration.ofMillis(2500);

    private static final Duration LOOP = Duration.ofSeconds(1);
    private static final int LONG_ARGUMENT = 900;

    private final AsteriskUnderTest asterisk;
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private AmiClients clients;
    private Duration patience;

    AsyncAgiLeastPermissionTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    /** What one wants, and the classes it needs under {@code read=} and {@code write=}. */
    enum Feature {
        /** With commands that fail, which come back through the loop. */
        SERVE("agi", "agi"),
        HANG_UP_WHAT_WAITED("", "call,reporting"),
        LEARN_OF_A_HANGUP("agi,call", "agi"),
        LEARN_OF_A_REDIRECT("agi,dialplan", "agi"),
        LEARN_OF_A_BRIDGE("agi,call", "agi"),
        SERVE_WHAT_WAITED("agi", "agi,reporting"),
        READ_LONG_ARGUMENTS("agi", "agi,reporting"),
        STOP_A_PROMPT("agi", "agi,call");

        private final String read;
        private final String write;

        Feature(String read, String write) {
            this.read = read;
            this.write = write;
        }

        /** The user who has just enough, and those with one class less. */
        List<Rights> users() {
            Set<String> reads = classes(read);
            Set<String> writes = classes(write);
            return Stream.of(
                            Stream.of(new Rights(this, reads, writes)),
                            reads.stream().filter(this::isOwn).map(one -> new Rights(this, less(reads, one), writes)),
                            writes.stream().filter(this::isOwn).map(one -> new Rights(this, reads, less(writes, one))))
                    .flatMap(each -> each)
                    .toList();
        }

        /** All features but the first need what the first one needs, or nothing of it. */
        private boolean isOwn(String one) {
            return this == SERVE || !one.equals("agi");
        }

        private static Set<String> classes(String text) {
            return text.isEmpty() ? Set.of() : Set.of(text.split(","));
        }

        private static Set<String> less(Set<String> all, String one) {
            Set<String> rest = new TreeSet<>(all);
            rest.remove(one);
            return rest;
        }
    }

    /** A user of manager.conf. */
    record Rights(Feature feature, Set<String> read, Set<String> write) {
        String user() {
            return feature + "-" + list(read) + "-" + list(write);
        }

        boolean enough() {
            return list(read).equals(feature.read) && list(write).equals(feature.write);
        }

        String section() {
            return "[" + user() + "]\nsecret = s\n"
                    + (read.isEmpty() ? "" : "read = " + list(read) + "\n")
                    + (write.isEmpty() ? "" : "write = " + list(write) + "\n");
        }

        private static String list(Set<String> classes) {
            return String.join(",", new TreeSet<>(classes));
        }
    }

    static final class Users implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT
                    .withFile(
                            "manager_extra.conf",
                            Arrays.stream(Feature.values())
                                    .flatMap(feature -> feature.users().stream())
                                    .map(Rights::section)
                                    .collect(Collectors.joining(
                                            "", "", "[deaf]\nsecret = s\nread = call\nwrite = agi,reporting\n")))
                    .withDialplan("""
                            [rights]
                            exten => call,1,Set(OFFHOOK=)
                             same => n(offhook),AGI(agi:async,/call,%s)
                             same => n,GotoIf($["${AGISTATUS}" = "FAILURE" & "${OFFHOOK}" = ""]?offhook)
                             same => n,Hangup()
                            exten => elsewhere,1,Wait(30)
                            """.formatted("x".repeat(LONG_ARGUMENT)));
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

    @ParameterizedTest
    @EnumSource
    void theseClassesAreEnoughAndEachIsNeeded(Feature feature) throws Exception {
        for (Rights rights : feature.users()) {
            AmiClient client =
                    clients.connect(clients.options(rights.user(), "s").bootTimeout(Duration.ofMillis(100)));
            patience = rights.enough() ? LONG : SHORT;
            seen.clear();
            assertThat(works(feature, client)).as(rights.user()).isEqualTo(rights.enough());
            client.close();
        }
    }

    /** Where commands are taken and no result comes, nothing else would tell why. */
    @Test
    void whoMayNotReadAgiIsTold() throws Exception {
        LiveCall call = place();
        awaitParked(call);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(AsyncAgiServer.class);
        log.start();
        logger.addAppender(log);
        AmiClient client = clients.connect(clients.options("deaf", "s").bootTimeout(Duration.ofMillis(100)));
        try (AsyncAgiServer server = AsyncAgiServer.builder(
                        client,
                        AgiRouter.builder()
                                .script("/call", (request, channel) -> seen.add(request))
                                .build())
                .replyTimeout(LOOP)
                .start()) {
            await().atMost(LONG)
                    .until(() -> List.copyOf(log.list).stream()
                            .anyMatch(line -> line.getLevel() == Level.WARN
                                    && line.getFormattedMessage().contains("read=agi")));
            assertThat(server.health().totalCalls()).isZero();
        } finally {
            logger.detachAppender(log);
        }
        call.hangUpFar();
    }

    private boolean works(Feature feature, AmiClient client) throws InterruptedException {
        return switch (feature) {
            case SERVE -> {
                try (AsyncAgiServer server = start(client, AsyncAgiLeastPermissionTest::playTwoThatAreMissing)) {
                    LiveCall call = place();
                    yield ends(call) && call.result().outcome().equals("done");
                }
            }
            case LEARN_OF_A_HANGUP -> {
                try (AsyncAgiServer server = start(client, this::playLong)) {
                    LiveCall call = place();
                    yield began() && call.hangUpFar() && HangupReason.HANGUP.equals(next());
                }
            }
            case LEARN_OF_A_REDIRECT -> {
                try (AsyncAgiServer server = start(client, this::playLong)) {
                    LiveCall call = place();
                    if (began()) {
                        call.redirectNear("rights", "elsewhere");
                    }
                    yield HangupReason.REDIRECTED.equals(next());
                }
            }
            case LEARN_OF_A_BRIDGE -> {
                try (AsyncAgiServer server = start(client, this::waitForTheEnd)) {
                    LiveCall call = place();
                    LiveCall other = asterisk.place(CallPlan.application("Wait", "30"));
                    yield began() && bridged(call, other) && HangupReason.STOLEN.equals(next());
                }
            }
            case SERVE_WHAT_WAITED -> {
                LiveCall call = place();
                awaitParked(call);
                try (AsyncAgiServer server = start(client, (request, channel) -> seen.add(request.adopted()))) {
                    yield Boolean.TRUE.equals(next());
                }
            }
            case READ_LONG_ARGUMENTS -> {
                try (AsyncAgiServer server = start(client, (request, channel) -> seen.add(request))) {
                    place();
                    yield next() instanceof AgiRequest request
                            && !request.isTruncated()
                            && request.argument(1).orElseThrow().length() == LONG_ARGUMENT;
                }
            }
            case STOP_A_PROMPT -> {
                try (AsyncAgiServer server = start(client, this::playLong)) {
                    LiveCall call = place();
                    yield next() instanceof AgiChannel channel && plays(call) && channel.stop();
                }
            }
            case HANG_UP_WHAT_WAITED -> {
                LiveCall call = place();
                awaitParked(call);
                try (AsyncAgiServer server = start(client, (request, channel) -> {}, AdoptionPolicy.HANGUP)) {
                    yield ends(call);
                }
            }
        };
    }

    private static AsyncAgiServer start(AmiClient client, AgiScript script) {
        return start(client, script, AdoptionPolicy.RESTART);
    }

    private static AsyncAgiServer start(AmiClient client, AgiScript script, AdoptionPolicy policy) {
        return AsyncAgiServer.builder(
                        client, AgiRouter.builder().script("/call", script).build())
                .loopTimeout(LOOP)
                .adoption(request -> policy)
                .start();
    }

    // Scripts

    private static void playTwoThatAreMissing(AgiRequest request, AgiChannel channel) {
        assertThat(channel.streamFile("no-such-file", "").failed()).isTrue();
        assertThat(channel.streamFile("no-such-file", "").failed()).isTrue();
    }

    private void playLong(AgiRequest request, AgiChannel channel) {
        seen.add(channel);
        play(channel);
    }

    private void waitForTheEnd(AgiRequest request, AgiChannel channel) throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        channel.onHangup(gone::countDown);
        seen.add(channel);
        if (gone.await(LONG.toMillis(), TimeUnit.MILLISECONDS)) {
            play(channel);
        }
    }

    private void play(AgiChannel channel) {
        try {
            seen.add(channel.streamFile(asterisk.sound("tone-20"), ""));
        } catch (AgiHangupException e) {
            seen.add(e.reason());
        } catch (AgiException e) {
            seen.add(e);
        }
    }

    // Calls

    private LiveCall place() {
        return asterisk.place(CallPlan.dialplan("rights", "call"));
    }

    private @Nullable Object next() throws InterruptedException {
        return seen.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean began() throws InterruptedException {
        return next() instanceof AgiChannel;
    }

    private boolean ends(LiveCall call) {
        try {
            await().atMost(patience).until(call::isDone);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private void awaitParked(LiveCall call) {
        await().atMost(LONG)
                .until(() -> asterisk.ami().channels().stream()
                        .anyMatch(channel -> channel.get("Uniqueid").equals(call.nearUniqueId())
                                && channel.get("Application").equals("AGI")));
    }

    /** Whether the tone is under way. */
    private boolean plays(LiveCall call) {
        asterisk.ami()
                .awaitEvent(
                        "AGIExecStart",
                        event -> event.get("Uniqueid").equals(call.nearUniqueId())
                                && event.get("Command").startsWith("STREAM FILE"),
                        LONG);
        return true;
    }

    private boolean bridged(LiveCall call, LiveCall other) {
        return asterisk.ami()
                .action("Bridge", Map.of("Channel1", call.nearChannel(), "Channel2", other.nearChannel()))
                .isSuccess();
    }
}
