// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;
import org.offhook.asyncagi.spi.ChannelClaims;
import org.offhook.asyncagi.spi.Claim;
import org.offhook.asyncagi.spi.ClaimAnswer;
import org.offhook.asyncagi.spi.ClaimedChannel;

/**
 * Claims that Asterisk itself keeps, as {@code owner@expiry@fence} in a variable of the channel: they use its clock and end with the
 * channel. One command tests and sets it; no two claims meet, because a channel runs its commands one by one. Needs Asterisk's modules
 * func_logic and func_cut.
 *
 * <p>A lease that has ended is taken in two steps, the second of which finds the value unchanged: the first may have slipped in between a long
 * command of the owner and the renewal behind it.
 */
final class AsteriskClaims implements ChannelClaims {

    static final String DEFAULT_VARIABLE = "OFFHOOK_OWNER";

    /** The fence before, the value, the fence as CUT sees it in the value, and Asterisk's time. */
    private static final Pattern ANSWER =
            Pattern.compile("0(\\d*) (?:([^ @]*)@(\\d{1,18})@(\\d{1,18}))? (\\d*) (\\d{1,18})");

    private final String variable;

    AsteriskClaims() {
        this(DEFAULT_VARIABLE);
    }

    /**
     * @param variable without a leading underscore, or dialled channels would inherit the claim
     */
    AsteriskClaims(String variable) {
        if (!variable.matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("claims cannot be kept in a variable named \"" + variable + '"');
        }
        this.variable = variable;
    }

    @Override
    public CompletionStage<ClaimAnswer> claim(ClaimedChannel channel, String owner, Duration lease) {
        // Without a claim CUT gives nothing, and the zero in front of it makes a number of that.
        return channel.run(take("$[0" + field(2) + " = 0]", owner, lease)).thenCompose(reply -> {
            Matcher answer = ANSWER.matcher(reply.data().orElse(""));
            return answer.matches() && works(answer) && hasEnded(answer)
                    ? takeOver(channel, value(answer), owner, lease)
                    : CompletableFuture.completedFuture(claimed(owner, reply));
        });
    }

    private CompletionStage<ClaimAnswer> takeOver(ClaimedChannel channel, String from, String owner, Duration lease) {
        return channel.run(take("$[\"${" + variable + "}\" = \"" + from + "\"]", owner, lease))
                .thenApply(reply -> takenOver(claimed(owner, reply)));
    }

    private String take(String condition, String owner, Duration lease) {
        return line(condition, owner + "@" + end(lease) + "@$[0" + field(3) + " + 1]");
    }

    @Override
    public CompletionStage<ClaimAnswer> renew(ClaimedChannel channel, Claim claim, Duration lease) {
        return channel.run(line(ours(claim), claim.owner() + "@" + end(lease) + "@" + claim.fence()))
                .thenApply(reply -> renewed(claim, reply));
    }

    @Override
    public CompletionStage<?> release(ClaimedChannel channel, Claim claim) {
        return channel.run(line(ours(claim), "@0@" + claim.fence()));
    }

    @Override
    public boolean waitsForCommands() {
        return true;
    }

    /** A command that sets the variable if a condition holds, and tells what it was and is. */
    private String line(String condition, String value) {
        String set = "${SET(" + variable + "=${IF(" + condition + "?" + value + ":${" + variable + "})})}";
        return AgiLine.of("GET FULL VARIABLE")
                .arg("0" + field(3) + " " + set + " " + field(3) + " ${EPOCH}")
                .toString();
    }

    /** Without quotes the dash of a name would be a minus. */
    private String ours(Claim claim) {
        return "$[\"" + field(1) + "@" + field(3) + "\" = \"" + claim.owner() + "@" + claim.fence() + "\"]";
    }

    private String field(int number) {
        return "${CUT(" + variable + ",@," + number + ")}";
    }

    private static String end(Duration lease) {
        return "$[${EPOCH} + " + lease.plusNanos(999_999_999).toSeconds() + "]"; // rounded up
    }

    /** A claim that was won has made the fence grow; one that was lost has changed nothing, even if the owner's name is the same. */
    private static ClaimAnswer claimed(String asker, AgiReply reply) {
        Matcher answer = ANSWER.matcher(reply.data().orElse(""));
        if (!answer.matches() || !works(answer) || answer.group(2) == null) {
            return unsupported(reply);
        }
        Claim now = claim(answer);
        return now.owner().equals(asker) && !answer.group(1).equals(answer.group(4))
                ? new ClaimAnswer.Won(now)
                : lost(now, answer);
    }

    private static ClaimAnswer takenOver(ClaimAnswer answer) {
        return answer instanceof ClaimAnswer.Won won ? new ClaimAnswer.Won(won.claim(), true) : answer;
    }

    private static ClaimAnswer renewed(Claim claim, AgiReply reply) {
        Matcher answer = ANSWER.matcher(reply.data().orElse(""));
        if (!answer.matches() || !works(answer)) {
            return unsupported(reply);
        }
        if (answer.group(2) == null) {
            return new ClaimAnswer.Lost(new Claim("", 0), Duration.ZERO);
        }
        Claim now = claim(answer);
        return now.equals(claim) ? new ClaimAnswer.Won(now) : lost(now, answer);
    }

    /** Without func_cut every claim would seem to be won. */
    private static boolean works(Matcher answer) {
        return answer.group(5).equals(answer.group(4) == null ? "" : answer.group(4));
    }

    private static boolean hasEnded(Matcher answer) {
        return answer.group(3) != null && Long.parseLong(answer.group(3)) < Long.parseLong(answer.group(6));
    }

    private static String value(Matcher answer) {
        return answer.group(2) + "@" + answer.group(3) + "@" + answer.group(4);
    }

    private static Claim claim(Matcher answer) {
        return new Claim(answer.group(2), Long.parseLong(answer.group(4)));
    }

    /** Times are whole seconds: a lease lasts until the second after its last has begun. */
    private static ClaimAnswer lost(Claim now, Matcher answer) {
        long seconds = Long.parseLong(answer.group(3)) + 1 - Long.parseLong(answer.group(6));
        return new ClaimAnswer.Lost(now, Duration.ofSeconds(Math.max(0, seconds)));
    }

    private static ClaimAnswer unsupported(AgiReply reply) {
        return new ClaimAnswer.Unsupported(
                "this Asterisk cannot keep claims: load its modules func_logic and func_cut. It answered " + reply);
    }
}
