// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiFleet;
import org.offhook.ami.AmiGap;
import org.offhook.ami.AmiPermissionException;
import org.offhook.ami.AmiPermissions;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.EventSelection;
import org.offhook.ami.FleetHealth.Rule;
import org.offhook.ami.FleetListener;
import org.offhook.ami.FleetResults;
import org.offhook.ami.RawAction;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.event.VarSetEvent;

/** Two servers as one fleet, and what a user of a server may do. */
@RealAsterisk(options = AmiFleetTest.Users.class)
class AmiFleetTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AsteriskUnderTest asterisk;

    AmiFleetTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    static final class Users implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT.withFile("manager_extra.conf", """
                    [few]
                    secret = f
                    read = system,call
                    write = originate
                    [cli]
                    secret = c
                    read = call
                    write = command
                    """);
        }
    }

    private static AmiClientOptions options(AsteriskUnderTest server) {
        return new AmiClients(server).options().build();
    }

    @Test
    void aFleetGoesOnWhenOneOfItsServersDies() {
        List<String> told = new CopyOnWriteArrayList<>();
        FleetListener<AmiEvent> listener = new FleetListener<>() {
            @Override
            public void event(String server, AmiEvent event) {
                told.add(server + " " + event.headers().find("UserEvent").orElse(""));
            }

            @Override
            public void gap(String server, AmiGap gap) {
                told.add(server + " " + gap.reason());
            }
        };
        try (AsteriskUnderTest other = AsteriskUnderTest.start(asterisk.installation(), AsteriskOptions.DEFAULT);
                AmiFleet fleet = AmiFleet.builder()
                        .add("one", options(asterisk))
                        .add("other", options(other))
                        .connect(Rule.ALL, LONG)) {
            fleet.subscribe(EventSelection.named("UserEvent"), SubscriptionOptions.defaults(), listener);

            FleetResults<AmiResponse> said = fleet.requestAll(RawAction.of("UserEvent", "UserEvent", "Both"));
            assertThat(said.successes()).containsOnlyKeys("one", "other");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(told).containsExactlyInAnyOrder("one Both", "other Both"));

            other.kill();
            await().atMost(LONG).until(() -> !fleet.health().isUp(Rule.ALL));
            assertThat(fleet.health().isUp(Rule.ANY)).isTrue();
            said = fleet.requestAll(RawAction.of("UserEvent", "UserEvent", "Alone"));
            assertThat(said.successes()).containsOnlyKeys("one");
            assertThat(said.failures()).containsOnlyKeys("other");

            other.restart();
            assertThat(fleet.awaitUp(Rule.ALL, LONG)).isTrue();
            fleet.requestAll(RawAction.of("UserEvent", "UserEvent", "Again"));
            await().atMost(LONG).until(() -> told.contains("other Again"));
            assertThat(told.stream().filter(text -> text.startsWith("other")))
                    .containsExactly("other Both", "other RECONNECTED", "other Again");
        }
    }

    @Test
    void aUserLearnsWhatItMayDoBeforeItTries() {
        RawAction hangup = RawAction.of("Hangup", "Channel", "x");
        OriginateAction originate = OriginateAction.toApplication("Local/x@y", "Wait", "1");
        try (AmiClients clients = new AmiClients(asterisk)) {
            AmiPermissions few = clients.connect(clients.options("few", "f")).checkPermissions();
            assertThat(few.may(originate)).isTrue();
            assertThat(few.may("Ping")).isTrue();
            assertThat(few.may(hangup)).isFalse();
            assertThat(few.readClasses()).isEmpty();
            few.require(originate);

            AmiClient client = clients.connect(clients.options("cli", "c").bootTimeout(Duration.ofMillis(50)));
            AmiPermissions cli = client.checkPermissions();
            assertThat(cli.readClasses()).contains(Set.of("call"));
            assertThat(cli.writeClasses()).contains(Set.of("command"));
            assertThat(cli.missingReads(HangupEvent.class, VarSetEvent.class)).contains(Set.of("dialplan"));
            AmiPermissionException e = catchThrowableOfType(AmiPermissionException.class, () -> cli.require(originate));
            assertThat(e).hasMessageContainingAll("Originate", "\"originate\"", "write =");

            AmiPermissions all = clients.connect().checkPermissions();
            assertThat(all.missingReads(AmiEvent.class)).contains(Set.of());
            all.require(originate, hangup, RawAction.of("Status"), RawAction.of("QueueAdd"));
            assertThat(all.missingFor(RawAction.of("NoSuchAction"))).containsOnlyKeys("NoSuchAction");
        }
    }
}
