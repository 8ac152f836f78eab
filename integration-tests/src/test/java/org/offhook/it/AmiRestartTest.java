// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiConnectionLostException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiGap;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.AmiState;
import org.offhook.ami.AmiStateChange;
import org.offhook.ami.AmiTimeoutException;
import org.offhook.ami.EventSelection;
import org.offhook.ami.RawAction;
import org.offhook.ami.SubscriptionOptions;

/** What happens to a client when Asterisk reloads, restarts, crashes, freezes, or has only just begun. */
@RealAsterisk(pjsip = true)
class AmiRestartTest {
    /** Asterisk tells its start to the second: two starts within one look the same. */
    private static final Duration A_SECOND = Duration.ofMillis(1100);

    private static final Duration BACK = Duration.ofSeconds(20);

    private final AsteriskUnderTest asterisk;
    private final Seen<AmiStateChange> states = new Seen<>();
    /** Events and gaps in the order in which they came. */
    private final Seen<Object> stream = new Seen<>();

    private AmiClients clients;

    AmiRestartTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
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
    void reloadsAreEventsAndKeepTheConnection() {
        AmiClient client = watched(clients.connect());

        client.request(RawAction.of("Command", "Command", "module reload manager"));
        event("Reload", "Module", "manager");
        client.request(RawAction.of("Command", "Command", "core reload"), BACK);
        event("Reload", "Module", "All");

        assertThat(client.request(RawAction.of("Ping")).isSuccess()).isTrue();
        assertThat(client.statistics().connections()).isEqualTo(1);
        assertThat(states.all()).isEmpty();
    }

    @Test
    void aRestartIsAnnouncedAndTheClientComesBack() {
        AmiClient client = watched(clients.connect());
        userEvent(client, "Before");
        Stage.pause(A_SECOND);

        CompletableFuture<AmiResponse> restart =
                clients.connect().send(RawAction.of("Command", "Command", "core restart now"));

        event("Shutdown", "Restart", "True");
        AmiStateChange down = states.await("down", change -> change.to() == AmiState.WAITING);
        assertThat(down.from()).isEqualTo(AmiState.READY);
        assertThat(down.reason()).as("an announced end").containsIgnoringCase("shut");
        assertComesBack(client, true);
        await().until(restart::isDone);
        assertThat(client.server().bootConfirmed()).isTrue();
    }

    @Test
    void aCrashEndsWhatWasAskedAndTheClientComesBack() {
        AmiClient client = watched(clients.connect());
        userEvent(client, "Before");
        CompletableFuture<AmiResponse> asked =
                client.send(RawAction.of("WaitEvent", "Timeout", "60"), Duration.ofSeconds(60));
        Stage.pause(A_SECOND);

        asterisk.kill();

        AmiConnectionLostException lost =
                catchThrowableOfType(AmiConnectionLostException.class, () -> Stage.await(asked));
        assertThat(lost.written()).as("it was sent and may have run").isTrue();
        AmiStateChange down = states.await("down", change -> change.to() == AmiState.WAITING);
        assertThat(down.reason()).as("an end without a word").doesNotContainIgnoringCase("shut");
        AmiConnectionLostException unsent =
                catchThrowableOfType(AmiConnectionLostException.class, () -> client.request(RawAction.of("Ping")));
        assertThat(unsent.written()).as("while down nothing is sent").isFalse();

        asterisk.restart();
        assertComesBack(client, true);
    }

    @Test
    void aFrozenAsteriskIsFoundByPingAndWelcomeAgain() {
        AmiClient client = watched(clients.connect(clients.options()
                .ping(Duration.ofMillis(300), Duration.ofMillis(700))
                .connectTimeout(Duration.ofSeconds(2))));
        userEvent(client, "Before");
        await("Pings that are answered")
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .until(() -> client.statistics().connections() == 1 && client.state() == AmiState.READY);

        long frozen = System.nanoTime();
        asterisk.stopSignal();
        states.await("down", change -> change.to() == AmiState.WAITING);
        assertThat(Duration.ofNanos(System.nanoTime() - frozen))
                .as("300 ms of silence and two Pings of 700 ms, on a machine that may be busy")
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));

        asterisk.continueSignal();
        assertComesBack(client, false);
    }

    @Test
    void anAnswerThatComesTooLateIsDropped() {
        AmiClient client = watched(clients.connect());
        client.request(RawAction.of("Setvar", "Variable", "LATE", "Value", "first"));

        asterisk.stopSignal();
        CompletableFuture<AmiResponse> late =
                client.send(RawAction.of("Getvar", "Variable", "LATE"), Duration.ofMillis(200));
        assertThat(catchThrowableOfType(AmiTimeoutException.class, () -> Stage.await(late))
                        .partial())
                .isEmpty();
        CompletableFuture<AmiResponse> patient = client.send(RawAction.of("Getvar", "Variable", "MATH(1+2,int)"));
        asterisk.continueSignal();

        assertThat(Stage.await(patient).headers().find("Value")).hasValue("3");
        assertThat(client.statistics().lateResponses()).isEqualTo(1);
        assertThat(client.statistics().pending()).isZero();
        assertThat(client.request(RawAction.of("Getvar", "Variable", "LATE"))
                        .headers()
                        .find("Value"))
                .hasValue("first");
        assertThat(states.all()).isEmpty();
    }

    @RepeatedTest(3)
    void aClientThatMeetsAnAsteriskThatIsStartingCanCallAsSoonAsItIsReady() {
        asterisk.kill();
        AmiClient client = watched(clients.start(clients.options()
                .reconnectPause(Duration.ofMillis(1), Duration.ofMillis(5))
                .bootTimeout(BACK)));
        CompletableFuture<AmiResponse> called = new CompletableFuture<>();
        client.onStateChange(change -> {
            if (change.to() == AmiState.READY) {
                client.send(RawAction.of(
                                "Originate",
                                "Channel",
                                "Local/answer@" + context(),
                                "Exten",
                                "answer",
                                "Context",
                                context(),
                                "Priority",
                                "1",
                                "Async",
                                "true"))
                        .whenComplete((response, failure) -> {
                            if (failure != null) {
                                called.completeExceptionally(failure);
                            } else {
                                called.complete(response);
                            }
                        });
            }
        });

        asterisk.restart();

        assertThat(Stage.await(called).message()).isEqualTo("Originate successfully queued");
        event("OriginateResponse", "Response", "Success");
        assertThat(client.server().bootConfirmed()).isTrue();
    }

    private static String context() {
        return AsteriskUnderTest.CONTEXT_PREFIX + "targets";
    }

    private AmiClient watched(AmiClient client) {
        client.onStateChange(states);
        client.subscribe(EventSelection.all(), SubscriptionOptions.defaults().onGap(stream::accept), stream);
        return client;
    }

    /** After the loss there is one gap, before anything of the new connection, and the subscription goes on. */
    private void assertComesBack(AmiClient client, boolean restarted) {
        states.await("ready again", BACK, change -> change.to() == AmiState.READY);
        userEvent(client, "After");

        List<Object> seen = stream.all();
        assertThat(seen.stream().filter(AmiGap.class::isInstance))
                .containsExactly(new AmiGap(AmiGap.Reason.RECONNECTED, -1, restarted));
        int gap = seen.indexOf(new AmiGap(AmiGap.Reason.RECONNECTED, -1, restarted));
        assertThat(names(seen.subList(0, gap))).contains("Before").doesNotContain("FullyBooted", "After");
        assertThat(names(seen.subList(gap, seen.size()))).contains("After");
        assertThat(client.statistics().connections()).isEqualTo(2);
    }

    private static Stream<String> names(List<Object> stream) {
        return stream.stream()
                .filter(AmiEvent.class::isInstance)
                .map(AmiEvent.class::cast)
                .map(event -> event.headers().find("UserEvent").orElse(event.name()));
    }

    private void userEvent(AmiClient client, String name) {
        client.request(RawAction.of("UserEvent", "UserEvent", name));
        event("UserEvent", "UserEvent", name);
    }

    private void event(String name, String header, String value) {
        stream.await(
                name + " with " + header + " " + value,
                BACK,
                one -> one instanceof AmiEvent event
                        && event.name().equals(name)
                        && event.headers().has(header, value));
    }
}
