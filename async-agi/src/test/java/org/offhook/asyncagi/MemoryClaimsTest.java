// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiReply;
import org.offhook.asyncagi.spi.ChannelKey;
import org.offhook.asyncagi.spi.Claim;
import org.offhook.asyncagi.spi.ClaimAnswer;
import org.offhook.asyncagi.spi.ClaimedChannel;

/** That a store outside of Asterisk can be an arbiter, with nothing but what the interface gives it. */
class MemoryClaimsTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final MemoryClaims claims = new MemoryClaims(now::get);
    private final ClaimedChannel channel = new KeyOnly("1.1");

    @Test
    void theFirstWinsUntilItsLeaseHasEnded() {
        Claim first = won(claims.claim(channel, "a", LEASE));
        advance(Duration.ofSeconds(29));
        assertThat(now(claims.claim(channel, "b", LEASE)))
                .isEqualTo(new ClaimAnswer.Lost(first, Duration.ofSeconds(1)));

        advance(Duration.ofSeconds(1));
        Claim second = won(claims.claim(channel, "b", LEASE));
        assertThat(second.owner()).isEqualTo("b");
        assertThat(second.fence()).isGreaterThan(first.fence());
    }

    @Test
    void aRenewalProlongsTheLeaseAndAStaleOneIsRefused() {
        Claim first = won(claims.claim(channel, "a", LEASE));
        advance(Duration.ofSeconds(20));
        assertThat(won(claims.renew(channel, first, LEASE))).isEqualTo(first);
        advance(Duration.ofSeconds(20));
        assertThat(now(claims.claim(channel, "b", LEASE))).isInstanceOf(ClaimAnswer.Lost.class);

        advance(Duration.ofSeconds(10));
        Claim second = won(claims.claim(channel, "b", LEASE));
        assertThat(now(claims.renew(channel, first, LEASE))).isEqualTo(new ClaimAnswer.Lost(second, LEASE));
        claims.release(channel, first);
        assertThat(won(claims.renew(channel, second, LEASE))).isEqualTo(second);
    }

    @Test
    void whatIsReleasedIsFreeAtOnceAndForgotten() {
        Claim first = won(claims.claim(channel, "a", LEASE));
        won(claims.claim(new KeyOnly("1.2"), "a", LEASE));
        claims.release(channel, first);

        assertThat(claims.size()).isEqualTo(1);
        assertThat(now(claims.renew(channel, first, LEASE)))
                .isEqualTo(new ClaimAnswer.Lost(new Claim("", 0), Duration.ZERO));
        assertThat(won(claims.claim(channel, "a", LEASE)).fence()).isGreaterThan(first.fence());
    }

    private void advance(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static ClaimAnswer now(CompletionStage<ClaimAnswer> answer) {
        return answer.toCompletableFuture().join();
    }

    private static Claim won(CompletionStage<ClaimAnswer> answer) {
        assertThat(now(answer)).isInstanceOf(ClaimAnswer.Won.class);
        return ((ClaimAnswer.Won) now(answer)).claim();
    }

    /** A store asks nothing of the channel but its name. */
    private record KeyOnly(String uniqueId) implements ClaimedChannel {
        @Override
        public ChannelKey key() {
            return new ChannelKey("pbx", uniqueId);
        }

        @Override
        public CompletionStage<AgiReply> run(String line) {
            throw new AssertionError("not for a store: " + line);
        }
    }
}
