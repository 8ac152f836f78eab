// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A program that stood still, for a garbage collection for example: what came meanwhile is read before anything is given up. */
class AmiClientPauseTest extends AmiClientFixture {

    /** Holds the loop while it is in the middle of its work, which stands for the pause. */
    private static void pauseAt(AmiClient client, String event, CountDownLatch over) {
        attach(client, each -> {
            if (each.name().equals(event)) {
                hold(over);
            }
        });
    }

    @Test
    void anAnswerThatCameMeanwhileCounts() throws Exception {
        AmiClient client = connect(options().ping(Duration.ofMillis(200), Duration.ofMillis(200)));
        CountDownLatch over = new CountDownLatch(1);
        pauseAt(client, "Stop", over);
        CountDownLatch due = new CountDownLatch(1);
        server.on("Slow", (peer, action) -> {
            peer.event("Stop");
            hold(due);
            peer.reply(action, "Success");
            peer.event("Mark"); // the server's last word before the loop goes on
            over.countDown();
        });
        CompletableFuture<AmiResponse> slow = client.send(RawAction.of("Slow"), Duration.ofMillis(300));
        CompletableFuture.delayedExecutor(1_000, TimeUnit.MILLISECONDS).execute(due::countDown);
        assertThat(result(slow).isSuccess()).isTrue();
        assertThat(client.request(PING).isSuccess()).isTrue();
        assertThat(client.statistics().connections()).isEqualTo(1);
    }

    @Test
    void whatWasNotAnsweredIsGivenUpAllTheSame() throws Exception {
        AmiClient client = connect();
        CountDownLatch over = new CountDownLatch(1);
        pauseAt(client, "Stop", over);
        server.on("Slow", (peer, action) -> peer.event("Stop"));
        CompletableFuture<AmiResponse> slow = client.send(RawAction.of("Slow"), Duration.ofMillis(100));
        CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS).execute(over::countDown);
        failure(slow, AmiTimeoutException.class);
    }
}
