// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Any order of offers, gaps, tasks and ends gives what a simple list of what waits gives. */
class QueuedSubscriptionPropertyTest {

    private static final int SIZE = 10;

    /** How many events to offer at once; or what else is done. */
    private static final int TASK = 0;

    private static final int GAP = -1;
    private static final int CLOSE = -2;
    private static final int END = -3;

    @Property(tries = 400)
    void aSmallQueueIsAsTheModel(
            @ForAll("small") int maxEvents,
            @ForAll("policy") OverflowPolicy policy,
            @ForAll("smallSteps") List<Integer> steps) {
        new Trial().run(maxEvents, Long.MAX_VALUE, policy, steps);
    }

    @Property(tries = 400)
    void aQueueBoundByBytesIsAsTheModel(
            @ForAll("small") int events,
            @ForAll("policy") OverflowPolicy policy,
            @ForAll("smallSteps") List<Integer> steps) {
        new Trial().run(100, (long) events * SIZE + 1, policy, steps);
    }

    @Property(tries = 100)
    void aQueueThatIsTakenFromInChunksIsAsTheModel(
            @ForAll("large") int maxEvents,
            @ForAll("policy") OverflowPolicy policy,
            @ForAll("largeSteps") List<Integer> steps) {
        new Trial().run(maxEvents, Long.MAX_VALUE, policy, steps);
    }

    @Provide
    Arbitrary<Integer> small() {
        return Arbitraries.integers().between(1, 6);
    }

    @Provide
    Arbitrary<Integer> large() {
        return Arbitraries.integers().between(512, 1100);
    }

    @Provide
    Arbitrary<OverflowPolicy> policy() {
        return Arbitraries.of(OverflowPolicy.class);
    }

    @Provide
    Arbitrary<List<Integer>> smallSteps() {
        return steps(8, 60);
    }

    @Provide
    Arbitrary<List<Integer>> largeSteps() {
        return steps(EventBatch.MAX, 60);
    }

    private static Arbitrary<List<Integer>> steps(int most, int count) {
        return Arbitraries.frequencyOf(
                        Tuple.of(8, Arbitraries.integers().between(1, most)),
                        Tuple.of(10, Arbitraries.just(TASK)),
                        Tuple.of(2, Arbitraries.just(GAP)),
                        Tuple.of(1, Arbitraries.frequency(Tuple.of(20, TASK), Tuple.of(1, CLOSE), Tuple.of(1, END))))
                .list()
                .ofMaxSize(count);
    }

    /** One subscription and its model. */
    private static final class Trial {

        /** Each call of the listener takes a task's whole time, so that a task gives one event. */
        private long now;

        private int sent;
        private final ManualExecutor executor = new ManualExecutor();
        private final List<Object> seen = new ArrayList<>();
        private final LongAdder delivered = new LongAdder();
        private final LongAdder dropped = new LongAdder();

        void run(int maxEvents, long maxBytes, OverflowPolicy policy, List<Integer> steps) {
            WaitBudget none = new WaitBudget(Long.MAX_VALUE);
            none.spend(Long.MAX_VALUE - WaitBudget.MAX_NANOS, Long.MAX_VALUE);
            SubscriptionOptions options = SubscriptionOptions.defaults()
                    .maxEvents(maxEvents)
                    .maxBytes(maxBytes)
                    .overflow(policy)
                    .onGap(seen::add)
                    .onEnd(why -> seen.add("end"));
            QueuedSubscription subscription = new QueuedSubscription(
                    EventSelection.all(),
                    options,
                    Long.MAX_VALUE,
                    made -> new ListenerReceiver<>(made, EventSelection.all(), this::listen, () -> now),
                    new SubscriptionContext("pbx", executor, () -> now, none, delivered, dropped, closed -> {}));
            Model model = new Model(maxEvents, maxBytes, policy);

            try (Logs logs = new Logs()) {
                for (int step : steps) {
                    switch (step) {
                        case TASK -> {
                            if (executor.waiting() > 0) {
                                executor.runOne();
                                model.task();
                            }
                        }
                        case GAP -> {
                            subscription.gap(Dispatch.reconnected(false));
                            model.gap();
                        }
                        case CLOSE -> {
                            subscription.close();
                            model.close();
                        }
                        case END -> {
                            subscription.end(new AmiClosedException("closed", false));
                            model.end();
                        }
                        default -> offer(subscription, model, step);
                    }
                    assertThat(seen).isEqualTo(model.seen);
                    assertThat(subscription.queued()).isEqualTo(model.events()).isLessThanOrEqualTo(maxEvents);
                    assertThat(subscription.dropped()).isEqualTo(model.dropped);
                    assertThat(subscription.delivered()).isEqualTo(model.delivered);
                    assertThat(subscription.isActive()).isEqualTo(model.open);
                }
                while (executor.waiting() > 0) {
                    executor.runOne();
                    model.task();
                }
                assertThat(logs.stackTraces()).isZero();
            }
            assertThat(seen).isEqualTo(model.seen);
            assertThat(subscription.queued()).isZero();
            assertThat(delivered.sum()).isEqualTo(model.delivered);
            assertThat(dropped.sum()).isEqualTo(model.dropped);
        }

        private void listen(AmiEvent event) {
            seen.add(Dispatch.number(event));
            now += ListenerTask.SLICE_NANOS;
        }

        private void offer(QueuedSubscription subscription, Model model, int count) {
            Object[] events = new Object[count];
            int[] sizes = new int[count];
            for (int i = 0; i < count; i++) {
                events[i] = new RawEvent(Dispatch.numbered("X", ++sent));
                sizes[i] = SIZE;
                model.offer(sent);
            }
            subscription.offer(events, sizes, count);
        }
    }

    /** Everything in one list. */
    private static final class Model {

        private final int room;
        private final int chunk;
        private final OverflowPolicy policy;
        private final List<Object> waiting = new ArrayList<>();
        private final Deque<Object> hand = new ArrayDeque<>();
        private final List<Object> seen = new ArrayList<>();
        private boolean open = true;
        private boolean ending;
        private long dropped;
        private long delivered;

        private record Missing(long dropped, boolean reconnected) {}

        Model(int maxEvents, long maxBytes, OverflowPolicy policy) {
            this.room = (int) Math.min(maxEvents, maxBytes / SIZE);
            this.chunk = Math.max(1, maxEvents / 256);
            this.policy = policy;
        }

        int events() {
            return hand.size()
                    + (int) waiting.stream().filter(Integer.class::isInstance).count();
        }

        void offer(int number) {
            if (!open) {
                return;
            }
            if (events() < room) {
                waiting.add(number);
                return;
            }
            dropped++;
            switch (policy) {
                case DROP_OLDEST -> {
                    int oldest = 0;
                    while (!(waiting.get(oldest) instanceof Integer)) {
                        oldest++;
                    }
                    waiting.set(oldest, new Missing(1, false));
                    waiting.add(number);
                }
                case DROP_NEWEST -> waiting.add(new Missing(1, false));
                case CLOSE -> {
                    open = false;
                    ending = true;
                }
            }
            join();
        }

        void gap() {
            if (open) {
                waiting.add(new Missing(0, true));
                join();
            }
        }

        void close() {
            open = false;
            ending = false;
            waiting.clear();
            hand.clear();
        }

        void end() {
            ending |= open;
            open = false;
        }

        /** A notice if there is one, and an event if there is one; or the end. */
        void task() {
            if (hand.isEmpty()) {
                if (!waiting.isEmpty() && waiting.get(0) instanceof Missing missing) {
                    waiting.remove(0);
                    if (missing.dropped > 0) {
                        seen.add(Dispatch.dropped(missing.dropped));
                    }
                    if (missing.reconnected) {
                        seen.add(Dispatch.reconnected(false));
                    }
                }
                while (hand.size() < chunk && !waiting.isEmpty() && waiting.get(0) instanceof Integer) {
                    hand.add(waiting.remove(0));
                }
            }
            if (!hand.isEmpty()) {
                seen.add(hand.remove());
                delivered++;
            } else if (ending) {
                ending = false;
                seen.add("end");
            }
        }

        private void join() {
            for (int i = waiting.size() - 1; i > 0; i--) {
                if (waiting.get(i) instanceof Missing later && waiting.get(i - 1) instanceof Missing earlier) {
                    waiting.set(
                            i - 1,
                            new Missing(earlier.dropped + later.dropped, earlier.reconnected || later.reconnected));
                    waiting.remove(i);
                }
            }
        }
    }
}
