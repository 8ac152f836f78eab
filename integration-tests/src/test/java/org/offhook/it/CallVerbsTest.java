// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.command.DialResult;
import org.offhook.agi.command.DialplanText;
import org.offhook.agi.command.ExecResult;
import org.offhook.agi.command.PlaybackStatus;
import org.offhook.agi.command.QueueResult;
import org.offhook.agi.command.VoicemailStatus;

/** The verbs for what calls are made of, with what the real applications leave behind. */
@RealAsterisk(options = CallVerbsTest.Options.class)
class CallVerbsTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Further queues: nobody in it, and one that must not be joined then. */
    static class Options implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT
                    .withFile("queues_extra.conf", """
                            [nobody]
                            joinempty = yes
                            context = queue-keys
                            [closed]
                            joinempty = no
                            """)
                    .withDialplan("[queue-keys]\nexten => 7,1,Hangup()\n");
        }
    }

    private final AsteriskUnderTest asterisk;
    private final Stage stage;

    CallVerbsTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        this.stage = new Stage(asterisk);
    }

    private static CallPlan aloud(CallPlan plan) {
        return plan.far(Far.answer().run("Playtones", "1000"));
    }

    // ---- dial ----

    @Test
    void aTalkOfACallThatNothingHadAnsweredTellsHowLongItTook() {
        CallResult result = stage.call(plan -> plan.far(Far.caller()), (channel, call) -> {
            assertThat(channel.dial(asterisk.target("answer"), LONG))
                    .asInstanceOf(type(DialResult.Answered.class))
                    .satisfies(answered -> {
                        Duration talked = answered.talked().orElseThrow();
                        assertThat(talked).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
                        assertThat(answered.dialed()).isBetween(talked, Duration.ofSeconds(8));
                    });
            assertThat(channel.isHungUp()).isFalse();
            channel.noop();
        });

        assertThat(result.outcome()).isEqualTo("done");
    }

    @Test
    void aTalkOfACallThatWasAnsweredBeforeTellsOnlyTheWholeTime() {
        stage.call((channel, call) -> assertThat(channel.dial(asterisk.target("answer"), LONG))
                .asInstanceOf(type(DialResult.Answered.class))
                .satisfies(answered -> {
                    assertThat(answered.talked()).isEmpty();
                    assertThat(answered.dialed()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(8));
                }));
    }

    @ParameterizedTest
    @CsvSource({"busy,BUSY", "congestion,CONGESTION", "nowhere,CHANNEL_UNAVAILABLE"})
    void aCallThatFailsTellsWhy(String target, DialResult.Reason reason) {
        stage.call((channel, call) -> {
            String destination = target.equals("nowhere") ? "NoSuchTechnology/1" : asterisk.target(target);

            assertThat(channel.dial(destination, LONG))
                    .asInstanceOf(type(DialResult.NotAnswered.class))
                    .satisfies(failed -> {
                        assertThat(failed.reason()).isEqualTo(reason);
                        assertThat(failed.dialed()).isBetween(Duration.ZERO, Duration.ofSeconds(5));
                    });
            channel.noop();
        });
    }

    @Test
    void aCallNobodyTakesEndsWithTheTimeInWholeSeconds() {
        stage.call((channel, call) -> assertThat(channel.dial(asterisk.target("ringing"), SHORT))
                .asInstanceOf(type(DialResult.NotAnswered.class))
                .satisfies(failed -> {
                    assertThat(failed.reason()).isEqualTo(DialResult.Reason.NO_ANSWER);
                    assertThat(failed.dialed()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
                }));
    }

    @Test
    void aStatusOfAnEarlierCallIsNotTakenForThatOfTheNext() {
        stage.call((channel, call) -> {
            assertThat(channel.dial(asterisk.target("answer"), LONG)).isInstanceOf(DialResult.Answered.class);
            assertThat(channel.dial(asterisk.target("busy"), LONG)).isInstanceOf(DialResult.NotAnswered.class);
        });
    }

    @Test
    void aCallerWhoHangsUpWhileItRingsEndsTheScript() {
        CallResult result = stage.call(
                plan -> plan.far(Far.answer().pause(Duration.ofSeconds(1)).hangup())
                        .capture("DIALSTATUS"),
                (channel, call) -> assertThatExceptionOfType(AgiHangupException.class)
                        .isThrownBy(() -> channel.dial(asterisk.target("ringing"), AgiCommand.UNLIMITED)));

        assertThat(result.agiStatus()).isEqualTo("HANGUP");
        assertThat(result.variable("DIALSTATUS")).isEqualTo("CANCEL");
    }

    // ---- queue ----

    @Test
    void aMemberServesTheCaller() {
        stage.call((channel, call) -> {
            assertThat(channel.queue("support")).isEqualTo(new QueueResult.Served());
            assertThat(channel.isHungUp()).isFalse();
            assertThat(channel.queue("support", LONG, "c")).isEqualTo(new QueueResult.Served());
        });
    }

    @ParameterizedTest
    @CsvSource({"nobody,TIMEOUT", "closed,JOIN_EMPTY", "nosuchqueue,NO_SUCH_QUEUE"})
    void aCallerWhoIsNotServedIsToldWhy(String queue, QueueResult.Reason reason) {
        stage.call((channel, call) -> {
            assertThat(channel.queue(queue, Duration.ofSeconds(1), "")).isEqualTo(new QueueResult.NotServed(reason));
            channel.noop();
        });
    }

    @Test
    void aCallerLeavesTheQueueByAKey() {
        stage.call(CallVerbsTest::aloud, (channel, call) -> {
            asterisk.ami().clearEvents();
            CompletableFuture<Void> typist = CompletableFuture.runAsync(() -> {
                asterisk.ami().awaitEvent("QueueCallerJoin", event -> true, LONG);
                Stage.pause(SHORT);
                call.type("7");
            });

            assertThat(channel.queue("nobody", LONG, "")).isEqualTo(new QueueResult.LeftByKey());
            Stage.await(typist);
            assertThat(channel.getVariable("EXTEN")).contains("7");
        });
    }

    // ---- voicemail ----

    @Test
    void aMessageIsLeftInAMailboxIfThereAreAny() {
        stage.call(
                plan -> plan.far(
                        Far.answer().tone(Duration.ofSeconds(3)).dtmf("#").pause(LONG)),
                (channel, call) -> {
                    if (asterisk.hasModule("app_voicemail")) {
                        assertThat(channel.voicemail("100@default", "s")).isEqualTo(VoicemailStatus.SUCCESS);
                        Path message =
                                asterisk.hostPath(asterisk.insidePath("spool/voicemail/default/100/INBOX/msg0000.wav"));
                        assertThat(Files.size(message)).isGreaterThan(1000);
                    } else {
                        assertThatExceptionOfType(AgiCommandException.class)
                                .isThrownBy(() -> channel.voicemail("100@default"))
                                .withMessageContaining("VoiceMail")
                                .withMessageContaining("app_voicemail.so");
                    }
                });
    }

    @Test
    void anUnknownMailboxTakesNoMessage() {
        stage.call((channel, call) -> {
            if (asterisk.hasModule("app_voicemail")) {
                assertThat(channel.voicemail("999@default")).isEqualTo(VoicemailStatus.FAILED);
            }
            channel.noop();
        });
    }

    // ---- playback and exec ----

    @Test
    void filesArePlayedOneAfterAnother() {
        stage.call((channel, call) -> {
            long began = System.nanoTime();
            assertThat(channel.playback(asterisk.sound("tone-1"), "beep")).isEqualTo(PlaybackStatus.SUCCESS);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
        });
    }

    @Test
    void aMissingFileIsAFailure() {
        stage.call((channel, call) -> {
            assertThat(channel.playback("nosuchfile")).isEqualTo(PlaybackStatus.FAILED);
            assertThat(channel.playback("beep", "nosuchfile")).isEqualTo(PlaybackStatus.FAILED);
            assertThat(channel.playback("beep")).isEqualTo(PlaybackStatus.SUCCESS);
        });
    }

    @Test
    void optionsOfAnApplicationAreSeparatedByCommas() {
        stage.call((channel, call) -> {
            assertThat(channel.exec("MSet", "A=1", "B=two words")).isEqualTo(new ExecResult(0));
            assertThat(channel.getVariable("A")).contains("1");
            assertThat(channel.getVariable("B")).contains("two words");
            assertThat(channel.exec("mset", "A=x,B=y").isZero()).isTrue();
            assertThat(channel.getVariable("B")).contains("y");
            assertThat(channel.exec("NoSuchApplication", "x").isUnknownApplication())
                    .isTrue();
        });
    }

    @Test
    void anEscapedArgumentReachesTheApplicationAsItIs() {
        String text = "a, \"b\" (c) [d] {e} \\f ${CHANNEL}";
        stage.call((channel, call) -> {
            asterisk.ami().clearEvents();
            channel.exec("UserEvent", "Escaped", "Text: " + DialplanText.escapeArgument(text), "Last: x");

            assertThat(asterisk.ami()
                            .awaitEvent(event -> event.isUserEvent("Escaped"), LONG)
                            .get("Text"))
                    .isEqualTo(text);
        });
    }
}
