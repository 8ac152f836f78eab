// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.spi.AmiEventSink;

/** The calls that one client is placing. It listens to the client's events only while there are some. */
final class OriginateTracker implements AmiEventSink {

    /** How much longer than the time to ring an outcome is waited for. */
    static final Duration MARGIN = Duration.ofSeconds(10);

    private static final List<String> EVENTS =
            List.of("Newchannel", "Newstate", "DialEnd", "Hangup", "OriginateResponse");

    /** Unlike those of any other process, and of this one's past. */
    private static final String ID_PREFIX = "offhook-" + Long.toString(new SecureRandom().nextLong() >>> 1, 36) + "-";

    private static final AtomicLong IDS = new AtomicLong();

    private final Function<AmiAction<AmiResponse>, CompletableFuture<AmiResponse>> sender;
    private final Function<AmiEventSink, AmiRegistration> tap;
    private final Executor callbacks;
    private final Duration margin;
    private final Map<String, OriginateCall> calls = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    /** Under the lock. */
    private @Nullable AmiRegistration registration;

    /**
     * For a client.
     *
     * @param sender its {@code send}
     * @param tap its {@code attach}
     * @param callbacks runs users' callbacks one after the other
     * @param margin how much longer than the time to ring an outcome is waited for; {@link #MARGIN} but for tests
     */
    OriginateTracker(
            Function<AmiAction<AmiResponse>, CompletableFuture<AmiResponse>> sender,
            Function<AmiEventSink, AmiRegistration> tap,
            Executor callbacks,
            Duration margin) {
        this.sender = sender;
        this.tap = tap;
        this.callbacks = callbacks;
        this.margin = margin;
    }

    /**
     * Places a call. Its own channel id is kept, if it has one.
     *
     * @throws IllegalArgumentException when a call with this channel id is being placed already, or the action cannot be sent
     */
    OriginateCall place(OriginateAction action) {
        String id = action.channelId().filter(given -> !given.isEmpty()).orElseGet(OriginateTracker::newId);
        OriginateCall call = new OriginateCall(this, id, action.timeout().plus(margin));
        begin(id, call);
        try {
            call.begin();
            send(new Placed(action, action.headers().with("ChannelId", id).with("Async", "true")))
                    .whenComplete((response, failure) -> call.answered(asAmi(failure)));
        } catch (RuntimeException e) {
            call.abandon();
            throw e;
        }
        return call;
    }

    CompletableFuture<AmiResponse> send(AmiAction<AmiResponse> action) {
        return sender.apply(action);
    }

    Executor callbacks() {
        return callbacks;
    }

    /** How many calls are followed. */
    int size() {
        return calls.size();
    }

    private void begin(String id, OriginateCall call) {
        lock.lock();
        try {
            if (calls.putIfAbsent(id, call) != null) {
                throw new IllegalArgumentException("a call with the channel id " + id + " is being placed already");
            }
            if (registration == null) {
                registration = tap.apply(this);
            }
        } catch (RuntimeException e) {
            calls.remove(id, call);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    void ended(OriginateCall call) {
        lock.lock();
        try {
            calls.remove(call.channelId(), call);
            if (calls.isEmpty() && registration != null) {
                registration.close();
                registration = null;
            }
        } finally {
            lock.unlock();
        }
    }

    // ---- on the loop

    @Override
    public Collection<? extends EventSelection<?>> selections() {
        return EVENTS.stream().map(EventSelection::named).toList();
    }

    @Override
    public void event(AmiEvent event) {
        AmiHeaders headers = event.headers();
        for (String name : EVENTS) {
            if (headers.has("Event", name)) {
                OriginateCall call = headers.find(name.equals("DialEnd") ? "DestUniqueid" : "Uniqueid")
                        .map(calls::get)
                        .orElse(null);
                if (call != null) {
                    call.event(name, event);
                }
                return;
            }
        }
    }

    @Override
    public void down() {
        calls.values().forEach(OriginateCall::down);
    }

    /** None is the beginning of another: Asterisk 22 was seen to take an id for one in use because a longer one began with it. */
    static String newId() {
        return ID_PREFIX + IDS.incrementAndGet() + 'c';
    }

    private static @Nullable AmiException asAmi(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause == null || cause instanceof AmiException) {
            return (AmiException) cause;
        }
        return new AmiConnectException("the call could not be placed: " + cause, cause);
    }

    /** The action with our own channel id. */
    private record Placed(OriginateAction action, AmiHeaders headers) implements AmiAction<AmiResponse> {

        @Override
        public String name() {
            return action.name();
        }

        @Override
        public AmiResponse result(AmiResponse response) {
            return action.result(response);
        }

        @Override
        public Set<String> privileges() {
            return action.privileges();
        }
    }
}
