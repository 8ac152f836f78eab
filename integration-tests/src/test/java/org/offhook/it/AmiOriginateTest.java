// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiState;
import org.offhook.ami.EventEconomy;
import org.offhook.ami.OriginateCall;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.OriginateOutcome.Result;
import org.offhook.ami.OriginateProgress;
import org.offhook.ami.action.OriginateAction;

/** The ways in which a call can end before it is answered, and what Asterisk's events make of them. */
@RealAsterisk(options = AmiOriginateTest.Dialplan.class)
class AmiOriginateTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AsteriskUnderTest asterisk;
    private AmiClients clients;
    private AmiClient client;

    AmiOriginateTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    static final class Dialplan implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT.withFile("manager_extra.conf", """
                            [deaf]
                            secret = d
                            read = system
                            write = originate,call
                            """).withDialplan("""
                            [ends]
                            exten => answer,1,Answer()
                             same => n,Wait(30)
                            exten => answer-and-go,1,Answer()
                             same => n,Hangup()
                            exten => busy-tone,1,Busy(5)
                            exten => busy-cause,1,Hangup(17)
                            exten => congestion-tone,1,Congestion(5)
                            exten => congestion-cause,1,Hangup(34)
                            exten => hang-up,1,Hangup()
                            exten => ring-and-hang-up,1,Ringing()
                             same => n,Wait(0.5)
                             same => n,Hangup(16)
                            exten => no-answer-cause,1,Hangup(19)
                            exten => ring,1,Ringing()
                             same => n,Wait(60)
                            exten => silence,1,Wait(60)
                            """);
        }
    }

    @BeforeEach
    void connect() {
        clients = new AmiClients(asterisk);
        client = clients.connect();
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    private static OriginateAction to(String extension) {
        return OriginateAction.toApplication("Local/" + extension + "@ends/n", "Wait", "30");
    }

    /** Ten times each: Asterisk tells the events of a short call in another order each time. */
    @ParameterizedTest
    @CsvSource({
        "answer, ANSWERED",
        "answer-and-go, ANSWERED",
        "busy-tone, BUSY",
        "busy-cause, BUSY",
        "congestion-tone, CONGESTION",
        "congestion-cause, CONGESTION",
        "hang-up, NO_ANSWER",
        "ring-and-hang-up, NO_ANSWER",
        "no-answer-cause, NO_ANSWER",
        "nobody, FAILED"
    })
    void anEndIsToldApartFromTheOthers(String extension, Result expected) {
        List<OriginateCall> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.add(client.originate(to(extension)));
        }
        for (OriginateCall call : calls) {
            OriginateOutcome outcome = call.await(LONG);
            assertThat(outcome.result()).as("%s", outcome).isEqualTo(expected);
            assertThat(outcome.reason()).as("OriginateResponse").isPresent();
        }
    }

    @Test
    void aCallThatNobodyTakesEndsWithItsTime() {
        OriginateCall ringing = client.originate(to("ring").timeout(Duration.ofMillis(800)));
        OriginateCall silent = client.originate(to("silence").timeout(Duration.ofMillis(800)));
        assertThat(ringing.await(LONG).result()).isEqualTo(Result.NO_ANSWER);
        assertThat(ringing.progress()).contains(OriginateProgress.RINGING);
        assertThat(silent.await(LONG).result()).isEqualTo(Result.NO_ANSWER);
        assertThat(silent.progress()).contains(OriginateProgress.DIALING);
    }

    @Test
    void callsAreGivenUpAtAnyMoment() {
        List<OriginateCall> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            OriginateCall call = client.originate(to(i % 2 == 0 ? "ring" : "silence"));
            if (i % 4 < 2) {
                await().until(() -> call.progress().isPresent());
            }
            call.cancel();
            calls.add(call);
        }
        for (OriginateCall call : calls) {
            assertThat(call.await(LONG).result()).isEqualTo(Result.CANCELLED);
        }
        await().until(() -> asterisk.ami().channels().isEmpty());
    }

    @Test
    void whoMayNotReadEventsOfCallsLearnsOnlyThatTheyAreNeeded() {
        AmiClient deaf = clients.connect(clients.options("deaf", "d"));
        OriginateOutcome outcome =
                deaf.originate(to("busy-cause").timeout(Duration.ofMillis(100))).await(LONG);
        assertThat(outcome.result()).isEqualTo(Result.UNKNOWN);
        assertThat(outcome.detail()).contains("read=call");
    }

    @Test
    void aCallThatRingsWhenAsteriskDiesHasNoKnownOutcome() {
        OriginateCall call = client.originate(to("ring"));
        await().until(() ->
                call.progress().filter(OriginateProgress.RINGING::equals).isPresent());
        asterisk.kill();
        assertThat(call.await(LONG).result()).isEqualTo(Result.UNKNOWN);

        await().until(() -> client.state() != AmiState.READY);
        OriginateOutcome notSent = client.originate(to("ring")).await(LONG);
        assertThat(notSent.result()).isEqualTo(Result.REJECTED);
        asterisk.restart();
        assertThat(client.awaitReady(LONG)).isTrue();
        assertThat(client.originate(to("answer")).await(LONG).isAnswered()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(EventEconomy.class)
    void anOutcomeIsKnownHoweverFewEventsAreAskedFor(EventEconomy economy) {
        AmiClient thrifty = clients.connect(clients.options().economy(economy));
        assertThat(thrifty.originate(to("busy-cause")).await(LONG).result()).isEqualTo(Result.BUSY);
        OriginateCall answered = thrifty.originate(to("answer"));
        assertThat(answered.await(LONG).result()).isEqualTo(Result.ANSWERED);
        assertThat(answered.progress()).contains(OriginateProgress.ANSWERED);
        assertThat(thrifty.originate(to("nobody")).await(LONG).result()).isEqualTo(Result.FAILED);
    }
}
