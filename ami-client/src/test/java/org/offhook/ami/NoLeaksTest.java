// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

/** The watch over the other tests does see what it looks for. */
class NoLeaksTest {

    @Test
    void aLostBufferIsFound() {
        loseOne();
        await().until(() -> NoLeaks.find().stream().anyMatch(leak -> leak.contains("ByteBuf")));
    }

    private static void loseOne() {
        ByteBuf lost = ByteBufAllocator.DEFAULT.buffer(16);
        lost.writeByte(1);
    }
}
