// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what became of many calls. */
final class LoadPrinter {

    /** A column of the table. */
    private record Percentile(String name, double share) {}

    private static final List<Percentile> PERCENTILES = List.of(
            new Percentile("min", 0),
            new Percentile("median", 0.5),
            new Percentile("p99", 0.99),
            new Percentile("max", 1));
    private static final int PROBLEMS_SHOWN = 5;

    private final Screen screen;
    private final boolean quiet;
    private final boolean json;

    LoadPrinter(Screen screen, boolean quiet, boolean json) {
        this.screen = screen;
        this.quiet = quiet;
        this.json = json;
    }

    /** Places the calls and gives the exit status: that of the worst call. */
    int run(CallLoad load, int calls, AgiUrl url) throws InterruptedException {
        Progress progress = new Progress(!quiet && !json);
        CallLoad.Reports done;
        try {
            done = load.run(ended -> progress.show(ended + " of " + calls + " calls"));
        } finally {
            progress.clear();
        }
        Map<String, Long> problems = done.reports().stream()
                .filter(report -> !report.problem().isEmpty())
                .collect(Collectors.groupingBy(PlacedCall.Report::problem, TreeMap::new, Collectors.counting()));
        if (json) {
            screen.line(CallPrinter.json(object(done, problems, url)));
        } else if (!quiet) {
            table(done, url);
        }
        problems.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(PROBLEMS_SHOWN)
                .forEach(problem -> screen.note(problem.getValue() + " of "
                        + done.reports().size() + " calls failed: " + Text.line(problem.getKey())));
        return done.reports().stream()
                .mapToInt(report -> report.result().status())
                .max()
                .orElse(ExitStatus.OK);
    }

    private void table(CallLoad.Reports done, AgiUrl url) {
        double seconds = CallPrinter.seconds(done.took());
        int calls = done.reports().size();
        screen.line(String.format(
                Locale.ROOT,
                "%d calls of %s in %.2f s, %.0f/s: %d went well%s",
                calls,
                Text.line(url.toString()),
                seconds,
                calls / Math.max(seconds, 1e-6),
                well(done),
                well(done) == calls ? "" : ", " + screen.in(Screen.Colour.RED, calls - well(done) + " failed")));
        StringBuilder head = new StringBuilder(" ".repeat(14));
        PERCENTILES.forEach(column -> head.append(String.format("%12s", column.name())));
        screen.line(screen.in(Screen.Colour.BOLD, head.toString()));
        measures(done).forEach((name, times) -> {
            StringBuilder row = new StringBuilder(String.format("%-14s", name));
            PERCENTILES.forEach(column -> row.append(String.format(
                    Locale.ROOT,
                    "%12s",
                    times.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f ms", at(times, column.share()) * 1000))));
            screen.line(row.toString());
        });
    }

    private static Map<String, Object> object(CallLoad.Reports done, Map<String, Long> problems, AgiUrl url) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("url", url.toString());
        object.put("calls", done.reports().size());
        object.put("well", well(done));
        object.put("seconds", CallPrinter.seconds(done.took()));
        measures(done).forEach((name, times) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            PERCENTILES.forEach(column -> row.put(column.name(), times.isEmpty() ? null : at(times, column.share())));
            object.put(name.equals("first command") ? "firstCommand" : name.equals("whole call") ? "whole" : name, row);
        });
        object.put("problems", problems);
        return object;
    }

    private static long well(CallLoad.Reports done) {
        return done.reports().stream()
                .filter(report -> report.result() == PlacedCall.Result.WELL)
                .count();
    }

    /** Sorted seconds, of the calls that had a connection. */
    private static Map<String, List<Double>> measures(CallLoad.Reports done) {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        all.put("connect", times(done, PlacedCall.Report::connect));
        all.put("first command", times(done, PlacedCall.Report::firstCommand));
        all.put("whole call", times(done, PlacedCall.Report::whole));
        return all;
    }

    private static List<Double> times(CallLoad.Reports done, Function<PlacedCall.Report, @Nullable Duration> which) {
        return done.reports().stream()
                .filter(report -> report.result() != PlacedCall.Result.UNREACHABLE)
                .map(which)
                .filter(Objects::nonNull)
                .map(CallPrinter::seconds)
                .sorted()
                .toList();
    }

    /** The nearest rank. */
    static double at(List<Double> sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
