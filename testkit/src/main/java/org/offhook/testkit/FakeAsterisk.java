// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Plays an Asterisk's manager interface with channels in AsyncAGI, over real sockets, to test programs without a PBX. It says what a real
 * one would say, in the same order and with the same limits, and misbehaves on request. It shares no code with the client.
 *
 * <pre>{@code
 * try (FakeAsterisk asterisk = FakeAsterisk.start()) {
 *     // a client connects to 127.0.0.1, asterisk.port(), with asterisk.user() and asterisk.secret()
 *     FakeChannel channel = asterisk.park("agi:async,/hello,first argument");
 *     await().until(() -> !channel.isParked());
 *     assertThat(channel.variable("OFFHOOK")).isEqualTo("done");
 * }
 * }</pre>
 *
 * <p>It knows the actions AGI, Challenge, ControlPlayback, CoreSettings, CoreShowChannels, CoreStatus, Events, Filter, Getvar, Hangup,
 * ListCommands, Login, Logoff, Ping, PlayDTMF, Redirect, Setvar and UserEvent, and sends events of channels to every connection that wants
 * them. A refused login is answered at once, not after Asterisk's second. Commands are answered by a small model of a channel, or as the test
 * says ({@link FakeChannel}); by default at once, which Asterisk never does: see {@link #tick}.
 *
 * <p>Thread-safe. What a test does by a method has happened when the method returns, and its events are on their way.
 */
public final class FakeAsterisk implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String VERSION = "22.10.1~offhook-fake";

    private final int number = NUMBERS.incrementAndGet();
    private final ServerSocket listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<AmiLink> links = new ArrayList<>();
    private final Map<String, FakeChannel> byName = new LinkedHashMap<>();
    private final Map<String, FakeChannel> byId = new HashMap<>();
    private final Map<String, String> refusals = new HashMap<>();
    private final Map<String, String> extensions = new HashMap<>();
    private final Deque<FakeChannel.Rule> rules = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    final AmiActions actions = new AmiActions(this);
    private @Nullable ScheduledExecutorService timer;
    private String user = "offhook";
    private String secret = "s3cret-PaSs/w0rd";
    private String version = VERSION;
    private String systemName = "";
    private Instant startup = Instant.now();
    private Duration tick = Duration.ZERO;
    private Duration clockOffset = Duration.ZERO;
    private boolean legacy;
    private boolean execEvents = true;
    private boolean refusesLogins;
    private boolean unreachable;
    private boolean stalled;
    private boolean closed;
    private int logins;
    private int channels;

    private FakeAsterisk(ServerSocket listener) {
        this.listener = listener;
        thread("listener", this::accept);
    }

    /** Starts one on a free port of the loopback. */
    public static FakeAsterisk start() {
        return start(0);
    }

    /**
     * Starts one on the loopback.
     *
     * @param port 0 for any free one
     * @throws UncheckedIOException if the port is taken
     */
    public static FakeAsterisk start(int port) {
        try {
            return new FakeAsterisk(new ServerSocket(port, 200, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the manager interface listens, on 127.0.0.1. */
    public int port() {
        return listener.getLocalPort();
    }

    /** The name to log in with. */
    public String user() {
        return user;
    }

    /** The password to log in with. */
    public String secret() {
        return secret;
    }

    // ---- what it is ----

    /**
     * Sets its version; 22.10.1 unless set.
     *
     * @param version such as {@code 16.28.0~dfsg-0+deb11u4}
     */
    public FakeAsterisk version(String version) {
        return act(() -> this.version = version);
    }

    /**
     * Sets the {@code systemname} of {@code asterisk.conf}; empty unless set.
     *
     * @param name may be empty
     */
    public FakeAsterisk systemName(String name) {
        return act(() -> systemName = name);
    }

    /**
     * Sends the events of AsyncAGI as Asterisk 11 and older did: one event {@code AsyncAGI} with a {@code SubEvent}, without Uniqueid, and
     * without the arguments of AGI().
     */
    public FakeAsterisk legacyEvents() {
        return act(() -> legacy = true);
    }

    /**
     * Whether AGIExecStart and AGIExecEnd are sent; they are unless this says otherwise.
     *
     * @param send false to save time
     */
    public FakeAsterisk agiExecEvents(boolean send) {
        return act(() -> execEvents = send);
    }

    /**
     * How long a channel takes to look at its queue after a command came while it was empty. Zero, unless set; Asterisk takes up to 100 ms.
     *
     * @param time not negative
     */
    public FakeAsterisk tick(Duration time) {
        return act(() -> tick = time);
    }

    /**
     * Says what AGI() stands at a place in the dialplan, for channels that are redirected there. The place at which a channel was parked is
     * known already.
     *
     * @param data such as {@code agi:async,/hello}
     */
    public FakeAsterisk extension(String context, String extension, int priority, String data) {
        return act(() -> extensions.put(place(context, extension, priority), data));
    }

    /**
     * Moves the clock that the dialplan function EPOCH reads.
     *
     * @param time how much
     */
    public FakeAsterisk advanceClock(Duration time) {
        return act(() -> clockOffset = clockOffset.plus(time));
    }

    // ---- channels ----

    /** A new channel that is not in AGI() yet: {@link FakeChannel#park} takes it there. */
    public FakeChannel channel() {
        lock();
        try {
            channels++;
            FakeChannel channel = new FakeChannel(
                    this,
                    String.format(Locale.ROOT, "PJSIP/alice-%08x", channels),
                    startup.getEpochSecond() + "." + channels);
            add(channel);
            return channel;
        } finally {
            unlock();
        }
    }

    /**
     * A new channel that waits in AGI(), at {@code default,100,1}.
     *
     * @param data what stands in AGI(), such as {@code agi:async,/hello,first argument}
     */
    public FakeChannel park(String data) {
        return channel().park(data);
    }

    /** The channels that are, oldest first. */
    public List<FakeChannel> channels() {
        lock();
        try {
            return List.copyOf(byName.values());
        } finally {
            unlock();
        }
    }

    /**
     * Answers commands on any channel; see {@link FakeChannel#onCommand(String, FakeChannel.Answer)}. What was said of a channel comes first.
     *
     * @param prefix how the command begins
     * @param answer makes the reply
     */
    public FakeAsterisk onCommand(String prefix, FakeChannel.Answer answer) {
        return act(() -> rules.addFirst(new FakeChannel.Rule(Tokens.of(Wire.bytes(prefix)), answer, null)));
    }

    /**
     * Answers commands on any channel.
     *
     * @param prefix how the command begins
     * @param reply such as {@code 200 result=0}; may have several lines
     */
    public FakeAsterisk onCommand(String prefix, String reply) {
        return onCommand(prefix, line -> reply);
    }

    /**
     * Lets commands on any channel run until the test ends them; see {@link FakeChannel#hold}.
     *
     * @param prefix how the command begins
     */
    public FakeAsterisk hold(String prefix) {
        return act(() -> rules.addFirst(FakeChannel.Rule.held(prefix)));
    }

    // ---- faults ----

    /**
     * Whether logins are refused, as with a wrong password.
     *
     * @param refuse false to end it
     */
    public FakeAsterisk refuseLogins(boolean refuse) {
        return act(() -> refusesLogins = refuse);
    }

    /**
     * Answers an action with an error.
     *
     * @param action such as {@code AGI}
     * @param message such as {@code Permission denied}
     */
    public FakeAsterisk refuse(String action, String message) {
        return act(() -> refusals.put(action.toLowerCase(Locale.ROOT), message));
    }

    /**
     * Does not answer an action at all, nor does it.
     *
     * @param action such as {@code CoreShowChannels}
     */
    public FakeAsterisk ignore(String action) {
        return refuse(action, "");
    }

    /**
     * Ends what {@link #refuse} or {@link #ignore} began.
     *
     * @param action the same
     */
    public FakeAsterisk accept(String action) {
        return act(() -> refusals.remove(action.toLowerCase(Locale.ROOT)));
    }

    /** Closes all connections, in the middle of whatever it was; the next ones are welcome. */
    public FakeAsterisk dropLinks() {
        return act(this::closeLinks);
    }

    /**
     * Closes all connections, and closes each new one at once, until told otherwise.
     *
     * @param away false to end it
     */
    public FakeAsterisk unreachable(boolean away) {
        return act(() -> {
            unreachable = away;
            if (away) {
                closeLinks();
            }
        });
    }

    /**
     * Says nothing any more, though the connections stay; all of it comes when this ends.
     *
     * @param silent false to end it
     */
    public FakeAsterisk stall(boolean silent) {
        return act(() -> {
            stalled = silent;
            links.forEach(link -> link.stall(silent));
        });
    }

    /** Dies and starts again, as a process that was killed: all channels and connections are gone, without a word. */
    public FakeAsterisk restart() {
        return act(() -> {
            closeLinks();
            List.copyOf(byName.values()).forEach(FakeChannel::vanish);
            startup = startup.plusSeconds(100);
        });
    }

    /** How many logins have succeeded so far. */
    public int logins() {
        lock();
        try {
            return logins;
        } finally {
            unlock();
        }
    }

    /** How many connections are logged in now. */
    public int connections() {
        lock();
        try {
            return (int) links.stream().filter(link -> link.loggedIn).count();
        } finally {
            unlock();
        }
    }

    /**
     * Sends an event to all connections, as it is.
     *
     * @param name such as {@code FullyBooted}
     * @param headers what follows the privilege, such as {@code Status: Fully Booted}
     */
    public FakeAsterisk event(String name, String... headers) {
        return act(() -> broadcast(name, classOf(name), text(name, "", headers)));
    }

    /** Ends: all connections close, all threads end. Can be called more than once. */
    @Override
    public void close() {
        lock();
        try {
            closed = true;
            closeLinks();
            if (timer != null) {
                timer.shutdownNow();
            }
        } finally {
            unlock();
        }
        try {
            listener.close();
        } catch (IOException e) {
            // it is closed
        }
        boolean interrupted = false;
        for (Thread thread : threads()) {
            try {
                thread.join(2000);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its name in its threads' names. */
    @Override
    public String toString() {
        return "fake-asterisk-" + number;
    }

    // ---- inside: all under the lock ----

    void lock() {
        lock.lock();
    }

    /** Sends what was written meanwhile, and unlocks. */
    void unlock() {
        if (lock.getHoldCount() == 1) {
            links.forEach(AmiLink::flush);
        }
        lock.unlock();
    }

    private FakeAsterisk act(Runnable change) {
        lock();
        try {
            change.run();
            return this;
        } finally {
            unlock();
        }
    }

    String version() {
        return version;
    }

    String amiVersion() {
        return version.startsWith("16.") ? "5.0.5" : "11.0.0";
    }

    String systemName() {
        return systemName;
    }

    String startupDate() {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(startup.atOffset(ZoneOffset.UTC));
    }

    String startupTime() {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).format(startup.atOffset(ZoneOffset.UTC));
    }

    long epoch() {
        return Instant.now().plus(clockOffset).getEpochSecond();
    }

    boolean isLegacy() {
        return legacy;
    }

    boolean sendsExecEvents() {
        return execEvents;
    }

    boolean refusesLogins() {
        return refusesLogins;
    }

    @Nullable
    String refusal(String action) {
        return refusals.get(action);
    }

    void loggedIn() {
        logins++;
    }

    int count() {
        return byName.size();
    }

    Iterable<FakeChannel> all() {
        return byName.values();
    }

    /** By its name, in any case, or its Uniqueid. */
    @Nullable
    FakeChannel find(String nameOrId) {
        FakeChannel channel = byName.get(nameOrId.toLowerCase(Locale.ROOT));
        return channel == null ? byId.get(nameOrId) : channel;
    }

    void add(FakeChannel channel) {
        byName.put(channel.wireName().toLowerCase(Locale.ROOT), channel);
        byId.put(channel.uniqueId(), channel);
    }

    void remove(FakeChannel channel) {
        byName.remove(channel.wireName().toLowerCase(Locale.ROOT), channel);
        byId.remove(channel.uniqueId(), channel);
    }

    Iterable<FakeChannel.Rule> rules() {
        return rules;
    }

    @Nullable
    String agiAt(String context, String extension, int priority) {
        return extensions.get(place(context, extension, priority));
    }

    static String place(String context, String extension, int priority) {
        return context + ',' + extension + ',' + priority;
    }

    /** Whether any connection wants events of that name. */
    boolean wants(String name, String eventClass) {
        for (AmiLink link : links) {
            if (link.loggedIn && link.sieve.mayPass(name, eventClass)) {
                return true;
            }
        }
        return false;
    }

    void broadcast(String name, String eventClass, String text) {
        byte[] bytes = null;
        for (AmiLink link : links) {
            if (link.loggedIn && link.sieve.mayPass(name, eventClass) && link.sieve.passes(name, text)) {
                if (bytes == null) {
                    bytes = text.getBytes(ISO_8859_1);
                }
                link.write(bytes);
            }
        }
    }

    /** The whole of an event. */
    String text(String name, String block, String... headers) {
        StringBuilder text = new StringBuilder(512);
        text.append("Event: ")
                .append(name)
                .append("\r\nPrivilege: ")
                .append(classOf(name))
                .append(",all\r\n");
        if (!systemName.isEmpty()) {
            text.append("SystemName: ").append(Wire.bytes(systemName)).append("\r\n");
        }
        text.append(block);
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    static String classOf(String event) {
        return switch (event) {
            case "AsyncAGI", "AsyncAGIStart", "AsyncAGIExec", "AsyncAGIEnd", "AGIExecStart", "AGIExecEnd" -> "agi";
            case "VarSet", "Newexten" -> "dialplan";
            case "UserEvent" -> "user";
            case "FullyBooted", "Shutdown", "Reload" -> "system";
            case "DTMFBegin", "DTMFEnd" -> "dtmf";
            default -> "call";
        };
    }

    /** When the channel looks at its queue: now, if so configured. */
    void nextTick(Runnable task) {
        later(tick, task);
    }

    boolean ticks() {
        return !tick.isZero();
    }

    void later(Duration delay, Runnable task) {
        if (closed) {
            return;
        }
        if (timer == null) {
            ThreadFactory factory = run -> {
                Thread thread = new Thread(run, name("timer"));
                thread.setDaemon(true);
                return thread;
            };
            timer = Executors.newSingleThreadScheduledExecutor(factory);
        }
        ScheduledFuture<?> unused = timer.schedule(() -> act(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void gone(AmiLink link) {
        act(() -> links.remove(link));
    }

    private void closeLinks() {
        links.forEach(AmiLink::close);
        links.clear();
    }

    // ---- threads ----

    private List<Thread> threads() {
        lock();
        try {
            return List.copyOf(threads);
        } finally {
            unlock();
        }
    }

    private String name(String role) {
        return "offhook-" + this + "-" + role;
    }

    private void thread(String role, Runnable run) {
        Thread thread = new Thread(run, name(role));
        thread.setDaemon(true);
        threads.removeIf(each -> !each.isAlive());
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                connected(socket);
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    private void connected(Socket socket) throws IOException {
        lock();
        try {
            if (closed || unreachable) {
                socket.close();
                return;
            }
            String challenge = Integer.toString(ThreadLocalRandom.current().nextInt(1_000_000_000));
            AmiLink link = new AmiLink(this, socket, challenge);
            link.stall(stalled);
            links.add(link);
            link.write("Asterisk Call Manager/" + amiVersion() + "\r\n");
            thread("reader", link::readLoop);
            thread("writer", link::writeLoop);
        } finally {
            unlock();
        }
    }
}
