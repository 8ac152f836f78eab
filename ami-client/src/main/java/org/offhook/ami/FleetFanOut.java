// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** One action on many servers. */
final class FleetFanOut {

    private FleetFanOut() {}

    static <R> CompletableFuture<FleetResults<R>> send(
            Map<String, AmiClient> clients, Function<AmiClient, CompletableFuture<R>> send) {
        Map<String, CompletableFuture<R>> outcomes = new LinkedHashMap<>();
        clients.forEach((name, client) -> outcomes.put(name, send.apply(client)));
        return all(outcomes).thenApply(none -> results(outcomes));
    }

    /** Each waits on a thread of its own: a client's futures may be held up by a callback that waits here. */
    static <R> FleetResults<R> request(
            Map<String, AmiClient> clients, Function<AmiClient, R> request, Executor threads) {
        Map<String, CompletableFuture<R>> outcomes = new LinkedHashMap<>();
        clients.forEach((name, client) ->
                outcomes.put(name, CompletableFuture.supplyAsync(() -> request.apply(client), threads)));
        try {
            all(outcomes).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AmiInterruptedException("interrupted while waiting for the fleet's answers");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return results(outcomes);
    }

    /** Completes when all have, and never with their failures. */
    private static CompletableFuture<Boolean> all(Map<String, ? extends CompletableFuture<?>> outcomes) {
        return CompletableFuture.allOf(outcomes.values().toArray(CompletableFuture<?>[]::new))
                .handle((none, failure) -> failure == null);
    }

    private static <R> FleetResults<R> results(Map<String, CompletableFuture<R>> outcomes) {
        Map<String, R> successes = new LinkedHashMap<>();
        Map<String, AmiException> failures = new LinkedHashMap<>();
        outcomes.forEach((name, outcome) -> {
            try {
                successes.put(name, outcome.join());
            } catch (CompletionException e) {
                if (e.getCause() instanceof AmiException failure) {
                    failures.put(name, failure);
                } else if (e.getCause() instanceof RuntimeException fault) {
                    throw fault; // an action that cannot be sent, or whose result() has a fault
                } else {
                    throw e;
                }
            }
        });
        return new FleetResults<>(successes, failures);
    }
}
