// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All decisions, without Asterisk and without waiting. */
class CallCentreTest {

    private static final Instant BEGIN = Instant.parse("2026-01-05T09:00:00Z");
    private static final String AGENTS = """
            agent.1 = Anna, PJSIP/anna, sales
            agent.2 = Ben, PJSIP/ben, sales support
            wrap-up = 10s
            target = 20s
            callback.attempts = 2
            callback.pause = 5m
            callback.delay = 5s
            """;

    private final Settings settings = Settings.of(AGENTS);
    private Instant now = BEGIN;
    private CallCentre centre;

    @BeforeEach
    void open() {
        centre = new CallCentre(settings, () -> now);
    }

    @Test
    void whoComesFirstIsServedFirst() {
        join("a", "sales");
        join("b", "sales");
        assertThat(centre.position("a")).contains(1);
        assertThat(centre.position("b")).contains(2);
        assertThat(assigned()).as("nobody is logged in").isEmpty();

        centre.logIn("1", "");

        assertThat(assigned()).containsExactly("a>1");
        assertState("1", AgentState.RINGING);
        assertThat(assigned()).as("once").isEmpty();
    }

    @Test
    void whoNeedsAnotherSkillIsOvertaken() {
        join("a", "support");
        join("b", "sales");
        centre.logIn("1", "");

        assertThat(assigned()).containsExactly("b>1");
        centre.logIn("2", "");
        assertThat(assigned()).containsExactly("a>2");
    }

    @Test
    void afterACallThereIsTimeToWrapUp() {
        talk("a", "1");
        pass(60);
        centre.ended("a");
        assertState("1", AgentState.WRAP_UP);

        pass(9);
        assertThat(centre.tick()).isFalse();
        pass(1);
        assertThat(centre.tick()).isTrue();
        assertState("1", AgentState.FREE);
    }

    @Test
    void whoDoesNotAnswerIsPausedAndTheCallerKeepsThePlace() {
        centre.logIn("1", "");
        join("a", "sales");
        join("b", "sales");
        assigned();

        centre.notAnswered("a");

        assertState("1", AgentState.PAUSED);
        assertThat(centre.position("a")).contains(1);
        centre.logIn("2", "");
        assertThat(assigned()).containsExactly("a>2");
    }

    @Test
    void whoHangsUpLeavesTheAgentFree() {
        centre.logIn("1", "");
        join("a", "sales");
        assigned();

        centre.gone("a");

        assertState("1", AgentState.FREE);
        assertThat(centre.line()).isEmpty();
        assertThat(totals().abandoned()).isEqualTo(1);
        centre.gone("a");
        assertThat(totals().abandoned()).as("told twice").isEqualTo(1);
    }

    @Test
    void aPauseAskedForDuringACallBeginsAfterIt() {
        talk("a", "1");

        assertThat(centre.pause("1")).isTrue();
        assertState("1", AgentState.TALKING);
        centre.gone("a");
        assertState("1", AgentState.PAUSED);
        assertThat(centre.resume("1")).isTrue();
        assertState("1", AgentState.FREE);
        centre.logOut("1");
        assertState("1", AgentState.OFF);
        assertThat(centre.pause("1")).as("not logged in").isFalse();
    }

    @Test
    void onlyKnownAgentsWithAPhoneLogIn() {
        assertThat(centre.logIn("9", "PJSIP/x")).isFalse();
        CallCentre other = new CallCentre(Settings.of("agent.1 = Anna"), () -> now);
        assertThat(other.logIn("1", "")).isFalse();
        assertThat(other.logIn("1", "PJSIP/desk")).isTrue();
        other.join(caller("a", ""));
        assertThat(other.assign(caller -> true)).extracting(Assignment::device).containsExactly("PJSIP/desk");
    }

    @Test
    void theWallboardCountsWhoWasInTime() {
        talk("a", "1");
        join("b", "sales");
        pass(30);
        centre.ended("a");
        pass(10);
        centre.tick();
        assigned();
        centre.answered("b");

        assertThat(totals().answered()).isEqualTo(2);
        assertThat(totals().inTime()).isEqualTo(1);
        assertThat(totals().averageWait()).isBetween(19_000L, 21_000L);
    }

    @Test
    void whoWaitsTooLongIsSentAwayUnlessAPhoneRings() {
        join("a", "sales");
        assertThat(centre.overflow("a")).isTrue();
        assertThat(centre.overflow("a")).isFalse();
        assertThat(totals().overflowed()).isEqualTo(1);

        centre.logIn("1", "");
        join("b", "sales");
        assigned();
        assertThat(centre.overflow("b")).isFalse();
        assertThat(centre.position("b")).contains(1);
    }

    @Test
    void aCallBackKeepsThePlaceAndIsTriedAgainLater() {
        join("a", "sales");
        join("b", "sales");
        assertThat(centre.callBack("a", "0301")).isTrue();
        centre.gone("a");
        assertThat(centre.position("a"))
                .as("the end of the call is none of the waiting")
                .contains(1);
        pass(5);

        centre.logIn("1", "");
        assertThat(assigned()).containsExactly("a>1");
        assertThat(centre.callsBack("a")).isTrue();
        assertState("1", AgentState.TALKING);
        centre.notReached("a");
        assertState("1", AgentState.WRAP_UP);
        assertThat(centre.position("a")).contains(1);

        pass(10);
        centre.tick();
        assertThat(assigned()).as("a is called again later").containsExactly("b>1");
        centre.answered("b");
        centre.ended("b");
        pass(300);
        centre.tick();
        assertThat(assigned()).containsExactly("a>1");
        centre.callsBack("a");
        centre.notReached("a");
        assertThat(centre.line()).as("twice in vain").isEmpty();
    }

    @Test
    void aCallBackThatIsAnsweredIsATalk() {
        join("a", "sales");
        centre.callBack("a", "0301");
        pass(5);
        centre.logIn("1", "");
        assigned();
        centre.callsBack("a");

        centre.answered("a");
        centre.notReached("a");
        assertThat(centre.line()).isEmpty();
        assertThat(totals().answered()).isEqualTo(1);
        assertThat(totals().abandoned()).isZero();
        assertState("1", AgentState.WRAP_UP);
    }

    @Test
    void aRestartOfThisProgramForgetsNothing() {
        talk("a", "1");
        centre.logIn("2", "");
        centre.pause("2");
        join("b", "sales");
        join("c", "sales");
        centre.callBack("c", "0303");

        Memory memory = centre.remember("boot");
        CallCentre next = new CallCentre(settings, () -> now);
        next.restore(memory);

        assertThat(next.remember("boot")).isEqualTo(memory);
        assertThat(next.onTheLine()).containsExactlyInAnyOrder("a", "b");
        next.gone("a");
        assertThat(next.state("1")).contains(AgentState.WRAP_UP);
    }

    @Test
    void aRestartOfAsteriskTurnsThoseWhoWaitedIntoCallBacks() {
        talk("a", "1");
        centre.logIn("2", "");
        join("b", "sales");
        assigned();
        join("c", "sales");
        join("d", "sales");
        join("old", "sales");
        centre.gone("old");
        pass(60);
        centre.gone("d"); // hung up by Asterisk's end
        pass(1);
        Instant lost = now;
        pass(30);

        centre.restarted(Set.of("a", "b", "c"), lost);

        assertThat(centre.line()).extracting(Caller::id).containsExactly("b", "c", "d");
        assertThat(centre.line()).allMatch(Caller::isCallBack);
        assertState("1", AgentState.WRAP_UP);
        assertState("2", AgentState.FREE);
        assertThat(totals().abandoned()).as("old").isEqualTo(1);
    }

    @Test
    void whoHidesTheNumberCannotBeCalledBack() {
        centre.join(Caller.onTheLine("a", "", "sales", now));

        centre.restarted(Set.of("a"), now);

        assertThat(centre.line()).isEmpty();
        assertThat(totals().abandoned()).isEqualTo(1);
    }

    @Test
    void theWallboardShowsTheEndOfANumberOnly() {
        assertThat(caller("a", "").shown()).isEqualTo("…301");
        assertThat(Caller.onTheLine("a", "", "", now).shown()).isEqualTo("unknown");
    }

    private void talk(String callerId, String agentId) {
        centre.logIn(agentId, "");
        join(callerId, "sales");
        assertThat(assigned()).containsExactly(callerId + ">" + agentId);
        centre.answered(callerId);
        assertState(agentId, AgentState.TALKING);
    }

    private void join(String id, String skill) {
        centre.join(caller(id, skill));
        now = now.plusMillis(1);
    }

    private Caller caller(String id, String skill) {
        return Caller.onTheLine(id, "0301", skill, now);
    }

    private List<String> assigned() {
        return centre.assign(caller -> true).stream()
                .map(assignment ->
                        assignment.caller().id() + ">" + assignment.agent().id())
                .toList();
    }

    private void pass(long seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    private void assertState(String agentId, AgentState state) {
        assertThat(centre.state(agentId)).contains(state);
    }

    private Snapshot.Totals totals() {
        return centre.snapshot(true).totals();
    }
}
