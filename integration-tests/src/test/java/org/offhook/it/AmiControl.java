// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A small AMI client with which tests steer a real Asterisk and watch it. It is independent of the product's own client:
 * a bug there must not hide here. Everything sent and received is also written to a transcript file.
 *
 * <p>All methods may be called from any thread; those that wait give up after ten seconds unless they take a time.
 * Listeners run on the reader thread and must not wait for this client.
 */
public final class AmiControl implements AutoCloseable {
    private static final Duration REPLY_TIME = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIME = Duration.ofSeconds(30);

    private static final ScheduledExecutorService SETTLER = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "ami-control-settler");
        thread.setDaemon(true);
        return thread;
    });

    private final Socket socket;
    private final AmiTranscript transcript;
    private final EventLog events = new EventLog();
    private final Map<String, BlockingQueue<AmiMessage>> waiting = new ConcurrentHashMap<>();
    private final Map<String, String> channelNames = new ConcurrentHashMap<>();
    private final List<Consumer<AmiMessage>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong actionIds = new AtomicLong();
    private final ReentrantLock writeLock = new ReentrantLock();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Thread reader;
    private volatile boolean unsettled;
    private volatile long lastEvent;

    private AmiControl(Socket socket, Path transcriptFile) throws IOException {
        this.socket = socket;
        this.transcript = new AmiTranscript(transcriptFile);
        this.reader = new Thread(this::readLoop, "ami-control-" + socket.getPort());
        reader.setDaemon(true);
        ScheduledFuture<?> settling = SETTLER.scheduleWithFixedDelay(this::settle, 1, 1, TimeUnit.SECONDS);
        closed.thenRun(() -> settling.cancel(false));
    }

    /** An event can stay behind in Asterisk until something else happens (docs/wire.md). */
    private void settle() {
        if (unsettled && System.nanoTime() - lastEvent > TimeUnit.MILLISECONDS.toNanos(900)) {
            unsettled = false;
            try {
                send("Ping", actionId(Map.of()), Map.of());
            } catch (IllegalStateException e) {
                // it has just ended; whoever waits is told by the reader
            }
        }
    }

    /**
     * Connects and logs in, with all events on.
     *
     * @param transcript is appended to
     * @throws IOException if nobody answers or the login is refused
     */
    static AmiControl connect(InetSocketAddress address, String user, String secret, Path transcript)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, 2000);
            AmiControl control = new AmiControl(socket, transcript);
            control.reader.start();
            AmiMessage response = control.action("Login", Map.of("Username", user, "Secret", secret));
            if (!response.isSuccess()) {
                throw new IOException("AMI login as '" + user + "' was refused: " + response.get("Message"));
            }
            return control;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends an action and waits for its response.
     *
     * @param headers without Action; a collection as value writes one header for each of its elements; an ActionID is
     *     added when there is none
     * @return the response, which may report an error
     * @throws IllegalStateException if the connection is lost or no response comes
     */
    public AmiMessage action(String name, Map<String, ?> headers) {
        String id = actionId(headers);
        BlockingQueue<AmiMessage> answers = expectAnswers(id);
        try {
            send(name, id, headers);
            return next(answers, name);
        } finally {
            waiting.remove(id);
        }
    }

    /** As {@link #action(String, Map)}, without headers. */
    public AmiMessage action(String name) {
        return action(name, Map.of());
    }

    /**
     * Sends an action that answers with a list and waits for its end.
     *
     * @return the list's events, without the response and without the event that closes the list
     * @throws IllegalStateException if Asterisk answers with an error, the connection is lost or the list does not end
     */
    public List<AmiMessage> actionList(String name, Map<String, ?> headers) {
        String id = actionId(headers);
        BlockingQueue<AmiMessage> answers = expectAnswers(id);
        try {
            send(name, id, headers);
            AmiMessage response = next(answers, name);
            if (!response.isSuccess()) {
                throw new IllegalStateException(name + " failed: " + response);
            }
            List<AmiMessage> items = new ArrayList<>();
            AmiMessage item = next(answers, name);
            while (!item.get("EventList").equalsIgnoreCase("Complete")) {
                items.add(item);
                item = next(answers, name);
            }
            return items;
        } finally {
            waiting.remove(id);
        }
    }

    /**
     * Runs a CLI command, such as {@code core show channels}.
     *
     * @return what it prints, a line each
     * @throws IllegalStateException if there is no such command, or it failed
     */
    public List<String> command(String command) {
        AmiMessage response = action("Command", Map.of("Command", command));
        if (!response.isSuccess()) {
            throw new IllegalStateException("'" + command + "' failed: " + response);
        }
        return response.all("Output");
    }

    /**
     * Places a call between the two halves of a Local channel. Returns once Asterisk has queued it.
     *
     * @param extension and {@code context}: where the second half ({@code ;2}) begins in the dialplan
     * @param application and {@code data}: what the first half ({@code ;1}) runs once the second has answered
     * @param variables are set on both halves
     */
    public LocalPair originateLocal(
            String extension, String context, String application, String data, Map<String, String> variables) {
        LocalPair pair = LocalPair.create();
        originateLocal(
                pair,
                "Local/" + extension + "@" + context + "/n",
                Map.of("Application", application, "Data", data),
                variables,
                ANSWER_TIME);
        return pair;
    }

    /** The ActionID, which the OriginateResponse event repeats, is the pair's first id. */
    void originateLocal(
            LocalPair pair,
            String channel,
            Map<String, String> firstHalf,
            Map<String, String> variables,
            Duration answerTime) {
        Map<String, Object> headers = new LinkedHashMap<>(firstHalf);
        headers.put("ActionID", pair.firstId());
        headers.put("Channel", channel);
        headers.put("ChannelId", pair.firstId());
        headers.put("OtherChannelId", pair.secondId());
        headers.put("Async", "true");
        headers.put("Timeout", answerTime.toMillis());
        headers.put(
                "Variable",
                variables.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + quote(variable.getValue()))
                        .toList());
        AmiMessage response = action("Originate", headers);
        if (!response.isSuccess()) {
            throw new IllegalStateException("Originate failed: " + response);
        }
    }

    /** Hangs a channel up; whether it was there. */
    public boolean hangup(String channel) {
        return action("Hangup", Map.of("Channel", channel)).isSuccess();
    }

    /** Hangs a channel up with a cause, such as 17 for busy; whether it was there. */
    public boolean hangup(String channel, int cause) {
        return action("Hangup", Map.of("Channel", channel, "Cause", cause)).isSuccess();
    }

    /** Sends a channel to another place in the dialplan, at priority 1. */
    public AmiMessage redirect(String channel, String context, String extension) {
        return action("Redirect", Map.of("Channel", channel, "Context", context, "Exten", extension, "Priority", 1));
    }

    /** The value of a channel's variable or function; empty when it is unset. */
    public String getvar(String channel, String variable) {
        return action("Getvar", Map.of("Channel", channel, "Variable", variable))
                .get("Value");
    }

    /** The value of a global variable; empty when it is unset. */
    public String getGlobal(String variable) {
        return action("Getvar", Map.of("Variable", variable)).get("Value");
    }

    /** Sets a variable of a channel. */
    public AmiMessage setvar(String channel, String variable, String value) {
        return action("Setvar", Map.of("Channel", channel, "Variable", variable, "Value", value));
    }

    /** Sets a global variable. */
    public AmiMessage setGlobal(String variable, String value) {
        return action("Setvar", Map.of("Variable", variable, "Value", value));
    }

    /** Sends a user event with these headers. */
    public AmiMessage sendUserEvent(String name, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("UserEvent", name);
        return action("UserEvent", all);
    }

    /** Plays one digit out of a channel: with the second half of a Local channel, the first half hears it. */
    public AmiMessage playDtmf(String channel, char digit) {
        return action("PlayDTMF", Map.of("Channel", channel, "Digit", String.valueOf(digit)));
    }

    /** The channels that are up, as CoreShowChannel events. */
    public List<AmiMessage> channels() {
        return actionList("CoreShowChannels", Map.of());
    }

    /** The name of the channel with this unique id, once it has been announced; stays known after its end. */
    public Optional<String> channelName(String uniqueId) {
        return Optional.ofNullable(channelNames.get(uniqueId));
    }

    /**
     * Every event since the last {@link #clearEvents()}, in wire order. The harness clears them before each test. At most
     * 200,000 are kept: of more, the oldest are forgotten.
     */
    public List<AmiMessage> events() {
        return events.all();
    }

    /** Forgets the events so far. */
    public void clearEvents() {
        events.clear();
    }

    /**
     * The first event since {@link #clearEvents()} that fits; waits for it if it has not come yet.
     *
     * @throws AssertionError if it does not come in time or the connection is lost; the message has the newest events
     */
    public AmiMessage awaitEvent(Predicate<AmiMessage> fits, Duration atMost) {
        return events.await(fits, atMost);
    }

    /** As {@link #awaitEvent(Predicate, Duration)}, for events of one name. */
    public AmiMessage awaitEvent(String name, Predicate<AmiMessage> fits, Duration atMost) {
        return awaitEvent(event -> event.isEvent(name) && fits.test(event), atMost);
    }

    /** Has every event handed to the listener, on the reader thread, until it is removed. */
    public void addListener(Consumer<AmiMessage> listener) {
        listeners.add(listener);
    }

    /** Takes a listener out again. */
    public void removeListener(Consumer<AmiMessage> listener) {
        listeners.remove(listener);
    }

    /** Whether Asterisk still holds the connection. */
    public boolean isOpen() {
        return reader.isAlive();
    }

    /** Completes on the reader thread when the connection has ended, whoever ended it. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    /**
     * Quotes text for Asterisk's splitting of arguments, which would take commas for ends and quotes away, and which counts
     * brackets even between quotes.
     */
    static String quote(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            if ("\\\"()[]".indexOf(value.charAt(i)) >= 0) {
                quoted.append('\\');
            }
            quoted.append(value.charAt(i));
        }
        return quoted.append('"').toString();
    }

    private String actionId(Map<String, ?> headers) {
        Object given = headers.get("ActionID");
        return given == null ? "control-" + actionIds.incrementAndGet() : given.toString();
    }

    private BlockingQueue<AmiMessage> expectAnswers(String id) {
        BlockingQueue<AmiMessage> answers = new LinkedBlockingQueue<>();
        waiting.put(id, answers);
        return answers;
    }

    private AmiMessage next(BlockingQueue<AmiMessage> answers, String action) {
        long end = System.nanoTime() + REPLY_TIME.toNanos();
        try {
            while (System.nanoTime() < end) {
                AmiMessage answer = answers.poll(50, TimeUnit.MILLISECONDS);
                if (answer != null) {
                    return answer;
                }
                if (!reader.isAlive() && answers.isEmpty()) {
                    throw new IllegalStateException("the AMI connection was lost while " + action + " ran");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + action + " ran", e);
        }
        throw new IllegalStateException(action + " got no answer within " + REPLY_TIME.toSeconds() + " s");
    }

    private void send(String name, String id, Map<String, ?> headers) {
        StringBuilder text = new StringBuilder();
        line(text, "Action", name);
        line(text, "ActionID", id);
        headers.forEach((key, value) -> {
            if (value instanceof Collection<?> several) {
                several.forEach(item -> line(text, key, item));
            } else if (!key.equals("ActionID")) {
                line(text, key, value);
            }
        });
        text.append("\r\n");
        transcript.sent(text.toString());
        writeLock.lock();
        try {
            socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the AMI connection was lost before " + name, e);
        } finally {
            writeLock.unlock();
        }
    }

    private static void line(StringBuilder text, String key, @Nullable Object value) {
        String header = key + ": " + value;
        if (header.indexOf('\r') >= 0 || header.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a header must not hold line ends: " + header);
        }
        text.append(header).append("\r\n");
    }

    private void readLoop() {
        try (InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
            readLine(in);
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            String line = readLine(in);
            while (line != null) {
                if (line.isEmpty()) {
                    if (!headers.isEmpty()) {
                        accept(new AmiMessage(headers));
                    }
                    headers = new ArrayList<>();
                } else {
                    int colon = line.indexOf(':');
                    headers.add(
                            colon < 0
                                    ? Map.entry("", line)
                                    : Map.entry(
                                            line.substring(0, colon),
                                            line.substring(colon + 1).stripLeading()));
                }
                line = readLine(in);
            }
            transcript.received("(end of stream)\r\n");
        } catch (IOException e) {
            transcript.received("(" + e + ")\r\n");
        } finally {
            events.close();
            closed.complete(null);
        }
    }

    /** One line, ended by CRLF only: some values hold a bare LF. */
    private static @Nullable String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        int previous = -1;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n' && previous == '\r') {
                return new String(bytes.toByteArray(), 0, bytes.size() - 1, StandardCharsets.UTF_8);
            }
            bytes.write(next);
            previous = next;
        }
        return null;
    }

    private void accept(AmiMessage message) {
        StringBuilder text = new StringBuilder();
        message.headers()
                .forEach(header -> line(text, header.getKey(), header.getValue().replace('\n', ' ')));
        transcript.received(text.append("\r\n").toString());
        BlockingQueue<AmiMessage> answers = waiting.get(message.get("ActionID"));
        boolean event = !message.event().isEmpty();
        if (event) {
            if (message.isEvent("Newchannel")) {
                channelNames.put(message.get("Uniqueid"), message.get("Channel"));
            }
            lastEvent = System.nanoTime();
            unsettled = true;
            events.add(message);
            listeners.forEach(listener -> listener.accept(message));
        }
        if (answers != null && (!event || !message.isEvent("OriginateResponse"))) {
            answers.add(message);
        }
    }

    /** Brings the transcript file up to date. */
    void flushTranscript() {
        transcript.flush();
    }

    /** Closes the connection without a word to Asterisk. */
    @Override
    public void close() {
        try {
            socket.close();
            reader.join(2000);
            transcript.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
