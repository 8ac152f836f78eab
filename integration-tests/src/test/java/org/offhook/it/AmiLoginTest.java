// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiConnectionLostException;
import org.offhook.ami.AmiLoginException;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.AmiServer;
import org.offhook.ami.AmiState;
import org.offhook.ami.RawAction;
import org.offhook.testkit.FaultProxy;

/** Every way of logging in, and of being turned away. */
@RealAsterisk(options = AmiLoginTest.Users.class)
class AmiLoginTest {
    private static final String SECRET = "a\"b'c;d,e f$g";

    private final AsteriskUnderTest asterisk;
    private AmiClients clients;

    AmiLoginTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    /** A semicolon would begin a comment without its backslash. */
    static final class Users implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT.withFile("manager_extra.conf", """
                    [odd]
                    secret = %s
                    read = system,call
                    write = reporting
                    [viewer]
                    secret = v
                    read = call
                    [single]
                    secret = s
                    read = all
                    allowmultiplelogin = no
                    [walled]
                    secret = w
                    read = all
                    deny = 0.0.0.0/0.0.0.0
                    permit = 10.255.255.1/255.255.255.255
                    #tryinclude manager_late.conf
                    """.formatted(SECRET.replace(";", "\\;")));
        }
    }

    @BeforeEach
    void setUp() {
        clients = new AmiClients(asterisk);
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void bothKindsOfLoginAreAccepted() {
        AmiClient challenged = clients.connect(clients.options("odd", SECRET));
        AmiClient plain = clients.connect(clients.options("odd", SECRET).plainLogin());

        assertThat(challenged.state()).isEqualTo(AmiState.READY);
        assertThat(ping(challenged)).isEqualTo("Pong");
        assertThat(ping(plain)).isEqualTo("Pong");
        await().until(() -> securityEvents("SuccessfulAuth", "odd").size() == 2);
    }

    @Test
    void aWrongSecretIsRefusedOnceAndNamedWithoutTheSecret() {
        for (boolean plain : List.of(false, true)) {
            AmiClientOptions.Builder options = clients.options("odd", "not-the-secret");
            AmiLoginException refused = catchThrowableOfType(
                    AmiLoginException.class, () -> clients.connect(plain ? options.plainLogin() : options));

            assertThat(refused)
                    .hasMessageContaining("Authentication failed")
                    .hasMessageContaining("odd")
                    .hasMessageNotContaining("not-the-secret");
            assertThat(refused.getStackTrace())
                    .as("the trace is the caller's")
                    .anyMatch(frame -> frame.getClassName().equals(AmiClients.class.getName()));
        }
        assertThat(securityEvents("ChallengeResponseFailed", "")).hasSize(1);
        assertThat(securityEvents("InvalidPassword", "odd")).hasSize(1);
    }

    @Test
    void afterARefusalNothingIsTriedAgain() {
        AmiClient client = clients.start(clients.options("odd", "not-the-secret"));

        await().until(() -> client.state() == AmiState.REFUSED);

        // The pauses between attempts are at most 200 ms here.
        await().during(Duration.ofSeconds(1)).until(() -> client.state() == AmiState.REFUSED);
        assertThat(securityEvents("ChallengeResponseFailed", "")).hasSize(1);
        assertThatThrownBy(() -> client.awaitReady(Duration.ofSeconds(1))).isInstanceOf(AmiLoginException.class);
        assertThatThrownBy(() -> client.request(RawAction.of("Ping")))
                .isInstanceOf(AmiConnectionLostException.class)
                .hasMessageContaining("REFUSED");
    }

    @Test
    void anUnknownUserIsRefused() {
        assertThatThrownBy(() -> clients.connect(clients.options("nobody", "x")))
                .isInstanceOf(AmiLoginException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void aHostThatTheAclShutsOutIsRefused() {
        assertThatThrownBy(() -> clients.connect(clients.options("walled", "w")))
                .isInstanceOf(AmiLoginException.class)
                .hasMessageContaining("walled");
    }

    @Test
    void aUserForOneSessionIsRefusedASecondAndWelcomeAfterTheFirst() {
        AmiClient first = clients.connect(clients.options("single", "s"));

        assertThatThrownBy(() -> clients.connect(clients.options("single", "s")))
                .isInstanceOf(AmiLoginException.class)
                .hasMessageContaining("Login Already In Use");
        assertThat(ping(first)).isEqualTo("Pong");

        first.close();
        // Logoff is answered before Asterisk has let go of the session.
        await().ignoreExceptionsInstanceOf(AmiLoginException.class)
                .untilAsserted(() -> assertThat(ping(clients.connect(clients.options("single", "s"))))
                        .isEqualTo("Pong"));
    }

    @Test
    void theSecretIsAskedForAtEachLoginAndWipedAfterIt() throws IOException {
        late("[rotated]\nsecret = first\nread = system\nwrite = all\n");
        List<char[]> given = new CopyOnWriteArrayList<>();
        AtomicReference<String> secret = new AtomicReference<>("first");
        try (FaultProxy link = FaultProxy.to(asterisk.amiAddress())) {
            AmiClient client = clients.connect(AmiClientOptions.builder("127.0.0.1", "rotated", () -> {
                        char[] copy = secret.get().toCharArray();
                        given.add(copy);
                        return copy;
                    })
                    .port(link.port())
                    .reconnectPause(Duration.ofMillis(20), Duration.ofMillis(50)));
            secret.set("second");
            late("[rotated]\nsecret = second\nread = system\nwrite = all\n");

            assertThat(ping(client)).as("a session outlives its secret").isEqualTo("Pong");

            link.reset();
            await().until(() -> client.statistics().connections() == 2 && client.state() == AmiState.READY);
            assertThat(ping(client)).isEqualTo("Pong");
            assertThat(given)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(copy -> assertThat(copy).containsOnly('\0'));
        }
    }

    @Test
    void theServerIsKnownAsFarAsTheUserMayAsk() {
        AmiServer all = clients.connect().server();
        AmiServer reporter = clients.connect(clients.options("odd", SECRET)).server();

        assertThat(all).isEqualTo(reporter);
        assertThat(all.amiVersion()).startsWith(asterisk.majorVersion() == 16 ? "5." : "11.");
        assertThat(all.version())
                .hasValueSatisfying(version ->
                        assertThat(version).startsWith(asterisk.version().text()));
        assertThat(all.started()).matches(".*\\d\\d:\\d\\d:\\d\\d.*");
        assertThat(all.bootConfirmed()).isTrue();
    }

    @Test
    void aUserWithoutSystemAndReportingIsReadyAllTheSame() {
        long begin = System.nanoTime();
        AmiClient client = clients.connect(clients.options("viewer", "v").bootTimeout(Duration.ofMillis(300)));

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("the wait for FullyBooted, which never comes, is bounded")
                .isLessThan(Duration.ofSeconds(5));
        AmiServer server = client.server();
        assertThat(server.bootConfirmed()).isFalse();
        assertThat(server.version()).isEmpty();
        assertThat(server.started()).isNull();
        assertThat(ping(client)).isEqualTo("Pong");
    }

    @Test
    void closingSaysGoodbyeAndIsFinal() {
        AmiClient client = clients.connect(clients.options("odd", SECRET));

        client.close();

        assertThat(client.state()).isEqualTo(AmiState.CLOSED);
        await().until(() ->
                !asterisk.ami().command("manager show connected").toString().contains("odd"));
        client.close();
    }

    private static String ping(AmiClient client) {
        AmiResponse response = client.request(RawAction.of("Ping"));
        return response.headers().find("Ping").orElseThrow();
    }

    /** Changes the users of the running Asterisk. */
    private void late(String managerConf) throws IOException {
        Files.writeString(asterisk.hostPath(asterisk.insidePath("etc/manager_late.conf")), managerConf);
        asterisk.ami().command("module reload manager");
    }

    /** A failed challenge is reported without the account. */
    private List<AmiMessage> securityEvents(String name, String account) {
        return asterisk.ami().events().stream()
                .filter(event -> event.isEvent(name) && event.get("AccountID").equals(account))
                .toList();
    }
}
