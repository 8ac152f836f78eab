// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiException;
import org.offhook.ami.AmiServer;
import org.offhook.ami.AmiState;
import org.offhook.ami.AmiStateChange;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.action.CoreShowChannelsAction;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.event.DialEndEvent;
import org.offhook.ami.event.HangupEvent;
import org.offhook.asyncagi.AsyncAgiServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins a {@link CallCentre} to Asterisk. Scripts and events come in, each tells the call centre what happened; then callers get agents: a
 * caller's prompt is stopped and the script dials, for a call-back the agent's phone is called.
 *
 * <p>Thread-safe. All decisions are made under one lock, and nothing that waits is done under it, but for writing the file.
 */
public final class Controller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    private static final Duration TICK = Duration.ofMillis(200);
    /** Until it is known which calls there are, nobody gets an agent. */
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** Callers shall not be sent away because the manager connection is lost for a while. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    /** On an agent's channel: whom to call back. */
    static final String CALLER_VARIABLE = "CALLCENTRE_CALLER";

    private final Settings settings;
    private final AmiClient ami;
    private final MemoryFile file;
    private final InstantSource clock;
    private final Consumer<Snapshot> view;

    private final ReentrantLock lock = new ReentrantLock();
    private final CallCentre centre;
    private final Map<String, WaitingCall> calls = new ConcurrentHashMap<>();
    /** Channels of agents who call back, and whom. */
    private final Map<String, String> callBacks = new ConcurrentHashMap<>();

    private final ExecutorService workers = Executors.newCachedThreadPool(work -> thread("call-centre-worker", work));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> thread("call-centre-timer", work));
    private final AsyncAgiServer server;

    private String boot;
    private boolean online;
    private boolean closed;
    private Instant lost;
    private Memory kept;

    /**
     * Begins to work, as soon as the client is connected.
     *
     * @param client is closed with this
     * @param view is shown every change, under the lock: must not wait
     */
    public Controller(
            Settings settings, AmiClient client, MemoryFile file, InstantSource clock, Consumer<Snapshot> view) {
        this.settings = settings;
        this.ami = client;
        this.file = file;
        this.clock = clock;
        this.view = view;
        centre = new CallCentre(settings, clock);
        lost = clock.instant();
        kept = file.read();
        boot = kept.boot();
        centre.restore(kept);
        AgiRouter router = AgiRouter.builder()
                .script("/queue/{skill}", new CallerScript(this))
                .script("/queue", new CallerScript(this))
                .script("/agent/{wish}", new AgentScript(this))
                .script("/callback", new CallBackScript(this))
                .script("/take", (request, channel) -> channel.dial(settings.supervisor(), settings.ring(), ""))
                .build();
        client.subscribe(DialEndEvent.class, this::dialEnded);
        client.subscribe(HangupEvent.class, event -> event.channel().uniqueId().ifPresent(id -> told(c -> c.gone(id))));
        client.onStateChange(this::stateChanged);
        server =
                AsyncAgiServer.builder(client, router).reconnectWindow(PATIENCE).start();
        if (client.state() == AmiState.READY) {
            work(this::connected);
        }
        Future<?> unused =
                timer.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    Settings settings() {
        return settings;
    }

    Instant now() {
        return clock.instant();
    }

    // What scripts and supervisors tell and ask

    /** Tells the call centre something, keeps and shows what came of it, and gives agents to callers. */
    <R> R tell(Function<CallCentre, R> what) {
        List<Assignment> assignments;
        R result;
        lock.lock();
        try {
            result = what.apply(centre);
            assignments = online ? centre.assign(this::isReachable) : List.of();
            for (Assignment assignment : assignments) {
                WaitingCall call = calls.get(assignment.caller().id());
                if (call != null && !assignment.caller().isCallBack()) {
                    call.offer(assignment);
                }
            }
            if (!closed) {
                keep(centre.remember(boot));
                view.accept(centre.snapshot(online));
            }
        } finally {
            lock.unlock();
        }
        assignments.forEach(this::connect);
        return result;
    }

    /** The calls go on when the disk is full. */
    private void keep(Memory memory) {
        if (!memory.equals(kept)) {
            try {
                file.write(memory);
                kept = memory;
            } catch (UncheckedIOException e) {
                LOG.error("the next start will not know who waits now", e);
            }
        }
    }

    /** The same, of an event. */
    private void told(Consumer<CallCentre> what) {
        tell(c -> {
            what.accept(c);
            return c;
        });
    }

    /** Asks the call centre something. */
    <R> R ask(Function<CallCentre, R> what) {
        lock.lock();
        try {
            return what.apply(centre);
        } finally {
            lock.unlock();
        }
    }

    /** How it looks now. */
    public Snapshot snapshot() {
        return ask(c -> c.snapshot(online));
    }

    /**
     * A caller has come, or is found again after a restart of ours.
     *
     * @param dialled whether an agent was dialled, in vain, before the restart
     */
    WaitingCall arrived(Caller caller, AgiChannel channel, boolean dialled) {
        WaitingCall call = new WaitingCall(channel);
        calls.put(caller.id(), call);
        told(c -> {
            c.join(caller);
            if (dialled) {
                c.notAnswered(caller.id());
            } else {
                c.notTried(caller.id());
            }
        });
        return call;
    }

    /** A caller's script ends, whatever the reason. */
    void left(String callerId) {
        calls.remove(callerId);
        told(c -> c.gone(callerId));
    }

    /** An agent has picked up, to call somebody back; whom, if it is still to be done. */
    Optional<Caller> callsBack(String callerId, AgiChannel agent) {
        return tell(c -> {
            Optional<Caller> whom = c.line().stream()
                    .filter(caller -> caller.id().equals(callerId) && c.callsBack(callerId))
                    .findFirst();
            whom.ifPresent(caller -> callBacks.put(agent.uniqueId(), callerId));
            return whom;
        });
    }

    /** The agent has hung up. */
    void calledBack(String callerId, AgiChannel agent) {
        callBacks.remove(agent.uniqueId());
        told(c -> {
            c.notReached(callerId); // unless they have talked
            c.ended(callerId);
        });
    }

    /** The channel that holds a call of an agent, for a supervisor to listen to; empty if the agent does not talk. */
    Optional<String> channelOf(String agentId) {
        return ask(c -> c.callerOf(agentId))
                .flatMap(caller -> Optional.ofNullable(calls.get(caller.id())))
                .map(call -> call.channel().name());
    }

    /** The channel of a caller on the line. */
    Optional<String> channelOfCaller(String callerId) {
        return Optional.ofNullable(calls.get(callerId))
                .map(call -> call.channel().name());
    }

    // Callers and agents come together

    private boolean isReachable(Caller caller) {
        return caller.isCallBack() || calls.containsKey(caller.id());
    }

    private void connect(Assignment assignment) {
        if (assignment.caller().isCallBack()) {
            callBack(assignment);
        } else {
            WaitingCall call = calls.get(assignment.caller().id());
            if (call != null) {
                work(call::stopPrompt);
            }
        }
    }

    private void callBack(Assignment assignment) {
        String callerId = assignment.caller().id();
        LOG.info(
                "{} calls back {}",
                assignment.agent().name(),
                assignment.caller().shown());
        CompletableFuture<OriginateOutcome> outcome = ami.originate(
                        OriginateAction.toExtension(assignment.device(), settings.context(), "callback", 1)
                                .callerId("Call-back <" + assignment.caller().number() + ">")
                                .variable(CALLER_VARIABLE, callerId)
                                .timeout(settings.ring()))
                .outcome();
        Future<?> unused = outcome.thenAccept(became -> work(() -> phoned(callerId, became)));
    }

    private void phoned(String callerId, OriginateOutcome outcome) {
        switch (outcome.result()) {
            case ANSWERED -> {} // CallBackScript goes on
            case REJECTED, UNKNOWN -> {
                LOG.warn("a call-back was not placed: {}", outcome.detail());
                told(c -> c.notTried(callerId));
            }
            default -> told(c -> c.notAnswered(callerId));
        }
    }

    private void dialEnded(DialEndEvent event) {
        if (event.dialStatus().orElse("").equals("ANSWER")) {
            String channel = event.channel().uniqueId().orElse("");
            told(c -> c.answered(callBacks.getOrDefault(channel, channel)));
        }
    }

    private void tick() {
        try {
            // Also without a change: a call-back can be due.
            if (ask(CallCentre::tick) || ask(c -> c.line().stream().anyMatch(Caller::isCallBack))) {
                told(c -> {});
            }
            // A script looks for its agent before each prompt; here is stopped what has begun meanwhile.
            calls.values().stream().filter(WaitingCall::isOffered).forEach(call -> work(call::stopPrompt));
        } catch (RuntimeException e) {
            LOG.error("the call centre's tick", e);
        }
    }

    // Asterisk comes and goes

    private void stateChanged(AmiStateChange change) {
        if (change.to() == AmiState.READY) {
            work(this::connected);
        } else if (change.from() == AmiState.READY) {
            lock.lock();
            try {
                online = false;
                lost = now();
                view.accept(centre.snapshot(online));
            } finally {
                lock.unlock();
            }
        }
    }

    /** Finds out whose calls are gone, and whether that is because Asterisk was started again. */
    private void connected() {
        AmiServer asterisk = ami.server();
        Set<String> before = ask(CallCentre::onTheLine);
        List<String> gone = new ArrayList<>(before);
        try {
            gone.removeAll(ami.request(CoreShowChannelsAction.of()).stream()
                    .flatMap(channel -> channel.channel().uniqueId().stream())
                    .collect(Collectors.toSet()));
        } catch (AmiException e) {
            LOG.warn("cannot ask which calls there are: {}", e.getMessage());
            if (ami.state() == AmiState.READY && !timer.isShutdown()) {
                Future<?> unused = timer.schedule(() -> work(this::connected), RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
            return;
        }
        String now = asterisk == null || asterisk.started() == null ? "" : asterisk.started();
        told(c -> {
            if (!boot.isEmpty() && !now.isEmpty() && !now.equals(boot)) {
                LOG.info("Asterisk was started again; {} calls are gone", gone.size());
                c.restarted(gone, lost);
            } else {
                gone.forEach(c::gone);
            }
            boot = now;
            online = true;
        });
    }

    private void work(Runnable task) {
        try {
            workers.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("the call centre", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("closed", e);
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Lets go of the calls: those who wait hear music on, and the next controller finds them. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true; // the scripts end, the calls do not
        } finally {
            lock.unlock();
        }
        timer.shutdownNow();
        ami.close();
        server.close();
        workers.shutdownNow();
    }
}
