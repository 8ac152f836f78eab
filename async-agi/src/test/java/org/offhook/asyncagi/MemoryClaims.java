// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.offhook.asyncagi.spi.ChannelClaims;
import org.offhook.asyncagi.spi.ChannelKey;
import org.offhook.asyncagi.spi.Claim;
import org.offhook.asyncagi.spi.ClaimAnswer;
import org.offhook.asyncagi.spi.ClaimedChannel;

/**
 * Claims kept outside of Asterisk, as a store such as Redis or a database would: for instances within one JVM. The fence is a counter of the
 * whole store, so that nothing of a channel need be kept once it is released.
 */
final class MemoryClaims implements ChannelClaims {

    private final ConcurrentMap<ChannelKey, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong fences = new AtomicLong();
    private final InstantSource clock;

    MemoryClaims(InstantSource clock) {
        this.clock = clock;
    }

    private record Entry(Claim claim, Instant end) {}

    @Override
    public CompletionStage<ClaimAnswer> claim(ClaimedChannel channel, String owner, Duration lease) {
        Instant now = clock.instant();
        Claim asked = new Claim(owner, fences.incrementAndGet());
        Entry entry = entries.merge(
                channel.key(),
                new Entry(asked, now.plus(lease)),
                (old, fresh) -> old.end().isAfter(now) ? old : fresh);
        return CompletableFuture.completedFuture(answer(asked, entry, now));
    }

    @Override
    public CompletionStage<ClaimAnswer> renew(ClaimedChannel channel, Claim claim, Duration lease) {
        Instant now = clock.instant();
        Entry entry = entries.computeIfPresent(
                channel.key(), (key, old) -> old.claim().equals(claim) ? new Entry(claim, now.plus(lease)) : old);
        return CompletableFuture.completedFuture(
                entry == null ? new ClaimAnswer.Lost(new Claim("", 0), Duration.ZERO) : answer(claim, entry, now));
    }

    @Override
    public CompletionStage<?> release(ClaimedChannel channel, Claim claim) {
        entries.computeIfPresent(channel.key(), (key, old) -> old.claim().equals(claim) ? null : old);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean waitsForCommands() {
        return false;
    }

    int size() {
        return entries.size();
    }

    private static ClaimAnswer answer(Claim mine, Entry entry, Instant now) {
        if (entry.claim().equals(mine)) {
            return new ClaimAnswer.Won(mine);
        }
        Duration left = Duration.between(now, entry.end());
        return new ClaimAnswer.Lost(entry.claim(), left.isNegative() ? Duration.ZERO : left);
    }
}
