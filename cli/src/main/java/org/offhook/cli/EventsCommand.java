// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiServer;
import org.offhook.ami.AmiState;
import org.offhook.ami.AmiStateChange;
import org.offhook.ami.EventEconomy;
import org.offhook.ami.EventSelection;
import org.offhook.ami.RawAction;
import org.offhook.ami.RawEvent;
import org.offhook.ami.SubscriptionOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the events of an Asterisk. */
@Command(
        name = "events",
        description = "Shows what an Asterisk reports, as it happens, until Ctrl-C; through restarts of Asterisk too.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The user needs the classes of the events under read= in manager.conf.",
            "",
            "  offhook events Hangup 'Queue*'",
            "  offhook events --channel PJSIP/alice --full",
            "  offhook events Hangup --count 1 --for 30s      exit status 1 if there is none",
            "  offhook events --json | jq -r 'select(.Event == \"Hangup\") | .Channel'",
            "  offhook events --quiet --record calls.ndjson   and later: offhook replay calls.ndjson"
        })
final class EventsCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AmiLogin login = new AmiLogin();

    @Mixin
    private EventFilter filter = new EventFilter();

    @Mixin
    private EventOutput output = new EventOutput();

    @Parameters(
            paramLabel = "TYPE",
            arity = "0..*",
            description = "Names of events; * and ? stand for any text. None: all events.")
    private List<String> types = new ArrayList<>();

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Also write the events to this new file, with their times.")
    private @Nullable Path record;

    @Option(names = "--count", paramLabel = "N", description = "End after this many events.")
    private @Nullable Long count;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description =
                    "End after this time, such as 500ms, 30s, 2m; with --count as a failure, because there were fewer.")
    private @Nullable Duration time;

    private final CompletableFuture<Boolean> enough = new CompletableFuture<>();
    private final AtomicLong shown = new AtomicLong();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        if (count != null && count < 1) {
            throw Problem.usage("--count must be at least 1");
        }
        Screen screen = Screen.of(spec);
        Predicate<AmiEvent> wanted = filter.predicate(types);
        AmiClient client =
                AmiClient.connect(login.options().economy(EventEconomy.CLASSES).build());
        try (client;
                Recording recording = record == null ? null : Recording.to(record)) {
            client.onStateChange(change -> tell(screen, change));
            SubscriptionOptions options = SubscriptionOptions.defaults()
                    .name("offhook events")
                    .onGap(gap -> take(screen, recording, Gap.event(gap)))
                    .onEnd(enough::completeExceptionally);
            client.subscribe(selection(), options, event -> {
                if (wanted.test(event)) {
                    take(screen, recording, event);
                }
            });
            client.request(RawAction.of("Ping")); // answered after the event mask is set
            greet(screen, client.server());
            return await() ? ExitStatus.OK : ExitStatus.FAILED;
        } finally {
            enough.cancel(false);
            screen.out().flush();
        }
    }

    private boolean await() throws InterruptedException, ExecutionException {
        if (time == null) {
            return enough.get();
        }
        try {
            return enough.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return count == null;
        }
    }

    /** An event, or a gap. */
    private void take(Screen screen, @Nullable Recording recording, AmiEvent event) {
        if (enough.isDone()) {
            return;
        }
        try {
            Instant now = Instant.now();
            output.show(screen, now, event);
            if (recording != null) {
                recording.write(now, event);
            }
            boolean last = !Gap.isOne(event) && count != null && shown.incrementAndGet() >= count;
            if (last || screen.isGone()) {
                enough.complete(true);
            }
        } catch (RuntimeException e) {
            enough.completeExceptionally(e);
        }
    }

    /** By name, where these are names: then Asterisk sends less. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private EventSelection<AmiEvent> selection() {
        if (types.size() == 1) {
            return EventSelection.named(types.get(0));
        }
        Class[] known = types.stream()
                .filter(type -> !EventFilter.isPattern(type))
                .map(EventsCommand::typeOf)
                .filter(type -> type != RawEvent.class)
                .toArray(Class[]::new);
        return types.isEmpty() || known.length < types.size() ? EventSelection.all() : EventSelection.anyOf(known);
    }

    private static Class<?> typeOf(String name) {
        return AmiEvent.of(AmiHeaders.of("Event", name)).getClass();
    }

    private void greet(Screen screen, @Nullable AmiServer server) {
        String version = server == null
                ? ""
                : server.version().map(v -> " " + Text.line(v)).orElse("");
        screen.note("connected to Asterisk" + version + " at " + login.host() + ":" + login.port());
        for (String type : types) {
            if (!EventFilter.isPattern(type) && typeOf(type) == RawEvent.class) {
                screen.note("no event " + type + " is known; it is waited for all the same");
            }
        }
    }

    private static void tell(Screen screen, AmiStateChange change) {
        if (change.from() == AmiState.READY && change.to() == AmiState.WAITING) {
            screen.note(Text.line("the connection is lost (" + change.reason() + "), trying to connect again"));
        } else if (change.to() == AmiState.READY) {
            screen.note("connected again");
        }
    }
}
