// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.agi.spi.AgiRuntime;
import org.offhook.agi.spi.ScriptExecutor;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiFleet;
import org.offhook.asyncagi.spi.ChannelClaims;

/** Builds an {@link AsyncAgiServer}. Every option has a default; {@link #environment()} takes them from the environment. */
public final class AsyncAgiServerBuilder {

    /** See {@link #replyTimeout}. */
    public static final Duration DEFAULT_REPLY_TIMEOUT = Duration.ofSeconds(10);
    /** See {@link #loopTimeout}. */
    public static final Duration DEFAULT_LOOP_TIMEOUT = Duration.ofSeconds(5);
    /** See {@link #reconnectWindow}. */
    public static final Duration DEFAULT_RECONNECT_WINDOW = Duration.ofSeconds(60);
    /** See {@link #claims(ChannelClaims, Duration)}. */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofDays(365);

    final Map<String, AmiClient> clients = new LinkedHashMap<>();
    private final AgiRouter router;
    int maxCalls = ScriptExecutor.defaultMaxCalls();
    Duration replyTimeout = DEFAULT_REPLY_TIMEOUT;
    Duration loopTimeout = DEFAULT_LOOP_TIMEOUT;
    Duration reconnectWindow = DEFAULT_RECONNECT_WINDOW;

    Duration look = Duration.ofSeconds(60);

    @Nullable
    Predicate<AgiRequest> accept;

    boolean suffixes;

    @Nullable
    Duration unclaimedAfter;

    UnclaimedAction unclaimedAction = UnclaimedAction.REFUSE;
    Function<AgiRequest, AdoptionPolicy> adoption = request -> AdoptionPolicy.RESTART;

    @Nullable
    ChannelClaims claims;

    Duration lease = DEFAULT_LEASE;

    String instance = Ids.random("offhook-", 8);

    @Nullable
    String outcomeVariable = AgiRuntime.DEFAULT_OUTCOME_VARIABLE;

    boolean interruptOnHangup;

    @Nullable
    Duration scriptDeadline;

    final List<AgiListener> listeners = new ArrayList<>();

    AsyncAgiServerBuilder(AgiRouter router) {
        this.router = router;
    }

    /**
     * Serves the channels of one more Asterisk. One client for each Asterisk is enough; the clients stay the caller's to close.
     *
     * @param client named differently from the others ({@code AmiClientOptions.Builder.name})
     * @throws IllegalArgumentException if there is a client of that name
     */
    public AsyncAgiServerBuilder client(AmiClient client) {
        if (clients.putIfAbsent(client.name(), client) != null) {
            throw new IllegalArgumentException("there are two clients named \"" + client.name()
                    + "\": give each Asterisk a name with AmiClientOptions.Builder.name(...)");
        }
        return this;
    }

    /** Serves the channels of all members that the fleet has now. */
    public AsyncAgiServerBuilder clients(AmiFleet fleet) {
        fleet.clients().values().forEach(this::client);
        return this;
    }

    /**
     * How many calls run at once; more go back to the dialplan as refused, or, where {@linkplain #claims claims} are used, are left to
     * other instances. Default 10,000 where there are virtual threads (Java 21 and newer), else 500.
     *
     * @param calls at least 1
     */
    public AsyncAgiServerBuilder maxCalls(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("maxCalls must be at least 1, not " + calls);
        }
        maxCalls = calls;
        return this;
    }

    /**
     * Takes channels beyond those whose path matches a pattern of the router that begins with text: such as all of a context. The
     * router finds their script by its predicates, its other patterns or its fallback. Default: none, so that programs that share an
     * Asterisk do not take each other's channels.
     *
     * @param which asked on a callback thread; several calls of this method mean any of them
     */
    public AsyncAgiServerBuilder accept(Predicate<AgiRequest> which) {
        Predicate<AgiRequest> before = accept;
        accept = before == null ? which : before.or(which);
        return this;
    }

    /**
     * Takes the script's path from {@code AGI(agi:async/billing/gold,first,second)} for channels whose first argument is no path of the
     * router; the arguments then begin with the first. Asterisk does not tell the suffix, so that this costs
     * a CoreShowChannels. Default false.
     */
    public AsyncAgiServerBuilder routeBySuffix(boolean enabled) {
        suffixes = enabled;
        return this;
    }

    /**
     * What to do with a channel that waits in AsyncAGI and that neither this program takes nor, as far as can be seen, another one sends
     * commands to. Calls that wait for another program, which is being restarted, are such channels, too, and {@link #accept} does not
     * narrow it. Default: it is left alone.
     *
     * @param time at least a second, or null for never
     * @param action what to do then
     */
    public AsyncAgiServerBuilder unclaimedAfter(@Nullable Duration time, UnclaimedAction action) {
        unclaimedAfter = time == null ? null : atLeast(Duration.ofSeconds(1), time, "unclaimedAfter");
        unclaimedAction = action;
        return this;
    }

    /**
     * What to do with a channel that was waiting before this program knew it: it was started, or its connection was away, or the
     * instance that owned the channel is gone. Default: {@link AdoptionPolicy#RESTART} for all.
     *
     * @param policy asked on a callback thread
     */
    public AsyncAgiServerBuilder adoption(Function<AgiRequest, AdoptionPolicy> policy) {
        adoption = policy;
        return this;
    }

    /** Shares the calls of an Asterisk among several instances of this application, with Asterisk itself as the arbiter: {@link #claims(ChannelClaims, Duration)}. */
    public AsyncAgiServerBuilder shared() {
        return shared(lease);
    }

    /**
     * The same with a lease of its own.
     *
     * @param lease at least 2 s, the same for all instances; default 30 s
     */
    public AsyncAgiServerBuilder shared(Duration lease) {
        return claims(new AsteriskClaims(), lease);
    }

    /** This is the only instance of its application: no claims. The default. */
    public AsyncAgiServerBuilder single() {
        claims = null;
        return this;
    }

    /**
     * Shares the calls of an Asterisk among several instances of this application: each call has one owner at a time, which renews its
     * claim; when it is gone another takes over, {@linkplain #adoption as adopted}. Give all instances the same lease and the
     * client of an Asterisk the same name.
     *
     * @param arbiter who decides
     * @param lease at least 2 s; default 30 s. A call whose owner died waits about as long, or until its current command has ended
     */
    public AsyncAgiServerBuilder claims(ChannelClaims arbiter, Duration lease) {
        claims = arbiter;
        this.lease = atLeast(Duration.ofSeconds(2), lease, "lease");
        return this;
    }

    /**
     * The name of this instance: in claims, and in front of each CommandID, where it helps to read Asterisk's events. Default: a random one. An instance that is
     * started again under its name takes its claims back at once.
     *
     * @param name 1 to 32 letters, digits, underscores and dashes; different for each instance
     */
    public AsyncAgiServerBuilder instance(String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,32}")) {
            throw new IllegalArgumentException(
                    "the name of an instance has 1 to 32 letters, digits, _ and -: not \"" + name + '"');
        }
        instance = name;
        return this;
    }

    /**
     * How long Asterisk may take to answer, on top of what the command itself may take. Commands that end only when media, an
     * application or the caller ends them have no deadline; the list of channels is looked at while they run. Default 10 s.
     *
     * @param timeout positive
     */
    public AsyncAgiServerBuilder replyTimeout(Duration timeout) {
        replyTimeout = positive(timeout, "replyTimeout");
        return this;
    }

    /**
     * How long a script waits for its channel to come back through the dialplan's loop after a command that failed. Default 5 s.
     *
     * @param timeout positive
     */
    public AsyncAgiServerBuilder loopTimeout(Duration timeout) {
        loopTimeout = positive(timeout, "loopTimeout");
        return this;
    }

    /** How often the list of channels is looked at, for what was not told. */
    AsyncAgiServerBuilder lookEvery(Duration time) {
        look = time;
        return this;
    }

    /**
     * How long scripts wait for a lost manager connection. Default 60 s.
     *
     * @param window positive
     */
    public AsyncAgiServerBuilder reconnectWindow(Duration window) {
        reconnectWindow = positive(window, "reconnectWindow");
        return this;
    }

    /**
     * The channel variable that tells the dialplan how the script ended: {@code done}, {@code refused} or {@code failed}.
     * Default {@code OFFHOOK}. The dialplan's loop needs it.
     *
     * @param name letters, digits and underscores; null for none
     */
    public AsyncAgiServerBuilder outcomeVariable(@Nullable String name) {
        if (name != null && !name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("not the name of a channel variable: \"" + name + "\"");
        }
        outcomeVariable = name;
        return this;
    }

    /** Whether a hang-up interrupts the script's thread, for scripts that wait elsewhere. Default false. */
    public AsyncAgiServerBuilder interruptOnHangup(boolean interrupt) {
        interruptOnHangup = interrupt;
        return this;
    }

    /**
     * How long a script may run; then it is interrupted and its call goes back to the dialplan as failed. Default: no limit.
     *
     * @param deadline positive, or null for none
     */
    public AsyncAgiServerBuilder scriptDeadline(@Nullable Duration deadline) {
        scriptDeadline = deadline == null ? null : positive(deadline, "scriptDeadline");
        return this;
    }

    /** Adds a listener, for metrics, traces and logs. */
    public AsyncAgiServerBuilder listener(AgiListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Takes options from the process's environment, where they are set: {@code ASYNCAGI_MAX_CALLS}, {@code ASYNCAGI_REPLY_TIMEOUT},
     * {@code ASYNCAGI_LOOP_TIMEOUT}, {@code ASYNCAGI_RECONNECT_WINDOW}, {@code ASYNCAGI_SCRIPT_DEADLINE} (such as 500ms, 5s, 2m, 4h; off where
     * that is possible), {@code ASYNCAGI_SHARED} (true, false), {@code ASYNCAGI_LEASE}, {@code ASYNCAGI_INSTANCE}, {@code ASYNCAGI_SUFFIX}
     * (true, false), {@code ASYNCAGI_OUTCOME_VARIABLE} (off for none), {@code ASYNCAGI_INTERRUPT_ON_HANGUP} (true, false).
     *
     * @throws IllegalArgumentException naming the variable and its value
     */
    public AsyncAgiServerBuilder environment() {
        return environment(System.getenv());
    }

    /**
     * As {@link #environment()}, from a map.
     *
     * @param variables names and values
     */
    public AsyncAgiServerBuilder environment(Map<String, String> variables) {
        new EnvironmentOptions(variables).applyTo(this);
        return this;
    }

    /**
     * Serves channels from now on: those that come, and those that wait already.
     *
     * @return the running server
     */
    public AsyncAgiServer start() {
        return new AsyncAgiServer(router, this).start();
    }

    private static Duration positive(Duration value, String name) {
        return atLeast(Duration.ofMillis(1), value, name);
    }

    private static Duration atLeast(Duration least, Duration value, String name) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be at least " + least.toMillis() + " ms and at most "
                    + LONGEST.toDays() + " days, not " + value);
        }
        return value;
    }
}
