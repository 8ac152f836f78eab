// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.offhook.asyncagi.Bench.get;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.SetVariable;
import org.offhook.agi.command.StreamFile;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeChannel;

/** Whose channel it is (position 13), and what the script is told of it. */
class AsyncAgiRoutingTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void assertLeftAlone(FakeChannel channel) {
        await().until(() -> bench.server.health().parkedCalls() == 1);
        await().during(Duration.ofMillis(150)).until(() -> channel.commands().isEmpty());
        assertThat(bench.puppet.total()).isZero();
    }

    @Test
    void theFirstArgumentIsThePath() {
        bench.start();
        bench.asterisk.park("agi:async,/other/gold?x=1&y=+49%20x,first,,third");
        Puppet.Call call = bench.puppet.next();
        assertThat(call.request.script()).isEqualTo("other/gold");
        assertThat(call.request.pathVariable("name")).isEqualTo("gold");
        assertThat(call.request.parameter("x")).hasValue("1");
        assertThat(call.request.parameter("y")).hasValue("+49 x");
        assertThat(call.request.arguments()).containsExactly("first", "", "third");
        assertThat(call.request.environment())
                .containsEntry("agi_network_script", "other/gold?x=1&y=+49%20x")
                .containsEntry("agi_arg_1", "first")
                .containsEntry("agi_request", "async")
                .doesNotContainKey("agi_arg_4");
    }

    @Test
    void anotherPathIsLeftAlone() {
        bench.start();
        assertLeftAlone(bench.asterisk.park("agi:async,/somebody/elses"));
    }

    @Test
    void noPathIsLeftAlone() {
        bench.start();
        assertLeftAlone(bench.asterisk.park("agi:async"));
    }

    @Test
    void aFallbackIsForFastAgiOnly() {
        Puppet puppet = bench.puppet;
        bench.start(
                AgiRouter.builder().fallback(puppet).script("/{any}", puppet).build(), builder -> builder);
        assertLeftAlone(bench.asterisk.park("agi:async,/anything"));
    }

    @Test
    void acceptTakesMore() {
        bench.start(
                AgiRouter.builder().fallback(bench.puppet).build(),
                builder -> builder.accept(request -> request.context().equals("mine"))
                        .accept(request -> request.extension().equals("7")));
        bench.asterisk.channel().at("mine", "1", 1).park("agi:async,whatever");
        assertThat(bench.puppet.next().request.context()).isEqualTo("mine");
        bench.asterisk.channel().at("theirs", "7", 1).park("agi:async");
        assertThat(bench.puppet.next().request.extension()).isEqualTo("7");
        FakeChannel other = bench.asterisk.channel().at("theirs", "8", 1).park("agi:async");
        await().until(() -> bench.server.health().parkedCalls() == 3);
        await().during(Duration.ofMillis(100)).until(() -> other.commands().isEmpty());
    }

    @Test
    void thePredicateAndThePolicyRunOnNoLoop() {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        bench.asterisk.park("agi:async,before");
        bench.start(
                AgiRouter.builder().fallback(bench.puppet).build(),
                builder -> builder.accept(request -> threads.add(
                                "accept on " + Thread.currentThread().getName()))
                        .adoption(request -> {
                            threads.add("adoption on " + Thread.currentThread().getName());
                            return AdoptionPolicy.RESTART;
                        }));
        bench.puppet.next();
        bench.asterisk.park("agi:async,after");
        bench.puppet.next();
        assertThat(threads)
                .anyMatch(thread -> thread.startsWith("accept"))
                .anyMatch(thread -> thread.startsWith("adoption"))
                .noneMatch(thread -> thread.matches(".* on offhook-(ami-\\d+|asyncagi-timer).*"));
    }

    @Test
    void aPredicateThatThrowsTakesNothing() {
        try (Logs logs = new Logs()) {
            bench.start(builder -> builder.accept(request -> {
                throw new IllegalStateException("as the test wants");
            }));
            assertLeftAlone(bench.asterisk.park("agi:async,/unknown"));
            assertThat(logs.with("cannot be told")).hasSize(1);
        }
    }

    @Test
    void theSuffixIsThePathWhenAskedFor() {
        bench.start(builder -> builder.routeBySuffix(true));
        bench.asterisk.park("agi:async/other/gold,first,second");
        Puppet.Call call = bench.puppet.next();
        assertThat(call.request.pathVariable("name")).isEqualTo("gold");
        assertThat(call.request.arguments()).containsExactly("first", "second");
        assertThat(call.request.isTruncated()).isFalse();
    }

    @Test
    void anArgumentComesBeforeTheSuffix() {
        bench.start(builder -> builder.routeBySuffix(true));
        bench.asterisk.park("agi:async/other/gold,/puppet,second");
        Puppet.Call call = bench.puppet.next();
        assertThat(call.request.script()).isEqualTo("puppet");
        assertThat(call.request.arguments()).containsExactly("second");
    }

    @Test
    void theSuffixIsNothingUnlessAskedFor() {
        bench.start();
        assertLeftAlone(bench.asterisk.park("agi:async/puppet"));
    }

    // ---- unclaimed ----

    @Test
    void whatNobodyServesGoesBackIfToldTo() {
        bench.start(builder -> builder.unclaimedAfter(Duration.ofSeconds(1), UnclaimedAction.REFUSE));
        FakeChannel channel = bench.asterisk.park("agi:async,/nobody");
        Bench.assertOutcome(channel, "refused", "FAILURE");
        assertThat(bench.puppet.total()).isZero();
    }

    @Test
    void whatNobodyServesIsHungUpIfToldTo() {
        bench.start(builder -> builder.unclaimedAfter(Duration.ofSeconds(1), UnclaimedAction.HANGUP));
        FakeChannel channel = bench.asterisk.park("agi:async,/nobody");
        await().until(channel::isHungUp);
        await().until(() -> bench.server.health().parkedCalls() == 0);
    }

    @Test
    void whatSomebodyServesIsNotUnclaimed() {
        bench.start(builder -> builder.unclaimedAfter(Duration.ofSeconds(1), UnclaimedAction.HANGUP));
        FakeChannel channel = bench.asterisk.park("agi:async,/theirs").inject("NOOP", "theirs");
        await().during(Duration.ofMillis(1300))
                .atMost(Duration.ofSeconds(3))
                .until(() -> channel.isParked() && channel.commands().size() == 1);
    }

    // ---- many, old, several ----

    /** It tells no arguments, so that the router needs something else. */
    @Test
    void asteriskElevenIsServedToo() {
        bench.asterisk.legacyEvents().version("11.25.3");
        bench.start(
                AgiRouter.builder().fallback(bench.puppet).build(),
                builder -> builder.accept(request -> request.extension().equals("100")));
        FakeChannel channel = bench.asterisk
                .channel()
                .variable("A", "a")
                .onCommand("STREAM FILE", "200 result=-1 endpos=0")
                .park("agi:async");
        Puppet.Call call = bench.puppet.next();
        assertThat(call.request.uniqueId()).isEqualTo(channel.uniqueId());
        assertThat(get(call.channel.submit(new GetVariable("A")))).hasValue("a");
        assertThat(get(call.channel.submit(new StreamFile("nosuch", "", 0))).failed())
                .isTrue();
        assertThat(get(call.channel.submit(new GetVariable("A")))).hasValue("a");
        assertThat(channel.sessions()).isEqualTo(2);
        call.leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
    }

    @Test
    void aHangupOnAsteriskElevenIsSeen() {
        bench.asterisk.legacyEvents().version("11.25.3");
        bench.start(AgiRouter.builder().fallback(bench.puppet).build(), builder -> builder.accept(request -> true));
        FakeChannel channel = bench.asterisk.park("agi:async");
        Puppet.Call call = bench.puppet.next();
        channel.hangUp();
        await().until(() -> call.hangups.get() == 1);
        call.leave();
        await().until(() -> bench.server.health().parkedCalls() == 0);
    }

    @Test
    void twoServersMayHaveTheSameUniqueid() {
        try (FakeAsterisk second = FakeAsterisk.start()) {
            AmiClient other = Bench.connect(second, "second");
            try {
                bench.start(builder -> builder.client(other));
                FakeChannel one = bench.asterisk
                        .channel()
                        .uniqueId("1.1")
                        .variable("A", "one")
                        .park(Bench.AGI);
                Puppet.Call first = bench.puppet.next();
                FakeChannel two =
                        second.channel().uniqueId("1.1").variable("A", "two").park(Bench.AGI);
                Puppet.Call next = bench.puppet.next();
                assertThat(get(first.channel.submit(new GetVariable("A")))).hasValue("one");
                assertThat(get(next.channel.submit(new GetVariable("A")))).hasValue("two");
                assertThat(bench.server.health().servers()).containsOnlyKeys("fake", "second");
                one.hangUp();
                await().until(() -> first.hangups.get() == 1);
                get(next.channel.submit(new SetVariable("B", "b")));
                assertThat(two.variable("B")).isEqualTo("b");
                assertThat(next.hangups).hasValue(0);
                first.leave();
                next.leave();
                Bench.assertOutcome(two, "done", "SUCCESS");
            } finally {
                bench.close();
                other.close();
            }
        }
    }

    @Test
    void twoConnectionsToOneAsteriskServeACallOnce() {
        FakeChannel waiting = bench.asterisk.channel().variable("A", "a").park(Bench.AGI);
        AmiClient again = Bench.connect(bench.asterisk, "again");
        try (Logs logs = new Logs()) {
            bench.start(builder -> builder.client(again));
            assertServedOnce(waiting);
            for (int i = 0; i < 10; i++) {
                assertServedOnce(bench.asterisk.channel().variable("A", "a").park(Bench.AGI));
            }
            assertThat(bench.puppet.total()).isEqualTo(11);
            assertThat(logs.with("the same Asterisk"))
                    .singleElement()
                    .asString()
                    .startsWith("WARN")
                    .contains("fake", "again");
            assertThat(bench.server.health().foreignResults()).isZero();
        } finally {
            bench.close();
            again.close();
        }
    }

    private void assertServedOnce(FakeChannel channel) {
        Puppet.Call call = bench.puppet.next();
        assertThat(get(call.channel.submit(new GetVariable("A")))).hasValue("a");
        channel.onCommand("STREAM FILE", "200 result=-1 endpos=0");
        assertThat(get(call.channel.submit(new StreamFile("nosuch", "", 0))).failed())
                .isTrue();
        call.leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
        assertThat(channel.executed())
                .filteredOn(line -> !line.startsWith("GET FULL VARIABLE"))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void aConnectionThatComesLaterServesNoCallOfTheFirst() {
        FakeChannel channel = bench.asterisk.channel().variable("A", "a").park(Bench.AGI);
        AmiClient again = Bench.connect(bench.asterisk, "again");
        try {
            bench.start(builder -> builder.client(again));
            Puppet.Call call = bench.puppet.next();
            for (int round = 0; round < 3; round++) {
                int before = bench.asterisk.logins();
                bench.asterisk.dropLinks();
                await().until(() -> bench.asterisk.logins() == before + 2 && bench.isUp());
                assertThat(get(call.channel.submit(new GetVariable("A")))).hasValue("a");
            }
            call.leave();
            Bench.assertOutcome(channel, "done", "SUCCESS");
            assertThat(bench.puppet.total()).isEqualTo(1);
        } finally {
            bench.close();
            again.close();
        }
    }

    // ---- what the user of manager.conf may not do ----

    @Test
    void whoMayNotReadAgiIsToldOnceForEachConnection() {
        bench.asterisk.permissions("system,call", "agi,reporting");
        try (Logs logs = new Logs()) {
            bench.park();
            bench.start(builder -> builder.replyTimeout(Duration.ofMillis(100)));
            await().until(() -> !logs.with("read=agi").isEmpty());
            bench.park();
            await().during(Duration.ofMillis(500))
                    .until(() -> logs.with("read=agi").size() == 1);
            assertThat(logs.with("read=agi")).singleElement().asString().startsWith("WARN");
            bench.asterisk.dropLinks();
            await().until(() -> logs.with("read=agi").size() == 2);
        }
        assertThat(bench.puppet.total()).isZero();
    }

    @Test
    void whoMayIsNotToldSoWhileACommandTakesItsTime() {
        try (Logs logs = new Logs()) {
            bench.start(builder -> builder.replyTimeout(Duration.ofMillis(100)));
            FakeChannel channel = bench.park().hold("EXEC");
            Puppet.Call call = bench.puppet.next();
            CompletableFuture<?> acts = call.channel.submit(new RawCommand("EXEC Playback x"));
            await().during(Duration.ofMillis(500))
                    .until(() -> logs.with("read=agi").isEmpty());
            channel.finish("200 result=0");
            get(acts);
        }
    }

    @Test
    void twoClientsOfOneNameAreRefused() {
        bench.start();
        assertThatThrownBy(
                        () -> AsyncAgiServer.builder(bench.client, bench.router).client(bench.client))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fake");
    }
}
