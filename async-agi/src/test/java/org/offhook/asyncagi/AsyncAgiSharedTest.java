// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.offhook.asyncagi.Bench.failure;
import static org.offhook.asyncagi.Bench.get;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.SetVariable;
import org.offhook.ami.AmiClient;
import org.offhook.asyncagi.spi.ChannelClaims;
import org.offhook.asyncagi.spi.Claim;
import org.offhook.asyncagi.spi.ClaimAnswer;
import org.offhook.asyncagi.spi.ClaimedChannel;
import org.offhook.testkit.FakeChannel;

/** Several instances share one Asterisk, which is the arbiter: each call has one owner. */
class AsyncAgiSharedTest {

    private static final Duration LEASE = Duration.ofSeconds(2);

    private final Bench bench = new Bench();
    private final List<Instance> others = new ArrayList<>();

    /** A second process, as far as Asterisk can tell. */
    private record Instance(AmiClient client, AsyncAgiServer server) {
        static Instance start(Bench bench, String name, UnaryOperator<AsyncAgiServerBuilder> options) {
            AmiClient client = Bench.connect(bench.asterisk, "fake");
            AsyncAgiServer server = options.apply(shared(AsyncAgiServer.builder(client, bench.router), name))
                    .start();
            await().until(() -> server.health().servers().containsValue(true));
            return new Instance(client, server);
        }

        void close() {
            server.close();
            client.close();
        }

        /** Says nothing any more. */
        void die() {
            client.close();
        }
    }

    @AfterEach
    void close() {
        others.forEach(Instance::close);
        bench.close();
    }

    private static AsyncAgiServerBuilder shared(AsyncAgiServerBuilder builder, String name) {
        return builder.instance(name).claims(new AsteriskClaims(), LEASE);
    }

    private Instance other(String name) {
        Instance instance = Instance.start(bench, name, builder -> builder);
        others.add(instance);
        return instance;
    }

    private static String owner(FakeChannel channel) {
        return channel.variable(AsteriskClaims.DEFAULT_VARIABLE);
    }

    @Test
    void everyCallHasOneOwner() {
        bench.start(builder -> shared(builder, "one"));
        other("two");
        other("three");
        List<FakeChannel> channels = IntStream.range(0, 30)
                .mapToObj(i -> bench.park().variable("A", "a" + i))
                .toList();
        for (int i = 0; i < 30; i++) {
            Puppet.Call call = bench.puppet.next();
            assertThat(get(call.channel.submit(new GetVariable("A")))).isPresent();
            call.leave();
        }
        channels.forEach(channel -> Bench.assertOutcome(channel, "done", "SUCCESS"));
        assertThat(bench.puppet.total()).isEqualTo(30);
        channels.forEach(channel -> assertThat(channel.executed())
                .filteredOn(line -> line.equals("ASYNCAGI BREAK"))
                .hasSize(1));
    }

    @Test
    void theOwnerIsInTheChannelAndInItsCommands() {
        bench.start(builder -> shared(builder, "one"));
        FakeChannel channel = bench.park();
        Puppet.Call call = bench.puppet.next();
        assertThat(call.request.adopted()).isFalse();
        assertThat(owner(channel)).matches("one@\\d+@1");
        get(call.channel.submit(new SetVariable("A", "a")));
        assertThat(channel.commandIds()).allMatch(id -> id.startsWith("one-") && id.length() <= 64);
        call.leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        assertThat(owner(channel)).startsWith("one@").endsWith("@1"); // given up where the next session begins
    }

    @Test
    void anIdleOwnerKeepsItsCallBeyondTheLease() {
        bench.start(builder -> shared(builder, "one"));
        FakeChannel channel = bench.park();
        bench.puppet.next();
        other("two");
        String first = owner(channel);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            String[] fields = owner(channel).split("@", -1);
            return Long.parseLong(fields[1]) > Long.parseLong(first.split("@", -1)[1]) + LEASE.toSeconds();
        });
        assertThat(owner(channel)).startsWith("one@").endsWith("@1");
        assertThat(bench.puppet.total()).isEqualTo(1);
    }

    @Test
    void aPromptLongerThanTheLeaseLosesNothing() {
        bench.start(builder -> shared(builder, "one"));
        FakeChannel channel = bench.park().hold("EXEC Playback");
        Puppet.Call call = bench.puppet.next();
        other("two");
        CompletableFuture<?> playing = call.channel.submit(new RawCommand("EXEC Playback long"));
        await().until(() -> channel.running().isPresent());
        // The other one asks when the lease it knows is over; its claim waits behind the prompt and the owner's
        // renewal.
        await().atMost(Duration.ofSeconds(15)).until(() -> channel.queued().size() >= 2);
        bench.asterisk.advanceClock(Duration.ofSeconds(30));
        channel.finish("200 result=0");
        get(playing);
        get(call.channel.submit(new SetVariable("A", "a")));
        assertThat(owner(channel)).startsWith("one@").endsWith("@1");
        assertThat(bench.puppet.total()).isEqualTo(1);
        assertThat(bench.server.health().takenOver()).isZero();
    }

    @Test
    void whoDiesIsFollowed() {
        Instance first = other("one");
        FakeChannel channel = bench.park().variable("A", "a");
        Puppet.Call before = bench.puppet.next();
        bench.start(builder -> shared(builder, "two"));
        first.die();
        Puppet.Call call = bench.puppet.next();
        assertThat(call.request.adopted()).isTrue();
        assertThat(owner(channel)).matches("two@\\d+@2");
        assertThat(get(call.channel.submit(new GetVariable("A")))).hasValue("a");
        call.leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        await().until(before::isOver); // its client is closed for good, there is nothing to wait for
    }

    @Test
    void whoWakesUpTooLateSendsNothing() {
        Instance first = other("one");
        FakeChannel channel = bench.park().hold("EXEC Wait");
        Puppet.Call slow = bench.puppet.next();
        // Somebody else has the channel by now, as if this process had been stopped for longer than its lease.
        channel.variable(AsteriskClaims.DEFAULT_VARIABLE, "two@" + (System.currentTimeMillis() / 1000 + 600) + "@2");
        await().atMost(Duration.ofSeconds(15)).until(slow::wasInterrupted);
        assertThat(first.server().health().takenOver()).isEqualTo(1);
        failure(slow.channel.submit(new SetVariable("A", "a")), RuntimeException.class);
        assertThat(channel.variable("A")).isEmpty();
        assertThat(channel.commands()).noneMatch(line -> line.contains("OFFHOOK\"") || line.contains("BREAK"));
        assertThat(channel.isParked()).isTrue();
    }

    @Test
    void aFullInstanceLeavesCallsToOthers() {
        bench.start(builder -> shared(builder, "full").maxCalls(1));
        bench.park();
        bench.puppet.next();
        FakeChannel second = bench.park();
        await().during(Duration.ofMillis(300)).until(() -> second.commands().isEmpty());
        other("two");
        bench.puppet.next();
        assertThat(owner(second)).startsWith("two@");
        assertThat(bench.server.health().refusedCalls()).isZero();
    }

    @Test
    void withoutTheFunctionsChannelsAreLeftAlone() {
        bench.asterisk.onCommand("GET FULL VARIABLE", "200 result=1 ()");
        try (Logs logs = new Logs()) {
            bench.start(builder -> shared(builder, "one"));
            FakeChannel channel = bench.park();
            await().until(() -> !logs.with("cannot be claimed").isEmpty());
            assertThat(bench.puppet.total()).isZero();
            assertThat(channel.isParked()).isTrue();
        }
    }

    @Test
    void aLostConnectionIsNoLostCall() {
        bench.start(builder -> shared(builder, "one"));
        FakeChannel channel = bench.park().variable("A", "a");
        Puppet.Call call = bench.puppet.next();
        bench.asterisk.dropLinks();
        // What is under way when the loss is noticed has no known outcome; what comes after it waits.
        await().ignoreException(CompletionException.class)
                .untilAsserted(() -> assertThat(get(call.channel.submit(new GetVariable("A"))))
                        .hasValue("a"));
        assertThat(bench.puppet.total()).isEqualTo(1);
        call.leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
    }

    @Test
    void aClaimBehindACutRequestWaitsForTheFence() {
        bench.start(builder -> shared(builder, "one"));
        FakeChannel channel = bench.asterisk.park("agi:async,/other/x," + "y".repeat(900));
        Puppet.Call call = bench.puppet.next();
        assertThat(call.request.arguments()).containsExactly("y".repeat(900));
        assertThat(owner(channel)).startsWith("one@");
        assertThat(channel.commands().get(0)).startsWith("GET FULL VARIABLE \"offhook");
    }

    /** As when a database hangs. */
    @Test
    void anArbiterThatDoesNotAnswerIsAskedAgain() {
        SilentClaims claims = new SilentClaims();
        claims.silent = true;
        try (Logs logs = new Logs()) {
            bench.start(builder -> builder.instance("one").claims(claims, LEASE));
            FakeChannel channel = bench.park().variable("A", "a");
            await().until(() -> claims.asked.get() >= 2);
            assertThat(bench.puppet.total()).isZero();
            assertThat(logs.with("no answer to a claim")).hasSize(1);
            claims.silent = false;
            Puppet.Call call = bench.puppet.next();
            claims.silent = true;
            int before = claims.asked.get();
            await().until(() -> claims.asked.get() > before);
            claims.silent = false;
            await().during(LEASE.multipliedBy(2))
                    .atMost(LEASE.multipliedBy(4))
                    .until(() -> get(call.channel.submit(new GetVariable("A"))).isPresent());
            assertThat(bench.server.health().takenOver()).isZero();
            call.leave();
            Bench.assertOutcome(channel, "done", "SUCCESS");
        }
    }

    /** It does what it is asked, and says nothing. */
    private static final class SilentClaims implements ChannelClaims {
        private final MemoryClaims store = new MemoryClaims(InstantSource.system());
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean silent;

        private CompletionStage<ClaimAnswer> answer(CompletionStage<ClaimAnswer> answer) {
            asked.incrementAndGet();
            return silent ? new CompletableFuture<>() : answer;
        }

        @Override
        public CompletionStage<ClaimAnswer> claim(ClaimedChannel channel, String owner, Duration lease) {
            return answer(store.claim(channel, owner, lease));
        }

        @Override
        public CompletionStage<ClaimAnswer> renew(ClaimedChannel channel, Claim claim, Duration lease) {
            return answer(store.renew(channel, claim, lease));
        }

        @Override
        public CompletionStage<?> release(ClaimedChannel channel, Claim claim) {
            return store.release(channel, claim);
        }

        @Override
        public boolean waitsForCommands() {
            return false;
        }
    }

    @Test
    void aSecondVisitIsNoAdoption() {
        bench.start(builder -> shared(builder, "one").adoption(request -> AdoptionPolicy.BREAK));
        FakeChannel channel = bench.park();
        bench.puppet.next().leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        channel.reenter();
        Puppet.Call again = bench.puppet.next();
        assertThat(again.request.adopted()).isFalse();
        assertThat(owner(channel)).matches("one@\\d+@2");
        again.leave();
    }

    @Test
    void whoLosesItsCallToARedirectGivesItsClaimUp() {
        bench.start(builder -> shared(builder, "one"));
        FakeChannel channel = bench.park();
        Puppet.Call before = bench.puppet.next();
        get(before.channel.submit(new SetVariable("A", "a")));
        channel.redirect("elsewhere", "s", 1);
        await().until(before.channel::isHungUp);
        before.leave();
        channel.reenter();
        Puppet.Call again = bench.puppet.next(); // at once, not after the lease
        assertThat(again.request.adopted()).isFalse();
        again.leave();
    }

    @Test
    void lastWordsThatWereLostAreNotSaidToACallOfAnother() {
        bench.start(builder -> shared(builder, "one"));
        FakeChannel channel = bench.park();
        Puppet.Call call = bench.puppet.next();
        get(call.channel.submit(new SetVariable("A", "a")));
        bench.asterisk.ignore("AGI");
        call.leave();
        await().until(() -> bench.server.activeCalls() == 0);
        bench.asterisk.unreachable(true);
        await().until(() -> !bench.isUp());
        bench.asterisk.accept("AGI");
        channel.variable(AsteriskClaims.DEFAULT_VARIABLE, "two@" + (System.currentTimeMillis() / 1000 + 600) + "@2");
        bench.asterisk.unreachable(false);
        await().atMost(Duration.ofSeconds(15)).until(() -> bench.server.health().takenOver() == 1);
        assertThat(channel.commands()).noneMatch(line -> line.contains("\"OFFHOOK\"") || line.contains("BREAK"));
        assertThat(channel.isParked()).isTrue();
    }
}
