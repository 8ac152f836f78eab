// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offhook.examples.callcentre.Strategy.Free;

class StrategyTest {

    private static final Free ANNA = free("1", 30, "sales", "support");
    private static final Free BEN = free("2", 20, "sales");
    private static final Free CLEO = free("3", 10, "sales", "support", "billing");

    @Test
    void longestIdleTakesWhoHasWaitedLongest() {
        assertThat(new LongestIdle().choose(List.of(ANNA, BEN, CLEO))).isEqualTo(CLEO);
    }

    @Test
    void roundRobinGoesFromOneToTheNextAndBeginsAgain() {
        Strategy strategy = new RoundRobin();

        assertThat(strategy.choose(List.of(ANNA, BEN, CLEO))).isEqualTo(ANNA);
        assertThat(strategy.choose(List.of(ANNA, CLEO))).isEqualTo(CLEO);
        assertThat(strategy.choose(List.of(ANNA, BEN))).isEqualTo(ANNA);
        assertThat(strategy.choose(List.of(ANNA, BEN))).isEqualTo(BEN);
    }

    @Test
    void fewestSkillsKeepsThoseFreeWhoCanDoEverything() {
        Free other = free("4", 10, "sales");

        assertThat(new FewestSkills().choose(List.of(ANNA, BEN, CLEO))).isEqualTo(BEN);
        assertThat(new FewestSkills().choose(List.of(BEN, other)))
                .as("of equals")
                .isEqualTo(other);
    }

    @Test
    void aStrategyIsNamedInTheSettings() {
        assertThat(Strategy.named("longest-idle")).isInstanceOf(LongestIdle.class);
        assertThat(Strategy.named("round-robin")).isInstanceOf(RoundRobin.class);
        assertThat(Strategy.named("skills")).isInstanceOf(FewestSkills.class);
        assertThatThrownBy(() -> Strategy.named("random")).hasMessageContaining("longest-idle, round-robin or skills");
    }

    private static Free free(String id, long since, String... skills) {
        return new Free(new Agent(id, "Agent " + id, "", Set.of(skills)), Instant.ofEpochSecond(since));
    }
}
