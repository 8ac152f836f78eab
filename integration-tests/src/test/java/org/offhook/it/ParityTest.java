// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.offhook.it.TwoWays.Way;

/**
 * The same script sees the same over FastAGI and over AsyncAGI, but for the differences that a scenario names. All of an
 * Asterisk's calls are up together, some at a time.
 */
@RealAsterisk
class ParityTest {

    /** Scenarios that are played at once; each is two calls. */
    private static final int AT_ONCE = 12;

    private final AsteriskUnderTest asterisk;
    private final ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);
    private final TwoWays ways;

    ParityTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        this.ways = new TwoWays(asterisk);
    }

    @AfterEach
    void close() {
        players.shutdownNow();
        ways.close();
    }

    private static List<Scenario> scenarios(AsteriskUnderTest asterisk) {
        List<Scenario> all = new ArrayList<>();
        all.addAll(ParityCalls.scenarios());
        all.addAll(ParityMedia.scenarios());
        all.addAll(ParityStops.scenarios());
        all.addAll(ParityVariables.scenarios());
        all.addAll(ParityDialplan.scenarios(asterisk));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> bothTransportsAreTheSameToAScript() {
        ParityDialplan.addTo(asterisk);
        List<Scenario> scenarios = scenarios(asterisk);
        assertThat(scenarios).extracting(Scenario::id).doesNotHaveDuplicates();
        List<CompletableFuture<Map<Way, Map<String, String>>>> accounts = scenarios.stream()
                .map(scenario -> CompletableFuture.supplyAsync(() -> ways.play(scenario), players))
                .toList();
        return Stream.iterate(0, i -> i + 1)
                .limit(scenarios.size())
                .map(i -> DynamicTest.dynamicTest(
                        scenarios.get(i).name(), () -> compare(scenarios.get(i), accounts.get(i))));
    }

    /** Programs that share an Asterisk do not take each other's channels. */
    @Test
    void aPathThatNobodyServesIsRefusedOverFastAgiAndLeftAloneOverAsyncAgi() {
        CallResult refused = asterisk.call(ways.plan(Way.FAST_AGI, "/nosuch", List.of()));
        LiveCall left = asterisk.place(ways.plan(Way.ASYNC_AGI, "/nosuch", List.of()));
        asterisk.ami()
                .awaitEvent("AsyncAGIStart", event -> event.get("Uniqueid").equals(left.nearUniqueId()), Scene.LONG);

        Map<Way, Map<String, String>> later = ways.play(Scenario.of("a later call", scene -> {}));

        assertThat(refused.agiStatus()).isEqualTo("FAILURE");
        assertThat(refused.outcome()).isEqualTo("refused");
        assertThat(later.get(Way.ASYNC_AGI)).containsEntry(Account.OUTCOME, "done");
        assertThat(left.isDone()).isFalse();
        assertThat(ways.asyncAgi().health().totalCalls()).isEqualTo(1);
        assertThat(left.hangUpFar()).isTrue();
        assertThat(left.result().outcome()).isEmpty();
    }

    private void compare(Scenario scenario, CompletableFuture<Map<Way, Map<String, String>>> playing)
            throws IOException {
        try {
            Map<Way, Map<String, String>> accounts = playing.join();
            compare(scenario, accounts.get(Way.FAST_AGI), accounts.get(Way.ASYNC_AGI));
        } catch (Throwable e) {
            Artefacts.save(Artefacts.folder("ParityTest", asterisk.majorVersion()), asterisk, scenario.name(), e);
            throw e;
        }
    }

    private static void compare(Scenario scenario, Map<String, String> fastAgi, Map<String, String> asyncAgi) {
        for (Scenario.Difference difference : scenario.differences()) {
            String what = difference.what();
            assertThat(fastAgi.remove(what)).as("%s over FastAGI", what).isEqualTo(difference.fastAgi());
            assertThat(asyncAgi.remove(what)).as("%s over AsyncAGI", what).isEqualTo(difference.asyncAgi());
        }
        assertThat(asyncAgi).as("AsyncAGI beside FastAGI").isEqualTo(fastAgi);
    }
}
