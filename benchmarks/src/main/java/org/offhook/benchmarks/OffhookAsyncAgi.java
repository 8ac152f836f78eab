// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.LongAdder;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.command.GetVariable;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.EventSelection;
import org.offhook.ami.RawAction;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.asyncagi.AsyncAgiServer;

/** Serves AsyncAGI calls with Offhook: each reads ten variables of its own. */
public final class OffhookAsyncAgi {

    private final AsyncAgiArguments arguments;
    private final LongAdder reads = new LongAdder();
    private final LongAdder swapped = new LongAdder();
    private final LongAdder cut = new LongAdder();
    private final SynchronousQueue<String> reports = new SynchronousQueue<>();
    private final Meter meter = new Meter();

    private OffhookAsyncAgi(AsyncAgiArguments arguments) {
        this.arguments = arguments;
    }

    /**
     * {@code HOST PORT USER SECRET CHANNELS [AT_ONCE [WARM_UPS [VARIANT]]]}. Variants: {@code ahead} sends a script's ten commands before
     * it waits; {@code details} has the peer send AGIExecStart and AGIExecEnd as Asterisk does; {@code tick} has it look for commands every 100 ms;
     * {@code hold} has all scripts wait in a command and says what memory that takes.
     */
    public static void main(String[] args) throws InterruptedException {
        new OffhookAsyncAgi(AsyncAgiArguments.parse(args, "OffhookAsyncAgi")).measure();
    }

    private void measure() throws InterruptedException {
        AmiClientOptions options = AmiClientOptions.builder(arguments.host(), arguments.user(), arguments.secret())
                .port(arguments.port())
                .build();
        AgiRouter router = AgiRouter.builder().script("/bench", this::serve).build();
        try (AmiClient client = AmiClient.connect(options);
                AsyncAgiServer server = AsyncAgiServer.builder(client, router)
                        .maxCalls(arguments.mostAtOnce() * 5 / 4 + 10) // a place is free just after its call has ended
                        .start()) {
            client.subscribe(
                    EventSelection.named("UserEvent"), SubscriptionOptions.defaults(), event -> listen(client, event));
            for (int i = arguments.warmUps(); i >= 0; i--) {
                swapped.reset();
                cut.reset();
                Footprint before = holds() ? Footprint.now() : null;
                steer(client, "Begin");
                String result = before == null ? "" : footprint(client, before);
                result += arguments.await(reports, reads::sum, () -> steer(client, "Report"));
                System.out.println((i > 0 ? "warm-up " : "RESULT name=offhook ") + result + " swapped=" + swapped
                        + " cut=" + cut + " left=" + server.health().parkedCalls());
            }
        }
    }

    private void steer(AmiClient client, String what) {
        client.request(RawAction.of(
                "UserEvent",
                "UserEvent",
                what,
                "Channels",
                String.valueOf(arguments.channels()),
                "AtOnce",
                String.valueOf(arguments.atOnce()),
                "Tick",
                String.valueOf(arguments.tick()),
                "Hold",
                String.valueOf(holds()),
                "Details",
                String.valueOf(arguments.variant().equals("details"))));
    }

    private boolean holds() {
        return arguments.variant().equals("hold");
    }

    // ---- the script

    private void serve(AgiRequest request, AgiChannel channel) {
        boolean whole = false;
        try {
            if (holds()) {
                channel.exec("Wait", "3600");
            }
            if (arguments.variant().equals("ahead")) {
                readAhead(request, channel);
            } else {
                readInTurn(request, channel);
            }
            whole = true;
        } finally {
            if (!whole) {
                cut.increment();
            }
        }
    }

    private void readInTurn(AgiRequest request, AgiChannel channel) {
        for (int i = 0; i < AsyncAgiArguments.READS; i++) {
            check(request, i, channel.getVariable("V" + i));
        }
    }

    private void readAhead(AgiRequest request, AgiChannel channel) {
        List<CompletableFuture<Optional<String>>> values = new ArrayList<>();
        for (int i = 0; i < AsyncAgiArguments.READS; i++) {
            values.add(channel.submit(new GetVariable("V" + i)));
        }
        for (int i = 0; i < AsyncAgiArguments.READS; i++) {
            check(request, i, values.get(i).join());
        }
    }

    private void check(AgiRequest request, int number, Optional<String> value) {
        if (!value.equals(Optional.of(request.uniqueId() + "-V" + number))) {
            swapped.increment();
        }
        reads.increment();
    }

    // ---- what the peer says

    private void listen(AmiClient client, AmiEvent event) {
        try {
            switch (event.headers().find("UserEvent").orElse("")) {
                case "CallsBegin" -> meter.begin();
                case "CallsHeld" -> reports.put("");
                case "CallsEnd" -> {
                    String report = event.headers().find("Report").orElse("");
                    reports.put(meter.end("read", AsyncAgiArguments.reads(report)) + " " + report);
                }
                default -> throw new IllegalStateException("a stranger on " + client.name() + ": " + event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all scripts wait, says what that takes, and lets them go on. */
    private String footprint(AmiClient client, Footprint before) throws InterruptedException {
        reports.take();
        Footprint held = Footprint.now();
        steer(client, "Go");
        double calls = arguments.channels();
        return String.format(
                Locale.ROOT,
                "idle_heap_mib=%.1f heap_per_call=%.0f outside_per_call=%.0f resident_per_call=%.0f ",
                before.heap() / 1048576.0,
                (held.heap() - before.heap()) / calls,
                (held.outside() - before.outside()) / calls,
                (held.resident() - before.resident()) / calls);
    }
}
