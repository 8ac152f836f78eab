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
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plays an Asterisk over real sockets, to test programs without a PBX: a manager interface, callers, a small dialplan whose extensions run
 * {@code AGI(agi:async)} or {@code AGI(agi://...)}, and phones. It says what a real one would say, in the same order and with the same limits,
 * and misbehaves on request. It shares no code with the client and the servers.
 *
 * <pre>{@code
 * try (FakeAsterisk asterisk = FakeAsterisk.start()) {
 *     asterisk.extension("100", "agi://127.0.0.1:" + server.port() + "/hello");
 *     FakeCall call = asterisk.caller("5551234").dials("100").hears("menu").presses("1").run();
 *     assertThat(call.outcome()).isEqualTo("done");
 * }
 * }</pre>
 *
 * <p>A client of the manager interface connects to 127.0.0.1, {@link #port()}, with {@link #user()} and {@link #secret()}. The action
 * {@code ListCommands} tells what it knows; its events go to every connection that wants them. A refused login is answered at once, not after
 * Asterisk's second. Commands of AGI are answered by a small model of a channel, or as the test says ({@link FakeChannel}).
 *
 * <p><b>Time.</b> It has a clock of its own, which is virtual unless {@link #realTime} says otherwise: it moves only while every call is in a command
 * that takes time, or outside AGI(), and then at once to the next thing that is due. As long as a script has the word, between two of its
 * commands, it stands; so an AsyncAGI channel that is left idle stops it, and {@link #advance} moves it by hand. Only AsyncAGI's look at its queue
 * takes no time, unless {@link #tick} says so.
 *
 * <p>Thread-safe. What a test does by a method has happened when the method returns, and its events are on their way.
 */
public final class FakeAsterisk implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    /** Of how many channels the conversations are kept. */
    private static final int REMEMBERED = 100;

    /** In nanoseconds. */
    private static final long GIVE_WAY = 50_000;

    private static final String VERSION = "22.10.1~offhook-fake";

    private final int number = NUMBERS.incrementAndGet();
    private final ServerSocket listener;
    private final ReentrantLock lock = new ReentrantLock();
    /** AstDB; under the lock. */
    final Map<String, Map<String, String>> database = new HashMap<>();

    private final List<AmiLink> links = new ArrayList<>();
    private final Map<String, FakeChannel> byName = new LinkedHashMap<>();
    private final Map<String, FakeChannel> byId = new HashMap<>();
    private final Map<String, String> refusals = new HashMap<>();
    private final Map<String, String> extensions = new HashMap<>();
    private final Deque<FakeChannel.Rule> rules = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    final AmiActions actions = new AmiActions(this);
    private final FakeClock clock = new FakeClock();
    private final Condition changed = lock.newCondition();
    private final Deque<Runnable> soon = new ArrayDeque<>();
    private final Map<String, Duration> sounds = new HashMap<>();
    private final Set<String> missing = new HashSet<>();
    private final Deque<FakeChannel> remembered = new ArrayDeque<>();
    /** What runs an application of EXEC, by its name in lower case. */
    final Map<String, TimedCommand.Application> applications = new HashMap<>();

    final Calls calls = new Calls(this);
    private Set<String> readable = EventSieve.classes("all");
    private Set<String> writable = EventSieve.classes("all");
    private String user = "offhook";
    private String secret = "s3cret-PaSs/w0rd";
    private String version = VERSION;
    private String systemName = "";
    private final Instant begun = Instant.now();
    private Instant startup = begun;
    private Duration tick = Duration.ZERO;
    private Duration soundLength = Duration.ofSeconds(2);
    private Duration sayLength = Duration.ofMillis(500);
    private Duration patience = Duration.ofSeconds(10);
    private @Nullable FakeChannel holder;
    private @Nullable Throwable broken;
    private boolean ticking;
    private long progress;
    private Duration clockOffset = Duration.ZERO;
    private boolean legacy;
    private boolean execEvents = true;
    private boolean refusesLogins;
    private boolean unreachable;
    private boolean stalled;
    private boolean closed;
    /** Of lists. */
    private int rowsToLose;

    private boolean cancelsLists;
    /** Answers to actions of these names, in lower case, that wait. */
    private final Map<String, List<Runnable>> delayedAnswers = new LinkedHashMap<>();

    private int logins;
    private int channels;

    private FakeAsterisk(ServerSocket listener) {
        this.listener = listener;
        sounds.put("beep", Duration.ofMillis(440));
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
     * Sets whom it lets in.
     *
     * @param user the name to log in with
     * @param secret the password
     */
    public FakeAsterisk login(String user, String secret) {
        return act(() -> {
            this.user = user;
            this.secret = secret;
        });
    }

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
     * Sets what its user may see and do from the next login on; all unless set. An action that needs more is answered {@code Permission
     * denied}.
     *
     * @param read classes of events, as in {@code manager.conf}: {@code agi,call}; {@code all}; {@code none}
     * @param write classes of actions, such as {@code agi,originate}
     */
    public FakeAsterisk permissions(String read, String write) {
        return act(() -> {
            readable = EventSieve.classes(read);
            writable = EventSieve.classes(write);
        });
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
     * Says which server answers an extension, in the context {@code default}. Behind it stands the loop that Offhook documents for
     * {@code agi:async}, and then a hang-up.
     *
     * @param extension such as {@code 100}
     * @param agi such as {@code agi://127.0.0.1:4573/hello,argument} or {@code agi:async,/hello,argument}
     */
    public FakeAsterisk extension(String extension, String agi) {
        return extension("default", extension, 1, agi);
    }

    /**
     * Moves the clock that the dialplan function EPOCH reads.
     *
     * @param time how much
     */
    public FakeAsterisk advanceClock(Duration time) {
        return act(() -> clockOffset = clockOffset.plus(time));
    }

    // ---- time ----

    /**
     * Lets its clock be the wall clock, for demonstrations. Unless this is called the clock moves only while every call is in a command, or
     * a caller in a step, that takes time, and then at once.
     *
     * @throws IllegalStateException if its clock has begun to move already
     */
    public FakeAsterisk realTime() {
        return act(() -> {
            if (clock.now() > 0 && !clock.isReal()) {
                throw new IllegalStateException("the clock has moved by " + elapsed() + " already");
            }
            clock.realTime();
        });
    }

    /** The time on its clock since it was started. */
    public Duration elapsed() {
        lock();
        try {
            return Duration.ofNanos(clock.now());
        } finally {
            unlock();
        }
    }

    /**
     * Moves its clock by hand, whatever the calls do; all that is due happens.
     *
     * @param time how much
     * @throws IllegalStateException if its clock is the wall clock
     */
    public FakeAsterisk advance(Duration time) {
        return act(() -> {
            if (clock.isReal()) {
                throw new IllegalStateException("the wall clock moves by itself");
            }
            long until = clock.now() + time.toNanos();
            while (clock.nextDue() <= until) {
                fire();
            }
            clock.moveTo(until);
            if (broken != null) {
                throw new AssertionError("an answer of the test threw " + broken, broken);
            }
        });
    }

    /**
     * Does several things at one moment of its clock, such as to start several calls.
     *
     * @param things what to do; must not wait
     */
    public FakeAsterisk atOnce(Runnable things) {
        return act(things);
    }

    /**
     * How long a sound is, for those of which nothing else is said; 2 s unless set.
     *
     * @param length zero for no time at all
     */
    public FakeAsterisk soundLength(Duration length) {
        return act(() -> soundLength = length);
    }

    /**
     * How long one sound is.
     *
     * @param name such as {@code welcome}
     * @param length zero for no time at all
     */
    public FakeAsterisk sound(String name, Duration length) {
        return act(() -> sounds.put(name, length));
    }

    /**
     * How long a character takes that is said by SAY; 500 ms unless set. Dates and times take five of them.
     *
     * @param length zero for no time at all
     */
    public FakeAsterisk sayLength(Duration length) {
        return act(() -> sayLength = length);
    }

    /**
     * Has no such sound: commands that play it fail.
     *
     * @param name such as {@code nosuch}
     */
    public FakeAsterisk missingSound(String name) {
        return act(() -> missing.add(name));
    }

    // ---- phones ----

    /**
     * A phone that Dial and Originate reach; the same one for the same device.
     *
     * @param device how it is dialled, such as {@code PJSIP/alice}
     */
    public FakePhone phone(String device) {
        lock();
        try {
            return calls.phone(device);
        } finally {
            unlock();
        }
    }

    // ---- channels ----

    /** A new channel that is not in AGI() yet: {@link FakeChannel#park} takes it there. */
    public FakeChannel channel() {
        lock();
        try {
            return newChannel("PJSIP/alice");
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

    // ---- callers ----

    /** Begins the description of a caller without a number. */
    public FakeCaller caller() {
        return new FakeCaller(this, "");
    }

    /**
     * Begins the description of a caller.
     *
     * @param number the caller id
     */
    public FakeCaller caller(String number) {
        return new FakeCaller(this, number);
    }

    /**
     * How long {@link FakeCall#await} waits, in time of the wall clock, while nothing happens and nothing is due; 10 s unless set.
     *
     * @param time more than zero
     */
    public FakeAsterisk patience(Duration time) {
        return act(() -> patience = time);
    }

    /** The conversations of its latest channels, a hundred at most, with the seconds of its clock. */
    public String transcripts() {
        lock();
        try {
            return remembered.stream()
                    .map(channel ->
                            channel.name() + ":\n" + channel.transcript().timed() + "\n")
                    .collect(Collectors.joining("\n"));
        } finally {
            unlock();
        }
    }

    // ---- phones ----

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

    /**
     * Does an action, but keeps its answers back until {@link #deliverAnswers}; events overtake them.
     *
     * @param action such as {@code AGI}
     */
    public FakeAsterisk delayAnswers(String action) {
        return act(() -> delayedAnswers.putIfAbsent(action.toLowerCase(Locale.ROOT), new ArrayList<>()));
    }

    /** Sends what {@link #delayAnswers} kept back, and delays nothing more. */
    public FakeAsterisk deliverAnswers() {
        return act(() -> {
            List<List<Runnable>> kept = List.copyOf(delayedAnswers.values());
            delayedAnswers.clear();
            kept.forEach(each -> each.forEach(Runnable::run));
        });
    }

    /**
     * Leaves out the last rows of lists, such as that of CoreShowChannels, which counts them all the same; until told otherwise.
     *
     * @param rows how many; 0 to end it
     */
    public FakeAsterisk loseRows(int rows) {
        return act(() -> rowsToLose = rows);
    }

    /**
     * Ends lists as cancelled.
     *
     * @param cancel false to end it
     */
    public FakeAsterisk cancelLists(boolean cancel) {
        return act(() -> cancelsLists = cancel);
    }

    /** Closes all manager connections, in the middle of whatever it was; the next ones are welcome. */
    public FakeAsterisk dropLinks() {
        return act(this::closeLinks);
    }

    /** Resets all connections (RST), as when a machine dies; the next ones are welcome. */
    public FakeAsterisk resetLinks() {
        return act(() -> {
            links.forEach(AmiLink::reset);
            links.clear();
        });
    }

    /**
     * Says more than its clients can read, and closes all connections in the middle of a message: at once when all of it is said, or when a
     * client has taken nothing for 100 ms, as Asterisk does.
     *
     * @param events how many events it says before, of some 250 bytes each
     */
    public FakeAsterisk overflow(int events) {
        return act(() -> {
            byte[] event = text("UserEvent", "", "UserEvent: Flood", "Filling: " + "x".repeat(180))
                    .getBytes(ISO_8859_1);
            for (AmiLink link : List.copyOf(links)) {
                for (int i = 0; i < events; i++) {
                    link.write(event);
                }
                link.write(Arrays.copyOf(event, event.length / 2));
                link.end();
                background("overflow", link::awaitEnd);
            }
        });
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
            List.copyOf(byName.values()).forEach(FakeChannel::vanish);
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

    boolean isClosed() {
        lock();
        try {
            return closed;
        } finally {
            unlock();
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

    /** Does what is to be done at once, sends what was written meanwhile, and unlocks. */
    void unlock() {
        try {
            if (lock.getHoldCount() == 1) {
                settle();
            }
        } finally {
            lock.unlock();
        }
    }

    private void settle() {
        try {
            for (Runnable next = soon.poll(); next != null; next = soon.poll()) {
                next.run();
            }
        } catch (RuntimeException | Error e) {
            broke(e);
            throw e;
        } finally {
            links.forEach(AmiLink::flush);
            changed.signalAll();
        }
    }

    /** What a test gave it, such as an answer, threw this: {@link FakeCall#await} tells it. */
    void broke(Throwable what) {
        if (broken == null) {
            broken = what;
        }
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
        return version.startsWith("16.") ? "5.0.4" : "11.0.0";
    }

    boolean isEra16() {
        return version.startsWith("16.");
    }

    Set<String> readable() {
        return readable;
    }

    Set<String> writable() {
        return writable;
    }

    /** Seconds since its start. */
    long uptime() {
        return Math.max(0, epoch() - startup.getEpochSecond());
    }

    /** How many channels there have been. */
    int processed() {
        return channels;
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
        return begun.plusNanos(clock.now()).plus(clockOffset).getEpochSecond();
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

    int rowsToLose() {
        return rowsToLose;
    }

    boolean cancelsLists() {
        return cancelsLists;
    }

    /** Sends an answer now, or when it is time. */
    void answer(String action, Runnable send) {
        List<Runnable> kept = delayedAnswers.get(action.toLowerCase(Locale.ROOT));
        if (kept != null) {
            kept.add(send);
        } else {
            send.run();
        }
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

    /** A new channel of a device, such as {@code PJSIP/alice}. */
    FakeChannel newChannel(String device) {
        channels++;
        FakeChannel channel = new FakeChannel(
                this,
                String.format(Locale.ROOT, "%s-%08x", device, channels),
                startup.getEpochSecond() + "." + channels);
        add(channel);
        if (remembered.size() == REMEMBERED) {
            remembered.remove();
        }
        remembered.add(channel);
        return channel;
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

    /** Lets something happen on its clock, under the lock. */
    FakeClock.Timer later(Duration delay, Runnable task) {
        if (!ticking && !closed) {
            ticking = true;
            thread("clock", this::runClock);
        }
        changed.signalAll();
        return clock.later(delay, task);
    }

    /** Does something before the lock is given back. */
    void soon(Runnable task) {
        soon.add(task);
    }

    /** Nanoseconds on its clock. */
    long now() {
        return clock.now();
    }

    Duration lengthOf(String sound) {
        Duration known = sounds.get(sound);
        if (known != null) {
            return known;
        }
        if (!sound.startsWith("say:")) {
            return soundLength;
        }
        String what = sound.substring(4, sound.indexOf(' '));
        int pieces = what.startsWith("date") || what.startsWith("time") ? 5 : sound.length() - what.length() - 5;
        return sayLength.multipliedBy(Math.max(0, pieces));
    }

    boolean isMissing(String sound) {
        return missing.contains(sound);
    }

    /** Whether a call keeps the clock from moving. */
    private boolean isHeld() {
        if (holder != null && holder.holdsTime()) {
            return true;
        }
        holder = null;
        for (FakeChannel channel : byName.values()) {
            if (channel.holdsTime()) {
                holder = channel;
                return true;
            }
        }
        return false;
    }

    /**
     * Waits until something is so. Under the lock, which is given back meanwhile.
     *
     * @return whether it is so; false when nothing happened for too long
     */
    boolean awaitLocked(BooleanSupplier condition) {
        long seen = progress;
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (seen != progress || (clock.isReal() && clock.nextDue() != Long.MAX_VALUE)) {
                seen = progress;
                deadline = System.nanoTime() + patience.toNanos();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || broken != null || closed) {
                return false;
            }
            try {
                long unused = changed.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Why its clock does not move. */
    String standstill() {
        if (broken != null) {
            return "an answer of the test threw " + broken;
        }
        if (closed) {
            return this + " was closed";
        }
        if (isHeld()) {
            return "the clock stands at " + Duration.ofNanos(clock.now()) + ": it is the turn of the script of "
                    + holder + " (advance() moves the clock by hand)";
        }
        return clock.nextDue() == Long.MAX_VALUE
                ? "the clock stands at " + Duration.ofNanos(clock.now()) + ": nothing is due"
                : "the clock is at " + Duration.ofNanos(clock.now());
    }

    @Nullable
    Throwable broken() {
        return broken;
    }

    /** Something has happened to a call. */
    void progress() {
        progress++;
    }

    /** Moves the clock, where nothing keeps it, and lets happen what is due. */
    private void runClock() {
        lock.lock();
        try {
            while (!closed) {
                long next = clock.nextDue();
                long left = next - clock.now();
                if (next == Long.MAX_VALUE) {
                    changed.await();
                } else if (clock.isReal() ? left <= 0 : !isHeld()) {
                    fire();
                    if (lock.hasQueuedThreads()) {
                        long unused = changed.awaitNanos(GIVE_WAY); // they have something to say at this time
                    }
                } else if (clock.isReal()) {
                    long unused = changed.awaitNanos(left);
                } else {
                    changed.await();
                }
            }
        } catch (InterruptedException e) {
            // it is over
        } finally {
            lock.unlock();
        }
    }

    private void fire() {
        try {
            progress++;
            clock.fire();
            settle();
        } catch (RuntimeException | Error e) {
            broke(e);
            soon.clear();
        }
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

    /** Runs something on a thread of its own. Under the lock. */
    void background(String role, Runnable run) {
        lock();
        try {
            if (!closed) {
                thread(role, run);
            }
        } finally {
            unlock();
        }
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
