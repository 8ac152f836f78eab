// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiClosedException;
import org.offhook.ami.AmiConnectionLostException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiException;
import org.offhook.ami.AmiGap;
import org.offhook.ami.AmiInterruptedException;
import org.offhook.ami.AmiRegistration;
import org.offhook.ami.EventSelection;
import org.offhook.ami.internal.EventTypes;
import org.offhook.ami.internal.Printable;
import org.offhook.ami.spi.AmiEventSink;
import org.offhook.ami.state.PbxChange;
import org.offhook.ami.state.PbxPart;
import org.offhook.ami.state.PbxSnapshot;
import org.offhook.ami.state.PbxStateOptions;
import org.offhook.ami.state.PbxStateStatistics;
import org.offhook.ami.state.PbxStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the picture. Events come on the connection's loop and change it there at once; lists come on other threads and are merged one item at a time.
 * Both hold the lock for about a microsecond, and nothing waits while holding it; readers do not need it at all.
 *
 * <pre>
 *             ready                    lists merged, compared
 *   STALE ------------> SYNCING ------------------------------> LIVE
 *     ^                    |  ^ a list failed: again, later       |  contradiction, or time to verify:
 *     |      down          v  |                                   |  another reading, LIVE all the while
 *     +-------------------------------------------- down --------+
 * </pre>
 */
public final class PbxKeeper implements AmiEventSink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PbxKeeper.class);

    private final PbxLink link;
    private final PbxStateOptions options;
    private final Timing timing;
    private final Clock clock;
    private final String name;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition statusChanged = lock.newCondition();
    private final List<ChangeFeed> feeds = new CopyOnWriteArrayList<>();

    /** What readers see. Written under the lock. */
    private volatile Picture picture = Picture.NOTHING;

    // ---- guarded by the lock

    private final Canvas canvas = Canvas.visible();
    private PbxStatus status = PbxStatus.STALE;
    private Map<PbxPart, String> unavailable = Map.of();
    private @Nullable Reading reading;
    private boolean againAfterwards;
    private boolean soonPlanned;
    private int failures;
    private long lastReadEnd;
    private long events;
    private long readings;
    private long verifications;
    private long discrepancies;
    private @Nullable CompletableFuture<@Nullable Void> planned;
    private @Nullable CompletableFuture<@Nullable Void> soon;

    /** Set once, before anybody has the keeper but the loop, which does not use it. */
    private @Nullable AmiRegistration tap;

    private PbxKeeper(PbxLink link, PbxStateOptions options, Timing timing, Clock clock) {
        this.link = link;
        this.options = options;
        this.timing = timing;
        this.clock = clock;
        this.name = Printable.of(link.name(), 100);
        this.lastReadEnd = System.nanoTime() - timing.readAtMostEvery().toNanos();
    }

    /** Begins to keep a picture. */
    public static PbxKeeper start(PbxLink link, PbxStateOptions options) {
        return start(link, options, Timing.DEFAULT, Clock.systemUTC());
    }

    static PbxKeeper start(PbxLink link, PbxStateOptions options, Timing timing, Clock clock) {
        PbxKeeper keeper = new PbxKeeper(link, options, timing, clock);
        keeper.tap = link.attach(keeper);
        return keeper;
    }

    // ---- readers

    /** The picture of now. */
    public PbxSnapshot snapshot() {
        return picture;
    }

    /** Waits until it is live. */
    public boolean awaitCurrent(Duration timeout) {
        Duration most = Duration.ofDays(365);
        long deadline = System.nanoTime() + (timeout.compareTo(most) < 0 ? timeout : most).toNanos();
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            while (status != PbxStatus.LIVE) {
                if (status == PbxStatus.CLOSED || link.isFinal()) {
                    throw new AmiClosedException("the client, or its live picture, is closed", false);
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                // The client's end is not told here, so it is looked for.
                statusChanged.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
            }
            return true;
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    private static AmiInterruptedException interrupted() {
        Thread.currentThread().interrupt();
        return new AmiInterruptedException("interrupted while waiting for the live picture");
    }

    /** Tells of changes. */
    public AmiRegistration onChange(Consumer<? super PbxChange> listener) {
        ChangeFeed feed = new ChangeFeed(name, listener, link.executor(), options.maxWaitingChanges(), feeds::remove);
        lock.lock();
        try {
            if (status == PbxStatus.CLOSED) {
                feed.close();
                return feed;
            }
            feeds.add(feed);
            feed.offer(List.of());
        } finally {
            lock.unlock();
        }
        return feed;
    }

    /** The counters. */
    public PbxStateStatistics statistics() {
        lock.lock();
        try {
            return new PbxStateStatistics(events, readings, verifications, discrepancies, canvas.doubts());
        } finally {
            lock.unlock();
        }
    }

    /** Reads everything now, or once more after the reading that runs. */
    public void refresh() {
        lock.lock();
        try {
            if (reading != null) {
                againAfterwards = true;
            } else if (status == PbxStatus.LIVE) {
                begin();
            }
        } finally {
            lock.unlock();
        }
    }

    // ---- the loop

    @Override
    public Collection<? extends EventSelection<?>> selections() {
        // Of the others nobody knows the class: asking for them would be asking for everything.
        return EventTypes.names().stream()
                .filter(EventRules.names()::contains)
                .map(EventSelection::named)
                .toList();
    }

    @Override
    public void event(AmiEvent event) {
        EventRules.Rule rule = EventRules.of(event.name());
        if (rule == null) {
            return;
        }
        Instant now = clock.instant();
        lock.lock();
        try {
            if (status == PbxStatus.CLOSED) {
                return;
            }
            events++;
            apply(rule, canvas, event, now);
            if (reading != null) {
                apply(rule, reading.canvas, event, now);
            }
            publish();
            if (canvas.takeRereadWanted() && status == PbxStatus.LIVE) {
                planSoon();
            }
        } finally {
            lock.unlock();
        }
    }

    private void apply(EventRules.Rule rule, Canvas target, AmiEvent event, Instant now) {
        try {
            rule.apply(target, event.headers(), now);
        } catch (RuntimeException e) {
            target.doubt();
            LOG.warn("AMI {}: the live picture cannot take up {}", name, Printable.of(event.name(), 100), e);
        }
    }

    @Override
    public void gap(AmiGap gap) {
        lock.lock();
        try {
            if (status == PbxStatus.CLOSED) {
                return;
            }
            if (gap.restarted()) {
                canvas.wipe();
                publish();
            }
            reading = new Reading(false, link, clock, this::pass);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void ready() {
        lock.lock();
        try {
            if (status == PbxStatus.STALE || status == PbxStatus.SYNCING) {
                begin();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void down() {
        lock.lock();
        try {
            reading = null;
            failures = 0;
            if (status != PbxStatus.CLOSED) {
                status(PbxStatus.STALE);
            }
        } finally {
            lock.unlock();
        }
    }

    // ---- readings

    /** Begins to read. Under the lock. */
    private void begin() {
        Reading next = reading;
        if (next == null || next.asked) {
            next = new Reading(status == PbxStatus.LIVE, link, clock, this::pass);
            reading = next;
        }
        next.asked = true;
        againAfterwards = false;
        if (!next.gapless) {
            status(PbxStatus.SYNCING);
        }
        cancel(planned);
        Reading begun = next;
        // Not here: this may be the loop.
        CompletableFuture.completedFuture(null)
                .thenComposeAsync(ignored -> begun.read(), link.executor())
                .thenCompose(ignored -> begun.gapless ? pause(timing.compareAfter()) : done())
                .thenRunAsync(() -> finish(begun), link.executor())
                .whenComplete((ignored, failure) -> {
                    if (failure != null) {
                        failed(begun, failure);
                    }
                });
    }

    private static CompletableFuture<@Nullable Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    private static CompletableFuture<@Nullable Void> pause(Duration time) {
        return new CompletableFuture<@Nullable Void>().completeOnTimeout(null, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Makes the visible picture what this reading found, and it is live. */
    private void finish(Reading done) {
        Comparison comparison = new Comparison(canvas, done.canvas, done.gapless);
        Map<PbxPart, String> missing = done.unavailable();
        Picture seen = picture;
        Picture told = snapshotOf(done);
        if (compares(done, missing, PbxPart.CHANNELS)) {
            each(done, Comparison.union(seen.channelMap(), told.channelMap()), comparison::channel);
        }
        // Also after the other: who is in a bridge is told by both lists.
        if (compares(done, missing, PbxPart.BRIDGES) && compares(done, missing, PbxPart.CHANNELS)) {
            each(done, Comparison.union(seen.bridgeMap(), told.bridgeMap()), comparison::bridge);
        }
        if (compares(done, missing, PbxPart.QUEUES)) {
            each(done, Comparison.union(seen.queueMap(), told.queueMap()), comparison::queue);
        }
        if (compares(done, missing, PbxPart.DEVICES)) {
            each(done, Comparison.union(seen.deviceMap(), told.deviceMap()), comparison::device);
        }
        lock.lock();
        try {
            if (reading != done) {
                return;
            }
            reading = null;
            finished(done, missing, comparison.differences());
        } finally {
            lock.unlock();
        }
    }

    /** A part whose list is refused is corrected only after a gap: what was there before it cannot be believed, and nothing else can tell. */
    private static boolean compares(Reading done, Map<PbxPart, String> missing, PbxPart part) {
        return !done.gapless || !missing.containsKey(part);
    }

    private Picture snapshotOf(Reading of) {
        lock.lock();
        try {
            return of.canvas.picture(status, 0, unavailable);
        } finally {
            lock.unlock();
        }
    }

    private void each(Reading of, List<String> names, Consumer<String> step) {
        for (String each : names) {
            boolean passed = pass(of, () -> {
                step.accept(each);
                publish();
            });
            if (!passed) {
                throw new Reading.GivenUpException();
            }
        }
    }

    /** Under the lock. */
    private void finished(Reading done, Map<PbxPart, String> missing, long differences) {
        readings++;
        failures = 0;
        lastReadEnd = System.nanoTime();
        if (!missing.equals(unavailable)) {
            LOG.info("AMI {}: parts of the live picture that cannot be read: {}", name, missing);
            unavailable = missing;
        }
        if (done.gapless) {
            verifications++;
            discrepancies += differences;
            if (differences > 0) {
                LOG.info(
                        "AMI {}: the live picture and Asterisk's lists differed in {} places; put right. Are events filtered, or does the"
                                + " user lack read=call,agent,dialplan?",
                        name,
                        differences);
            }
            publish();
        } else {
            status(PbxStatus.LIVE);
        }
        if (againAfterwards) {
            planSoon();
        }
        planVerification();
    }

    private void failed(Reading of, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        lock.lock();
        try {
            if (reading != of) {
                return;
            }
            reading = null;
            if (link.isFinal()) {
                return;
            }
            lastReadEnd = System.nanoTime();
            if (cause instanceof AmiConnectionLostException || cause instanceof AmiClosedException) {
                LOG.debug("AMI {}: the connection was lost while the live picture was read", name);
            } else if (cause instanceof AmiException) {
                LOG.warn(
                        "AMI {}: the live picture could not be read, which will be tried again: {}",
                        name,
                        cause.toString());
            } else {
                LOG.error("AMI {}: the live picture could not be read, which will be tried again", name, cause);
            }
            failures = Math.min(failures + 1, 20);
            long wait = Math.min(
                    timing.retryFirst().toNanos() << (failures - 1),
                    timing.retryMost().toNanos());
            plan(Duration.ofNanos(wait));
        } finally {
            lock.unlock();
        }
    }

    private boolean pass(Reading of, Runnable step) {
        lock.lock();
        try {
            if (reading != of) {
                return false;
            }
            step.run();
            return true;
        } finally {
            lock.unlock();
        }
    }

    // ---- times, under the lock

    private void planVerification() {
        long nanos = options.verifyEvery().toNanos();
        if (nanos > 0) {
            plan(Duration.ofNanos((long) (nanos * ThreadLocalRandom.current().nextDouble(0.8, 1.2))));
        }
    }

    private void plan(Duration wait) {
        cancel(planned);
        CompletableFuture<@Nullable Void> timer = pause(wait);
        planned = timer;
        timer.thenRun(() -> readAgain(false));
    }

    /** A reading soon, but not more often than allowed. */
    private void planSoon() {
        if (reading != null) {
            againAfterwards = true;
            return;
        }
        if (soonPlanned) {
            return;
        }
        soonPlanned = true;
        long allowed = lastReadEnd + timing.readAtMostEvery().toNanos() - System.nanoTime();
        CompletableFuture<@Nullable Void> timer =
                pause(Duration.ofNanos(Math.max(allowed, timing.settle().toNanos())));
        soon = timer;
        timer.thenRun(() -> readAgain(true));
    }

    private void readAgain(boolean wasSoon) {
        lock.lock();
        try {
            soonPlanned &= !wasSoon;
            if (reading == null && (status == PbxStatus.LIVE || status == PbxStatus.SYNCING) && !link.isFinal()) {
                begin();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void cancel(@Nullable CompletableFuture<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    // ---- under the lock

    private void status(PbxStatus next) {
        if (next == status) {
            return;
        }
        PbxStatus was = status;
        status = next;
        canvas.noteStatus(new PbxChange.Status(was, next));
        statusChanged.signalAll();
        publish();
    }

    private void publish() {
        List<PbxChange> changes = canvas.takeChanges();
        if (changes.isEmpty() && unavailable.equals(picture.unavailable())) {
            return;
        }
        picture = canvas.picture(status, picture.version() + 1, unavailable);
        for (ChangeFeed feed : feeds) {
            feed.offer(changes);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            status(PbxStatus.CLOSED);
            reading = null;
            cancel(planned);
            cancel(soon);
            if (tap != null) {
                tap.close();
            }
        } finally {
            lock.unlock();
        }
        feeds.forEach(ChangeFeed::close);
    }
}
