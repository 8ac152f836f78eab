// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that is being placed: how far it is, what becomes of it, and a way to give it up. Followed by the unique id of its channel,
 * which is chosen here. There is always exactly one outcome, at the latest when the call's time to ring and ten seconds more are over.
 *
 * <pre>{@code
 * OriginateCall call = client.originate(OriginateAction.toExtension("PJSIP/100", "internal", "200", 1).timeout(ofSeconds(20)));
 * call.onProgress(step -> log.info("{}", step));
 * if (call.await(ofSeconds(40)).isAnswered()) { ... }
 * }</pre>
 *
 * Safe for any thread. What it knows comes from events of the class {@code call}: without {@code read=call} in manager.conf the outcome
 * of a call that Asterisk accepted is {@code UNKNOWN}.
 */
public final class OriginateCall {

    /** How long is waited for what makes an outcome more exact; the events of one call come within milliseconds. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofDays(365);

    private static final Logger LOG = LoggerFactory.getLogger(OriginateCall.class);

    private final OriginateTracker tracker;
    private final String channelId;
    private final Duration atMost;

    private final CompletableFuture<OriginateOutcome> decided = new CompletableFuture<>();
    private final CompletableFuture<OriginateOutcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> deadline = new CompletableFuture<>();
    private final CompletableFuture<Void> grace = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    // Under the lock.
    private final OriginateTrack track;
    private final List<Consumer<? super OriginateProgress>> listeners = new ArrayList<>();
    private final List<OriginateProgress> reached = new ArrayList<>();
    private boolean inGrace;
    private boolean accepted;
    private boolean down;
    private boolean ended;

    OriginateCall(OriginateTracker tracker, String channelId, Duration atMost) {
        this.tracker = tracker;
        this.channelId = channelId;
        this.atMost = atMost;
        this.track = new OriginateTrack(channelId);
    }

    /** The unique id of its channel, chosen before there is one. The second half of a {@code Local} channel has it with {@code ;2}. */
    public String channelId() {
        return channelId;
    }

    /** The name of its channel; empty before there is one. */
    public Optional<String> channel() {
        lock.lock();
        try {
            return Optional.ofNullable(track.channelName());
        } finally {
            lock.unlock();
        }
    }

    /** How far it has come; empty before there is a channel. */
    public Optional<OriginateProgress> progress() {
        lock.lock();
        try {
            return Optional.ofNullable(track.progress());
        } finally {
            lock.unlock();
        }
    }

    /** Its outcome, once there is one. Completes on the client's callback executor, after the last progress; never exceptionally. */
    public CompletableFuture<OriginateOutcome> outcome() {
        return outcome.copy();
    }

    /**
     * Waits for its outcome.
     *
     * @throws AmiTimeoutException when there is none in time; the call goes on
     * @throws AmiInterruptedException when the thread is interrupted; the call goes on
     * @throws IllegalStateException on a connection's loop, which must not wait
     */
    public OriginateOutcome await(Duration timeout) {
        if (EventLoops.isLoop()) {
            throw new IllegalStateException("a connection's loop must not wait: use outcome() here");
        }
        try {
            long millis = timeout.compareTo(LONGEST) > 0 ? LONGEST.toMillis() : Math.max(timeout.toMillis(), 1);
            return decided.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AmiTimeoutException("no outcome of the call " + channelId + " within " + timeout, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AmiInterruptedException("interrupted while waiting for the outcome of the call " + channelId);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * Tells of its progress, on the client's callback executor, in order; first of what was reached before. Nothing comes after the outcome.
     *
     * @return this call
     */
    public OriginateCall onProgress(Consumer<? super OriginateProgress> listener) {
        Objects.requireNonNull(listener);
        lock.lock();
        try {
            listeners.add(listener);
            for (OriginateProgress step : reached) {
                tracker.callbacks().execute(() -> tell(listener, step));
            }
        } finally {
            lock.unlock();
        }
        return this;
    }

    /**
     * Gives the call up, also when its channel does not exist yet: then as soon as it does. The outcome tells whether that came in time:
     * a call that was answered before it is {@code ANSWERED}, and stays up. Needs {@code write=call} or {@code write=system}.
     */
    public void cancel() {
        lock.lock();
        try {
            if (track.outcome() != null || track.isCancelled()) {
                return;
            }
            track.cancel();
        } finally {
            lock.unlock();
        }
        hangUp();
    }

    /** What it is. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return "OriginateCall[" + channelId + ", "
                    + (track.outcome() != null ? track.outcome().result() : track.progress()) + "]";
        } finally {
            lock.unlock();
        }
    }

    // ---- from the tracker

    /** Begins to count the time. */
    void begin() {
        deadline.completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS);
        deadline.thenRun(() -> change(() -> track.deadline(atMost.toMillis() + " ms")));
    }

    /** It was never sent. */
    void abandon() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
        deadline.cancel(false);
        tracker.ended(this);
    }

    /** An event of its channel; on the loop. */
    void event(String name, AmiEvent event) {
        boolean hangUp = name.equals("Newchannel");
        lock.lock();
        try {
            hangUp &= track.isCancelled() && track.outcome() == null;
        } finally {
            lock.unlock();
        }
        change(() -> track.event(name, event));
        if (hangUp) {
            hangUp();
        }
    }

    /** The action has ended: without a failure, Asterisk has accepted it. */
    void answered(@Nullable AmiException failure) {
        change(() -> {
            if (failure != null) {
                track.failed(failure);
                accepted = failure instanceof AmiTimeoutException;
            } else {
                accepted = true;
            }
            if (accepted && down) {
                track.down();
            }
        });
    }

    /** The connection is down; on the loop. Before the action's end is told, that decides: it knows whether the action was sent. */
    void down() {
        change(() -> {
            down = true;
            if (accepted) {
                track.down();
            }
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            OriginateProgress before = track.progress();
            change.run();
            OriginateProgress now = track.progress();
            if (now != null && now != before) {
                reached.add(now);
                for (Consumer<? super OriginateProgress> listener : listeners) {
                    tracker.callbacks().execute(() -> tell(listener, now));
                }
            }
            OriginateOutcome result = track.outcome();
            if (result != null) {
                end(result);
            } else if (track.wantsGrace() && !inGrace) {
                inGrace = true;
                grace.completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS);
                grace.thenRun(() -> change(track::graceOver));
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(OriginateOutcome result) {
        ended = true;
        listeners.clear();
        tracker.ended(this); // before anybody knows: the same channel id can be used again then
        decided.complete(result);
        tracker.callbacks().execute(() -> {
            deadline.cancel(false);
            grace.cancel(false);
            outcome.complete(result);
        });
    }

    private void hangUp() {
        // Hangup takes a unique id as well as a name.
        tracker.send(RawAction.of("Hangup", "Channel", channelId)).whenComplete((response, failure) -> {
            if (failure != null && !(failure instanceof AmiErrorException error && noSuchChannel(error))) {
                LOG.warn("the call {} could not be given up: {}", channelId, failure.toString());
                change(track::cancelRefused);
            }
        });
    }

    /** There is none yet, and when there is one it is hung up; or no longer, and the outcome is on its way. */
    private static boolean noSuchChannel(AmiErrorException error) {
        return !(error instanceof AmiPermissionException);
    }

    private static void tell(Consumer<? super OriginateProgress> listener, OriginateProgress step) {
        try {
            listener.accept(step);
        } catch (RuntimeException e) {
            LOG.warn("a listener for the progress of a call failed at {}", step, Printable.of(e));
        }
    }
}
