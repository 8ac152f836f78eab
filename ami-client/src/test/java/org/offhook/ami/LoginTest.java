// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in, in every way that works and that does not; and that the secret goes nowhere else. */
class LoginTest extends AmiClientFixture {

    private AmiConnectException connectFails(AmiClientOptions.Builder options) {
        AmiConnectException failure =
                catchThrowableOfType(AmiConnectException.class, () -> kept(AmiClient.connect(options.build())));
        assertThat(failure).isNotNull();
        return failure;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void byDefaultAChallengeIsAnswered(boolean tls) {
        AmiClient client = connect(options(tls));
        assertThat(client.request(PING).isSuccess()).isTrue();
        ScriptedAmiPeer peer = server.peer(1);
        assertThat(peer.isTls()).isEqualTo(tls);
        assertThat(peer.actions()).startsWith("Challenge", "Login");
        assertThat(peer.received())
                .contains("AuthType: MD5")
                .contains("Key: " + peer.keyFor(ScriptedAmi.SECRET))
                .doesNotContain(ScriptedAmi.SECRET, "Secret:");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPlainLoginSendsTheSecretOnce(boolean tls) {
        connect(options(tls).plainLogin());
        ScriptedAmiPeer peer = server.peer(1);
        assertThat(peer.actions()).startsWith("Login").doesNotContain("Challenge");
        assertThat(peer.received()).containsOnlyOnce("Secret: " + ScriptedAmi.SECRET + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBadSecretIsRefusedAtTheFirstAttempt(boolean plain) {
        server.secret("another");
        AmiConnectException failure = connectFails(plain ? options().plainLogin() : options());
        assertThat(failure)
                .isInstanceOf(AmiLoginException.class)
                .hasMessageContaining(ScriptedAmi.USER)
                .hasMessageContaining("Authentication failed");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void anUnknownUserIsRefused() {
        AmiClientOptions.Builder options = AmiClientOptions.builder("127.0.0.1", "nobody", ScriptedAmi.SECRET)
                .port(server.port());
        assertThat(connectFails(options)).isInstanceOf(AmiLoginException.class).hasMessageContaining("nobody");
    }

    @Test
    void aRefusedChallengeIsNotAHang() {
        server.on("Challenge", (peer, action) -> peer.reply(action, "Error", "Message: Must specify AuthType"));
        assertThat(connectFails(options())).hasMessageContaining("Must specify AuthType");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Challenge", "Login"})
    void anAsteriskThatIsShuttingDownIsTriedAgain(String action) {
        AtomicInteger times = new AtomicInteger();
        server.always(peer -> {
            peer.banner();
            if (times.incrementAndGet() <= 3) {
                peer.reply(peer.serveUntil(action), "Error", "Message: Asterisk is shutting down");
                peer.fin();
            } else {
                peer.serve();
            }
        });
        AmiClient client = start(options());
        assertThat(client.awaitReady(Duration.ofSeconds(10))).isTrue();
        assertThat(server.connections()).isEqualTo(4);
    }

    @Test
    void shuttingDownIsNoRefusalForConnectEither() {
        server.on("Login", (peer, action) -> {
            peer.reply(action, "Error", "Message: Asterisk is shutting down");
            peer.fin();
        });
        assertThat(connectFails(options()))
                .isNotInstanceOf(AmiLoginException.class)
                .hasMessageContaining("shutting down");
    }

    @Test
    void aLoginWithoutAnAnswerIsGivenUpInTime() {
        server.ignore("Login");
        connectFails(options().connectTimeout(Duration.ofMillis(300)));
        await().until(() -> server.peer(1).isGone());
    }

    @Test
    void eventsOfBeforeTheLoginsAnswerAreNoHarm() {
        server.on("Challenge", (peer, action) -> {
            peer.event("Strange", "Channel: x");
            peer.message("Response: Success", "Message: of nobody");
            peer.reply(action, "Success", "Challenge: " + peer.challenge());
        });
        assertThat(connect().request(PING).isSuccess()).isTrue();
    }

    @Test
    void fullyBootedIsAwaited() throws Exception {
        server.neverBoots();
        AmiClient client = start(options().bootTimeout(Duration.ofSeconds(30)));
        await().until(() -> client.state() == AmiState.PREPARING);
        assertThat(client.awaitReady(Duration.ofMillis(100))).isFalse();
        server.peer(1).message("Event: FullyBooted", "Privilege: system,all", "Status: Fully Booted");
        assertThat(client.awaitReady(Duration.ofSeconds(10))).isTrue();
        assertThat(client.server()).isNotNull();
        assertThat(client.server().bootConfirmed()).isTrue();
    }

    @Test
    void withoutFullyBootedItIsReadyAllTheSame() {
        server.neverBoots();
        AmiClient client = connect(options().bootTimeout(Duration.ofMillis(100)));
        assertThat(client.server()).isNotNull();
        assertThat(client.server().bootConfirmed()).isFalse();
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void withoutPermissionForVersionAndStatusItIsReadyAllTheSame() {
        for (String action : List.of("CoreSettings", "CoreStatus", "ListCommands", "Filter")) {
            server.on(action, (peer, asked) -> peer.reply(asked, "Error", "Message: Permission denied"));
        }
        AmiClient client = connect();
        assertThat(client.server()).isNotNull();
        assertThat(client.server().version()).isEmpty();
        assertThat(client.server().started()).isNull();
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void theSecretIsAskedAnewAtEachLoginAndWiped() throws Exception {
        List<char[]> given = new CopyOnWriteArrayList<>();
        List<String> secrets = new CopyOnWriteArrayList<>(List.of("first-secret", "second-secret"));
        server.secret("first-secret");
        AmiClient client = connect(AmiClientOptions.builder("127.0.0.1", ScriptedAmi.USER, () -> {
                    given.add(secrets.get(given.size()).toCharArray());
                    return given.get(given.size() - 1);
                })
                .port(server.port())
                .reconnectPause(Duration.ofMillis(10), Duration.ofMillis(20)));
        assertThat(given).hasSize(1);
        server.secret("second-secret");
        server.peer(1).rst();
        await().until(() -> client.statistics().connections() == 2);
        assertThat(client.awaitReady(Duration.ofSeconds(10))).isTrue();
        assertThat(given).hasSize(2);
        await().untilAsserted(() ->
                assertThat(given).allSatisfy(array -> assertThat(array).containsOnly('\0')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Challenge", "Login", "CoreStatus", "Events"})
    void theSecretOfAFailedAttemptIsWipedToo(String lastAction) {
        List<char[]> given = new CopyOnWriteArrayList<>();
        server.next(peer -> {
            peer.banner();
            peer.serveUntil(lastAction);
            peer.rst();
        });
        AmiClient client = start(AmiClientOptions.builder("127.0.0.1", ScriptedAmi.USER, () -> {
                    given.add(ScriptedAmi.SECRET.toCharArray());
                    return given.get(given.size() - 1);
                })
                .port(server.port())
                .reconnectPause(Duration.ofMillis(10), Duration.ofMillis(20)));
        assertThat(client.awaitReady(Duration.ofSeconds(10))).isTrue();
        assertThat(given).hasSize(2);
        await().untilAsserted(() ->
                assertThat(given).allSatisfy(array -> assertThat(array).containsOnly('\0')));
    }

    @Test
    void aSupplierMayWait() {
        CountDownLatch release = new CountDownLatch(1);
        AmiClient slow = start(AmiClientOptions.builder("127.0.0.1", ScriptedAmi.USER, () -> {
                    hold(release);
                    return ScriptedAmi.SECRET.toCharArray();
                })
                .port(server.port()));
        assertThat(slow.awaitReady(Duration.ofMillis(50))).isFalse();
        // it is nobody's loop that waits: another client gets ready meanwhile
        assertThat(connect().request(PING).isSuccess()).isTrue();
        release.countDown();
        assertThat(slow.awaitReady(Duration.ofSeconds(10))).isTrue();
    }

    /** It gives what it has at last, whether interrupted or not. */
    private static char[] stubborn(CountDownLatch latch, char[] secret) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // a supplier that does not listen
            }
        }
        return secret;
    }

    @Test
    void aSupplierThatHangsIsGivenUpInTime() {
        CountDownLatch release = new CountDownLatch(1);
        char[] late = ScriptedAmi.SECRET.toCharArray();
        try {
            assertThat(connectFails(
                            AmiClientOptions.builder("127.0.0.1", ScriptedAmi.USER, () -> stubborn(release, late))
                                    .port(server.port())
                                    .connectTimeout(Duration.ofMillis(200))))
                    .hasMessageContaining("the secret's supplier")
                    .hasMessageContaining("200 ms");
        } finally {
            release.countDown();
        }
        await().untilAsserted(() -> assertThat(late).containsOnly('\0'));
        assertThat(server.connections()).isZero();
    }

    @Test
    void aSupplierThatHangsDoesNotKeepTheClientFromClosing() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        char[] late = ScriptedAmi.SECRET.toCharArray();
        AmiClient client = start(AmiClientOptions.builder("127.0.0.1", ScriptedAmi.USER, () -> {
                    asked.countDown();
                    return stubborn(release, late);
                })
                .port(server.port()));
        hold(asked);
        client.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("offhook-ami-") && !thread.isDaemon()));
        release.countDown();
        await().untilAsserted(() -> assertThat(late).containsOnly('\0'));
    }

    @Test
    void aSupplierThatHangsIsNotAskedAgainMeanwhile() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        List<AmiStateChange> changes = new CopyOnWriteArrayList<>();
        AmiClient client = start(AmiClientOptions.builder("127.0.0.1", ScriptedAmi.USER, () -> {
                    asked.incrementAndGet();
                    return stubborn(release, ScriptedAmi.SECRET.toCharArray());
                })
                .port(server.port())
                .connectTimeout(Duration.ofMillis(100))
                .reconnectPause(Duration.ofMillis(10), Duration.ofMillis(20)));
        client.onStateChange(changes::add);
        await().until(() -> changes.stream()
                        .filter(change -> change.to() == AmiState.WAITING)
                        .count()
                >= 3);
        assertThat(asked).hasValue(1);
        release.countDown();
        assertThat(client.awaitReady(Duration.ofSeconds(10))).isTrue();
        assertThat(asked).hasValueGreaterThan(1);
    }

    @Test
    void aSupplierThatThrowsFailsTheAttempt() {
        AmiConnectException failure = connectFails(AmiClientOptions.builder("127.0.0.1", ScriptedAmi.USER, () -> {
                    throw new IllegalStateException("the vault is closed");
                })
                .port(server.port()));
        assertThat(failure).hasRootCauseMessage("the vault is closed");
        assertThat(server.connections()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway") // what a careless program does
    void aSupplierWithoutASecretFailsTheAttempt() {
        AmiConnectException failure = connectFails(AmiClientOptions.builder(
                        "127.0.0.1", ScriptedAmi.USER, (java.util.function.Supplier<char[]>) () -> null)
                .port(server.port()));
        assertThat(failure).hasMessageContaining("secret");
        assertThat(server.connections()).isZero();
    }

    @Test
    void aSupplierThatThrowsAnErrorFailsTheAttempt() {
        AmiConnectException failure = connectFails(AmiClientOptions.builder("127.0.0.1", ScriptedAmi.USER, () -> {
                    throw new AssertionError("no vault");
                })
                .port(server.port()));
        assertThat(failure).hasRootCauseMessage("no vault");
    }

    @Test
    void aSecretBeyondAsciiIsItsUtf8() {
        server.secret("pässwörd-☎");
        assertThat(connect(AmiClientOptions.builder("127.0.0.1", ScriptedAmi.USER, "pässwörd-☎")
                                .port(server.port()))
                        .request(PING)
                        .isSuccess())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nEvents: off", "a\nb", "a\r\n\r\nAction: Command", "a\0b"})
    void aUserOrSecretWithALineEndIsNotSent(String hostile) {
        for (AmiClientOptions.Builder builder : List.of(
                AmiClientOptions.builder("127.0.0.1", hostile, "x").plainLogin(),
                AmiClientOptions.builder("127.0.0.1", ScriptedAmi.USER, hostile).plainLogin())) {
            assertThatThrownBy(() -> kept(AmiClient.connect(builder.port(server.port())
                            .connectTimeout(Duration.ofSeconds(2))
                            .build())))
                    .isInstanceOfAny(AmiConnectException.class, IllegalArgumentException.class)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(hostile));
        }
        assertThat(server.peers())
                .allSatisfy(peer -> assertThat(peer.received()).doesNotContain("Login", "Command", "Events: off"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSecretIsInNoLogTextOrException(boolean plain) throws Exception {
        try (Logs logs = new Logs()) {
            AmiClientOptions.Builder builder = plain ? options().plainLogin() : options();
            AmiClient client = connect(builder);
            client.request(PING);
            String key = server.peer(1).keyFor(ScriptedAmi.SECRET);
            server.peer(1).rst();
            await().until(() -> client.statistics().connections() == 2);
            String key2 = server.peer(2).keyFor(ScriptedAmi.SECRET);
            server.secret("another");
            AmiConnectException refused = connectFails(plain ? options().plainLogin() : options());
            StringWriter trace = new StringWriter();
            refused.printStackTrace(new PrintWriter(trace));
            String all = String.join("\n", logs.from(Level.TRACE))
                    + trace
                    + List.<Object>of(builder.build(), client, client.statistics(), String.valueOf(client.server()));
            assertThat(all).doesNotContain(ScriptedAmi.SECRET, key, key2);
            assertThat(logs.from(Level.TRACE)).isNotEmpty();
        }
    }

    @Test
    void theLoginsOwnEventsAreTakenByNobodyTwice() {
        AtomicInteger booted = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        AmiClient client = startHeld(options(), go);
        client.subscribe(AmiEvent.class, event -> {
            if (event.name().equals("FullyBooted")) {
                booted.incrementAndGet();
            }
        });
        go.countDown();
        client.awaitReady(Duration.ofSeconds(10));
        client.request(PING);
        assertThat(booted.get()).isLessThanOrEqualTo(1);
    }
}
