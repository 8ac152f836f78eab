// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;
import org.offhook.agi.HangupReason;
import org.offhook.asyncagi.spi.ChannelKey;
import org.offhook.asyncagi.spi.Claim;
import org.offhook.asyncagi.spi.ClaimAnswer;
import org.offhook.asyncagi.spi.ClaimedChannel;

/** The lines, and what is made of the answers; what Asterisk makes of the lines is tested on real ones. */
class AsteriskClaimsTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Claim MINE = new Claim("app-1", 7);
    private static final String LONGEST_NAME = "x".repeat(32);

    private final AsteriskClaims claims = new AsteriskClaims();
    private final Channel channel = new Channel();

    @Test
    void aClaimIsOneCommand() {
        claims.claim(channel, "app-1", LEASE);

        assertThat(channel.lines)
                .containsExactly("GET FULL VARIABLE \"0${CUT(OFFHOOK_OWNER,@,3)} "
                        + "${SET(OFFHOOK_OWNER=${IF($[0${CUT(OFFHOOK_OWNER,@,2)} = 0]"
                        + "?app-1@$[${EPOCH} + 30]@$[0${CUT(OFFHOOK_OWNER,@,3)} + 1]:${OFFHOOK_OWNER})})} "
                        + "${CUT(OFFHOOK_OWNER,@,3)} ${EPOCH}\"");
    }

    @Test
    void aLeaseThatHasEndedIsTakenInASecondStepIfNothingHasChanged() {
        CompletionStage<ClaimAnswer> claim = claims.claim(channel, "app-1", LEASE);
        channel.reply(0, "200 result=1 (07 b-1@999@7 7 1000)");

        assertThat(channel.lines).hasSize(2);
        assertThat(channel.lines.get(1))
                .contains("${IF($[\\\"${OFFHOOK_OWNER}\\\" = \\\"b-1@999@7\\\"]?app-1@$[${EPOCH} + 30]"
                        + "@$[0${CUT(OFFHOOK_OWNER,@,3)} + 1]:");
        assertThat(claim.toCompletableFuture()).isNotDone();
        channel.reply(1, "200 result=1 (07 app-1@1030@8 8 1000)");

        assertThat(claim.toCompletableFuture().join()).isEqualTo(new ClaimAnswer.Won(new Claim("app-1", 8), true));
    }

    @Test
    void aRenewalThatComesInBetweenKeepsTheCall() {
        CompletionStage<ClaimAnswer> claim = claims.claim(channel, "app-1", LEASE);
        channel.reply(0, "200 result=1 (07 b@999@7 7 1000)");
        channel.reply(1, "200 result=1 (07 b@1030@7 7 1000)");

        assertThat(claim.toCompletableFuture().join())
                .isEqualTo(new ClaimAnswer.Lost(new Claim("b", 7), Duration.ofSeconds(31)));
    }

    @Test
    void aRenewalComparesOwnerAndFenceAsText() {
        claims.renew(channel, MINE, LEASE);

        assertThat(channel.lines.get(0))
                .contains("${IF($[\\\"${CUT(OFFHOOK_OWNER,@,1)}@${CUT(OFFHOOK_OWNER,@,3)}\\\" = \\\"app-1@7\\\"]"
                        + "?app-1@$[${EPOCH} + 30]@7:${OFFHOOK_OWNER})}");
    }

    @Test
    void aReleaseKeepsTheFence() {
        claims.release(channel, MINE);

        assertThat(channel.lines.get(0)).contains(" = \\\"app-1@7\\\"]?@0@7:${OFFHOOK_OWNER})}");
    }

    @Test
    void theLongestLinesAreFarBelowTheLimit() {
        AsteriskClaims longest = new AsteriskClaims("V".repeat(40));
        Claim claim = new Claim(LONGEST_NAME, Long.MAX_VALUE);
        longest.claim(channel, LONGEST_NAME, Duration.ofDays(365));
        longest.renew(channel, claim, Duration.ofDays(365));
        longest.release(channel, claim);

        assertThat(channel.lines).hasSize(3).allSatisfy(line -> AgiLine.check(line, 600));
    }

    @ParameterizedTest
    @CsvSource({"PT2S,2", "PT2.000000001S,3", "PT2.4S,3", "PT0.001S,1"})
    void leasesAreWholeSecondsAndNeverShorterThanAsked(Duration lease, int seconds) {
        claims.claim(channel, "a", lease);
        claims.renew(channel, MINE, lease);

        assertThat(channel.lines).allSatisfy(line -> assertThat(line).contains("@$[${EPOCH} + " + seconds + "]@"));
    }

    @ParameterizedTest
    @CsvSource({"'0 app-1@1030@1 1 1000',1", "'07 app-1@1030@8 8 1000',8"})
    void aClaimIsWonWhenTheFenceHasGrown(String answer, long fence) {
        assertThat(claimed(answer)).isEqualTo(new ClaimAnswer.Won(new Claim("app-1", fence)));
    }

    @ParameterizedTest
    @CsvSource({
        "'07 b@1029@7 7 1000',b,30",
        "'07 b@1000@7 7 1000',b,1",
        // An earlier claim of ours whose answer never came, or a namesake: not this claim.
        "'07 app-1@1029@7 7 1000',app-1,30"
    })
    void aClaimIsLostWhenNothingHasChanged(String answer, String owner, long seconds) {
        assertThat(claimed(answer)).isEqualTo(new ClaimAnswer.Lost(new Claim(owner, 7), Duration.ofSeconds(seconds)));
    }

    @Test
    void aClaimIsLostWhenTheFenceGrewForAnother() {
        assertThat(claimed("06 b@1029@7 7 1000")).isInstanceOf(ClaimAnswer.Lost.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0   1000", // no SET, no IF
                "0 app-1@1030@1  1000", // no CUT
                "0 app-1@1030@1 2 1000",
                "0 app-1@@1 1 1000",
                "0 app-1@1030@99999999999999999999 99999999999999999999 1000",
                "0 app-1@1030@1 1 ",
                "0 something else  1000",
                ""
            })
    void anyOtherAnswerSaysWhatToLoad(String answer) {
        assertThat(claimed(answer))
                .isInstanceOfSatisfying(
                        ClaimAnswer.Unsupported.class,
                        unsupported -> assertThat(unsupported.why())
                                .contains("func_logic", "func_cut", "200 result=1 (" + answer + ")"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"200 result=0", "510 Invalid or unknown command", "520 Invalid command syntax.  Proper usage:"})
    void soDoesARefusal(String reply) {
        assertThat(answerTo(claims.claim(channel, "app-1", LEASE), reply))
                .isInstanceOfSatisfying(
                        ClaimAnswer.Unsupported.class,
                        unsupported -> assertThat(unsupported.why()).contains(reply));
    }

    @Test
    void aRenewalIsWonByOwnerAndFence() {
        assertThat(renewed("07 app-1@1030@7 7 1000")).isEqualTo(new ClaimAnswer.Won(MINE));
        assertThat(renewed("08 b@1030@8 8 1000"))
                .isEqualTo(new ClaimAnswer.Lost(new Claim("b", 8), Duration.ofSeconds(31)));
        assertThat(renewed("08 app-1@1030@8 8 1000"))
                .isEqualTo(new ClaimAnswer.Lost(new Claim("app-1", 8), Duration.ofSeconds(31)));
        assertThat(renewed("07 @0@7 7 1000"))
                .as("released")
                .isEqualTo(new ClaimAnswer.Lost(new Claim("", 7), Duration.ZERO));
        assertThat(renewed("0   1000"))
                .as("the dialplan has cleared the variable")
                .isEqualTo(new ClaimAnswer.Lost(new Claim("", 0), Duration.ZERO));
        assertThat(renewed("nonsense")).isInstanceOf(ClaimAnswer.Unsupported.class);
    }

    @Test
    void theEndOfTheSessionIsPassedOn() {
        AgiHangupException gone = new AgiHangupException(HangupReason.HANGUP, null);
        CompletionStage<ClaimAnswer> claim = claims.claim(channel, "a", LEASE);
        channel.replies.get(0).completeExceptionally(gone);

        assertThatThrownBy(() -> claim.toCompletableFuture().join()).hasCause(gone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_OWNER", "__OWNER", "1", "A B", "A)", "Ä"})
    void aVariableThatWouldBeInheritedOrIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> new AsteriskClaims(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining('"' + name + '"');
    }

    @Test
    void claimsWaitBehindTheCommandThatRuns() {
        assertThat(claims.waitsForCommands()).isTrue();
    }

    private ClaimAnswer claimed(String answer) {
        return answerTo(claims.claim(channel, "app-1", LEASE), "200 result=1 (" + answer + ")");
    }

    private ClaimAnswer renewed(String answer) {
        Channel another = new Channel();
        CompletionStage<ClaimAnswer> stage = claims.renew(another, MINE, LEASE);
        another.reply(0, "200 result=1 (" + answer + ")");
        return stage.toCompletableFuture().join();
    }

    private ClaimAnswer answerTo(CompletionStage<ClaimAnswer> stage, String reply) {
        channel.reply(0, reply);
        return stage.toCompletableFuture().join();
    }

    /** Keeps the lines until they are answered. */
    private static final class Channel implements ClaimedChannel {
        private final List<String> lines = new ArrayList<>();
        private final List<CompletableFuture<AgiReply>> replies = new ArrayList<>();

        @Override
        public ChannelKey key() {
            return new ChannelKey("pbx", "1.1");
        }

        @Override
        public CompletionStage<AgiReply> run(String line) {
            lines.add(line);
            CompletableFuture<AgiReply> reply = new CompletableFuture<>();
            replies.add(reply);
            return reply;
        }

        void reply(int index, String text) {
            replies.get(index).complete(AgiReply.parse(text));
        }
    }
}
