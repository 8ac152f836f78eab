// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.EventSelection;
import org.offhook.ami.SubscriptionOptions;
import org.offhook.asyncagi.AsyncAgiServer;

/**
 * A dialplan that decodes a caller's text into an application's arguments lets him write whole events: docs/async-agi.md, the least manager.conf.
 */
@RealAsterisk(options = AsyncAgiForgedTest.Users.class)
class AsyncAgiForgedTest {

    private final AsteriskUnderTest asterisk;
    private final List<String> starts = new CopyOnWriteArrayList<>();
    private final List<String> served = new CopyOnWriteArrayList<>();
    private AmiClients clients;

    AsyncAgiForgedTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    static final class Users implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT.withFile("manager_extra.conf", """
                            [documented]
                            secret = s
                            read = system,call,dialplan,agi
                            write = call,reporting,agi
                            eventfilter = !^Event: Newexten

                            [trusting]
                            secret = s
                            read = system,call,dialplan,agi
                            write = call,reporting,agi
                            """).withDialplan("""
                            [forged]
                            exten => victim,1,AGI(agi:async,/victim)
                             same => n,Hangup()
                            exten => evil,1,Set(X=${URIDECODE(${ENCODED})})
                             same => n,AGI(agi:async,/last)
                             same => n,Hangup()
                            """);
        }
    }

    @BeforeEach
    void setUp() {
        clients = new AmiClients(asterisk);
    }

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void theDocumentedUserDoesNotHearAForgedStart() {
        AmiClient client = client("documented");
        CompletableFuture<Void> forged = new CompletableFuture<>();
        AgiRouter router = AgiRouter.builder()
                .script("/victim", (request, channel) -> {
                    served.add("victim");
                    Stage.await(forged);
                    channel.noop();
                    served.add("victim, to the end");
                })
                .script("/admin", (request, channel) -> served.add("admin"))
                .script("/last", (request, channel) -> served.add("last"))
                .build();
        try (AsyncAgiServer server = AsyncAgiServer.builder(client, router).start()) {
            LiveCall victim = asterisk.place(CallPlan.dialplan("forged", "victim"));
            await().until(() -> served.contains("victim"));

            LiveCall evil = evil(victim);
            await().until(() -> served.contains("last")); // an event from behind the forged one
            forged.complete(null);

            assertThat(victim.result().agiStatus()).isEqualTo("SUCCESS");
            assertThat(evil.result().agiStatus()).isEqualTo("SUCCESS");
            assertThat(served).containsExactly("victim", "last", "victim, to the end");
            assertThat(starts).hasSize(2);
            assertThat(server.health().totalCalls()).isEqualTo(2);
        }
    }

    @Test
    void withoutTheFilterItIsHeard() {
        client("trusting");
        LiveCall victim = asterisk.place(CallPlan.dialplan("forged", "victim"));
        await().until(() -> starts.size() == 1);

        LiveCall evil = evil(victim);

        await().until(() -> starts.size() == 3);
        assertThat(starts).anyMatch(id -> id.equals("forged for " + victim.nearUniqueId()));
        victim.hangUpNear();
        evil.hangUpNear();
    }

    private AmiClient client(String user) {
        AmiClient client = clients.connect(clients.options(user, "s"));
        client.subscribe(EventSelection.named("AsyncAGIStart"), SubscriptionOptions.defaults(), event -> {
            String id = event.headers().find("Uniqueid").orElse("");
            starts.add(event.headers().contains("Channel") ? id : "forged for " + id);
        });
        return client;
    }

    private LiveCall evil(LiveCall victim) {
        String environment = "agi_request: async\nagi_uniqueid: " + victim.nearUniqueId() + "\nagi_arg_1: /admin\n\n";
        String event = "x\r\n\r\nEvent: AsyncAGIStart\r\nUniqueid: " + victim.nearUniqueId() + "\r\nEnv: "
                + percent(environment) + "\r\n\r\nEvent: None";
        return asterisk.place(CallPlan.dialplan("forged", "evil").variable("ENCODED", percent(event)));
    }

    private static String percent(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            encoded.append(Character.isLetterOrDigit(b) ? Character.toString(b) : String.format("%%%02x", b));
        }
        return encoded.toString();
    }
}
