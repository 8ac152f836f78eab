// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiPbxState;
import org.offhook.ami.AmiState;
import org.offhook.ami.action.CoreShowChannelsAction;
import org.offhook.ami.event.CoreShowChannelEvent;
import org.offhook.ami.json.AmiJson;
import org.offhook.ami.state.PbxChange;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxSnapshot;
import org.offhook.ami.state.PbxStatus;
import org.offhook.cli.Screen.Colour;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the channels. */
@Command(
        name = "channels",
        description = "Shows the channels that are up.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The user needs write = reporting (or system); to --watch, read = call,dialplan too.",
            "",
            "  offhook channels",
            "  offhook channels 'PJSIP/alice*' --watch",
            "  offhook channels --json | jq -r .Channel"
        })
final class ChannelsCommand implements Callable<Integer> {

    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int MOST_CHANGES = 10_000;
    private static final String CLEAR = "\033[H\033[2J";
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AmiLogin login = new AmiLogin();

    @Parameters(
            paramLabel = "CHANNEL",
            arity = "0..1",
            description = "Only channels with such a name; * and ? stand for any text.")
    private String pattern = "*";

    @Option(
            names = "--watch",
            description = "Keep the table up to date until Ctrl-C. Not on a terminal: a line for each change.")
    private boolean watch;

    @Option(
            names = "--json",
            description =
                    "One JSON object for each channel; with --watch for each change, which is added, changed or removed.")
    private boolean json;

    @Option(names = "--for", paramLabel = "TIME", description = "Watch for this time only.")
    private @Nullable Duration time;

    /** What was told of the channels that are up, by their unique ids. */
    private final Map<String, ChannelRow> told = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec);
        if (watch) {
            watch(screen);
        } else {
            list(screen);
        }
        screen.out().flush();
        return ExitStatus.OK;
    }

    private void list(Screen screen) {
        Pattern wanted = EventFilter.glob(pattern);
        try (AmiClient client = login.connect()) {
            List<CoreShowChannelEvent> channels = client.request(CoreShowChannelsAction.of()).stream()
                    .filter(each ->
                            wanted.matcher(each.channel().name().orElse("")).matches())
                    .toList();
            if (json) {
                channels.forEach(
                        each -> screen.line(AmiJson.toJson(each.headers().without("ActionID"))));
            } else {
                table(screen, channels.stream().map(ChannelRow::of).toList());
            }
        }
    }

    // ---- watching ----

    private void watch(Screen screen) throws InterruptedException {
        long end = time == null ? Long.MAX_VALUE : System.nanoTime() + time.toNanos();
        LinkedBlockingQueue<PbxChange> changes = new LinkedBlockingQueue<>(MOST_CHANGES);
        AtomicReference<@Nullable String> refused = new AtomicReference<>();
        try (AmiClient client = AmiClient.connect(login.options().build());
                AmiPbxState state = AmiPbxState.of(client)) {
            client.onStateChange(change -> {
                if (change.to() == AmiState.REFUSED) {
                    refused.set(change.reason());
                }
            });
            state.onChange(change -> add(changes, change));
            state.awaitCurrent(Duration.ofSeconds(10));
            state.snapshot()
                    .unavailable()
                    .forEach((part, why) -> screen.note(part.name().toLowerCase(Locale.ROOT) + ": " + Text.line(why)));
            boolean redraws = Screen.console() != null && !json;
            while (System.nanoTime() < end && !screen.isGone()) {
                String why = refused.get();
                if (why != null) {
                    throw new Problem(why, ExitStatus.UNREACHABLE);
                }
                PbxChange change = changes.poll(
                        Math.min(TICK.toNanos(), Math.max(end - System.nanoTime(), 0)), TimeUnit.NANOSECONDS);
                if (redraws) {
                    changes.clear(); // the picture has them
                    redraw(screen, state.snapshot());
                    TimeUnit.MILLISECONDS.sleep(REDRAW.toMillis());
                } else if (change != null) {
                    tell(screen, change, state.snapshot());
                }
            }
        }
    }

    /** Of a reader who is too slow only the difference is told. */
    private static void add(Queue<PbxChange> changes, PbxChange change) {
        if (!changes.offer(change)) {
            changes.clear();
            changes.add(new PbxChange.Resync(0));
        }
    }

    private void redraw(Screen screen, PbxSnapshot snapshot) {
        List<ChannelRow> rows = rows(snapshot);
        String status = snapshot.status() == PbxStatus.LIVE
                ? screen.in(Colour.GREEN, "live")
                : screen.in(Colour.RED, snapshot.status() == PbxStatus.SYNCING ? "being read" : "no connection");
        screen.out().print(CLEAR);
        screen.line(rows.size() + " channels at " + login.host() + ", " + status + ", "
                + CLOCK.format(LocalTime.now(ZoneId.systemDefault())) + "; Ctrl-C ends");
        screen.line("");
        table(screen, rows);
        screen.out().flush();
    }

    private List<ChannelRow> rows(PbxSnapshot snapshot) {
        Pattern wanted = EventFilter.glob(pattern);
        return snapshot.channels().stream()
                .filter(each -> wanted.matcher(each.name()).matches())
                .map(ChannelRow::of)
                .sorted(Comparator.comparing(ChannelRow::linkedId).thenComparing(ChannelRow::uniqueId))
                .toList();
    }

    private void tell(Screen screen, PbxChange change, PbxSnapshot snapshot) {
        if (change instanceof PbxChange.Resync) {
            List<ChannelRow> rows = rows(snapshot);
            Set<String> ids = rows.stream().map(ChannelRow::uniqueId).collect(Collectors.toSet());
            List.copyOf(told.values()).stream()
                    .filter(row -> !ids.contains(row.uniqueId()))
                    .forEach(row -> removed(screen, row));
            rows.stream().filter(row -> !row.isSame(told.get(row.uniqueId()))).forEach(row -> there(screen, row));
        } else if (change instanceof PbxChange.Status status) {
            screen.note("the picture is " + status.to().name().toLowerCase(Locale.ROOT));
        } else if (change instanceof PbxChange.Channel channel) {
            PbxChannel shown = channel.after().or(channel::before).orElseThrow();
            if (EventFilter.glob(pattern).matcher(shown.name()).matches()) {
                ChannelRow row = ChannelRow.of(shown);
                if (channel.isRemoved()) {
                    removed(screen, row);
                } else {
                    there(screen, row);
                }
            }
        }
    }

    private void there(Screen screen, ChannelRow row) {
        boolean isNew = told.put(row.uniqueId(), row) == null;
        tell(screen, isNew ? "added" : "changed", isNew ? Colour.GREEN : Colour.YELLOW, row);
    }

    private void removed(Screen screen, ChannelRow row) {
        if (told.remove(row.uniqueId()) != null) {
            tell(screen, "removed", Colour.RED, row);
        }
    }

    private void tell(Screen screen, String what, Colour colour, ChannelRow row) {
        if (json) {
            screen.line(AmiJson.toJson(row.headers(what)));
        } else {
            screen.line(screen.in(Colour.GREY, CLOCK.format(LocalTime.now(ZoneId.systemDefault()))) + " "
                    + screen.in(colour, String.format(Locale.ROOT, "%-8s", what)) + row.text());
        }
    }

    private static void table(Screen screen, List<ChannelRow> rows) {
        Table table = new Table("CHANNEL", "STATE", "AT", "RUNS", "CALLER", "SINCE", "BRIDGE");
        for (ChannelRow row : rows) {
            table.row(row.name(), row.state(), row.place(), row.application(), row.caller(), row.age(), row.bridge());
        }
        table.print(screen);
    }

    /** What is shown of a channel. */
    record ChannelRow(
            String name,
            String uniqueId,
            String linkedId,
            String state,
            String place,
            String application,
            String caller,
            String age,
            String bridge) {

        static ChannelRow of(CoreShowChannelEvent event) {
            return of(
                    event.channel(),
                    runs(event.application().orElse(""), event.applicationData().orElse("")),
                    event.duration().orElse(null),
                    event.bridgeId().orElse(""));
        }

        static ChannelRow of(PbxChannel channel) {
            return of(
                    channel.snapshot(),
                    runs(
                            channel.application().orElse(""),
                            channel.applicationData().orElse("")),
                    channel.created()
                            .map(since -> Duration.between(since, Instant.now()))
                            .orElse(null),
                    channel.bridge().orElse(""));
        }

        private static ChannelRow of(
                org.offhook.ami.ChannelSnapshot channel, String application, @Nullable Duration age, String bridge) {
            String place = channel.extension()
                    .map(extension -> extension + "@" + channel.context().orElse("") + ":"
                            + (channel.priority().isPresent()
                                    ? channel.priority().getAsInt()
                                    : ""))
                    .orElse("");
            return new ChannelRow(
                    channel.name().orElse(""),
                    channel.uniqueId().orElse(""),
                    channel.linkedId().orElse(""),
                    channel.stateText().orElse(""),
                    place,
                    application,
                    channel.callerIdNumber().orElse(""),
                    age == null ? "" : age(age),
                    bridge.length() > 8 ? bridge.substring(0, 8) : bridge);
        }

        private static String runs(String application, String data) {
            return application.isEmpty() ? "" : application + "(" + data + ")";
        }

        private static String age(Duration age) {
            long seconds = Math.max(age.toSeconds(), 0);
            return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        }

        /** Whether this is what was told; time alone is no change. */
        boolean isSame(@Nullable ChannelRow other) {
            return other != null && headers("").equals(other.headers(""));
        }

        String text() {
            List<String> parts = new ArrayList<>();
            for (String part : List.of(name, state, place, application)) {
                if (!part.isEmpty()) {
                    parts.add(Text.line(part));
                }
            }
            return String.join(" ", parts);
        }

        AmiHeaders headers(String change) {
            return AmiHeaders.of(
                    "Change",
                    change,
                    "Channel",
                    Text.line(name),
                    "Uniqueid",
                    Text.line(uniqueId),
                    "Linkedid",
                    Text.line(linkedId),
                    "State",
                    Text.line(state),
                    "At",
                    Text.line(place),
                    "Runs",
                    Text.line(application),
                    "Caller",
                    Text.line(caller),
                    "Bridge",
                    Text.line(bridge));
        }
    }
}
