// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiTransportException;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.it.AsyncAgiInstance.Run;

/** Several instances of one application share the calls of an Asterisk. */
@RealAsterisk
class AsyncAgiSharedTest {
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration LONG_LEASE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(15);

    private final AsteriskUnderTest asterisk;
    private AsyncAgiInstance.All instances;

    AsyncAgiSharedTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @BeforeEach
    void setUp() {
        instances = new AsyncAgiInstance.All(asterisk);
    }

    @AfterEach
    void closeInstances() {
        instances.close();
    }

    @Test
    void eachCallIsServedOnceByOneOfThem() {
        List<AsyncAgiInstance> three = Stream.of("a", "b", "c")
                .map(name -> instances.shared(name, LONG_LEASE, (instance, request, channel) -> {
                    channel.setVariable("BY", channel.getVariable("BY").orElse("") + instance);
                    channel.exec("Wait", "0.3");
                }))
                .toList();
        CallPlan plan = instances.plan().capture("BY");

        List<LiveCall> calls =
                IntStream.range(0, 30).mapToObj(i -> asterisk.place(plan)).toList();

        for (LiveCall call : calls) {
            CallResult result = call.result();
            assertThat(result.outcome()).isEqualTo("done");
            assertThat(instances.runs(call)).hasSize(1).noneMatch(Run::adopted);
            assertThat(result.variable("BY"))
                    .isEqualTo(instances.runs(call).get(0).instance());
        }
        Set<String> served = calls.stream()
                .map(call -> instances.runs(call).get(0).instance())
                .collect(Collectors.toSet());
        assertThat(served).as("they share").hasSizeGreaterThan(1);
        assertThat(three).allSatisfy(instance -> {
            assertThat(instance.server().health().takenOver()).isZero();
            assertThat(instance.server().health().adoptedCalls()).isZero();
        });
        assertThat(three.stream()
                        .mapToLong(i -> i.server().health().totalCalls())
                        .sum())
                .isEqualTo(30);
    }

    @Test
    void anOwnerKeepsItsCallThroughAPromptLongerThanItsLease() throws Exception {
        Sounds.writeTone(asterisk.soundsDirectory().resolve("tone-6.wav"), Duration.ofSeconds(6));
        AsyncAgiInstance owner = instances.shared("a", LEASE, (instance, request, channel) -> {
            channel.streamFile(asterisk.sound("tone-6"));
            channel.setVariable("BY", channel.getVariable("BY").orElse("") + instance);
            channel.streamFile(asterisk.sound("tone-1"));
        });
        LiveCall call = asterisk.place(instances.plan().capture("BY"));
        instances.awaitRun(call, SOON);
        List<AsyncAgiInstance> others = new ArrayList<>();

        // Those that come claim at once: one comes every second, and they try again all the time.
        for (String name : List.of("b", "c", "d", "e", "f", "g")) {
            others.add(
                    instances.shared(name, LEASE, (instance, request, channel) -> channel.setVariable("BY", "stolen")));
            Stage.pause(Duration.ofSeconds(1));
        }

        CallResult result = call.result();
        assertThat(result.outcome()).isEqualTo("done");
        assertThat(result.variable("BY")).isEqualTo("a");
        assertThat(instances.runs(call)).containsExactly(new Run(call.nearUniqueId(), "a", false));
        assertThat(owner.server().health().takenOver()).isZero();
        assertThat(others)
                .allSatisfy(other ->
                        assertThat(other.server().health().totalCalls()).isZero());
        assertThat(asterisk.ami().events())
                .as("the others did try")
                .anyMatch(event ->
                        event.isEvent("AsyncAGIExec") && event.get("CommandId").startsWith("b-"));
    }

    @Test
    void anOwnerWhoseConnectionIsGoneLosesItsCallAndSendsNoMore() throws Exception {
        CompletableFuture<Throwable> lost = new CompletableFuture<>();
        CountDownLatch known = new CountDownLatch(1);
        AsyncAgiInstance owner = instances.shared("a", LEASE, (instance, request, channel) -> {
            known.await();
            serveForEver(channel, lost);
        });
        LiveCall call = instances.park();
        instances.awaitRun(call, SOON);
        AsyncAgiInstance other = instances.shared("b", LEASE, (instance, request, channel) -> {
            assertThat(request.adopted()).isTrue();
            assertThat(request.script()).isEqualTo("script");
            channel.exec("Wait", "2");
        });
        awaitClaimOf("b");
        known.countDown();
        awaitExec(call);

        owner.cutOff();
        await().atMost(SOON).until(() -> instances.runs(call).size() == 2);
        owner.proxy().heal();

        CallResult result = call.result();
        assertThat(result.outcome()).isEqualTo("done");
        assertThat(instances.runs(call))
                .containsExactly(new Run(call.nearUniqueId(), "a", false), new Run(call.nearUniqueId(), "b", true));
        assertThat(lost.get(SOON.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(AgiTransportException.class);
        assertThat(other.server().health().adoptedCalls()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(owner.server().activeCalls()).isZero());
        AsyncAgiFences.of(asterisk.ami().events(), call.nearUniqueId()).hasFencesInOrder(1, 2);
    }

    @Test
    void commandsOfAFormerOwnerRunBeforeTheFirstOfTheNew() throws Exception {
        CountDownLatch known = new CountDownLatch(1);
        AsyncAgiInstance owner = instances.shared("a", LEASE, (instance, request, channel) -> {
            known.await();
            channel.exec("Wait", "5");
            channel.setVariable("LATE", "1");
        });
        LiveCall call = asterisk.place(instances.plan().capture("LATE"));
        instances.awaitRun(call, SOON);
        instances.shared("b", LEASE, (instance, request, channel) -> channel.exec("Wait", "0.5"));
        awaitClaimOf("b");
        known.countDown();
        awaitExec(call);

        owner.cutOff();

        CallResult result = call.result();
        assertThat(result.outcome()).isEqualTo("done");
        assertThat(result.variable("LATE")).isEmpty();
        assertThat(instances.runs(call)).hasSize(2);
        AsyncAgiFences.of(asterisk.ami().events(), call.nearUniqueId()).hasFencesInOrder(1, 2);
    }

    @Test
    void anInstanceThatDrainsLeavesNewCallsToTheOthers() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AsyncAgiInstance leaving = instances.shared("a", LONG_LEASE, (instance, request, channel) -> {
            channel.noop();
            go.await();
            channel.noop();
        });
        LiveCall first = instances.place();
        instances.awaitRun(first, SOON);
        instances.shared("b", LONG_LEASE, (instance, request, channel) -> channel.noop());

        CompletableFuture<Integer> cut =
                CompletableFuture.supplyAsync(() -> leaving.server().drain(Duration.ofSeconds(20)));
        await().until(() -> leaving.server().health().state() != AsyncAgiServer.State.RUNNING);
        CallPlan plan = instances.plan();
        List<LiveCall> calls =
                IntStream.range(0, 6).mapToObj(i -> asterisk.place(plan)).toList();
        for (LiveCall call : calls) {
            assertThat(call.result().outcome()).isEqualTo("done");
            assertThat(instances.runs(call)).extracting(Run::instance).containsExactly("b");
        }
        go.countDown();

        assertThat(cut.get(SOON.toSeconds(), TimeUnit.SECONDS)).isZero();
        assertThat(first.result().outcome()).isEqualTo("done");
        assertThat(instances.runs(first)).hasSize(1);
    }

    @Test
    void anInstanceThatIsFullLeavesCallsToTheOthers() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AsyncAgiInstance full = instances.start(
                "a",
                (instance, request, channel) -> {
                    channel.noop();
                    go.await();
                },
                server -> server.maxCalls(1).shared());
        LiveCall first = instances.place();
        instances.awaitRun(first, SOON);
        instances.shared("b", LONG_LEASE, (instance, request, channel) -> channel.noop());

        CallPlan plan = instances.plan();
        List<LiveCall> calls =
                IntStream.range(0, 6).mapToObj(i -> asterisk.place(plan)).toList();

        for (LiveCall call : calls) {
            assertThat(call.result().outcome()).isEqualTo("done");
            assertThat(instances.runs(call)).extracting(Run::instance).containsExactly("b");
        }
        go.countDown();
        assertThat(first.result().outcome()).isEqualTo("done");
        assertThat(full.server().health().refusedCalls()).isZero();
    }

    @Test
    void aCloseTellsTheDialplanAndNobodyServesTheCallAgain() {
        AsyncAgiInstance closing = instances.shared(
                "a", LONG_LEASE, (instance, request, channel) -> channel.streamFile(asterisk.sound("tone-20")));
        LiveCall call = instances.place();
        instances.awaitRun(call, SOON);
        instances.shared("b", LONG_LEASE, (instance, request, channel) -> channel.noop());
        instances.awaitEvent(call, "AGIExecStart");

        closing.server().close();

        CallResult result = call.result();
        assertThat(result.outcome()).isEqualTo("failed");
        assertThat(result.agiStatus()).isEqualTo("FAILURE");
        assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(15));
        assertThat(instances.runs(call)).extracting(Run::instance).containsExactly("a");
    }

    @Test
    void aSecondVisitToAsyncAgiIsNoAdoption() {
        asterisk.extension(
                "twice",
                "AGI(agi:async,/script,one)",
                "Set(FIRST=${OFFHOOK})",
                "Set(OFFHOOK=)",
                "AGI(agi:async,/script,two)",
                "Hangup()");
        instances.shared("a", LONG_LEASE, (instance, request, channel) -> channel.noop());
        instances.shared("b", LONG_LEASE, (instance, request, channel) -> channel.noop());

        LiveCall call = asterisk.place(
                CallPlan.dialplan(asterisk.testContext(), "twice").capture("FIRST"));

        CallResult result = call.result();
        assertThat(result.variable("FIRST")).isEqualTo("done");
        assertThat(result.outcome()).isEqualTo("done");
        assertThat(instances.runs(call)).hasSize(2).noneMatch(Run::adopted);
        assertThat(result.elapsed()).as("nobody waited for a lease").isLessThan(Duration.ofSeconds(10));
    }

    /** Returns when Asterisk has begun to run an EXEC for a call. */
    private void awaitExec(LiveCall call) {
        asterisk.ami()
                .awaitEvent(
                        "AGIExecStart",
                        event -> event.get("Uniqueid").equals(call.nearUniqueId())
                                && event.get("Command").startsWith("EXEC"),
                        SOON);
    }

    /** Returns when an instance has tried to claim a call. */
    private void awaitClaimOf(String instance) {
        asterisk.ami()
                .awaitEvent("AsyncAGIExec", event -> event.get("CommandId").startsWith(instance + "-"), SOON);
    }

    /** Until it is told that the call is another's; a command whose outcome is unknown is no reason to end. */
    private static void serveForEver(AgiChannel channel, CompletableFuture<Throwable> lost) {
        while (!lost.isDone()) {
            try {
                channel.exec("Wait", "0.2");
            } catch (RuntimeException e) {
                if (!String.valueOf(e.getMessage()).contains("whether it ran is not known")) {
                    lost.complete(e);
                    throw e;
                }
            }
        }
    }
}
