// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.HeaderValues;
import org.offhook.ami.internal.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens on a new connection until it is ready: banner, login, waiting for Asterisk to have started, learning what it is, filters, and
 * at last the events. It logs in with a mask of class {@code system} only, so that nothing comes before subscribers were told of the gap.
 */
final class Handshake {

    private static final Logger LOG = LoggerFactory.getLogger(AmiClient.class);
    private static final int MAX_EARLY_EVENTS = 1000;
    private static final String BANNER = "the banner";

    private final ClientLoop client;
    private final AmiClientOptions options;
    private final char[] secret;
    private final List<AmiHeaders> early = new ArrayList<>();

    private @Nullable AmiConnection connection;
    private String stage = BANNER;
    private String amiVersion = "";
    private @Nullable String version;
    private @Nullable String systemName;
    private @Nullable String started;
    private OptionalLong uptime = OptionalLong.empty();
    private boolean booted;
    private boolean waitsForBoot;
    private boolean loggedIn;
    private boolean over;

    /**
     * A handshake.
     *
     * @param secret wiped when it has been used
     */
    Handshake(ClientLoop client, char[] secret) {
        this.client = client;
        this.options = client.options;
        this.secret = secret;
    }

    /** Connected, and TLS is done where it is spoken. */
    void connected(AmiConnection connection) {
        this.connection = connection;
        connection.schedule(
                () -> {
                    if (!loggedIn && !over) {
                        connection.fail(new AmiConnectException(
                                client.where() + ": " + stage + " did not come within "
                                        + options.connectTimeout.toMillis() + " ms" + hint(),
                                null));
                    }
                },
                options.connectTimeout.toNanos());
    }

    /** The connection is over. */
    void over() {
        over = true;
        Arrays.fill(secret, '\0');
    }

    /** Why a server may close the connection before it is ready. */
    String closedEarly(String where) {
        return where + " closed the connection before " + stage + hint();
    }

    private String hint() {
        return stage.equals(BANNER)
                ? ": is this a port for TLS, are there too many connections that have not logged in (authlimit), or is this"
                        + " address not permitted?"
                : "";
    }

    void banner(String version) {
        amiVersion = version;
        client.state(AmiState.AUTHENTICATING, "connected, logging in", null);
        AmiConnection to = open();
        if (options.plainLogin) {
            stage = "the answer to the login";
            login(to, "Secret", new String(secret));
            return;
        }
        stage = "the challenge";
        to.ask(RawAction.of("Challenge", "AuthType", "MD5"), response -> {
            stage = "the answer to the login";
            String challenge = response.headers().find("Challenge").orElse("");
            if (!response.isSuccess() || challenge.isEmpty()) {
                refused(response);
            } else {
                login(to, "Key", key(challenge, secret));
            }
        });
    }

    private void login(AmiConnection to, String proof, String value) {
        Arrays.fill(secret, '\0');
        try {
            RawAction login = RawAction.of("Login", "Username", options.username, proof, value, "Events", "system");
            to.ask(proof.equals("Key") ? login.plus("AuthType", "MD5") : login, this::loggedIn);
        } catch (IllegalArgumentException e) {
            to.fail(new AmiLoginException("the user's name or secret cannot be sent: " + e.getMessage()));
        }
    }

    private void loggedIn(AmiResponse response) {
        if (!response.isSuccess()) {
            refused(response);
            return;
        }
        loggedIn = true;
        stage = "it was ready";
        client.state(AmiState.PREPARING, "logged in as " + options.username, null);
        waitsForBoot = true;
        AmiConnection to = open();
        if (booted) {
            learn(to);
            return;
        }
        to.schedule(
                () -> {
                    if (waitsForBoot && !over) {
                        LOG.info(
                                "{}: no FullyBooted within {} ms, going on without it; the user {} needs read=system for it",
                                options.name,
                                options.bootTimeout.toMillis(),
                                Printable.of(options.username, 60));
                        learn(to);
                    }
                },
                options.bootTimeout.toNanos());
    }

    private void refused(AmiResponse response) {
        String message = Printable.of(response.message(), 200);
        if (message.contains("shutting down")) {
            open().fail(new AmiConnectException(client.where() + " is shutting down, or starting", null));
        } else {
            open().fail(new AmiLoginException(client.where() + " refused the login of user "
                    + Printable.of(options.username, 60) + ": " + message
                    + " (check name, secret, permit and deny in manager.conf)"));
        }
    }

    /** An event before it is ready: it is kept until subscribers know of the gap before it. */
    void event(AmiHeaders headers) {
        if (headers.has("Event", "FullyBooted")) {
            booted = true;
            uptime = HeaderValues.number(headers, "Uptime");
            if (waitsForBoot) {
                learn(open());
            }
        }
        if (early.size() < MAX_EARLY_EVENTS) {
            early.add(headers);
        } else {
            open().fail(new AmiConnectException(client.where() + " sends too many events before it is ready", null));
        }
    }

    /** Both answers may be refusals; the second to come goes on. */
    private void learn(AmiConnection to) {
        waitsForBoot = false;
        to.ask(RawAction.of("CoreSettings"), response -> {
            version = HeaderValues.text(response.headers(), "AsteriskVersion").orElse(null);
            systemName = HeaderValues.text(response.headers(), "SystemName").orElse(null);
        });
        to.ask(RawAction.of("CoreStatus"), response -> {
            if (response.message().contains("shutting down")) {
                refused(response);
                return;
            }
            started = HeaderValues.text(response.headers(), "CoreStartupDate")
                    .flatMap(date -> HeaderValues.text(response.headers(), "CoreStartupTime")
                            .map(time -> date + " " + time))
                    .orElse(null);
            prepare(to);
        });
    }

    private void prepare(AmiConnection to) {
        AmiServer server = new AmiServer(amiVersion, version, systemName, started, booted);
        client.economy.prepare(to, server, () -> {
            client.beforeEvents(server, uptime);
            for (AmiHeaders event : early) {
                client.dispatcher.event(event);
            }
            early.clear();
            client.dispatcher.endOfBatch();
            to.ready(); // events may come from here on, even before the answer that says so
            client.economy.switchOn(to, () -> client.connectionReady(to));
        });
    }

    private AmiConnection open() {
        if (connection == null) {
            throw new IllegalStateException("not connected");
        }
        return connection;
    }

    private static String key(String challenge, char[] secret) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(challenge.getBytes(UTF_8));
            md5.update(UTF_8.encode(CharBuffer.wrap(secret)));
            return HexFormat.of().formatHex(md5.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5: use plainLogin(), over TLS", e);
        }
    }

    /** How long Asterisk had been up when it said so, in seconds. */
    static boolean startedAfter(OptionalLong uptimeSeconds, long sinceNanos) {
        return uptimeSeconds.isPresent()
                && TimeUnit.SECONDS.toNanos(uptimeSeconds.getAsLong() + 1) < System.nanoTime() - sinceNanos;
    }
}
