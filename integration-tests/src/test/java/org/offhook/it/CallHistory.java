// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRequest;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.OriginateOutcome.Result;

/**
 * What clients and scripts saw, to be compared with the diary that Asterisk's dialplan wrote. A line of the diary is in its file
 * before the dialplan goes on, so a kill does not take it away again.
 */
final class CallHistory implements AgiListener {
    /** How long behind a fault its effects may show, once all clients are ready again. */
    private static final Duration AFTERMATH = Duration.ofSeconds(3);

    /** A call that was ordered, between two moments. */
    private record Order(String id, OriginateOutcome outcome, long begin, long end) {}

    private record Fault(String name, long begin, long end) {
        boolean touches(Order order) {
            return order.end - begin >= 0 && end + AFTERMATH.toNanos() - order.begin >= 0;
        }

        @Override
        public String toString() {
            return name + " of " + Duration.ofNanos(end - begin).toMillis() + " ms";
        }
    }

    /** A script that runs for a call. */
    static final class Run {
        private final String id;
        private final boolean adopted;
        private final AtomicInteger ends = new AtomicInteger();
        private volatile @Nullable CallEnd end;

        private Run(String id, boolean adopted) {
            this.id = id;
            this.adopted = adopted;
        }

        @Override
        public String toString() {
            return id + (adopted ? " adopted" : "") + " ends " + ends + " " + end;
        }
    }

    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Run> runs = new ConcurrentLinkedQueue<>();
    private final Map<AgiRequest, Run> running = new ConcurrentHashMap<>();
    /** By the line in the diary, whether Asterisk has said that it is done. */
    private final Map<String, Boolean> steps = new ConcurrentHashMap<>();

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    void order(String id, OriginateOutcome outcome, long begin) {
        orders.add(new Order(id, outcome, begin, System.nanoTime()));
    }

    void fault(String name, long begin) {
        faults.add(new Fault(name, begin, System.nanoTime()));
    }

    /** A step of a script, with its line in the diary; told again when its success is known. */
    void step(String line, boolean done) {
        steps.put(line, done);
    }

    void wrong(String what) {
        wrong.add(what);
    }

    @Override
    public void callStarted(AgiRequest request) {
        String id = request.argument(1).orElse("?");
        Run run = new Run(id, request.adopted());
        runs.add(run);
        running.put(request, run);
    }

    @Override
    public void callEnded(AgiRequest request, CallEnd end) {
        Run run = running.get(request);
        if (run == null) {
            wrong("an end without a beginning: " + request);
        } else {
            run.end = end;
            run.ends.incrementAndGet();
        }
    }

    /** How many scripts have begun. */
    int runs() {
        return runs.size();
    }

    boolean allEnded() {
        return runs.stream().allMatch(run -> run.ends.get() > 0);
    }

    /**
     * Holds everything against the diary.
     *
     * @param quiet the calls that were ordered when all faults were over: each of them must be perfect
     */
    void check(List<String> diary, List<String> quiet) {
        Map<String, Long> lines = diary.stream().collect(groupingBy(Function.identity(), counting()));
        assertThat(wrong).as("answers that belong to something else").isEmpty();
        assertThat(lines.entrySet().stream().filter(line -> line.getValue() > 1))
                .as("what happened twice")
                .isEmpty();

        assertThat(orders.stream().filter(order -> order.outcome.isAnswered() && !lines.containsKey("act " + order.id)))
                .as("calls that were acknowledged and never placed")
                .isEmpty();
        assertThat(orders.stream()
                        .filter(order ->
                                order.outcome.result() == Result.REJECTED && lines.containsKey("act " + order.id)))
                .as("calls that were placed although they were never sent or refused")
                .isEmpty();
        assertThat(orders.stream()
                        .filter(order -> !order.outcome.isAnswered()
                                && faults.stream().noneMatch(fault -> fault.touches(order))))
                .as("calls that came to nothing although there was no fault")
                .isEmpty();
        assertThat(steps.entrySet().stream()
                        .filter(step -> step.getValue() && !lines.containsKey(step.getKey()))
                        .map(Map.Entry::getKey))
                .as("commands that were acknowledged and never run")
                .isEmpty();

        assertThat(runs).as("each script ends once").allMatch(run -> run.ends.get() == 1);
        assertThat(runs.stream().collect(groupingBy(run -> run.id, counting())))
                .as("scripts begun for each call")
                .allSatisfy((id, count) -> assertThat(count).as(id).isEqualTo(1));
        Map<String, List<Run>> byId = runs.stream().collect(groupingBy(run -> run.id));
        for (String id : quiet) {
            assertThat(byId.getOrDefault(id, List.of())).as("scripts of %s", id).hasSize(1);
            assertThat(byId.get(id).get(0).end)
                    .extracting(AgiListener.CallEnd::outcome)
                    .isEqualTo(AgiOutcome.DONE);
            assertThat(lines).containsKeys("act " + id, "end " + id + " SUCCESS done");
        }
    }

    /** In words, for the result. */
    String summary() {
        Stream<String> outcomes =
                orders.stream().collect(groupingBy(order -> order.outcome.result(), counting())).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(count -> count.getValue() + " " + count.getKey());
        long done = runs.stream()
                .map(run -> run.end)
                .filter(end -> end != null && end.outcome() == AgiOutcome.DONE)
                .count();
        return orders.size() + " calls ordered (" + String.join(", ", outcomes.toList()) + "), " + runs.size()
                + " scripts (" + done + " done, "
                + runs.stream().filter(run -> run.adopted).count() + " adopted), "
                + steps.size() + " commands written down, " + faults.size() + " faults";
    }

    List<String> faults() {
        List<String> all = new ArrayList<>();
        faults.forEach(fault -> all.add(fault.toString()));
        return all;
    }
}
