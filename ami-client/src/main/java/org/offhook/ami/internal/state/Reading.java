// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiErrorException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.AmiTimeoutException;
import org.offhook.ami.RawAction;
import org.offhook.ami.state.PbxPart;

/** One reading of everything: a hidden canvas that gets every event from its beginning on, and the lists merged into it. */
final class Reading {

    /** Whether it corrects a picture that has missed nothing, or makes one after a gap. */
    final boolean gapless;

    /** Guarded by the keeper's lock. */
    final Canvas canvas = Canvas.hidden();

    /** Whether the lists were asked for; guarded by the keeper's lock. */
    boolean asked;

    private final Map<PbxPart, String> unavailable = new ConcurrentHashMap<>();
    private final PbxLink link;
    private final Clock clock;
    private final Gate gate;

    /** Runs a step on the canvas, under the lock, unless this reading was given up. */
    interface Gate {
        boolean pass(Reading reading, Runnable step);
    }

    /** The reading was given up, for another. */
    static final class GivenUpException extends RuntimeException {
        private static final long serialVersionUID = 1;

        GivenUpException() {
            super("another reading began", null, false, false);
        }
    }

    Reading(boolean gapless, PbxLink link, Clock clock, Gate gate) {
        this.gapless = gapless;
        this.link = link;
        this.clock = clock;
        this.gate = gate;
    }

    /** The parts that could not be read, and why. Complete with {@link #read}. */
    Map<PbxPart, String> unavailable() {
        Map<PbxPart, String> inOrder = new EnumMap<>(PbxPart.class);
        inOrder.putAll(unavailable);
        return Collections.unmodifiableMap(inOrder);
    }

    /** Asks for the lists, all at once: one session answers in order. Ends when all are merged, or with the first real failure. */
    CompletableFuture<Void> read() {
        List<String> bridges = new ArrayList<>();
        return CompletableFuture.allOf(
                        list(PbxPart.CHANNELS, "CoreShowChannels", items -> ListRules.channels(items, clock.instant())),
                        list(PbxPart.BRIDGES, "BridgeList", items -> {
                            for (AmiEvent item : items) {
                                item.headers().find("BridgeUniqueid").ifPresent(bridges::add);
                            }
                            return ListRules.bridges(items);
                        }),
                        list(PbxPart.QUEUES, "QueueStatus", items -> ListRules.queues(items, clock.instant())),
                        list(PbxPart.DEVICES, "DeviceStateList", ListRules::devices))
                .thenCompose(ignored -> unavailable.containsKey(PbxPart.CHANNELS)
                        ? insideOf(bridges.iterator())
                        : CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Void> list(
            PbxPart part, String action, Function<List<AmiEvent>, List<ListRules.Step>> rules) {
        return send(RawAction.of(action))
                .handleAsync(
                        (response, failure) -> {
                            AmiErrorException refusal = refusal(failure);
                            if (refusal == null) {
                                requireAll(action, response);
                                merge(rules.apply(response.events()));
                            } else {
                                unavailable.put(part, reason(action, refusal));
                            }
                            return null;
                        },
                        link.executor());
    }

    /** Bridge after bridge: this way only for users who may not see the list of channels. */
    private CompletableFuture<Void> insideOf(Iterator<String> bridges) {
        if (!bridges.hasNext()) {
            return CompletableFuture.completedFuture(null);
        }
        String bridge = bridges.next();
        return send(RawAction.of("BridgeInfo", "BridgeUniqueid", bridge))
                .handleAsync(
                        (response, failure) -> {
                            // A refusal: the bridge is gone since.
                            if (refusal(failure) == null) {
                                requireAll("BridgeInfo", response);
                                merge(ListRules.inside(bridge, response.events()));
                            }
                            return bridges;
                        },
                        link.executor())
                .thenCompose(this::insideOf);
    }

    /** What a list does not have is taken for gone. */
    private static void requireAll(String action, AmiResponse response) {
        if (!response.isComplete()) {
            throw new AmiTimeoutException(
                    action + ": Asterisk cancelled its list, or sent less than it announced", response);
        }
    }

    private CompletableFuture<AmiResponse> send(RawAction action) {
        try {
            return link.send(action);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void merge(List<ListRules.Step> steps) {
        for (ListRules.Step step : steps) {
            if (!gate.pass(this, () -> step.merge(canvas))) {
                throw new GivenUpException();
            }
        }
    }

    /** Asterisk's refusal; null without a failure. Any other failure is thrown on. */
    private static @Nullable AmiErrorException refusal(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause == null || cause instanceof AmiErrorException) {
            return (AmiErrorException) cause;
        }
        throw cause instanceof RuntimeException unchecked ? unchecked : new CompletionException(cause);
    }

    private static String reason(String action, AmiErrorException refusal) {
        String message = refusal.getMessage();
        return message == null || message.isEmpty()
                ? action + ": " + refusal.response().message()
                : message;
    }
}
