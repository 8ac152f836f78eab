// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiErrorException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiPermissionException;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.EventSelection;
import org.offhook.ami.OriginateCall;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.OriginateOutcome.Result;
import org.offhook.ami.OriginateProgress;
import org.offhook.ami.RawAction;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.ami.action.OriginateAction;

/** What becomes of calls that are placed, as Asterisk really tells it. */
@RealAsterisk(options = AmiOutcomesTest.Users.class)
class AmiOutcomesTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AsteriskUnderTest asterisk;
    private AmiClients clients;
    private AmiClient client;

    AmiOutcomesTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    static final class Users implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT.withFile("manager_extra.conf", """
                            [clerk]
                            secret = c
                            read = call
                            write = originate,call
                            [mute]
                            secret = m
                            write = reporting
                            """).withDialplan("""
                            [placed]
                            exten => here,1,Wait(30)
                            exten => told,1,UserEvent(Told,Name: ${URIENCODE(${CALLERID(name)})},Number: ${CALLERID(num)},Value: ${URIENCODE(${NASTY})})
                            exten => slow,1,Ringing()
                             same => n,Wait(1)
                             same => n,Answer()
                             same => n,Wait(30)
                            """);
        }
    }

    @BeforeEach
    void connect() {
        clients = new AmiClients(asterisk);
        client = clients.connect(clients.options("clerk", "c").bootTimeout(Duration.ofMillis(50)));
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void anAnsweredCallIsFollowedFromTheFirstChannelToTheAnswer() {
        Seen<OriginateProgress> progress = new Seen<>();

        OriginateCall call = client.originate(to("Local/slow@placed/n")).onProgress(progress);
        OriginateOutcome outcome = call.await(LONG);

        assertThat(outcome.result()).isEqualTo(Result.ANSWERED);
        assertThat(outcome.channelId()).isEqualTo(call.channelId());
        assertThat(outcome.reason()).hasValue(4);
        assertThat(outcome.channel())
                .hasValueSatisfying(name ->
                        assertThat(name).startsWith("Local/slow@placed-").endsWith(";1"));
        await().untilAsserted(() -> assertThat(progress.all())
                .containsExactly(OriginateProgress.DIALING, OriginateProgress.RINGING, OriginateProgress.ANSWERED));
        // The id it was given is good for all that follows.
        assertThat(client.request(RawAction.of("Hangup", "Channel", call.channelId()))
                        .message())
                .isEqualTo("Channel Hungup");
    }

    @Test
    void whatIsNotAnsweredIsToldApart() {
        assertThat(outcome(to(asterisk.target("busy"))).result()).isEqualTo(Result.BUSY);
        assertThat(outcome(to(asterisk.target("congestion"))).result()).isEqualTo(Result.CONGESTION);

        OriginateOutcome inVain = outcome(to(asterisk.target("ringing")).timeout(Duration.ofMillis(700)));
        assertThat(inVain.result()).isEqualTo(Result.NO_ANSWER);
        assertThat(inVain.reason()).hasValue(3);

        assertThat(outcome(to("Nothing/like-that")).result()).isEqualTo(Result.FAILED);
        assertThat(outcome(to("Local/nobody@placed/n")).result()).isEqualTo(Result.FAILED);
    }

    @Test
    void manyCallsAtOnceAreNotMixedUp() {
        List<Result> expected = new ArrayList<>();
        List<OriginateCall> calls = new ArrayList<>();
        Map<Result, String> targets = new EnumMap<>(Map.of(
                Result.ANSWERED, asterisk.target("answer"),
                Result.BUSY, asterisk.target("busy"),
                Result.CONGESTION, asterisk.target("congestion"),
                Result.NO_ANSWER, asterisk.target("ringing")));
        for (int i = 0; i < 10; i++) {
            targets.forEach((result, target) -> {
                expected.add(result);
                calls.add(client.originate(to(target).timeout(Duration.ofSeconds(2))));
            });
        }

        assertThat(calls.stream().map(call -> call.await(LONG).result())).isEqualTo(expected);
    }

    @Test
    void whatAsteriskWillNotTryIsRejectedInItsOwnWords() {
        OriginateOutcome nowhere =
                outcome(OriginateAction.toExtension(asterisk.target("answer"), "placed", "nowhere", 1));
        assertThat(nowhere.result()).isEqualTo(Result.REJECTED);
        assertThat(nowhere.error())
                .hasValueSatisfying(error -> assertThat(error)
                        .isInstanceOf(AmiErrorException.class)
                        .hasMessageContaining("Extension does not exist."));

        AmiClient mute = clients.connect(clients.options("mute", "m").bootTimeout(Duration.ofMillis(50)));
        OriginateOutcome forbidden =
                mute.originate(to(asterisk.target("answer"))).await(LONG);
        assertThat(forbidden.result()).isEqualTo(Result.REJECTED);
        assertThat(forbidden.error()).containsInstanceOf(AmiPermissionException.class);
        assertThat(forbidden.error().orElseThrow()).hasMessageContaining("originate");
    }

    @Test
    void dangerousApplicationsAreRefusedHereAndThere() {
        for (String application : List.of("System", "TrySystem", "AGI", "Exec", "MixMonitor")) {
            assertThatThrownBy(() -> OriginateAction.toApplication(asterisk.target("answer"), application, "x"))
                    .as(application)
                    .isInstanceOf(IllegalArgumentException.class);

            OriginateOutcome there =
                    outcome(OriginateAction.toApplicationUnchecked(asterisk.target("answer"), application, "x"));
            assertThat(there.result()).as(application).isEqualTo(Result.REJECTED);
            assertThat(there.error().orElseThrow()).hasMessageContaining("Access Forbidden");
        }
        assertThatThrownBy(() -> OriginateAction.toApplication(asterisk.target("answer"), "NoOp", "${SHELL(id)}"))
                .isInstanceOf(IllegalArgumentException.class);

        AmiClient mighty = clients.connect();
        assertThat(mighty.originate(OriginateAction.toApplicationUnchecked(asterisk.target("answer"), "System", "true"))
                        .await(LONG)
                        .result())
                .as("for a user with the class system it is no more than a warning")
                .isEqualTo(Result.ANSWERED);
    }

    @Test
    void aChannelIdThatIsInUseFailsAndLeavesTheOtherCallAlone() {
        OriginateAction action = to("Local/slow@placed/n").channelId("taken");
        OriginateCall first = client.originate(action);
        assertThatThrownBy(() -> client.originate(action))
                .as("while it is being placed nobody could tell them apart")
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Stage.await(first.outcome()).isAnswered()).isTrue();

        assertThat(outcome(to(asterisk.target("answer")).channelId("taken")).result())
                .isEqualTo(Result.FAILED);

        assertThat(client.request(RawAction.of("Getvar", "Channel", "taken", "Variable", "CHANNEL(state)"))
                        .headers()
                        .find("Value"))
                .hasValue("Up");
    }

    @Test
    void aCallThatRingsCanBeGivenUp() {
        OriginateCall call = client.originate(to(asterisk.target("ringing")));
        await().until(() ->
                call.progress().filter(OriginateProgress.RINGING::equals).isPresent());

        call.cancel();

        assertThat(call.await(LONG).result()).isEqualTo(Result.CANCELLED);
        await().until(() -> asterisk.ami().channels().isEmpty());

        OriginateCall early = client.originate(to(asterisk.target("ringing")));
        early.cancel();
        assertThat(early.await(LONG).result()).isEqualTo(Result.CANCELLED);
        await().until(() -> asterisk.ami().channels().isEmpty());
    }

    @Test
    void variablesAndTheCallersNameArriveAsTheyAre() {
        String nasty = "a,b \"c\" 'd' \\e (f [g {h} $i ${j} ;k |l =m ü";
        Seen<AmiEvent> seen = new Seen<>();
        clients.connect().subscribe(EventSelection.named("UserEvent"), SubscriptionOptions.defaults(), seen);

        OriginateOutcome outcome = outcome(OriginateAction.toExtension(asterisk.target("answer"), "placed", "told", 1)
                .callerId("\"Doe, Jane\" <4711>")
                .variable("NASTY", nasty));

        assertThat(outcome.isAnswered()).isTrue();
        AmiEvent told = seen.await("Told", one -> one.headers().has("UserEvent", "Told"));
        assertThat(LiveCall.decode(told.headers().find("Value").orElseThrow())).isEqualTo(nasty);
        assertThat(told.headers().find("Name")).map(LiveCall::decode).hasValue("Doe, Jane");
        assertThat(told.headers().find("Number")).hasValue("4711");
    }

    @Test
    void aSynchronousCallFreezesItsSessionAndNoOther() {
        AmiClient other = clients.connect();
        Duration ringing = Duration.ofMillis(1500);

        long begin = System.nanoTime();
        CompletableFuture<AmiResponse> call =
                client.send(to(asterisk.target("ringing")).timeout(ringing).sync(), LONG);
        CompletableFuture<AmiResponse> behind = client.send(RawAction.of("Ping"));
        other.request(RawAction.of("Ping"));

        assertThat(behind).as("Asterisk does not even read it").isNotDone();
        assertThat(catchThrowableOfType(AmiErrorException.class, () -> Stage.await(call)))
                .hasMessageContaining("Originate failed");
        assertThat(Stage.await(behind).isSuccess()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(ringing.minusMillis(100));
    }

    private OriginateAction to(String channel) {
        return OriginateAction.toExtension(channel, "placed", "here", 1);
    }

    private OriginateOutcome outcome(OriginateAction action) {
        return client.originate(action).await(LONG);
    }
}
