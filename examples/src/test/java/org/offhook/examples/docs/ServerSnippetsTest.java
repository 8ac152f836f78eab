// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.asyncagi.AdoptionPolicy;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.fastagi.FastAgiServer;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeChannel;

/** What docs/fastagi.md and docs/async-agi.md show. */
class ServerSnippetsTest {
    private final AgiRouter router = AgiRouter.builder()
            .script("/{path}", (request, channel) -> {})
            .script("/pay", (request, channel) -> {})
            .build();

    @Test
    void callsThatWaitAlreadyAreTakenAsThePolicySays() {
        try (FakeAsterisk asterisk = FakeAsterisk.start()) {
            FakeChannel channel = asterisk.park("agi:async,/pay"); // before the program is there to hear of it
            try (AmiClient ami = client(asterisk)) {
                // docs/async-agi.md
                AsyncAgiServer server = AsyncAgiServer.builder(ami, router)
                        .adoption(request ->
                                request.script().startsWith("pay") ? AdoptionPolicy.BREAK : AdoptionPolicy.RESTART)
                        .start();
                // end
                await().until(() -> !channel.isParked());
                server.close();
            }
            assertThat(channel.variable("OFFHOOK")).isEqualTo("failed");
        }
    }

    private static AmiClient client(FakeAsterisk asterisk) {
        return AmiClient.connect(AmiClientOptions.builder("127.0.0.1", asterisk.user(), asterisk.secret())
                .port(asterisk.port())
                .build());
    }

    @Test
    void theServerIsDrainedWhenTheProgramEnds() {
        FastAgiServer server = FastAgiServer.builder(router).port(0).start();
        Thread hook = hook(server);

        assertThat(Runtime.getRuntime().removeShutdownHook(hook)).isTrue();
        hook.start();
        await().until(() -> server.health().state() == FastAgiServer.State.CLOSED);
    }

    private static Thread hook(FastAgiServer server) {
        // docs/fastagi.md
        Thread hook = new Thread(() -> {
            server.drain(Duration.ofSeconds(25));
            server.close();
        });
        Runtime.getRuntime().addShutdownHook(hook);
        // end
        return hook;
    }
}
