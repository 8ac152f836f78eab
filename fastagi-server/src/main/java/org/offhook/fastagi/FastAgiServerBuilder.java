// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiListener;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.agi.spi.AgiEnvironmentParser;
import org.offhook.agi.spi.AgiRuntime;
import org.offhook.agi.spi.ScriptExecutor;

/** Builds a {@link FastAgiServer}. Every option has a default; {@link #environment()} takes them from the environment. */
public final class FastAgiServerBuilder {

    /** Loopback: FastAGI knows no authentication, so opening it to the network is a decision. */
    public static final String DEFAULT_HOST = "127.0.0.1";
    /** See {@link #handshakeTimeout}. */
    public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);
    /** See {@link #replyTimeout}. */
    public static final Duration DEFAULT_REPLY_TIMEOUT = Duration.ofSeconds(10);
    /** See {@link #writeTimeout}. */
    public static final Duration DEFAULT_WRITE_TIMEOUT = Duration.ofSeconds(10);
    /** See {@link #keepAlive}. */
    public static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(60);
    /** See {@link #maxReplyBytes}. */
    public static final int DEFAULT_MAX_REPLY_BYTES = 1024 * 1024;

    private static final Duration LONGEST = Duration.ofDays(365);

    private final AgiRouter router;
    String host = DEFAULT_HOST;
    int port = FastAgiServer.DEFAULT_PORT;
    int maxCalls = ScriptExecutor.defaultMaxCalls();
    OverloadPolicy overloadPolicy = OverloadPolicy.FAIL;
    Duration handshakeTimeout = DEFAULT_HANDSHAKE_TIMEOUT;
    Duration replyTimeout = DEFAULT_REPLY_TIMEOUT;
    Duration writeTimeout = DEFAULT_WRITE_TIMEOUT;

    @Nullable
    Duration keepAlive = DEFAULT_KEEP_ALIVE;

    int maxEnvironmentLines = AgiEnvironmentParser.DEFAULT_MAX_LINES;
    int maxEnvironmentLineBytes = AgiEnvironmentParser.DEFAULT_MAX_LINE_BYTES;
    int maxEnvironmentBytes = AgiEnvironmentParser.DEFAULT_MAX_TOTAL_BYTES;
    int maxReplyBytes = DEFAULT_MAX_REPLY_BYTES;

    @Nullable
    AddressRules allowed;

    AddressRules proxies = new AddressRules(List.of());

    @Nullable
    Tls tls;

    int ioThreads = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() / 2));

    @Nullable
    String outcomeVariable = AgiRuntime.DEFAULT_OUTCOME_VARIABLE;

    boolean interruptOnHangup;

    @Nullable
    Duration scriptDeadline;

    final List<AgiListener> listeners = new ArrayList<>();

    FastAgiServerBuilder(AgiRouter router) {
        this.router = router;
    }

    /**
     * The address to listen on. Default {@value #DEFAULT_HOST}.
     *
     * @param address such as {@code 0.0.0.0} or {@code ::} for all; then think of {@link #allow}
     */
    public FastAgiServerBuilder host(String address) {
        host = address;
        return this;
    }

    /**
     * The port to listen on. Default 4573.
     *
     * @param number 1 to 65535, or 0 for any free one
     */
    public FastAgiServerBuilder port(int number) {
        port = between(0, number, 65_535, "port");
        return this;
    }

    /**
     * How many calls run at once; what happens to more is {@link #overload}. Default 10,000 where there are virtual threads
     * (Java 21 and newer), else 500.
     *
     * @param calls at least 1
     */
    public FastAgiServerBuilder maxCalls(int calls) {
        maxCalls = between(1, calls, Integer.MAX_VALUE, "maxCalls");
        return this;
    }

    /** What happens to calls beyond {@link #maxCalls}. Default {@link OverloadPolicy#FAIL}. */
    public FastAgiServerBuilder overload(OverloadPolicy policy) {
        overloadPolicy = policy;
        return this;
    }

    /**
     * How long a connection may take until its whole environment has come, TLS and PROXY header included. Default 5 s.
     *
     * @param timeout positive
     */
    public FastAgiServerBuilder handshakeTimeout(Duration timeout) {
        handshakeTimeout = positive(timeout, "handshakeTimeout");
        return this;
    }

    /**
     * How long Asterisk may take to answer, on top of what the command itself may take. Commands that end only when media, an
     * application or the caller ends them have no deadline; {@link #keepAlive} watches over them. Default 10 s.
     *
     * @param timeout positive
     */
    public FastAgiServerBuilder replyTimeout(Duration timeout) {
        replyTimeout = positive(timeout, "replyTimeout");
        return this;
    }

    /**
     * How long Asterisk may take to read a command. Default 10 s.
     *
     * @param timeout positive
     */
    public FastAgiServerBuilder writeTimeout(Duration timeout) {
        writeTimeout = positive(timeout, "writeTimeout");
        return this;
    }

    /**
     * TCP keep-alive: after how much silence to ask whether the peer is still there. A dead one is noticed after twice that
     * time, where the operating system lets us say so (Linux, macOS). Default 60 s.
     *
     * @param idle at least one second, or null for none
     */
    public FastAgiServerBuilder keepAlive(@Nullable Duration idle) {
        keepAlive = idle == null ? null : positive(idle, "keepAlive");
        return this;
    }

    /**
     * What is accepted of an environment. Default 512 lines of 8 KiB, 64 KiB in all.
     *
     * @param lines how many
     * @param lineBytes how long each
     * @param totalBytes how much in all
     */
    public FastAgiServerBuilder maxEnvironment(int lines, int lineBytes, int totalBytes) {
        maxEnvironmentLines = between(1, lines, Integer.MAX_VALUE, "environment lines");
        maxEnvironmentLineBytes = between(1, lineBytes, Integer.MAX_VALUE, "environment line bytes");
        maxEnvironmentBytes = between(1, totalBytes, Integer.MAX_VALUE, "environment bytes");
        return this;
    }

    /**
     * The longest reply. GET FULL VARIABLE has no limit of its own. Default 1 MiB.
     *
     * @param bytes at least 4096
     */
    public FastAgiServerBuilder maxReplyBytes(int bytes) {
        maxReplyBytes = between(4096, bytes, Integer.MAX_VALUE, "maxReplyBytes");
        return this;
    }

    /**
     * Serves only these addresses; others are dropped. Default: all.
     *
     * @param rules {@code 192.0.2.7}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}
     */
    public FastAgiServerBuilder allow(String... rules) {
        allowed = new AddressRules(List.of(rules));
        return this;
    }

    /**
     * Expects the PROXY protocol, version 1 or 2, from these addresses, and from no others. {@link #allow} and
     * {@code AgiRequest.remoteAddress()} then see the address in the header.
     *
     * @param rules the proxies, written as for {@link #allow}
     */
    public FastAgiServerBuilder proxyProtocol(String... rules) {
        proxies = new AddressRules(List.of(rules));
        return this;
    }

    /**
     * Serves over TLS, for a tunnel in front of Asterisk: Asterisk itself speaks FastAGI in plain text only.
     *
     * @param keyStore PKCS#12, or JKS if it ends so
     * @param password of the store and its key
     */
    public FastAgiServerBuilder tls(Path keyStore, char[] password) {
        tls = Tls.keyStore(keyStore, password);
        return this;
    }

    /**
     * Serves over TLS, for a tunnel in front of Asterisk: Asterisk itself speaks FastAGI in plain text only.
     *
     * @param certificates the certificate and its chain, PEM
     * @param key the private key, PKCS#8 PEM without a password
     */
    public FastAgiServerBuilder tls(Path certificates, Path key) {
        tls = Tls.pem(certificates, key);
        return this;
    }

    /**
     * The event loops. Scripts do not run on them, and need the other processors. Default: half the number of processors, 8 at most.
     *
     * @param threads at least 1
     */
    public FastAgiServerBuilder ioThreads(int threads) {
        ioThreads = between(1, threads, 1024, "ioThreads");
        return this;
    }

    /**
     * The channel variable that tells the dialplan how the script ended: {@code done}, {@code refused} or {@code failed}.
     * Default {@code OFFHOOK}. It costs one command at the end of each call.
     *
     * @param name letters, digits and underscores; null for none
     */
    public FastAgiServerBuilder outcomeVariable(@Nullable String name) {
        outcomeVariable = name;
        return this;
    }

    /** Whether a hang-up interrupts the script's thread, for scripts that wait elsewhere. Default false. */
    public FastAgiServerBuilder interruptOnHangup(boolean interrupt) {
        interruptOnHangup = interrupt;
        return this;
    }

    /**
     * How long a script may run; then it is interrupted and its call goes back to the dialplan as failed. Default: no limit.
     *
     * @param deadline positive, or null for none
     */
    public FastAgiServerBuilder scriptDeadline(@Nullable Duration deadline) {
        scriptDeadline = deadline == null ? null : positive(deadline, "scriptDeadline");
        return this;
    }

    /** Adds a listener, for metrics, traces and logs. */
    public FastAgiServerBuilder listener(AgiListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Takes options from the process's environment, where they are set: {@code FASTAGI_HOST}, {@code FASTAGI_PORT},
     * {@code FASTAGI_MAX_CALLS}, {@code FASTAGI_OVERLOAD} (fail, refuse), {@code FASTAGI_HANDSHAKE_TIMEOUT},
     * {@code FASTAGI_REPLY_TIMEOUT}, {@code FASTAGI_WRITE_TIMEOUT}, {@code FASTAGI_KEEP_ALIVE}, {@code FASTAGI_SCRIPT_DEADLINE}
     * (such as 500ms, 5s, 2m, 4h; off where that is possible), {@code FASTAGI_MAX_ENVIRONMENT} (lines,line bytes,bytes),
     * {@code FASTAGI_MAX_REPLY_BYTES}, {@code FASTAGI_ALLOW}, {@code FASTAGI_PROXIES} (addresses, comma between),
     * {@code FASTAGI_TLS_KEY_STORE} with {@code FASTAGI_TLS_KEY_STORE_PASSWORD}, {@code FASTAGI_TLS_CERTIFICATE} with
     * {@code FASTAGI_TLS_KEY}, {@code FASTAGI_IO_THREADS}, {@code FASTAGI_OUTCOME_VARIABLE} (off for none),
     * {@code FASTAGI_INTERRUPT_ON_HANGUP} (true, false).
     *
     * @throws IllegalArgumentException naming the variable and its value
     */
    public FastAgiServerBuilder environment() {
        return environment(System.getenv());
    }

    /**
     * As {@link #environment()}, from a map.
     *
     * @param variables names and values
     */
    public FastAgiServerBuilder environment(Map<String, String> variables) {
        new EnvironmentOptions(variables).applyTo(this);
        return this;
    }

    /**
     * Listens.
     *
     * @return the running server
     * @throws java.io.UncheckedIOException if it cannot listen
     * @throws IllegalArgumentException if the TLS files cannot be read
     */
    public FastAgiServer start() {
        return new FastAgiServer(router, this).start();
    }

    private static int between(int least, int value, int most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be "
                    + (most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most) + ", not " + value);
        }
        return value;
    }

    private static Duration positive(Duration value, String name) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be at least a millisecond and at most " + LONGEST.toDays() + " days, not " + value);
        }
        return value;
    }
}
