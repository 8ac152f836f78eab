// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.offhook.verification.Interleavings.byChance;
import static org.offhook.verification.Interleavings.expect;
import static org.offhook.verification.Interleavings.together;

import io.netty.channel.DefaultEventLoop;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.offhook.ami.spi.AmiActionSink;

/**
 * The way of an action from any thread to the loop. The table of those that wait for answers belongs to the loop alone, so this is what
 * threads share of it: an action that is sent has one outcome, or is taken back, and is counted for so long.
 */
class OutboxModelTest {

    private static final DefaultEventLoop UNUSED = new DefaultEventLoop();
    /** Ready, and without a connection: what it is to write ends as lost. */
    private static final ClientLoop CLIENT = new ClientLoop(
            AmiClientOptions.builder("127.0.0.1", "user", "secret").build(), UNUSED, Runnable::run);

    static {
        CLIENT.state(AmiState.READY, "as the test wants", null);
    }

    @AfterAll
    static void end() {
        UNUSED.shutdownGracefully();
    }

    /** A loop: it runs what it took, and then takes no more. */
    private static final class Loop implements Executor {
        private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        private boolean ended;

        @Override
        public void execute(Runnable task) {
            synchronized (this) {
                if (ended) {
                    throw new RejectedExecutionException("ended");
                }
                tasks.add(task);
            }
        }

        void runAll() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }

        void end() {
            synchronized (this) {
                ended = true;
            }
            runAll();
        }
    }

    private static final class Outcome implements AmiActionSink {
        final AtomicInteger times = new AtomicInteger();

        void expectTimes(int expected) {
            expect(times.get() == expected, () -> times + " outcomes, not " + expected);
        }

        @Override
        public void response(AmiResponse response) {
            times.incrementAndGet();
        }

        @Override
        public void failed(AmiException failure) {
            times.incrementAndGet();
        }
    }

    private static PendingAction action(int id, Outcome outcome) {
        return new PendingAction(id, "o-" + id, RawAction.of("Ping"), 1, 1, null, outcome);
    }

    @Test
    void eachActionHasOneOutcomeWhateverTheLoopDoes() {
        byChance(() -> {
            Loop loop = new Loop();
            Outbox outbox = new Outbox(CLIENT, loop, 10);
            List<Outcome> outcomes = List.of(new Outcome(), new Outcome(), new Outcome());
            together(
                    () -> {
                        outbox.submit(action(0, outcomes.get(0)));
                        outbox.submit(action(1, outcomes.get(1)));
                    },
                    () -> outbox.submit(action(2, outcomes.get(2))),
                    () -> {
                        loop.runAll();
                        loop.end();
                    });
            outcomes.forEach(outcome -> outcome.expectTimes(1));
            expect(outbox.pending() == 0, () -> outbox.pending() + " are counted");
        });
    }

    @Test
    void whatIsSentWhileTheLoopEmptiesTheQueueIsNotForgotten() {
        byChance(() -> {
            Loop loop = new Loop();
            Outbox outbox = new Outbox(CLIENT, loop, 10);
            Outcome before = new Outcome();
            Outcome meanwhile = new Outcome();
            outbox.submit(action(0, before));
            together(loop::runAll, () -> outbox.submit(action(1, meanwhile)));
            loop.runAll();
            before.expectTimes(1);
            meanwhile.expectTimes(1);
        });
    }

    @Test
    void whatIsTakenBackHasNoOutcomeOrHadOne() {
        byChance(() -> {
            Loop loop = new Loop();
            Outbox outbox = new Outbox(CLIENT, loop, 10);
            Outcome outcome = new Outcome();
            Outcome other = new Outcome();
            PendingAction action = action(0, outcome);
            AtomicInteger takenBack = new AtomicInteger();
            together(
                    () -> {
                        outbox.submit(action);
                        if (outbox.remove(action)) { // as ClientLoop.cancel does
                            action.settle();
                            takenBack.incrementAndGet();
                        }
                    },
                    () -> outbox.submit(action(1, other)),
                    loop::runAll);
            loop.end();
            outcome.expectTimes(1 - takenBack.get());
            other.expectTimes(1);
            expect(outbox.pending() == 0, () -> outbox.pending() + " are counted");
        });
    }

    @Test
    void neverMoreThanTheBound() {
        byChance(() -> {
            Loop loop = new Loop();
            Outbox outbox = new Outbox(CLIENT, loop, 1);
            Outcome first = new Outcome();
            Outcome second = new Outcome();
            together(() -> outbox.submit(action(0, first)), () -> outbox.submit(action(1, second)));
            expect(outbox.pending() == 1, () -> outbox.pending() + " are counted"); // the other was refused
            expect(first.times.get() + second.times.get() == 1, () -> "not one refusal");
            loop.end();
            first.expectTimes(1);
            second.expectTimes(1);
            expect(outbox.pending() == 0, () -> outbox.pending() + " are counted");
        });
    }
}
