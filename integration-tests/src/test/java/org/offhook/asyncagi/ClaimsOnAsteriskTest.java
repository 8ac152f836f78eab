// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiReply;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiRegistration;
import org.offhook.ami.AmiSubscription;
import org.offhook.ami.action.AgiAction;
import org.offhook.ami.event.AsyncAgiExecEvent;
import org.offhook.asyncagi.spi.ChannelClaims;
import org.offhook.asyncagi.spi.ChannelKey;
import org.offhook.asyncagi.spi.Claim;
import org.offhook.asyncagi.spi.ClaimAnswer;
import org.offhook.asyncagi.spi.ClaimedChannel;
import org.offhook.it.AsteriskOptions;
import org.offhook.it.AsteriskUnderTest;
import org.offhook.it.CallPlan;
import org.offhook.it.LiveCall;
import org.offhook.it.RealAsterisk;

/** The claims that Asterisk keeps, for an account that may do nothing but AsyncAGI. */
@RealAsterisk(options = ClaimsOnAsteriskTest.Accounts.class)
class ClaimsOnAsteriskTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SECRET = "agi-only";

    private final AsteriskUnderTest asterisk;
    private final ChannelClaims claims = new AsteriskClaims();
    private final Deque<Instance> instances = new ArrayDeque<>();

    ClaimsOnAsteriskTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    /** Adds an account with the class agi alone; without reading system a client waits for FullyBooted in vain. */
    static final class Accounts implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT.withFile(
                    "manager_extra.conf", "[agi-only]\nsecret = " + SECRET + "\nread = system,agi\nwrite = agi\n");
        }
    }

    @AfterEach
    void closeInstances() {
        instances.forEach(Instance::close);
    }

    @Test
    void theFirstWinsAndTheOthersLearnWhoAndForHowLong() {
        String call = park();
        Instance a = instance("offhook-a_1");
        Instance b = instance("b");

        assertThat(a.claim(call, LEASE)).isEqualTo(new ClaimAnswer.Won(new Claim("offhook-a_1", 1)));

        ClaimAnswer.Lost lost = lost(b.claim(call, LEASE));
        assertThat(lost.owner()).isEqualTo(new Claim("offhook-a_1", 1));
        assertThat(lost.remaining()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(31));
        assertThat(asterisk.ami().getvar(call, AsteriskClaims.DEFAULT_VARIABLE)).matches("offhook-a_1@\\d{10}@1");
    }

    @Test
    void whoAsksAgainForItsOwnDoesNotWinAgain() {
        String call = park();
        Claim claim = won(instance("a").claim(call, LEASE));

        assertThat(lost(instance("a").claim(call, LEASE)).owner()).isEqualTo(claim);
        assertThat(instance("a").renew(call, claim, LEASE)).isEqualTo(new ClaimAnswer.Won(claim));
    }

    @Test
    void anEndedLeaseIsAnothersButNoSooner() {
        String call = park();
        Instance a = instance("a");
        Instance b = instance("b");
        long asked = System.nanoTime();
        Claim first = won(a.claim(call, SHORT));

        ClaimAnswer.Lost lost = lost(b.claim(call, LEASE));
        assertThat(lost.remaining()).isBetween(Duration.ofSeconds(1), SHORT.plusSeconds(1));
        ClaimAnswer taken = await("the end of the lease")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> b.claim(call, LEASE), ClaimAnswer.Won.class::isInstance);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(SHORT);

        assertThat(taken).isEqualTo(new ClaimAnswer.Won(new Claim("b", 2), true));
        assertThat(lost(a.renew(call, first, LEASE)).owner())
                .as("a stale renewal")
                .isEqualTo(new Claim("b", 2));
        a.release(call, first);
        assertThat(lost(a.claim(call, LEASE)).owner())
                .as("after a stale release")
                .isEqualTo(new Claim("b", 2));
    }

    @Test
    void remainingIsEnoughToWait() {
        String call = park();
        Instance b = instance("b");
        Instance a = instance("a");
        won(a.claim(call, SHORT));
        ClaimAnswer.Lost lost = lost(b.claim(call, LEASE));
        long answered = System.nanoTime();

        await().pollDelay(lost.remaining()).until(() -> true);

        assertThat(b.claim(call, LEASE))
                .as("%s after the answer", Duration.ofNanos(System.nanoTime() - answered))
                .isEqualTo(new ClaimAnswer.Won(new Claim("b", 2), true));
    }

    @Test
    void renewalsKeepTheCall() {
        String call = park();
        Instance a = instance("a");
        Instance b = instance("b");
        Claim claim = won(a.claim(call, SHORT));
        long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();

        while (System.nanoTime() < end) {
            assertThat(a.renew(call, claim, SHORT)).isEqualTo(new ClaimAnswer.Won(claim));
            assertThat(lost(b.claim(call, LEASE)).owner()).isEqualTo(claim);
        }
    }

    @Test
    void aRenewalThatComesLateIsGoodIfNobodyWantedTheCall() {
        String call = park();
        Instance a = instance("a");
        Claim claim = won(a.claim(call, SHORT));
        await().pollDelay(SHORT.plusMillis(1100)).until(() -> true);

        assertThat(a.renew(call, claim, LEASE)).isEqualTo(new ClaimAnswer.Won(claim));
        assertThat(lost(instance("b").claim(call, LEASE)).owner()).isEqualTo(claim);
    }

    @Test
    void aRenewalBehindACommandThatOutlastsTheLeaseKeepsTheCall() {
        String call = park();
        Instance a = instance("a");
        Instance b = instance("b");
        Claim claim = won(a.claim(call, SHORT));

        CompletionStage<AgiReply> wait = a.queue(call, "EXEC Wait 4");
        // The worst that can be: it comes to stand between the command and the renewal.
        CompletionStage<ClaimAnswer> early = claims.claim(b.queueing(call), "b", LEASE);
        CompletionStage<ClaimAnswer> renewal = claims.renew(a.queueing(call), claim, SHORT);
        CompletionStage<ClaimAnswer> late = claims.claim(b.channel(call), "b", LEASE);

        assertThat(result(wait).status()).isEqualTo(200);
        assertThat(result(renewal)).isEqualTo(new ClaimAnswer.Won(claim));
        assertThat(lost(result(early)).owner()).isEqualTo(claim);
        assertThat(lost(result(late)).owner()).isEqualTo(claim);
    }

    @Test
    void whatIsReleasedIsFreeAtOnceAndTheFenceGrowsOn() {
        String call = park();
        Instance a = instance("a");
        // Beyond 7 and 9: no number is taken for an octal one or compared as text.
        for (long fence = 1; fence <= 12; fence++) {
            Claim claim = won(a.claim(call, LEASE));
            assertThat(claim).isEqualTo(new Claim("a", fence));
            a.release(call, claim);
        }

        assertThat(lost(a.renew(call, new Claim("a", 12), LEASE)))
                .isEqualTo(new ClaimAnswer.Lost(new Claim("", 12), Duration.ZERO));
        assertThat(instance("b").claim(call, LEASE)).isEqualTo(new ClaimAnswer.Won(new Claim("b", 13)));
    }

    @Test
    void namesLikeNumbersAndExpressionsAreNames() {
        for (String name : List.of("1", "007", "a-b", "-", "1-1", "a_b", "x".repeat(32))) {
            String call = park();
            Instance one = instance(name);
            Claim claim = won(one.claim(call, LEASE));
            assertThat(claim).isEqualTo(new Claim(name, 1));
            assertThat(one.renew(call, claim, LEASE)).isEqualTo(new ClaimAnswer.Won(claim));
            assertThat(lost(instance("b").renew(call, new Claim("b", 1), LEASE)).owner())
                    .isEqualTo(claim);
            one.release(call, claim);
            assertThat(won(instance("b").claim(call, LEASE))).isEqualTo(new Claim("b", 2));
        }
        assertThat(lost(instance("7").renew(claimedBy("007"), new Claim("7", 1), LEASE))
                        .owner())
                .as("not compared as numbers")
                .isEqualTo(new Claim("007", 1));
    }

    @Test
    void aVariableThatTheDialplanSpoiltIsNobodys() {
        for (String value : List.of("", "nonsense", "@@", "a@@1", "0")) {
            String call = park();
            asterisk.ami().setvar(call, AsteriskClaims.DEFAULT_VARIABLE, value);
            assertThat(instance("a").claim(call, LEASE)).as(value).isInstanceOf(ClaimAnswer.Won.class);
        }
        String call = park();
        Claim claim = won(instance("a").claim(call, LEASE));
        asterisk.ami().setvar(call, AsteriskClaims.DEFAULT_VARIABLE, "");
        assertThat(lost(instance("a").renew(call, claim, LEASE)))
                .isEqualTo(new ClaimAnswer.Lost(new Claim("", 0), Duration.ZERO));
    }

    @Test
    void fourConnectionsThatRaceForManyCallsNeverDisagree() {
        int calls = 60;
        int rounds = 3;
        List<LiveCall> placed = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            placed.add(asterisk.place(CallPlan.agiData("agi:async,/claims").timeout(Duration.ofSeconds(60))));
        }
        placed.forEach(call -> awaitParked(call.nearUniqueId()));
        List<Instance> four = List.of(instance("a"), instance("b"), instance("c"), instance("d"));

        Map<String, Integer> wins = new HashMap<>();
        for (long round = 1; round <= rounds; round++) {
            Map<String, List<CompletionStage<ClaimAnswer>>> answers = new HashMap<>();
            List<Runnable> asks = new ArrayList<>();
            for (LiveCall call : placed) {
                String id = call.nearUniqueId();
                List<CompletionStage<ClaimAnswer>> ofCall = Collections.synchronizedList(new ArrayList<>());
                answers.put(id, ofCall);
                four.forEach(one -> asks.add(() -> ofCall.add(claims.claim(one.channel(id), one.name, LEASE))));
            }
            Collections.shuffle(asks);
            asks.parallelStream().forEach(Runnable::run);

            for (Map.Entry<String, List<CompletionStage<ClaimAnswer>>> call : answers.entrySet()) {
                Claim winner = winner(call.getValue());
                assertThat(winner.fence()).isEqualTo(round);
                wins.merge(winner.owner(), 1, Integer::sum);
                Instance owner = four.get("abcd".indexOf(winner.owner()));
                owner.release(call.getKey(), winner);
            }
        }
        assertThat(wins.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(calls * rounds);
        assertThat(wins).as("it was a race").hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"func_cut", "func_logic"})
    void withoutItsModulesNobodyWinsAndTheAnswerSaysSo(String module) {
        String call = park();
        asterisk.assumeOurs();
        module("unload", module);
        try {
            for (String name : List.of("a", "b", "a")) {
                assertThat(instance(name).claim(call, LEASE))
                        .isInstanceOfSatisfying(
                                ClaimAnswer.Unsupported.class,
                                answer -> assertThat(answer.why())
                                        .contains(module)
                                        .contains("200 result=1"));
            }
        } finally {
            module("load", module);
        }
        assertThat(instance("a").claim(park(), LEASE)).isInstanceOf(ClaimAnswer.Won.class);
    }

    private void module(String what, String name) {
        assertThat(asterisk.ami()
                        .action("ModuleLoad", Map.of("LoadType", what, "Module", name + ".so"))
                        .isSuccess())
                .isTrue();
    }

    private Claim winner(List<CompletionStage<ClaimAnswer>> stages) {
        List<ClaimAnswer> answers =
                stages.stream().map(ClaimsOnAsteriskTest::result).toList();
        List<ClaimAnswer.Won> won = answers.stream()
                .filter(ClaimAnswer.Won.class::isInstance)
                .map(ClaimAnswer.Won.class::cast)
                .toList();
        assertThat(answers).hasSize(4);
        assertThat(won).as("%s", answers).hasSize(1);
        Claim winner = won.get(0).claim();
        assertThat(answers)
                .filteredOn(ClaimAnswer.Lost.class::isInstance)
                .hasSize(3)
                .allSatisfy(answer -> assertThat(lost(answer).owner()).isEqualTo(winner));
        return winner;
    }

    private String claimedBy(String name) {
        String call = park();
        won(instance(name).claim(call, LEASE));
        return call;
    }

    private String park() {
        String id = asterisk.place(CallPlan.agiData("agi:async,/claims")).nearUniqueId();
        awaitParked(id);
        return id;
    }

    private void awaitParked(String uniqueId) {
        asterisk.ami()
                .awaitEvent("AsyncAGIStart", event -> event.get("Uniqueid").equals(uniqueId), SOON);
    }

    private Instance instance(String name) {
        return instances.stream()
                .filter(one -> one.name.equals(name))
                .findFirst()
                .orElseGet(() -> {
                    Instance fresh = new Instance(name);
                    instances.push(fresh);
                    return fresh;
                });
    }

    private static Claim won(ClaimAnswer answer) {
        assertThat(answer).isInstanceOf(ClaimAnswer.Won.class);
        return ((ClaimAnswer.Won) answer).claim();
    }

    private static ClaimAnswer.Lost lost(ClaimAnswer answer) {
        assertThat(answer).isInstanceOf(ClaimAnswer.Lost.class);
        return (ClaimAnswer.Lost) answer;
    }

    private static <T> T result(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** One program with a connection of its own; runs lines as simply as can be. */
    private final class Instance implements AutoCloseable {
        private final String name;
        private final AmiClient client;
        private final AmiRegistration results;
        private final Map<String, CompletableFuture<AgiReply>> waiting = new ConcurrentHashMap<>();
        private final AtomicLong ids = new AtomicLong();

        Instance(String name) {
            this.name = name;
            client = AmiClient.connect(
                    AmiClientOptions.builder(asterisk.amiAddress().getAddress().getHostAddress(), "agi-only", SECRET)
                            .port(asterisk.amiAddress().getPort())
                            .build());
            AmiSubscription subscription = client.subscribe(AsyncAgiExecEvent.class, this::completed);
            results = subscription;
        }

        ClaimAnswer claim(String call, Duration lease) {
            return result(claims.claim(channel(call), name, lease));
        }

        ClaimAnswer renew(String call, Claim claim, Duration lease) {
            return result(claims.renew(channel(call), claim, lease));
        }

        void release(String call, Claim claim) {
            result(claims.release(channel(call), claim));
        }

        ClaimedChannel channel(String uniqueId) {
            return channel(uniqueId, line -> {
                String id = expect();
                client.send(AgiAction.of(uniqueId, line).commandId(id)).whenComplete((answer, failure) -> {
                    if (failure != null) {
                        waiting.get(id).completeExceptionally(failure);
                    }
                });
                return waiting.get(id);
            });
        }

        /** As {@link #channel}, but its first line has taken its place in Asterisk's queue when the method returns. */
        ClaimedChannel queueing(String uniqueId) {
            AtomicBoolean first = new AtomicBoolean(true);
            return channel(
                    uniqueId,
                    line -> first.getAndSet(false)
                            ? queue(uniqueId, line)
                            : channel(uniqueId).run(line));
        }

        CompletionStage<AgiReply> queue(String uniqueId, String line) {
            String id = expect();
            client.request(AgiAction.of(uniqueId, line).commandId(id));
            return waiting.get(id);
        }

        private String expect() {
            String id = name + "-" + ids.incrementAndGet();
            waiting.put(id, new CompletableFuture<>());
            return id;
        }

        private ClaimedChannel channel(String uniqueId, Function<String, CompletionStage<AgiReply>> runner) {
            return new ClaimedChannel() {
                @Override
                public ChannelKey key() {
                    return new ChannelKey(client.name(), uniqueId);
                }

                @Override
                public CompletionStage<AgiReply> run(String line) {
                    return runner.apply(line);
                }
            };
        }

        private void completed(AsyncAgiExecEvent event) {
            CompletableFuture<AgiReply> reply = waiting.get(event.commandId().orElse(""));
            if (reply != null) {
                String result = event.result().orElseThrow();
                reply.complete(AgiReply.parse(URLDecoder.decode(result.replace("+", "%2B"), UTF_8)));
            }
        }

        @Override
        public void close() {
            results.close();
            client.close();
        }
    }
}
