// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiException;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiRegistration;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.AmiServer;
import org.offhook.ami.AmiState;
import org.offhook.ami.EventSelection;
import org.offhook.ami.action.CoreShowChannelsAction;
import org.offhook.ami.action.PingAction;
import org.offhook.ami.event.AsyncAgiEndEvent;
import org.offhook.ami.event.AsyncAgiExecEvent;
import org.offhook.ami.event.AsyncAgiStartEvent;
import org.offhook.ami.event.BridgeEnterEvent;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.event.HangupRequestEvent;
import org.offhook.ami.event.RenameEvent;
import org.offhook.ami.event.SoftHangupRequestEvent;
import org.offhook.ami.event.VarSetEvent;
import org.offhook.ami.spi.AmiActionSink;
import org.offhook.ami.spi.AmiEventSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Asterisk and the channels that wait there, ours or not. Events come on the connection's loop, in the order of the wire. */
final class AsteriskLink implements AmiEventSink {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncAgiServer.class);

    private static final Duration ATTACH_TIME = Duration.ofSeconds(1);
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(5);

    final AsyncAgiServer server;
    final AmiClient client;
    private final Map<String, ParkedCall> calls = new ConcurrentHashMap<>();
    /** Of Asterisk 11 and older, whose events name the channel only: Uniqueids by name. The loop's. */
    private final Map<String, String> legacy = new HashMap<>();

    private final CountDownLatch attached = new CountDownLatch(1);
    private volatile boolean up;
    private volatile @Nullable AmiRegistration registration;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<@Nullable Map<String, ChannelRow>>> askers = new ArrayList<>();
    private boolean listing;
    /** How many were asked for. */
    private final AtomicInteger lists = new AtomicInteger();

    private volatile boolean listRefused;
    private volatile long lookedAt;

    /** When Asterisk took the first command on this connection; {@link ParkedCall#NEVER} before. */
    private volatile long firstTaken = ParkedCall.NEVER;
    /** An event of AsyncAGI came on this connection, or it was said that none does. */
    private volatile boolean hears;

    /** The link of another client to the same Asterisk, which serves its calls; null for all but mistaken ones. Under the server's lock. */
    private volatile @Nullable AsteriskLink twin;

    /** Questions whose answers show that all that Asterisk had said before has been read. */
    private final AtomicInteger catchingUp = new AtomicInteger();

    AsteriskLink(AsyncAgiServer server, AmiClient client) {
        this.server = server;
        this.client = client;
    }

    /** From when this returns no event is missed, if the connection is up. */
    void attach() {
        registration = client.attach(this);
        if (client.state() == AmiState.READY) {
            try {
                attached.await(ATTACH_TIME.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // what comes meanwhile is found in the list of channels
            }
        }
    }

    void detach() {
        AmiRegistration attached = registration;
        if (attached != null) {
            attached.close();
        }
    }

    String name() {
        return client.name();
    }

    boolean isUp() {
        return up;
    }

    /** Whether the connection will never be back. */
    boolean isLost() {
        return client.state().isFinal();
    }

    Collection<ParkedCall> calls() {
        return calls.values();
    }

    void remove(ParkedCall call) {
        calls.remove(call.uniqueId, call);
    }

    // ---- events, on the loop ----

    @Override
    public Collection<? extends EventSelection<?>> selections() {
        return List.of(
                EventSelection.anyOf(
                        AsyncAgiStartEvent.class,
                        AsyncAgiExecEvent.class,
                        AsyncAgiEndEvent.class,
                        HangupEvent.class,
                        HangupRequestEvent.class,
                        SoftHangupRequestEvent.class,
                        BridgeEnterEvent.class,
                        VarSetEvent.class,
                        RenameEvent.class),
                EventSelection.named("AsyncAGI"));
    }

    @Override
    public void event(AmiEvent event) {
        AmiHeaders headers = event.headers();
        if (event instanceof AsyncAgiExecEvent) {
            hears = true;
            executed(uniqueId(headers), headers);
        } else if (event instanceof AsyncAgiStartEvent) {
            hears = true;
            started(uniqueId(headers), headers);
        } else if (event instanceof AsyncAgiEndEvent) {
            hears = true;
            tell(uniqueId(headers), ParkedCall::sessionEnded);
        } else if (event instanceof VarSetEvent) {
            if (headers.has("Variable", "AGISTATUS")) {
                String status = headers.find("Value").orElse("");
                tell(uniqueId(headers), call -> call.agiStatus(status));
            }
        } else if (event instanceof HangupEvent) {
            tell(uniqueId(headers), ParkedCall::hungUp);
            headers.find("Channel").ifPresent(legacy::remove);
        } else if (event instanceof HangupRequestEvent || event instanceof SoftHangupRequestEvent) {
            tell(uniqueId(headers), ParkedCall::hangupRequested);
        } else if (event instanceof BridgeEnterEvent) {
            tell(uniqueId(headers), ParkedCall::bridged);
        } else if (event instanceof RenameEvent) {
            String uniqueId = legacy.remove(headers.find("Channel").orElse(""));
            if (uniqueId != null) {
                legacy.put(headers.find("Newname").orElse(""), uniqueId);
            }
        } else {
            legacy(headers);
        }
    }

    private static String uniqueId(AmiHeaders headers) {
        return headers.find("Uniqueid").orElse("");
    }

    /** {@code AsyncAGI} with a {@code SubEvent}, as up to Asterisk 11. */
    private void legacy(AmiHeaders headers) {
        hears = true;
        String channel = headers.find("Channel").orElse("");
        switch (headers.find("SubEvent").orElse("")) {
            case "Start" -> {
                String uniqueId = ParkedCall.environment(headers).variables().getOrDefault("agi_uniqueid", "");
                legacy.put(channel, uniqueId);
                started(uniqueId, headers);
            }
            case "Exec" -> executed(legacy.getOrDefault(channel, ""), headers);
            case "End" -> tell(legacy.getOrDefault(channel, ""), ParkedCall::sessionEnded);
            default -> LOG.debug("an AsyncAGI event without a known SubEvent: {}", headers);
        }
    }

    private void started(String uniqueId, AmiHeaders headers) {
        if (uniqueId.isEmpty()) {
            LOG.warn("{}: an AsyncAGIStart without a Uniqueid: {}", name(), headers);
            return;
        }
        ParkedCall known = calls.get(uniqueId);
        if (known != null) {
            known.post(() -> known.started(headers));
            return;
        }
        ParkedCall call = new ParkedCall(this, uniqueId, lists.get(), threadOf(headers));
        if (server.register(this, call)) {
            call.post(() -> call.offered(headers));
            return;
        }
        ParkedCall found = calls.get(uniqueId);
        if (found != null) {
            found.post(() -> found.started(headers));
        }
    }

    /** A call that was over begins again. On any thread. */
    void begin(String uniqueId, AmiHeaders headers) {
        ParkedCall call = new ParkedCall(this, uniqueId, lists.get(), threadOf(headers));
        ParkedCall before = calls.put(uniqueId, call);
        if (before != null) {
            before.post(before::replaced);
        }
        call.post(() -> call.offered(headers));
    }

    /** The channel's thread in Asterisk, which no other Asterisk has; the whole environment where it is not told. Never empty. */
    private static String threadOf(AmiHeaders start) {
        String environment = start.find("Env").orElse("none");
        int at = environment.indexOf("agi_threadid");
        return at < 0 ? environment : environment.substring(at).replaceFirst("(?i)%0A.*", "");
    }

    /**
     * Takes a call that it does not know, unless another client's link to the same Asterisk has it. Under the server's lock.
     *
     * @return whether it was taken
     */
    boolean register(ParkedCall call, List<AsteriskLink> links) {
        AsteriskLink known = twin;
        if (known != null && !known.isLost()) {
            return false;
        }
        for (AsteriskLink other : links) {
            ParkedCall theirs = other == this || other.isLost() ? null : other.calls.get(call.uniqueId);
            if (theirs == null) {
                continue;
            }
            if (other.twin == this) {
                return false;
            }
            boolean certain = !call.thread.isEmpty() && call.thread.equals(theirs.thread);
            if (maySame(other) && (certain || call.thread.isEmpty() || theirs.thread.isEmpty())) {
                if (certain) { // else this call looks the same, which is not enough to leave out all the others
                    twin = other;
                    LOG.warn(
                            "{} and {} are connected to the same Asterisk: its calls are served through {} alone; leave one of the clients out",
                            name(),
                            other.name(),
                            other.name());
                }
                return false;
            }
        }
        return calls.putIfAbsent(call.uniqueId, call) == null;
    }

    private boolean maySame(AsteriskLink other) {
        AmiServer one = client.server();
        AmiServer two = other.client.server();
        return one == null
                || two == null
                || (maySame(one.started(), two.started())
                        && maySame(one.systemName(), two.systemName())
                        && maySame(one.asteriskVersion(), two.asteriskVersion()));
    }

    private static boolean maySame(@Nullable String one, @Nullable String two) {
        return one == null || two == null || one.equals(two);
    }

    private void executed(String uniqueId, AmiHeaders headers) {
        String commandId = headers.find("CommandId").orElse("");
        ParkedCall known = calls.get(uniqueId);
        ParkedCall call = known == null ? swapped(uniqueId, commandId) : known;
        if (call == null) {
            if (twin == null) {
                server.resultOfNobody(commandId);
                lookSoon();
            }
            return;
        }
        byte[] result = headers.findBytes("Result").orElse(new byte[0]);
        call.post(() -> call.executed(commandId, result));
    }

    /** A pick-up swaps two channels: the session goes on, and answers, under the Uniqueid of the other. */
    private @Nullable ParkedCall swapped(String uniqueId, String commandId) {
        if (uniqueId.isEmpty() || !server.isOurs(commandId)) {
            return null;
        }
        for (ParkedCall call : calls.values()) {
            if (call.isOurs(commandId)) {
                calls.remove(call.uniqueId, call);
                call.uniqueId = uniqueId;
                calls.put(uniqueId, call);
                return call;
            }
        }
        return null;
    }

    private void tell(String uniqueId, Consumer<ParkedCall> what) {
        ParkedCall call = calls.get(uniqueId);
        if (call != null) {
            call.post(() -> what.accept(call));
        }
    }

    // ---- the connection, on the loop ----

    @Override
    public void down() {
        up = false;
        hears = false;
        firstTaken = ParkedCall.NEVER;
        calls.values().forEach(call -> call.post(call::linkDown));
    }

    @Override
    public void ready() {
        up = true;
        attached.countDown();
        look();
    }

    /** Asterisk has taken a command; its result is told by an event. */
    void commandTaken() {
        if (firstTaken == ParkedCall.NEVER) {
            firstTaken = ParkedCall.now();
        }
    }

    /** Says so, once for each connection, if no event of AsyncAGI comes: without results nothing can be served, and nothing else would tell why. */
    void checkHearing(long now, Duration patience) {
        long taken = firstTaken;
        if (!hears && taken != ParkedCall.NEVER && now - taken > patience.toNanos()) {
            hears = true;
            LOG.warn(
                    "{}: Asterisk took a command {} s ago, and no event of AsyncAGI has come since the login: the AMI user needs the class agi under"
                            + " read= in manager.conf (read=agi). If it has that, a channel is still busy with another program's command",
                    name(),
                    (now - taken) / 1_000_000_000);
        }
    }

    /** Asks for a word from Asterisk, and {@link #isCaughtUp} only when it has come. */
    void catchUp() {
        catchingUp.incrementAndGet();
        client.send(PingAction.of(), new AmiActionSink() {
            @Override
            public void response(AmiResponse response) {
                catchingUp.decrementAndGet();
            }

            @Override
            public void failed(AmiException failure) {
                catchingUp.decrementAndGet();
            }
        });
    }

    boolean isCaughtUp() {
        return catchingUp.get() == 0;
    }

    /** A channel that was in an application of EXEC when the list was read shows itself by its next result. */
    private void lookSoon() {
        long now = ParkedCall.now();
        if (now - lookedAt >= LOOK_PAUSE.toNanos()) {
            look();
        }
    }

    /** Reads which channels wait, tells the calls we know, and finds those we do not. */
    void look() {
        if (!up || (twin != null && calls.isEmpty())) {
            return;
        }
        lookedAt = ParkedCall.now();
        int before = lists.get();
        list(rows -> {
            for (ParkedCall call : calls.values()) {
                if (call.bornAt <= before) { // else the list may be older than the call
                    ChannelRow row = rows == null ? null : rows.get(call.uniqueId);
                    call.post(() -> call.listed(rows != null, row));
                }
            }
            if (rows != null) {
                rows.values().stream().filter(ChannelRow::isParked).forEach(this::found);
            }
        });
    }

    /** A channel that waits and that we do not know. */
    void found(ChannelRow row) {
        if (!calls.containsKey(row.uniqueId()) && !row.uniqueId().isEmpty()) {
            ParkedCall call = new ParkedCall(this, row.uniqueId(), lists.get(), "");
            if (server.register(this, call)) {
                call.post(() -> call.found(row));
            }
        }
    }

    /** Of the Asterisk, if it is known. */
    @Nullable
    String version() {
        AmiServer known = client.server();
        return known == null ? null : known.asteriskVersion();
    }

    // ---- the list of channels ----

    /**
     * Reads the list of channels; whoever asks while one is on its way waits for the next.
     *
     * @param then gets the rows by Uniqueid, on the loop; null if they cannot be had
     */
    void list(Consumer<@Nullable Map<String, ChannelRow>> then) {
        lock.lock();
        try {
            askers.add(then);
            if (listing) {
                return;
            }
            listing = true;
        } finally {
            lock.unlock();
        }
        sendList();
    }

    private void sendList() {
        List<Consumer<@Nullable Map<String, ChannelRow>>> served = new ArrayList<>();
        lock.lock();
        try {
            served.addAll(askers);
            askers.clear();
            if (served.isEmpty()) {
                listing = false;
                return;
            }
            lists.incrementAndGet();
        } finally {
            lock.unlock();
        }
        client.send(CoreShowChannelsAction.of(), new AmiActionSink() {
            @Override
            public void response(AmiResponse response) {
                if (!response.isSuccess() && !listRefused) {
                    listRefused = true;
                    LOG.warn(
                            "{}: CoreShowChannels was refused ({}): the AMI user needs the class reporting or system under write=, else waiting "
                                    + "channels are not found after a restart, and cut arguments not read again",
                            name(),
                            response.message());
                }
                boolean whole = isWhole(response);
                if (response.isSuccess() && !whole) {
                    LOG.warn("{}: the list of channels is not whole, and not used", name());
                }
                serve(served, whole ? rows(response.events()) : null);
            }

            @Override
            public void failed(AmiException failure) {
                LOG.debug("{}: no list of channels: {}", name(), failure.getMessage());
                serve(served, null);
            }
        });
    }

    private void serve(
            List<Consumer<@Nullable Map<String, ChannelRow>>> served, @Nullable Map<String, ChannelRow> rows) {
        served.forEach(asker -> asker.accept(rows));
        sendList();
    }

    /** Whether no channel is missing: one that is not in the list has hung up. */
    private static boolean isWhole(AmiResponse response) {
        return response.isSuccess() && response.completion().isPresent() && response.isComplete();
    }

    private static Map<String, ChannelRow> rows(List<AmiEvent> events) {
        Map<String, ChannelRow> rows = new HashMap<>();
        for (AmiEvent event : events) {
            ChannelRow row = new ChannelRow(event);
            rows.put(row.uniqueId(), row);
        }
        return rows;
    }
}
