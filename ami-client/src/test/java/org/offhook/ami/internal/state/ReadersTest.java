// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.state.PbxBridge;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxSnapshot;
import org.offhook.ami.state.PbxStateOptions;

/** Readers while the loop changes the picture under them. */
class ReadersTest {

    private final FakeLink link = new FakeLink();

    @Test
    void everySnapshotFitsTogetherWhileTheLoopGoesOn() throws InterruptedException {
        PbxKeeper keeper = PbxKeeper.start(link, PbxStateOptions.defaults().withoutVerification());
        link.ready();
        link.answerAll();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            List<CompletableFuture<Long>> read = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                read.add(CompletableFuture.supplyAsync(
                        () -> {
                            long snapshots = 0;
                            long version = 0;
                            while (!stop.get() || snapshots == 0) {
                                PbxSnapshot picture = keeper.snapshot();
                                assertThat(picture.version()).isGreaterThanOrEqualTo(version);
                                version = picture.version();
                                fits(picture);
                                snapshots++;
                            }
                            return snapshots;
                        },
                        readers));
            }
            ToyAsterisk asterisk = new ToyAsterisk(new Random(7));
            long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            while (System.nanoTime() < end) {
                asterisk.happen();
                for (AmiHeaders event = asterisk.wire.poll(); event != null; event = asterisk.wire.poll()) {
                    link.event(event);
                }
            }
            stop.set(true);
            for (CompletableFuture<Long> each : read) {
                assertThat(each.orTimeout(30, TimeUnit.SECONDS).join()).isPositive();
            }
            assertThat(ToyAsterisk.words(keeper.snapshot())).isEqualTo(asterisk.truth());
        } finally {
            stop.set(true);
            readers.shutdown();
            assertThat(readers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            keeper.close();
        }
    }

    /** Each channel is in the bridge it names, and each bridge has the channels that name it. */
    private static void fits(PbxSnapshot picture) {
        int placed = 0;
        for (PbxChannel channel : picture.channels()) {
            if (channel.bridge().isPresent()) {
                placed++;
                PbxBridge bridge = picture.bridge(channel.bridge().get()).orElseThrow();
                assertThat(bridge.channels()).contains(channel.uniqueId());
            }
        }
        assertThat(picture.bridges().stream()
                        .mapToInt(each -> each.channels().size())
                        .sum())
                .isEqualTo(placed);
    }
}
