// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.offhook.ami.internal.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several Asterisk servers, each by a name and with a client of its own. None waits for another: one that is down, slow, floods, or refuses the login
 * leaves the others as they are.
 *
 * <pre>{@code
 * try (AmiFleet fleet = AmiFleet.builder().add("pbx1", first).add("pbx2", second).start()) {
 *     fleet.awaitUp(FleetHealth.Rule.MAJORITY, Duration.ofSeconds(10));
 *     fleet.subscribe(EventSelection.of(HangupEvent.class), SubscriptionOptions.defaults(), (server, hangup) -> ...);
 *     fleet.requestAll(RawAction.of("CoreStatus")).failures().forEach((server, why) -> ...);
 * }
 * }</pre>
 *
 * Safe for any thread, listeners too.
 */
public final class AmiFleet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AmiFleet.class);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final long AWAIT_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ListenerThreads threads = new ListenerThreads();
    private final Executor healthCallbacks = new Callbacks(threads);
    private final List<Consumer<? super FleetHealth>> healthListeners = new CopyOnWriteArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final List<FleetPlace<?>> subscriptions = new ArrayList<>();
    /** Replaced under the lock, read anywhere. */
    private volatile Map<String, FleetMember> members = Map.of();

    /** Completes at the next change of health. */
    private volatile CompletableFuture<Void> changed = new CompletableFuture<>();

    private volatile boolean closed;

    private AmiFleet() {}

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    // ---- members

    /**
     * Adds a server, and begins to connect to it. Every subscription of the fleet is for it too.
     *
     * @param name its name in the fleet
     * @return its client, which belongs to the fleet
     * @throws IllegalArgumentException when the fleet has a server of this name
     * @throws IllegalStateException when the fleet is closed
     */
    public AmiClient add(String name, AmiClientOptions options) {
        Objects.requireNonNull(name);
        FleetMember member;
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the fleet is closed");
            }
            if (members.containsKey(name)) {
                throw new IllegalArgumentException("the fleet has a server of this name already: " + name);
            }
            member = new FleetMember(AmiClient.start(options), this::healthChanged);
            Map<String, FleetMember> more = new LinkedHashMap<>(members);
            more.put(name, member);
            members = Collections.unmodifiableMap(more);
            for (FleetPlace<?> each : subscriptions) {
                each.addTo(name, member.client());
            }
        } finally {
            lock.unlock();
        }
        healthChanged();
        return member.client();
    }

    /**
     * Takes a server out of the fleet and closes its client: waits for that, a few seconds at most.
     *
     * @return whether there was one of this name
     */
    public boolean remove(String name) {
        FleetMember gone;
        lock.lock();
        try {
            Map<String, FleetMember> fewer = new LinkedHashMap<>(members);
            gone = fewer.remove(name);
            if (gone == null) {
                return false;
            }
            members = Collections.unmodifiableMap(fewer);
        } finally {
            lock.unlock();
        }
        gone.close();
        lock.lock();
        try {
            if (!members.containsKey(name)) { // else it was added again meanwhile
                subscriptions.forEach(each -> each.forget(name));
            }
        } finally {
            lock.unlock();
        }
        healthChanged();
        return true;
    }

    /**
     * The client of a server.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    public AmiClient client(String name) {
        FleetMember member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("no server of this name in the fleet: " + name);
        }
        return member.client();
    }

    /** The clients by their names, in the order they were added. */
    public Map<String, AmiClient> clients() {
        Map<String, AmiClient> clients = new LinkedHashMap<>();
        members.forEach((name, member) -> clients.put(name, member.client()));
        return Collections.unmodifiableMap(clients);
    }

    // ---- health

    /** How the servers are now. */
    public FleetHealth health() {
        Map<String, FleetHealth.Server> servers = new LinkedHashMap<>();
        members.forEach((name, member) -> servers.put(name, member.health()));
        return new FleetHealth(servers);
    }

    /**
     * Tells, in order, when a server has come up or gone down, has failed for good, was added or removed. On a thread that may wait;
     * changes that come meanwhile are told as one.
     *
     * @return close it to stop
     */
    public AmiRegistration onHealthChange(Consumer<? super FleetHealth> listener) {
        healthListeners.add(listener);
        return () -> healthListeners.remove(listener);
    }

    /**
     * Waits until enough servers are up.
     *
     * @return whether they are, within this time; false at once when the fleet is closed
     * @throws AmiInterruptedException when the thread is interrupted
     * @throws IllegalStateException on a connection's loop, which must not wait
     */
    public boolean awaitUp(FleetHealth.Rule rule, Duration timeout) {
        refuseLoop();
        Duration atMost = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        long end = System.nanoTime() + atMost.toNanos();
        while (!health().isUp(rule)) {
            long left = end - System.nanoTime();
            if (left <= 0 || closed) {
                return false;
            }
            try {
                // The signal comes by way of callbacks, which a callback of the user's can hold up.
                changed.get(Math.min(left, AWAIT_STEP_NANOS), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // looks again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AmiInterruptedException("interrupted while waiting for the fleet");
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }

    private void healthChanged() {
        CompletableFuture<Void> signal = changed;
        changed = new CompletableFuture<>();
        signal.complete(null);
        if (healthListeners.isEmpty()) {
            return;
        }
        healthCallbacks.execute(() -> {
            FleetHealth now = health();
            for (Consumer<? super FleetHealth> each : healthListeners) {
                try {
                    each.accept(now);
                } catch (RuntimeException e) {
                    LOG.warn("a listener for the health of a fleet failed", Printable.of(e));
                }
            }
        });
    }

    // ---- events

    /** Subscribes to the events of a type of all servers, with the default options. */
    public <E extends AmiEvent> FleetSubscription subscribe(Class<E> type, FleetListener<? super E> listener) {
        return subscribe(EventSelection.of(type), SubscriptionOptions.defaults(), listener);
    }

    /**
     * Subscribes to the events of all servers, those included that are added later. Each server has a queue of its own with these
     * options, so one that floods costs the others nothing.
     *
     * @param options their callbacks are called for each server, as those of the listener are, which name it
     */
    public <E extends AmiEvent> FleetSubscription subscribe(
            EventSelection<E> selection, SubscriptionOptions options, FleetListener<? super E> listener) {
        FleetPlace<E> place = new FleetPlace<>(selection, options, listener, this::ended);
        lock.lock();
        try {
            subscriptions.add(place);
            members.forEach((name, member) -> place.addTo(name, member.client()));
        } finally {
            lock.unlock();
        }
        return place;
    }

    private void ended(FleetPlace<?> place) {
        lock.lock();
        try {
            subscriptions.remove(place);
        } finally {
            lock.unlock();
        }
    }

    // ---- actions

    /**
     * Sends an action to every server. Ends when each has had its outcome, so at the latest with the slowest one's time-out; a server
     * that is down has its {@link AmiConnectionLostException} at once.
     *
     * @throws IllegalArgumentException when it cannot be sent as it is: see {@link AmiAction#headers()}
     */
    public <R> CompletableFuture<FleetResults<R>> sendAll(AmiAction<R> action) {
        return FleetFanOut.send(clients(), client -> client.send(action));
    }

    /**
     * The same with a time of its own.
     *
     * @param timeout for each server's answer, and for each next event of a list
     */
    public <R> CompletableFuture<FleetResults<R>> sendAll(AmiAction<R> action, Duration timeout) {
        return FleetFanOut.send(clients(), client -> client.send(action, timeout));
    }

    /**
     * Sends an action to every server, and waits for all outcomes; as {@link #sendAll(AmiAction)} says.
     *
     * @throws AmiInterruptedException when the thread is interrupted: the action may run all the same
     * @throws IllegalArgumentException when it cannot be sent as it is: see {@link AmiAction#headers()}
     * @throws IllegalStateException on a connection's loop, which must not wait
     */
    public <R> FleetResults<R> requestAll(AmiAction<R> action) {
        refuseLoop();
        return FleetFanOut.request(clients(), client -> client.request(action), this::onThread);
    }

    /**
     * The same with a time of its own.
     *
     * @param timeout for each server's answer, and for each next event of a list
     */
    public <R> FleetResults<R> requestAll(AmiAction<R> action, Duration timeout) {
        refuseLoop();
        return FleetFanOut.request(clients(), client -> client.request(action, timeout), this::onThread);
    }

    private static void refuseLoop() {
        if (EventLoops.isLoop()) {
            throw new IllegalStateException("a connection's loop must not wait");
        }
    }

    // ---- the end

    /** Closes every client, all at once, and waits for that, a few seconds at most. Any number of times, from any thread. */
    @Override
    public void close() {
        List<FleetMember> last;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            last = List.copyOf(members.values());
        } finally {
            lock.unlock();
        }
        List<CompletableFuture<Void>> closing = new ArrayList<>();
        for (FleetMember member : last) {
            closing.add(CompletableFuture.runAsync(member::close, threads));
        }
        CompletableFuture<Void> allClosed = CompletableFuture.allOf(closing.toArray(CompletableFuture<?>[]::new))
                .whenComplete((none, failure) -> threads.close());
        if (!EventLoops.isLoop()) {
            allClosed.join();
        }
    }

    /** On one of our threads; of a closed fleet on this one, where no client waits any more. */
    private void onThread(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** Its servers and how they are. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("AmiFleet[");
        health().servers()
                .forEach((name, server) -> text.append(text.length() > 9 ? ", " : "")
                        .append(name)
                        .append(' ')
                        .append(server.state()));
        return text.append(']').toString();
    }

    /** Collects the first servers of a fleet. Not safe for several threads. */
    public static final class Builder {

        private final Map<String, AmiClientOptions> servers = new LinkedHashMap<>();

        private Builder() {}

        /**
         * One more server.
         *
         * @param name its name in the fleet
         * @throws IllegalArgumentException when there is one of this name already
         */
        public Builder add(String name, AmiClientOptions options) {
            if (servers.putIfAbsent(Objects.requireNonNull(name), Objects.requireNonNull(options)) != null) {
                throw new IllegalArgumentException("two servers of one name: " + name);
            }
            return this;
        }

        /** Begins to connect to all of them, and returns at once. One that cannot be reached is tried again, for ever by default. */
        public AmiFleet start() {
            AmiFleet fleet = new AmiFleet();
            servers.forEach(fleet::add);
            return fleet;
        }

        /**
         * The same, and waits until enough servers are up.
         *
         * @throws AmiConnectException when they are not in time; the fleet is closed then
         */
        public AmiFleet connect(FleetHealth.Rule rule, Duration timeout) {
            AmiFleet fleet = start();
            try {
                if (fleet.awaitUp(rule, timeout)) {
                    return fleet;
                }
                throw new AmiConnectException(
                        "too few servers are up for " + rule + " after " + timeout + ": " + reasons(fleet), null);
            } catch (RuntimeException e) {
                fleet.close();
                throw e;
            }
        }

        private static String reasons(AmiFleet fleet) {
            StringBuilder text = new StringBuilder();
            fleet.health().servers().forEach((name, server) -> {
                text.append(text.isEmpty() ? "" : "; ").append(name).append(' ').append(server.state());
                text.append(server.reason().isEmpty() ? "" : " (" + server.reason() + ")");
            });
            return text.toString();
        }
    }
}
