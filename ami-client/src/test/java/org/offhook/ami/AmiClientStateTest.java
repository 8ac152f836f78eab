// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.offhook.ami.AmiState.AUTHENTICATING;
import static org.offhook.ami.AmiState.CLOSED;
import static org.offhook.ami.AmiState.CONNECTING;
import static org.offhook.ami.AmiState.PREPARING;
import static org.offhook.ami.AmiState.READY;
import static org.offhook.ami.AmiState.REFUSED;
import static org.offhook.ami.AmiState.WAITING;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every transition of the state machine, seen from outside. */
class AmiClientStateTest extends AmiClientFixture {

    private final List<AmiStateChange> changes = new CopyOnWriteArrayList<>();
    private final CountDownLatch go = new CountDownLatch(1);

    private AmiClient watched(AmiClientOptions.Builder options) {
        AmiClient client = startHeld(options, go);
        client.onStateChange(changes::add);
        go.countDown();
        return client;
    }

    private List<AmiState> states() {
        return changes.stream().map(AmiStateChange::to).toList();
    }

    private void awaitStates(AmiState... expected) {
        await().untilAsserted(() -> assertThat(states()).containsExactly(expected));
        for (int i = 1; i < changes.size(); i++) {
            assertThat(changes.get(i).from()).isEqualTo(changes.get(i - 1).to());
        }
    }

    private AmiStateChange last(AmiState to) {
        await().until(() -> states().contains(to));
        return changes.stream()
                .filter(change -> change.to() == to)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void connectingLeadsThroughLoginAndPreparationToReady(boolean tls) {
        AmiClient client = watched(options(tls));
        assertThat(client.awaitReady(Duration.ofSeconds(10))).isTrue();
        awaitStates(AUTHENTICATING, PREPARING, READY);
        assertThat(changes.get(0).from()).isEqualTo(CONNECTING);
        assertThat(changes).allSatisfy(change -> {
            assertThat(change.failure()).isNull();
            assertThat(change.reason()).isNotBlank();
        });
        client.close();
        awaitStates(AUTHENTICATING, PREPARING, READY, CLOSED);
        assertThat(client.state()).isEqualTo(CLOSED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLostConnectionIsMadeAnewThroughTheSameStates(boolean tls) throws Exception {
        AmiClient client = watched(options(tls));
        client.awaitReady(Duration.ofSeconds(10));
        server.peer(1).rst();
        awaitStates(AUTHENTICATING, PREPARING, READY, WAITING, CONNECTING, AUTHENTICATING, PREPARING, READY);
        assertThat(changes.get(3).failure()).isNotNull();
        assertThat(changes.get(3).cause()).isPresent();
        assertThat(client.state()).isEqualTo(READY);
    }

    @Test
    void aRefusedLoginIsFinal() {
        server.secret("another");
        AmiClient client = watched(options());
        awaitStates(AUTHENTICATING, REFUSED);
        assertThat(changes.get(1).failure()).isInstanceOf(AmiLoginException.class);
        assertThat(client.state()).isEqualTo(REFUSED);
        assertThat(REFUSED.isFinal()).isTrue();
        assertThatThrownBy(() -> client.awaitReady(Duration.ofSeconds(10))).isInstanceOf(AmiLoginException.class);
        assertThat(failure(client.send(PING), AmiException.class)).hasMessageContaining("Ping");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aRefusedLoginAfterAReconnectIsFinalToo() throws Exception {
        AmiClient client = watched(options());
        client.awaitReady(Duration.ofSeconds(10));
        server.secret("rotated");
        server.peer(1).rst();
        awaitStates(AUTHENTICATING, PREPARING, READY, WAITING, CONNECTING, AUTHENTICATING, REFUSED);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void anEndBeforeTheBannerLeadsToAnotherAttempt() {
        server.next(peer -> {
            hold(go);
            peer.fin();
        });
        AmiClient client = start(options());
        client.onStateChange(changes::add);
        go.countDown();
        awaitStates(WAITING, CONNECTING, AUTHENTICATING, PREPARING, READY);
        assertThat(changes.get(0).from()).isEqualTo(CONNECTING);
        assertThat(changes.get(0).failure()).isInstanceOf(AmiConnectException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Challenge", "Login"})
    void anEndDuringTheLoginLeadsToAnotherAttempt(String action) {
        server.next(peer -> {
            hold(go);
            peer.banner();
            peer.serveUntil(action);
            peer.rst();
        });
        AmiClient client = start(options());
        client.onStateChange(changes::add);
        go.countDown();
        awaitStates(AUTHENTICATING, WAITING, CONNECTING, AUTHENTICATING, PREPARING, READY);
    }

    @Test
    void anEndDuringPreparationLeadsToAnotherAttempt() {
        server.next(peer -> {
            hold(go);
            peer.banner().acceptLogin();
            peer.read();
            peer.rst();
        });
        AmiClient client = start(options());
        client.onStateChange(changes::add);
        go.countDown();
        awaitStates(AUTHENTICATING, PREPARING, WAITING, CONNECTING, AUTHENTICATING, PREPARING, READY);
    }

    @Test
    void closeWhileConnectingIsAtOnce() {
        AmiClient client = startHeld(options(), go);
        client.onStateChange(changes::add);
        client.close();
        awaitStates(CLOSED);
        assertThat(changes.get(0).from()).isEqualTo(CONNECTING);
        go.countDown();
    }

    @Test
    void closeWhileAuthenticatingIsAtOnce() throws Exception {
        server.ignore("Login");
        AmiClient client = watched(options());
        last(AUTHENTICATING);
        await().until(() -> server.peer(1).actions().contains("Login"));
        client.close();
        awaitStates(AUTHENTICATING, CLOSED);
        assertThat(server.peer(1).awaitGone()).isTrue();
    }

    @Test
    void closeWhilePreparingIsAtOnce() throws Exception {
        server.neverBoots();
        AmiClient client = watched(options().bootTimeout(Duration.ofSeconds(60)));
        last(PREPARING);
        client.close();
        awaitStates(AUTHENTICATING, PREPARING, CLOSED);
        assertThat(server.peer(1).awaitGone()).isTrue();
    }

    @Test
    void closeWhileWaitingDoesNotWaitForThePause() throws Exception {
        AmiClient client = watched(options().reconnectPause(Duration.ofSeconds(50), Duration.ofSeconds(50)));
        client.awaitReady(Duration.ofSeconds(10));
        server.peer(1).rst();
        last(WAITING);
        assertThat(client.awaitReady(Duration.ofMillis(50))).isFalse();
        client.close();
        awaitStates(AUTHENTICATING, PREPARING, READY, WAITING, CLOSED);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void closeAfterARefusalLeavesItRefusedOrClosedForGood() {
        server.secret("another");
        AmiClient client = watched(options());
        last(REFUSED);
        client.close();
        client.close();
        assertThat(client.state().isFinal()).isTrue();
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void withoutReconnectALossCloses() throws Exception {
        AmiClient client = watched(options().withoutReconnect());
        client.awaitReady(Duration.ofSeconds(10));
        server.peer(1).rst();
        awaitStates(AUTHENTICATING, PREPARING, READY, CLOSED);
        assertThat(changes.get(3).failure()).isNotNull();
        assertThatThrownBy(() -> client.awaitReady(Duration.ofSeconds(10))).isInstanceOf(AmiException.class);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void withoutReconnectAFailedFirstAttemptCloses() {
        server.next(peer -> {
            hold(go);
            peer.fin();
        });
        AmiClient client = start(options().withoutReconnect());
        client.onStateChange(changes::add);
        go.countDown();
        awaitStates(CLOSED);
        assertThat(changes.get(0).failure()).isInstanceOf(AmiConnectException.class);
    }

    @Test
    void aShutdownAndAnAbruptEndAreToldApart() throws Exception {
        AmiClient client = watched(options());
        client.awaitReady(Duration.ofSeconds(10));
        ScriptedAmiPeer peer = server.peer(1);
        peer.message("Event: Shutdown", "Privilege: system,all", "Shutdown: Cleanly", "Restart: False");
        peer.close();
        await().until(() -> client.statistics().connections() == 2);
        server.peer(2).close();
        await().until(() -> client.statistics().connections() == 3);
        await().until(() -> states().size() == 13);
        String shutdown = changes.get(3).reason();
        String abrupt = changes.get(8).reason();
        assertThat(changes.get(3).to()).isEqualTo(WAITING);
        assertThat(changes.get(8).to()).isEqualTo(WAITING);
        assertThat(shutdown).containsIgnoringCase("shut");
        assertThat(abrupt).doesNotContainIgnoringCase("shut");
    }

    @Test
    void aListenerThatThrowsIsNoHarm() {
        try (Logs logs = new Logs()) {
            AmiClient client = startHeld(options(), go);
            client.onStateChange(change -> {
                throw new IllegalStateException("listener of the test");
            });
            client.onStateChange(changes::add);
            go.countDown();
            awaitStates(AUTHENTICATING, PREPARING, READY);
            await().untilAsserted(() -> assertThat(logs.stackTraces()).isPositive());
            assertThat(client.state()).isEqualTo(READY);
        }
    }

    @Test
    void aListenerThatIsClosedHearsNoMore() throws Exception {
        AmiClient client = startHeld(options(), go);
        AmiRegistration registration = client.onStateChange(changes::add);
        registration.close();
        registration.close();
        List<AmiState> other = new CopyOnWriteArrayList<>();
        client.onStateChange(change -> other.add(change.to()));
        go.countDown();
        await().until(() -> other.contains(READY));
        assertThat(changes).isEmpty();
    }

    @Test
    void aListenerMayUseTheClientAndIsNotOnTheLoop() {
        AmiClient client = startHeld(options(), go);
        AtomicReference<Object> answer = new AtomicReference<>();
        client.onStateChange(change -> {
            if (change.to() == READY) {
                try {
                    answer.set(client.request(PING).headers().find("Ping").orElse("none"));
                } catch (RuntimeException e) {
                    answer.set(e);
                }
            }
        });
        go.countDown();
        await().untilAsserted(() -> assertThat(answer.get()).isEqualTo("Pong"));
    }

    @Test
    void aListenerThatBlocksDelaysNoRequest() {
        CountDownLatch release = new CountDownLatch(1);
        AmiClient client = startHeld(options(), go);
        client.onStateChange(change -> hold(release));
        go.countDown();
        assertThat(client.awaitReady(Duration.ofSeconds(10))).isTrue();
        assertThat(client.request(PING).isSuccess()).isTrue();
        release.countDown();
    }

    @Test
    void awaitReadyIsFalseInTime() {
        AmiClient client = startHeld(options(), go);
        assertThat(client.awaitReady(Duration.ofMillis(30))).isFalse();
        go.countDown();
        assertThat(client.awaitReady(Duration.ofSeconds(10))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(AmiState.class)
    void onlyRefusedAndClosedAreFinal(AmiState state) {
        assertThat(state.isFinal()).isEqualTo(state == REFUSED || state == CLOSED);
    }

    @Test
    void theServerIsKnownAfterTheFirstLogin() {
        AmiClient client = startHeld(options().name("lab"), go);
        assertThat(client.server()).isNull();
        assertThat(client.name()).isEqualTo("lab");
        go.countDown();
        client.awaitReady(Duration.ofSeconds(10));
        AmiServer known = client.server();
        assertThat(known).isNotNull();
        assertThat(known.amiVersion()).isEqualTo("11.0.0");
        assertThat(known.version()).contains("22.10.1");
        assertThat(known.systemName()).isEqualTo("lab");
        assertThat(known.started()).contains("2026-11-21").contains("01:46:22");
        assertThat(known.bootConfirmed()).isTrue();
    }

    @Test
    void theNameIsHostAndPortUnlessSet() {
        assertThat(connect().name()).isEqualTo("127.0.0.1:" + server.port());
    }
}
