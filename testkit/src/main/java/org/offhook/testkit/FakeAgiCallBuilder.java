// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Describes a call of {@link FakeAgiCall}: what Asterisk says about it, and how well it says it. */
public final class FakeAgiCallBuilder {

    /** Asterisk gives up a connection attempt after this time. */
    private static final int CONNECT_MILLIS = 2000;

    private enum Environment {
        WHOLE,
        NONE,
        HANGUP_INSIDE,
        HANGUP_BEHIND
    }

    private final String host;
    private final int port;
    private final CallEnvironment environment = new CallEnvironment();
    private final ByteArrayOutputStream preamble = new ByteArrayOutputStream();
    private SocketFactory sockets = SocketFactory.getDefault();
    private Environment sending = Environment.WHOLE;
    private @Nullable Duration perByte;
    private int chunk;
    private Duration delay = Duration.ZERO;
    private Consumer<Transcript.Line> watcher = line -> {};
    final Map<String, String> channelVariables = new LinkedHashMap<>();
    String pressed = "";
    Duration timeout = FakeAgiCall.DEFAULT_TIMEOUT;
    Duration pace = Duration.ZERO;
    boolean realTime;

    FakeAgiCallBuilder(String host, int port) {
        this.host = host;
        this.port = port;
    }

    // ---- the call ----

    /**
     * Sets what stands behind {@code agi://host/} in the dialplan; none unless set.
     *
     * @param path such as {@code hello?x=1}, sent as it is
     */
    public FakeAgiCallBuilder script(String path) {
        environment.script(path);
        return this;
    }

    /**
     * Adds an argument of {@code AGI()}: the next {@code agi_arg_N}.
     *
     * @param value may be empty
     */
    public FakeAgiCallBuilder argument(String value) {
        environment.argument(value);
        return this;
    }

    /**
     * Changes a variable, or adds one behind the others. Unless changed they are those of a plain call on Asterisk 22 from
     * nobody known.
     *
     * @param name such as {@code agi_callerid}
     * @param value sent as it is
     */
    public FakeAgiCallBuilder variable(String name, String value) {
        environment.variable(name, value);
        return this;
    }

    /**
     * Leaves a variable out.
     *
     * @param name such as {@code agi_version}
     */
    public FakeAgiCallBuilder withoutVariable(String name) {
        environment.remove(name);
        return this;
    }

    /**
     * Sets {@code agi_version}, which decides how long a command line may be.
     *
     * @param version such as {@code 16.28.0~dfsg-0+deb11u4}
     */
    public FakeAgiCallBuilder version(String version) {
        return variable("agi_version", version);
    }

    // ---- the model that answers by itself ----

    /**
     * Sets a channel variable for GET VARIABLE and its like.
     *
     * @param name a name, or a function with its argument, such as {@code CALLERID(num)}
     * @param value its value
     */
    public FakeAgiCallBuilder channelVariable(String name, String value) {
        channelVariables.put(name, value);
        return this;
    }

    /**
     * Types digits ahead. See {@link FakeAgiCall#press}.
     *
     * @param digits of {@code 0-9 * # A-D}
     */
    public FakeAgiCallBuilder press(String digits) {
        pressed += digits;
        return this;
    }

    /**
     * Sets how long a prompt, a dialled call or a digit takes; no time at all unless set.
     *
     * @param duration not negative
     */
    public FakeAgiCallBuilder pace(Duration duration) {
        pace = duration;
        return this;
    }

    /**
     * Lets time pass as on a telephone: GET DATA, WAIT FOR DIGIT and the like wait for keys as long as they say, and a recording lasts
     * until a key ends it or its time is over. For calls with a person at the keys; unless set, a key that is not pressed yet will not be.
     */
    public FakeAgiCallBuilder realTime() {
        realTime = true;
        return this;
    }

    // ---- the test ----

    /**
     * Sets how long each wait takes at most; 5 s unless set.
     *
     * @param duration positive
     */
    public FakeAgiCallBuilder timeout(Duration duration) {
        timeout = duration;
        return this;
    }

    /**
     * Watches the conversation while it goes on.
     *
     * @param watcher gets every line, on the thread that says or reads it
     */
    public FakeAgiCallBuilder watch(Consumer<Transcript.Line> watcher) {
        this.watcher = watcher;
        return this;
    }

    /**
     * Connects through other sockets, such as those of an SSL context.
     *
     * @param factory makes unconnected sockets
     */
    public FakeAgiCallBuilder over(SocketFactory factory) {
        sockets = factory;
        return this;
    }

    // ---- faults ----

    /**
     * Sends something ahead of the environment, such as a PROXY protocol header.
     *
     * @param bytes what to send
     */
    public FakeAgiCallBuilder preamble(byte[] bytes) {
        preamble.writeBytes(bytes);
        return this;
    }

    /** Connects and says nothing; {@link FakeAgiCall#sendRaw(String)} can, with parts of {@link FakeAgiCall#environment}. */
    public FakeAgiCallBuilder withoutEnvironment() {
        sending = Environment.NONE;
        return this;
    }

    /** Says {@code HANGUP} before the blank line that ends the environment. */
    public FakeAgiCallBuilder hangupInsideEnvironment() {
        sending = Environment.HANGUP_INSIDE;
        return this;
    }

    /** Says {@code HANGUP} in the same write as the environment: the caller was quick. */
    public FakeAgiCallBuilder hangupWithEnvironment() {
        sending = Environment.HANGUP_BEHIND;
        return this;
    }

    /**
     * Sends the environment one byte at a time, until the server closes; {@link #connect} returns after that.
     *
     * @param perByte the pause after each byte
     */
    public FakeAgiCallBuilder slowEnvironment(Duration perByte) {
        this.perByte = perByte;
        return this;
    }

    /** Sends every byte in a write of its own; see {@link #chunks}. */
    public FakeAgiCallBuilder splitEveryByte() {
        return chunks(1);
    }

    /**
     * Sends everything in small writes. Without a {@link #delay} between them the network may join some again.
     *
     * @param bytes how many go into a write, at least 1
     */
    public FakeAgiCallBuilder chunks(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a write has at least 1 byte, not " + bytes);
        }
        chunk = bytes;
        return this;
    }

    /**
     * Pauses between the pieces of {@link #chunks}.
     *
     * @param pause not negative; none unless set
     */
    public FakeAgiCallBuilder delay(Duration pause) {
        delay = pause;
        return this;
    }

    /**
     * Calls the server and sends the environment.
     *
     * @throws UncheckedIOException if there is no connection within 2 s, the time Asterisk gives a server
     */
    public FakeAgiCall connect() {
        Map<String, String> variables = environment.build(host + ":" + port);
        Transcript.Recorder recorder = new Transcript.Recorder(watcher);
        Wire wire = new Wire(open(), recorder, chunk, delay);
        FakeAgiCall call = new FakeAgiCall(this, wire, recorder, variables);
        wire.write(preamble.toByteArray());
        String block = FakeAgiCall.text(variables);
        switch (sending) {
            case NONE -> {
                return call;
            }
            case HANGUP_INSIDE -> block = block.substring(0, block.length() - 1) + "HANGUP\n\n";
            case HANGUP_BEHIND -> {
                block += "HANGUP\n";
                call.isDeadFromTheStart();
            }
            case WHOLE -> {}
        }
        recorder.add(Transcript.Kind.ENVIRONMENT, block.stripTrailing());
        byte[] bytes = block.getBytes(UTF_8);
        if (perByte == null) {
            wire.write(bytes);
        } else {
            wire.dribble(bytes, perByte);
        }
        return call;
    }

    private Socket open() {
        try {
            Socket socket = sockets.createSocket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
                return socket;
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no connection to " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }
}
