// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.it.AsyncAgiProcess.Entry;

/** Four processes share one Asterisk. One is killed in the middle of a prompt, one stands still for longer than its lease. */
@RealAsterisk
@Timeout(150)
class AsyncAgiProcessesTest {
    private static final int CALLS = 40;
    private static final Duration STANDSTILL = Duration.ofSeconds(45);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final AsteriskUnderTest asterisk;
    private final Deque<AsyncAgiProcess> processes = new ArrayDeque<>();

    @TempDir
    private Path folder;

    AsyncAgiProcessesTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(AsyncAgiProcess::close);
    }

    @Test
    void everyCallEndsOnceWhenOneIsKilledAndOneStandsStill() throws Exception {
        startProcesses("a", "b", "c", "d");
        List<LiveCall> calls = place(CALLS);
        await("all prompts").atMost(SOON).until(() -> promptsBegun() == CALLS);
        List<AsyncAgiProcess> busy = processes.stream()
                .filter(process -> playing(process).size() > 0)
                .toList();
        assertThat(busy).as("with a prompt that plays").hasSizeGreaterThan(1);
        AsyncAgiProcess killed = busy.get(0);
        AsyncAgiProcess standing = busy.get(1);

        killed.signal("KILL");
        standing.signal("STOP");
        long stopped = System.nanoTime();
        Set<String> ofKilled = playing(killed);
        Set<String> ofStanding = playing(standing);
        assertThat(ofKilled).as("in the middle of a prompt").isNotEmpty();
        assertThat(ofStanding).as("in the middle of a prompt").isNotEmpty();
        List<LiveCall> later = place(CALLS / 4);
        await().pollDelay(STANDSTILL.minusNanos(System.nanoTime() - stopped))
                .atMost(STANDSTILL.plusSeconds(5))
                .until(() -> true);
        assertThat(adopted()).as("taken over").containsAll(ofKilled).containsAll(ofStanding);
        standing.signal("CONT");

        List<LiveCall> all = new ArrayList<>(calls);
        all.addAll(later);
        all.forEach(this::assertEndedOnce);
        await("the end of the scripts that were taken over")
                .atMost(SOON)
                .until(() -> standing.calls(Entry.CUT).containsAll(ofStanding));
        assertThat(standing.calls(Entry.ENDED)).doesNotContainAnyElementsOf(ofStanding);
        assertThat(processes.stream().flatMap(process -> process.calls(Entry.ENDED).stream()))
                .as("scripts that came to their end: one for each call")
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(LiveCall::nearUniqueId).toList());
        int before = standing.calls(Entry.ENDED).size();
        await("a new call for the one that stood still").atMost(SOON).until(() -> {
            place(4).forEach(this::assertEndedOnce);
            return standing.calls(Entry.ENDED).size() > before;
        });
    }

    private void startProcesses(String... names) throws IOException {
        asterisk.assumeOurs();
        for (String name : names) {
            processes.add(AsyncAgiProcess.start(asterisk, name, asterisk.sound(Sounds.toneName(5)), folder));
        }
        await("four processes").atMost(SOON).until(() -> processes.stream().allMatch(AsyncAgiProcess::isReady));
    }

    /** Behind AGI() each call is counted in Asterisk's database. */
    private List<LiveCall> place(int count) {
        asterisk.extension(
                "counted",
                "Set(OFFHOOK=)",
                "AGI(agi:async,/script)",
                "GotoIf($[\"${AGISTATUS}\" = \"FAILURE\" & \"${OFFHOOK}\" = \"\"]?2)",
                "Set(DB(ended/${UNIQUEID})=${DB(ended/${UNIQUEID})}x)",
                "Set(ENDED=${DB(ended/${UNIQUEID})})",
                "Hangup()");
        CallPlan plan = CallPlan.dialplan(asterisk.testContext(), "counted")
                .capture("BY", "PLAYED", "ENDED")
                .timeout(Duration.ofMinutes(2));
        return IntStream.range(0, count).mapToObj(i -> asterisk.place(plan)).toList();
    }

    private void assertEndedOnce(LiveCall call) {
        CallResult result = call.result();
        String id = call.nearUniqueId();
        assertThat(result.outcome()).as(id).isEqualTo("done");
        assertThat(result.agiStatus()).as(id).isEqualTo("SUCCESS");
        assertThat(result.variable("ENDED")).as("endings of %s", id).isEqualTo("x");
        assertThat(result.variable("PLAYED")).as("prompts of %s", id).hasSize(1);
        assertThat(result.variable("BY")).as("owners of %s", id).endsWith(result.variable("PLAYED"));
        assertThat(endings(id)).as("endings of %s in Asterisk's events", id).isEqualTo(1);
        AsyncAgiFences.of(asterisk.ami().events(), id).hasFencesInOrder();
    }

    private long endings(String uniqueId) {
        return asterisk.ami().events().stream()
                .filter(event -> event.isEvent("AGIExecStart")
                        && event.get("Uniqueid").equals(uniqueId)
                        && event.get("Command").startsWith("ASYNCAGI BREAK"))
                .count();
    }

    private long promptsBegun() {
        return asterisk.ami().events().stream()
                .filter(event ->
                        event.isEvent("AGIExecStart") && event.get("Command").startsWith("STREAM FILE"))
                .map(event -> event.get("Uniqueid"))
                .distinct()
                .count();
    }

    /** The calls of a process whose prompt plays now. */
    private static Set<String> playing(AsyncAgiProcess process) {
        Set<String> calls = new HashSet<>(process.calls(Entry.BEGUN));
        process.calls(Entry.ENDED).forEach(calls::remove);
        return calls;
    }

    private Set<String> adopted() {
        Set<String> calls = new HashSet<>();
        processes.forEach(process -> calls.addAll(process.calls(Entry.ADOPTED)));
        return calls;
    }
}
