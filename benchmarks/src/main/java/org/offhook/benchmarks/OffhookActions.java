// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.RawAction;

/** Keeps so many pings in flight with Offhook: each answer sends the next one. */
public final class OffhookActions {

    private static final RawAction PING = RawAction.of("Ping");

    private final AmiClient client;
    private final Latencies latencies = new Latencies();
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean enough;

    private OffhookActions(AmiClient client) {
        this.client = client;
    }

    /** {@code HOST PORT USER SECRET IN_FLIGHT SECONDS}. */
    public static void main(String[] args) throws InterruptedException {
        ActionsArguments arguments = ActionsArguments.parse(args, "OffhookActions");
        AmiClientOptions options = AmiClientOptions.builder(arguments.host(), arguments.user(), arguments.secret())
                .port(arguments.port())
                .maxPendingActions(2 * arguments.inFlight() + 10)
                .build();
        try (AmiClient client = AmiClient.connect(options)) {
            OffhookActions actions = new OffhookActions(client);
            for (int i = 0; i < arguments.inFlight(); i++) {
                actions.running.incrementAndGet();
                actions.next();
            }
            arguments.measure("offhook", actions.latencies);
            actions.enough = true;
            while (actions.running.get() > 0) {
                Thread.sleep(10);
            }
        }
    }

    private void next() {
        long now = System.nanoTime();
        client.send(PING).whenComplete((response, failure) -> done(now, response));
    }

    private void done(long startedAt, AmiResponse response) {
        latencies.record(startedAt, response != null && response.isSuccess());
        if (enough || response == null) {
            running.decrementAndGet();
        } else {
            next();
        }
    }
}
