// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.HangupReason;
import org.offhook.agi.command.Exec;

/** Channels that are not what they were: a pick-up swaps two of them, a transfer takes the caller out of the script's Dial. */
@RealAsterisk(options = AsyncAgiTransferTest.WithPickup.class)
class AsyncAgiTransferTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    private final AsteriskUnderTest asterisk;
    private final AsyncStage stage;

    AsyncAgiTransferTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        stage = new AsyncStage(asterisk);
    }

    static final class WithPickup implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT.withModules("app_directed_pickup");
        }
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** The channel that picks up goes on under its own id, with the other party; its session ends under the id of the other. */
    @Test
    void aScriptWhoseChannelPicksUpAnotherCallIsToldOfAHangup() throws Exception {
        String ringing = stage.extension("Ringing()", "Wait(30)");
        String dialling =
                stage.extension("Dial(Local/" + ringing + "@" + asterisk.testContext() + "/n,30)", "Hangup()");
        LiveCall other = asterisk.place(stage.plan(dialling));
        AmiMessage target = awaitChannel(row -> row.get("Channel").startsWith("Local/" + ringing + "@")
                && row.get("Channel").endsWith(";1")
                && row.get("ChannelStateDesc").equals("Ringing"));
        AsyncStage.Act act = stage.begin(stage.plan(stage.loop()), (channel, call) -> {
            AsyncStage.check(channel);
            CompletableFuture<?> pickup = channel.submit(Exec.of("PickupChan", target.get("Channel")));
            AsyncStage.awaitHangup(channel);
            assertGone(HangupReason.HANGUP, () -> Stage.await(pickup));
            assertGone(HangupReason.HANGUP, channel::noop);
        });
        act.played(0);
        assertNothingIsLeft();
        assertThat(asterisk.ami().channels())
                .as("the call that picked up goes on")
                .anyMatch(row -> row.get("Uniqueid").equals(act.call().nearUniqueId())
                        && !row.get("BridgeId").isEmpty());
        act.call().hangUpNear();
        other.hangUpNear();
        other.result();
    }

    @Test
    void aCallerWhomTheDialledPartyTransfersIsRedirected() throws Exception {
        String answering = stage.extension("Answer()", "Wait(30)");
        String elsewhere = stage.extension("Set(WENT=transferred)", "Wait(5)", "Hangup()");
        AsyncStage.Act act = stage.begin(stage.plan(stage.loop()), (channel, call) -> {
            CompletableFuture<?> dial =
                    channel.submit(Exec.of("Dial", "Local/" + answering + "@" + asterisk.testContext() + "/n", "30"));
            AmiMessage party = awaitChannel(row -> row.get("Channel").startsWith("Local/" + answering + "@")
                    && !row.get("BridgeId").isEmpty());
            assertThat(asterisk.ami()
                            .action(
                                    "BlindTransfer",
                                    Map.of(
                                            "Channel",
                                            party.get("Channel"),
                                            "Context",
                                            asterisk.testContext(),
                                            "Exten",
                                            elsewhere))
                            .isSuccess())
                    .isTrue();
            AsyncStage.awaitHangup(channel);
            await().atMost(LONG).until(dial::isDone);
            assertGone(HangupReason.REDIRECTED, channel::noop);
        });
        act.played(0);
        assertThat(act.call().result().variable("WENT")).isEqualTo("transferred");
        assertNothingIsLeft();
        assertThat(act.requests).hasSize(1);
    }

    private AmiMessage awaitChannel(Predicate<AmiMessage> fits) {
        return await().atMost(LONG)
                .until(() -> asterisk.ami().channels().stream().filter(fits).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    private void assertNothingIsLeft() {
        await().atMost(LONG).until(() -> stage.server().health().parkedCalls() == 0);
        assertThat(stage.server().activeCalls()).isZero();
    }

    private static void assertGone(HangupReason reason, Runnable command) {
        assertThatExceptionOfType(AgiHangupException.class)
                .isThrownBy(command::run)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
