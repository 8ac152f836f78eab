// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where an {@link AmiClient} connects to, and how it behaves. Immutable; every setting but host, user and secret has a default. */
public final class AmiClientOptions {

    /** Asterisk's port for AMI without TLS. */
    public static final int DEFAULT_PORT = 5038;
    /** How long each step to a login may take: {@link Builder#connectTimeout(Duration)}. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** How long {@code FullyBooted} is waited for. */
    public static final Duration DEFAULT_BOOT_TIMEOUT = Duration.ofSeconds(5);
    /** How long an action's answer is waited for, and each next event of a list. */
    public static final Duration DEFAULT_ACTION_TIMEOUT = Duration.ofSeconds(10);
    /** How long a whole list may take. */
    public static final Duration DEFAULT_LIST_TIMEOUT = Duration.ofSeconds(60);
    /** How long nothing may come before Asterisk is asked for a sign of life. */
    public static final Duration DEFAULT_PING_INTERVAL = Duration.ofSeconds(15);
    /** How long that sign is waited for; after two without one the connection counts as lost. */
    public static final Duration DEFAULT_PING_TIMEOUT = Duration.ofSeconds(10);
    /** The shortest pause before a reconnect. */
    public static final Duration DEFAULT_RECONNECT_MIN = Duration.ofMillis(250);
    /** The longest pause before a reconnect. */
    public static final Duration DEFAULT_RECONNECT_MAX = Duration.ofSeconds(30);
    /** How many actions may wait for their answers at once. */
    public static final int DEFAULT_MAX_PENDING = 10_000;
    /** How long one line of Asterisk may be. */
    public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;
    /** How long one message of Asterisk may be, a command's whole output for example. */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 16 << 20;

    final String host;
    final String username;
    final Supplier<char[]> secret;
    final int port;
    final String name;
    final @Nullable AmiTls tls;
    final boolean plainLogin;
    final Duration connectTimeout;
    final Duration bootTimeout;
    final Duration actionTimeout;
    final Duration listTimeout;
    final Duration pingInterval;
    final Duration pingTimeout;
    final boolean reconnect;
    final Duration reconnectMin;
    final Duration reconnectMax;
    final int maxPending;
    final int maxLineBytes;
    final int maxMessageBytes;
    final EventEconomy economy;
    final @Nullable Executor executor;
    final Map<String, Function<AmiHeaders, ? extends AmiEvent>> userEvents;

    private AmiClientOptions(Builder b) {
        host = b.host;
        username = b.username;
        secret = b.secret;
        port = b.port;
        name = b.name == null ? b.host + ":" + b.port : b.name;
        tls = b.tls;
        plainLogin = b.plainLogin;
        connectTimeout = b.connectTimeout;
        bootTimeout = b.bootTimeout;
        actionTimeout = b.actionTimeout;
        listTimeout = b.listTimeout;
        pingInterval = b.pingInterval;
        pingTimeout = b.pingTimeout;
        reconnect = b.reconnect;
        reconnectMin = b.reconnectMin;
        reconnectMax = b.reconnectMax;
        maxPending = b.maxPending;
        maxLineBytes = b.maxLineBytes;
        maxMessageBytes = b.maxMessageBytes;
        economy = b.economy;
        executor = b.executor;
        userEvents = Map.copyOf(b.userEvents);
    }

    /**
     * Options for a server and a user of its manager.conf.
     *
     * @param host a name or an address; a name is resolved anew for each attempt, and all its addresses are tried
     * @param secret the user's {@code secret}
     */
    public static Builder builder(String host, String username, String secret) {
        char[] kept = secret.toCharArray();
        return builder(host, username, kept::clone);
    }

    /**
     * Options with a secret that is asked for at each login, so that it can change.
     *
     * @param secret called on a thread that may wait; the array it gives is wiped after use
     */
    public static Builder builder(String host, String username, Supplier<char[]> secret) {
        return new Builder(host, username, secret);
    }

    /** The server's name or address. */
    public String host() {
        return host;
    }

    /** The server's port. */
    public int port() {
        return port;
    }

    /** The connection's name in logs and fleets: {@code host:port} unless set. */
    public String name() {
        return name;
    }

    /** Where it goes and as whom; never the secret. */
    @Override
    public String toString() {
        return "AmiClientOptions[" + username + "@" + host + ":" + port + (tls == null ? "" : " over TLS") + "]";
    }

    /** Collects options. Not safe for several threads. */
    public static final class Builder {

        private final String host;
        private final String username;
        private final Supplier<char[]> secret;
        private int port = DEFAULT_PORT;
        private @Nullable String name;
        private @Nullable AmiTls tls;
        private boolean plainLogin;
        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private Duration bootTimeout = DEFAULT_BOOT_TIMEOUT;
        private Duration actionTimeout = DEFAULT_ACTION_TIMEOUT;
        private Duration listTimeout = DEFAULT_LIST_TIMEOUT;
        private Duration pingInterval = DEFAULT_PING_INTERVAL;
        private Duration pingTimeout = DEFAULT_PING_TIMEOUT;
        private boolean reconnect = true;
        private Duration reconnectMin = DEFAULT_RECONNECT_MIN;
        private Duration reconnectMax = DEFAULT_RECONNECT_MAX;
        private int maxPending = DEFAULT_MAX_PENDING;
        private int maxLineBytes = DEFAULT_MAX_LINE_BYTES;
        private int maxMessageBytes = DEFAULT_MAX_MESSAGE_BYTES;
        private EventEconomy economy = EventEconomy.NONE;
        private @Nullable Executor executor;
        private final Map<String, Function<AmiHeaders, ? extends AmiEvent>> userEvents = new LinkedHashMap<>();

        private Builder(String host, String username, Supplier<char[]> secret) {
            this.host = Objects.requireNonNull(host);
            this.username = Objects.requireNonNull(username);
            this.secret = Objects.requireNonNull(secret);
        }

        /** The port, 1 to 65535. */
        public Builder port(int port) {
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("not a port: " + port);
            }
            this.port = port;
            return this;
        }

        /** A name for logs and fleets. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Speaks TLS, mostly on port 5039. */
        public Builder tls(AmiTls tls) {
            this.tls = tls;
            return this;
        }

        /** Sends the secret itself instead of the answer to a challenge. Over TLS that is as good; without it anybody on the way reads it. */
        public Builder plainLogin() {
            this.plainLogin = true;
            return this;
        }

        /**
         * How long each step to a login may take: resolving the name and asking for the secret; connecting; TLS; banner and login. A supplier of secrets
         * that takes longer is interrupted, and not asked again before it has come back.
         */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = positive(timeout);
            return this;
        }

        /**
         * How long Asterisk may take to report that it has started fully. Without {@code read=system} it never does; then, and when it takes
         * longer, the client is ready without it.
         */
        public Builder bootTimeout(Duration timeout) {
            this.bootTimeout = positive(timeout);
            return this;
        }

        /** How long an action's answer may take where the call names no time of its own, and each next event of a list. */
        public Builder actionTimeout(Duration timeout) {
            this.actionTimeout = positive(timeout);
            return this;
        }

        /** How long a whole list may take. */
        public Builder listTimeout(Duration timeout) {
            this.listTimeout = positive(timeout);
            return this;
        }

        /**
         * How a dead connection is found.
         *
         * @param interval how long nothing may come before a {@code Ping}
         * @param timeout how long its answer may take; after two without one the connection counts as lost, unless Asterisk may still be busy with an
         *     action that was given a longer time than {@link #actionTimeout(Duration)}
         */
        public Builder ping(Duration interval, Duration timeout) {
            this.pingInterval = positive(interval);
            this.pingTimeout = positive(timeout);
            return this;
        }

        /** The pauses between attempts: random, growing from the one to the other. */
        public Builder reconnectPause(Duration min, Duration max) {
            if (positive(min).compareTo(positive(max)) > 0) {
                throw new IllegalArgumentException(
                        "the shortest pause is longer than the longest: " + min + " and " + max);
            }
            this.reconnectMin = min;
            this.reconnectMax = max;
            return this;
        }

        /** Gives up when the connection is lost: the client is closed then. */
        public Builder withoutReconnect() {
            this.reconnect = false;
            return this;
        }

        /** How many actions may wait for answers at once; more are refused with {@link AmiOverflowException}. */
        public Builder maxPendingActions(int max) {
            this.maxPending = atLeast(1, max);
            return this;
        }

        /**
         * The longest line and message accepted from the server; a longer one ends the connection. Of a list, four times the longest message is
         * kept, or waits for its consumer; a longer one ends with {@link AmiOverflowException}.
         */
        public Builder inboundLimits(int maxLineBytes, int maxMessageBytes) {
            this.maxLineBytes = atLeast(1024, maxLineBytes);
            this.maxMessageBytes = atLeast(maxLineBytes, maxMessageBytes);
            return this;
        }

        /** How much the server is told of what is subscribed. */
        public Builder economy(EventEconomy economy) {
            this.economy = economy;
            return this;
        }

        /**
         * Where listeners and callbacks run. By default on virtual threads where Java has them, else on threads of the
         * client's own, as many as there are busy listeners. A bounded executor can be filled by slow listeners.
         */
        public Builder executor(Executor executor) {
            this.executor = executor;
            return this;
        }

        /**
         * Makes a user event a type of yours, for this client: {@code userEvent("CallRated", CallRated::new)} with {@code record
         * CallRated(AmiHeaders headers) implements AmiEvent}.
         *
         * @param userEvent the event's name in the dialplan's {@code UserEvent(name,...)}; case does not count
         * @param type makes the event; called on the connection's loop, so it must do nothing but that
         */
        public Builder userEvent(String userEvent, Function<AmiHeaders, ? extends AmiEvent> type) {
            userEvents.put(userEvent.toLowerCase(java.util.Locale.ROOT), type);
            return this;
        }

        /** The options. */
        public AmiClientOptions build() {
            return new AmiClientOptions(this);
        }

        private static Duration positive(Duration time) {
            if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofDays(365)) > 0) {
                throw new IllegalArgumentException("not a useful time: " + time);
            }
            return time;
        }

        private static int atLeast(int min, int value) {
            if (value < min) {
                throw new IllegalArgumentException("at least " + min + ", not " + value);
            }
            return value;
        }
    }
}
