// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiFilter;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.internal.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Filters that most servers want. */
public final class AgiFilters {

    private static final Logger LOG = LoggerFactory.getLogger(AgiFilters.class);
    private static final int SHOWN = 200;

    private AgiFilters() {}

    /**
     * Logs each call at level {@code info}, under this class's name: one line when it begins, one when it ends with its
     * outcome and duration. Lines name the channel, the Uniqueid and the script's path, and nothing of the query, the
     * arguments or the caller.
     */
    public static AgiFilter logging() {
        return (request, channel, next) -> {
            LOG.info("call {} begins", request);
            long began = System.nanoTime();
            try {
                next.service(request, channel);
                LOG.info("call {} done after {} ms", request, millisSince(began));
            } catch (Throwable e) {
                LOG.info("call {} {} after {} ms", request, ending(e, channel), millisSince(began));
                throw e;
            }
        };
    }

    /**
     * Lets only calls through that carry a token: {@code AGI(agi://host/pay?token=...)}. FastAGI has no authentication
     * of its own; the token crosses the network in the clear unless TLS wraps it, and the dialplan's readers see it.
     *
     * @param parameterName the query parameter that holds the token
     * @param secrets the tokens to accept; several while they change
     * @throws IllegalArgumentException if there is no secret, or an empty one
     */
    public static AgiFilter token(String parameterName, String... secrets) {
        if (secrets.length == 0 || Arrays.asList(secrets).contains("")) {
            throw new IllegalArgumentException("a token filter needs secrets, and none of them empty");
        }
        List<String> fixed = List.of(secrets);
        return token(parameterName, () -> fixed);
    }

    /**
     * Lets only calls through that carry a token which is valid now.
     *
     * @param parameterName the query parameter that holds the token
     * @param secrets gives the tokens to accept, for each call on the script's thread; empty ones are never accepted
     */
    public static AgiFilter token(String parameterName, Supplier<? extends Collection<String>> secrets) {
        Objects.requireNonNull(parameterName, "parameterName");
        Objects.requireNonNull(secrets, "secrets");
        return (request, channel, next) -> {
            String given = request.parameter(parameterName).orElse("");
            if (!isOneOf(given, secrets.get())) {
                throw new AgiRefusedException("the token is missing or wrong");
            }
            next.service(request, channel);
        };
    }

    /**
     * Refuses calls over a number of calls at once. Each filter counts for itself, in this JVM.
     *
     * @param calls how many calls may be in the filter at once, from 1
     * @throws IllegalArgumentException if it is less than 1
     */
    public static AgiFilter limit(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("a limit must be at least 1, not " + calls);
        }
        Semaphore free = new Semaphore(calls);
        return (request, channel, next) -> {
            if (!free.tryAcquire()) {
                throw new AgiRefusedException("the limit of " + calls + " calls at once is reached");
            }
            try {
                next.service(request, channel);
            } finally {
                free.release();
            }
        };
    }

    /**
     * Compares hashes, and all of them: the time it takes tells neither which byte is wrong nor how long a secret is.
     */
    private static boolean isOneOf(String given, Collection<String> secrets) {
        byte[] hash = sha256(given);
        boolean found = false;
        for (String secret : secrets) {
            found |= MessageDigest.isEqual(hash, sha256(secret)) && !secret.isEmpty();
        }
        return found;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static long millisSince(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    /** In words, without messages: only a refusal's is meant for a log; others may hold anything. */
    private static String ending(Throwable thrown, AgiChannel channel) {
        if (thrown instanceof AgiRefusedException refused) {
            return "refused (" + Printable.of(refused.reason(), SHOWN) + ")";
        }
        return isHangup(thrown, channel)
                ? "done (hung up)"
                : "failed (" + thrown.getClass().getName() + ")";
    }

    private static boolean isHangup(Throwable thrown, AgiChannel channel) {
        if (thrown instanceof InterruptedException) {
            return channel.isHungUp();
        }
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof AgiHangupException) {
                return true;
            }
        }
        return false;
    }
}
