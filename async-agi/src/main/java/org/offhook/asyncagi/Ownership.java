// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.asyncagi.spi.ChannelClaims;
import org.offhook.asyncagi.spi.Claim;
import org.offhook.asyncagi.spi.ClaimAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's claim: won, renewed in time, given up. All of it happens in the call's turn.
 *
 * <p>A renewal counts from when it was sent, and the owner stops sending {@link #margin} before its lease ends, so that nobody can
 * have taken the call before. Where claims wait behind commands, nobody can take it while one of ours runs, and the clock
 * does not count then.
 */
final class Ownership {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncAgiServer.class);
    private static final Duration MARGIN = Duration.ofSeconds(2);
    /** After a renewal that failed. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ParkedCall call;
    private final ChannelClaims claims;
    private final String instance;
    private final Duration lease;

    private @Nullable Claim claim;
    /** Of the claim that was won last; 0 before. */
    private long fence;
    /** No renewal before this, because one has failed. */
    private long notBefore;
    /** From when the lease that was granted last counts. */
    private long leasedAt;
    /** When the claim or renewal that is not answered was sent; 0 if there is none. */
    private long askedAt;
    /** Who waits for that answer. */
    private Consumer<@Nullable ClaimAnswer> waiting = answer -> {};

    Ownership(ParkedCall call, ChannelClaims claims, String instance, Duration lease) {
        this.call = call;
        this.claims = claims;
        this.instance = instance;
        this.lease = lease;
    }

    long fence() {
        return fence;
    }

    boolean isOurs() {
        return claim != null;
    }

    /** Whether a renewal goes directly behind a command that may take this long. */
    boolean mustRenewBehind(Duration runTime) {
        return claims.waitsForCommands() && askedAt == 0 && runTime.compareTo(lease.dividedBy(3)) >= 0;
    }

    /** Whether we may send: not while Asterisk's answer to a renewal is on its way, which may tell that the call is another's. */
    boolean isFresh(long now) {
        boolean inDoubt = askedAt != 0 && claims.waitsForCommands();
        return claim != null && !inDoubt && now - leasedAt < lease.toNanos() - margin();
    }

    /** When to renew while nothing runs; {@link Long#MAX_VALUE} if a renewal is on its way. */
    long renewAt() {
        return claim == null || askedAt != 0 ? ParkedCall.NEVER : Math.max(notBefore, leasedAt + lease.toNanos() / 3);
    }

    boolean isWaitingForCommands() {
        return claims.waitsForCommands();
    }

    /** @param then gets null if there was no answer */
    void claim(Consumer<@Nullable ClaimAnswer> then) {
        ask(() -> claims.claim(call, instance, lease), then);
    }

    /** @param then gets null if there was no answer */
    void renew(Consumer<@Nullable ClaimAnswer> then) {
        Claim ours = claim;
        if (ours != null && askedAt == 0 && ParkedCall.now() >= notBefore) {
            ask(() -> claims.renew(call, ours, lease), then);
        }
    }

    /** A claim of this instance that it has forgotten; a renewal must prove it. */
    void assume(Claim ours) {
        claim = ours;
        fence = ours.fence();
        leasedAt = ParkedCall.now() - lease.toNanos();
    }

    /** Somebody else has it. */
    void lost() {
        claim = null;
    }

    void release() {
        Claim ours = claim;
        claim = null;
        if (ours != null) {
            try {
                claims.release(call, ours);
            } catch (RuntimeException | Error e) {
                LOG.warn("the claim of call {} was not released", call, e);
            }
        }
    }

    private void ask(Supplier<CompletionStage<ClaimAnswer>> question, Consumer<@Nullable ClaimAnswer> then) {
        long asked = ParkedCall.now() | 1; // 0 means none
        askedAt = asked;
        waiting = then;
        CompletionStage<ClaimAnswer> stage;
        try {
            stage = question.get();
        } catch (RuntimeException | Error e) {
            askedAt = 0;
            notBefore = asked + PAUSE.toNanos();
            LOG.warn("the claims of {} failed", call, e);
            then.accept(new ClaimAnswer.Unsupported(e.toString()));
            return;
        }
        stage.whenComplete((answer, failure) -> call.post(() -> {
            if (askedAt != asked) {
                return; // given up meanwhile
            }
            askedAt = 0;
            if (failure != null || answer instanceof ClaimAnswer.Unsupported) {
                notBefore = ParkedCall.now() + PAUSE.toNanos();
            }
            if (failure != null) {
                LOG.debug("no answer to a claim of call {}: {}", call, failure.toString());
                then.accept(null);
                return;
            }
            if (answer instanceof ClaimAnswer.Won won) {
                claim = won.claim();
                fence = won.claim().fence();
                leasedAt = asked;
            }
            then.accept(answer);
        }));
    }

    /** When the arbiter must have answered. A claim that waits behind the channel's commands may take any time. */
    long answerDeadline() {
        return askedAt == 0 || claims.waitsForCommands()
                ? ParkedCall.NEVER
                : askedAt + patience().toNanos();
    }

    /** How long the arbiter may take: a renewal can then be asked for once more before the lease is over. */
    Duration patience() {
        return lease.dividedBy(3);
    }

    /** The answer does not come; a late one counts for nothing. */
    void giveUp() {
        askedAt = 0;
        notBefore = ParkedCall.now() + PAUSE.toNanos();
        waiting.accept(null);
    }

    /** What was asked on a connection that is gone will not be answered. */
    void forgetQuestion() {
        askedAt = 0;
    }

    private long margin() {
        return Math.min(MARGIN.toNanos(), lease.toNanos() / 4);
    }
}
