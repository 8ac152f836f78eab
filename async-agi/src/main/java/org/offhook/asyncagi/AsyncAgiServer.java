// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.agi.spi.AgiRuntime;
import org.offhook.agi.spi.AgiSession;
import org.offhook.agi.spi.ScriptExecutor;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiFleet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves calls that reach {@code AGI(agi:async,/script)} in the dialplan, over the manager interface.
 *
 * <pre>{@code
 * AmiClient ami = AmiClient.start(AmiClientOptions.builder("127.0.0.1", "agi", "secret").build());
 * AgiRouter router = AgiRouter.builder()
 *         .script("/hello", (request, channel) -> {
 *             channel.answer();
 *             channel.streamFile("hello-world", "");
 *         })
 *         .build();
 * AsyncAgiServer server = AsyncAgiServer.builder(ami, router).start();
 * }</pre>
 *
 * <p>It takes the channels whose first argument of AGI() is a path that a pattern of the router matches, if the pattern begins with
 * text; others are left alone, unless {@link AsyncAgiServerBuilder#accept} says otherwise. Thread-safe.
 */
public final class AsyncAgiServer implements AutoCloseable {

    /** Whether a server takes calls. */
    public enum State {
        /** It takes calls, unless it is full. */
        RUNNING,
        /** It takes no new calls and waits for those it has. */
        DRAINING,
        /** It is over. */
        CLOSED
    }

    /**
     * How a server stands.
     *
     * @param state whether it takes calls
     * @param servers for each Asterisk, by its client's name, whether its channels can be reached now
     * @param activeCalls calls whose script runs now
     * @param maxCalls how many may at once
     * @param parkedCalls channels known to wait in AsyncAGI, ours or not
     * @param totalCalls scripts started
     * @param refusedCalls calls turned away because the server was full or draining, and those a script or filter refused
     * @param failedCalls calls whose script failed or was cut
     * @param adoptedCalls scripts started for calls that were waiting already
     * @param takenOver calls that another instance took over while their script ran here
     * @param foreignResults results of commands that other programs sent
     * @param staleResults results of ours that nobody waited for any more
     * @param uptime since the start
     */
    public record Health(
            State state,
            Map<String, Boolean> servers,
            int activeCalls,
            int maxCalls,
            int parkedCalls,
            long totalCalls,
            long refusedCalls,
            long failedCalls,
            long adoptedCalls,
            long takenOver,
            long foreignResults,
            long staleResults,
            Duration uptime) {}

    private static final Logger LOG = LoggerFactory.getLogger(AsyncAgiServer.class);
    private static final Duration TICK = Duration.ofMillis(50);
    /** So long behind the one before, the whole process stood still, and what Asterisk said meanwhile may not have been read. */
    private static final Duration STANDSTILL = Duration.ofMillis(500);
    /** In reply time-outs: how long no result at all may come before it is said. */
    private static final int DEAF = 3;
    /** For calls that were cut to tell their dialplan. */
    private static final Duration LAST_WORDS = Duration.ofMillis(2500);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    final AgiRouter router;
    final AsyncAgiServerBuilder options;
    final AgiRuntime runtime;
    final CallRouting routing;

    private final ScriptExecutor executor;
    private final List<AsteriskLink> links;
    final ScheduledThreadPoolExecutor timer;
    private long tickedAt = ParkedCall.now();
    private final long startedNanos = System.nanoTime();
    private final String idPrefix;
    private final String noncePrefix = Ids.random("offhook", 8);
    private final AtomicLong sessions = new AtomicLong();
    private final AtomicLong nonces = new AtomicLong();
    private final Set<ParkedCall> serving = ConcurrentHashMap.newKeySet();

    private final ReentrantLock lock = new ReentrantLock();
    private volatile State state = State.RUNNING;

    private final LongAdder total = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder adopted = new LongAdder();
    private final LongAdder takenOver = new LongAdder();
    private final LongAdder foreign = new LongAdder();
    private final LongAdder stale = new LongAdder();
    /** What was said once for each Asterisk. */
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    AsyncAgiServer(AgiRouter router, AsyncAgiServerBuilder options) {
        this.router = router;
        this.options = options;
        routing = new CallRouting(this);
        executor = new ScriptExecutor(options.maxCalls);
        runtime = AgiRuntime.builder(router, executor)
                .outcomeVariable(null) // sent with what ends the session, in one go
                .interruptOnHangup(options.interruptOnHangup)
                .scriptDeadline(options.scriptDeadline)
                .listeners(List.copyOf(options.listeners))
                .build();
        idPrefix = options.instance + "-" + Ids.random("", 6) + "-";
        links = options.clients.values().stream()
                .map(client -> new AsteriskLink(this, client))
                .toList();
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "offhook-asyncagi-timer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins a server.
     *
     * @param client connected to the Asterisk; stays the caller's to close
     * @param router finds the script of a call
     */
    public static AsyncAgiServerBuilder builder(AmiClient client, AgiRouter router) {
        return new AsyncAgiServerBuilder(router).client(client);
    }

    /**
     * Begins a server of several Asterisks.
     *
     * @param fleet the clients it has now are used; stays the caller's to close
     * @param router finds the script of a call
     */
    public static AsyncAgiServerBuilder builder(AmiFleet fleet, AgiRouter router) {
        return new AsyncAgiServerBuilder(router).clients(fleet);
    }

    AsyncAgiServer start() {
        links.forEach(AsteriskLink::attach);
        timer.scheduleWithFixedDelay(this::tick, TICK.toNanos(), TICK.toNanos(), TimeUnit.NANOSECONDS);
        long look = options.look.toNanos();
        timer.scheduleWithFixedDelay(this::look, look, look, TimeUnit.NANOSECONDS);
        LOG.info(
                "AsyncAGI server on {} as instance {}, for {} calls at once",
                String.join(", ", options.clients.keySet()),
                options.instance,
                options.maxCalls);
        return this;
    }

    private void tick() {
        long now = ParkedCall.now();
        boolean stoodStill = now - tickedAt > STANDSTILL.toNanos();
        tickedAt = now;
        for (AsteriskLink link : links) {
            if (stoodStill) {
                link.catchUp();
            }
            if (link.isCaughtUp()) {
                link.calls().forEach(call -> call.tickIfDue(now));
                link.checkHearing(now, options.replyTimeout.multipliedBy(DEAF));
            }
        }
    }

    private void look() {
        links.forEach(AsteriskLink::look);
    }

    /** How many scripts run now. */
    public int activeCalls() {
        return executor.activeCalls();
    }

    /** How the server stands now. */
    public Health health() {
        Map<String, Boolean> servers = new LinkedHashMap<>();
        links.forEach(link -> servers.put(link.name(), link.isUp()));
        return new Health(
                state,
                Collections.unmodifiableMap(servers),
                executor.activeCalls(),
                executor.maxCalls(),
                links.stream().mapToInt(link -> link.calls().size()).sum(),
                total.sum(),
                refused.sum(),
                failed.sum(),
                adopted.sum(),
                takenOver.sum(),
                foreign.sum(),
                stale.sum(),
                Duration.ofNanos(System.nanoTime() - startedNanos));
    }

    /**
     * Takes no more calls, waits for those it has, and cuts the rest: their scripts are interrupted and {@code AGISTATUS}
     * becomes {@code FAILURE}. Call {@link #close()} afterwards.
     *
     * @param patience how long to wait for calls; zero cuts them at once
     * @return how many calls were cut
     */
    public int drain(Duration patience) {
        if (advance(State.DRAINING) == State.CLOSED) {
            return 0;
        }
        await(patience, false);
        int cut = serving.size();
        if (cut > 0) {
            LOG.info("cutting {} calls that did not end within {}", cut, patience);
        }
        serving.forEach(call -> call.cut("the server is shutting down"));
        await(LAST_WORDS, true);
        return cut;
    }

    /** Cuts all calls and ends. Can be called more than once and from any thread, also from a script. */
    @Override
    public void close() {
        drain(Duration.ZERO);
        if (advance(State.CLOSED) == State.CLOSED) {
            return;
        }
        links.forEach(AsteriskLink::detach);
        timer.shutdownNow();
        executor.close(CLOSE_PATIENCE);
        runtime.close();
    }

    @Override
    public String toString() {
        return "AsyncAgiServer[" + String.join(", ", options.clients.keySet()) + ", " + state + "]";
    }

    /** Moves on to a later state; returns what it was. */
    private State advance(State next) {
        lock.lock();
        try {
            State before = state;
            if (next.compareTo(before) > 0) {
                state = next;
            }
            return before;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until no call is left, asking the timer's rhythm.
     *
     * @param evenIfInterrupted for a thread that may be that of a script that was just cut; its own call is not waited for then
     */
    private void await(Duration patience, boolean evenIfInterrupted) {
        boolean interrupted = false;
        long end = System.nanoTime() + patience.toNanos();
        while (end - System.nanoTime() > 0 && (isBusy() || (!interrupted && executor.activeCalls() > 0))) {
            LockSupport.parkNanos(this, TICK.toNanos() / 5);
            if (Thread.interrupted()) {
                interrupted = true;
                if (!evenIfInterrupted) {
                    break; // whoever waits wants to go on: cut what is left
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBusy() {
        return links.stream()
                .anyMatch(link -> link.isUp() && link.calls().stream().anyMatch(ParkedCall::isBusy));
    }

    /** Takes a call that its link does not know, unless another has it; false if so. */
    boolean register(AsteriskLink link, ParkedCall call) {
        lock.lock();
        try {
            return link.register(call, links);
        } finally {
            lock.unlock();
        }
    }

    // ---- what calls call ----

    /** In front of a call's CommandIDs. */
    String nextIdPrefix() {
        return idPrefix + Long.toString(sessions.incrementAndGet(), 36) + "-";
    }

    /** A text that stands nowhere else. */
    String nextNonce() {
        return noncePrefix + Long.toString(nonces.incrementAndGet(), 36);
    }

    /** Runs what may be code of users. */
    void ask(Runnable question) {
        try {
            executor.callbacks().execute(question);
        } catch (RejectedExecutionException e) {
            LOG.trace("the server is closed", e);
        }
    }

    boolean hasRoom() {
        return state == State.RUNNING && executor.activeCalls() < executor.maxCalls();
    }

    boolean tryReserve() {
        return state == State.RUNNING && executor.tryReserve();
    }

    void releaseReserved() {
        executor.release();
    }

    String fullReason() {
        return state == State.RUNNING ? executor.maxCalls() + " calls at once already" : "shutting down";
    }

    void started(ParkedCall call, AgiSession session) {
        serving.add(call);
        try {
            executor.start(session);
        } catch (RuntimeException | Error e) {
            serving.remove(call);
            throw e;
        }
        total.increment();
        if (session.request().adopted()) {
            adopted.increment();
        }
    }

    void ended(ParkedCall call, AgiOutcome outcome) {
        serving.remove(call);
        switch (outcome) {
            case REFUSED -> refused.increment();
            case FAILED -> failed.increment();
            case DONE -> {}
        }
    }

    void refused() {
        refused.increment();
    }

    void takenOver() {
        takenOver.increment();
    }

    /** Whether a command was sent by this server. */
    boolean isOurs(String commandId) {
        return commandId.startsWith(idPrefix);
    }

    /** A result that no call waits for. */
    void resultOfNobody(String commandId) {
        if (isOurs(commandId)) {
            stale.increment();
        } else {
            foreign.increment();
        }
    }

    void staleResult() {
        stale.increment();
    }

    void claimsUnsupported(String server, String why) {
        if (said.add("claims " + server)) {
            LOG.error("{}: its channels cannot be claimed and are left alone: {}", server, why);
        }
    }

    void arbiterSilent(String server, Duration since) {
        if (said.add("arbiter " + server)) {
            LOG.warn("{}: no answer to a claim for {} ms; it is asked again", server, since.toMillis());
        }
    }

    void forgedStart(String server, ParkedCall call) {
        if (said.add("forged " + server)) {
            LOG.warn(
                    "{}: an AsyncAGIStart of call {} is not true: a dialplan makes events of a caller's text. Give the AMI user the line"
                            + " \"eventfilter = !^Event: Newexten\" in manager.conf",
                    server,
                    call);
        }
    }

    void commandRefused(String server, String why) {
        if (said.add("command " + server)) {
            LOG.error("{}: {}", server, why);
        }
    }
}
