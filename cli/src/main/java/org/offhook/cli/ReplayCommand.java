// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.testkit.FakeAsterisk;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a recording of events. */
@Command(
        name = "replay",
        description = "Plays a recording that offhook events --record made, or the lines of offhook events --json.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "  offhook replay calls.ndjson --fast Hangup",
            "  offhook replay calls.ndjson --speed 10",
            "  offhook replay calls.ndjson --listen 5038     another program sees the events come"
        })
final class ReplayCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(50);
    /** What a program needs between its login and its first subscription. */
    private static final Duration SUBSCRIBING = Duration.ofSeconds(1);

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private EventFilter filter = new EventFilter();

    @Mixin
    private EventOutput output = new EventOutput();

    @Parameters(index = "0", paramLabel = "FILE", description = "The recording.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "TYPE",
            arity = "0..*",
            description = "Names of events; * and ? stand for any text. None: all events.")
    private List<String> types = new ArrayList<>();

    @Option(names = "--fast", description = "At once, not with the pauses there were.")
    private boolean fast;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "How much faster than it was; 0.5 is half as fast. Default: ${DEFAULT-VALUE}.")
    private double speed = 1;

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description =
                    "Be an Asterisk on this port of 127.0.0.1 (0: any free one) that reports these events to the "
                            + "program that logs in. It begins a second after the first login, and ends with the last connection.")
    private @Nullable Integer listen;

    private @Nullable Instant first;
    private long began;

    @Override
    public Integer call() throws InterruptedException {
        if (!(speed > 0)) {
            throw Problem.usage("--speed must be more than 0");
        }
        Screen screen = Screen.of(spec);
        Predicate<AmiEvent> wanted = filter.predicate(types);
        try (Stream<Recording.Entry> entries = Recording.read(file)) {
            Iterator<Recording.Entry> events =
                    entries.filter(entry -> wanted.test(entry.event())).iterator();
            if (listen == null) {
                play(events, screen, event -> true);
            } else {
                serve(events, screen, listen);
            }
        }
        return ExitStatus.OK;
    }

    private interface Audience {
        /** Takes an event, and says whether it wants more. */
        boolean take(AmiEvent event);
    }

    private void play(Iterator<Recording.Entry> events, Screen screen, Audience audience) throws InterruptedException {
        began = System.nanoTime();
        while (events.hasNext() && !screen.isGone()) {
            Recording.Entry entry = events.next();
            Instant at = entry.at().orElse(first == null ? Instant.now() : first);
            if (!fast && entry.at().isPresent()) {
                pauseUntil(at);
            }
            if (!audience.take(entry.event())) {
                break;
            }
            output.show(screen, at, entry.event());
        }
        screen.out().flush();
    }

    private void pauseUntil(Instant at) throws InterruptedException {
        if (first == null) {
            first = at;
        }
        double after = Duration.between(first, at).toNanos() / speed;
        long wait = (long) after - (System.nanoTime() - began);
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    private void serve(Iterator<Recording.Entry> events, Screen screen, int port) throws InterruptedException {
        if (port < 0 || port > 65535) {
            throw Problem.usage("the port must be 0 to 65535, not " + port);
        }
        try (FakeAsterisk asterisk = FakeAsterisk.start(port)) {
            screen.note("an Asterisk that replays " + file + " listens on 127.0.0.1:" + asterisk.port() + "; log in as "
                    + asterisk.user() + " with the secret " + asterisk.secret());
            while (asterisk.logins() == 0) {
                TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
            }
            TimeUnit.NANOSECONDS.sleep(SUBSCRIBING.toNanos());
            play(events, screen, event -> send(asterisk, event));
            screen.note("that was all; Ctrl-C, or the end of the last connection, ends it");
            while (asterisk.connections() > 0) {
                TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
            }
        }
    }

    private static boolean send(FakeAsterisk asterisk, AmiEvent event) {
        if (Gap.isOne(event)) {
            return true;
        }
        List<String> headers = new ArrayList<>();
        for (AmiHeaders.Header header : event.headers()) {
            if (!header.name().equalsIgnoreCase("Event") && !header.name().equalsIgnoreCase("Privilege")) {
                headers.add(wire(header.name() + ": " + header.value()));
            }
        }
        asterisk.event(event.name(), headers.toArray(String[]::new));
        return asterisk.connections() > 0;
    }

    /** A char for each byte of it in UTF-8, as the fake Asterisk writes it. */
    private static String wire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
