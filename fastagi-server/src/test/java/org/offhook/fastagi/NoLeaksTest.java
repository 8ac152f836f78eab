// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The watch over the other tests does see what it looks for. */
class NoLeaksTest {

    @Test
    void aLostBufferIsFound() {
        List<String> found = new ArrayList<>();
        await().until(() -> {
            ByteBufAllocator.DEFAULT.buffer(16); // and never released
            found.addAll(NoLeaks.find());
            return !found.isEmpty();
        });
        assertThat(found.get(0)).contains("ByteBuf");
        // What was lost in other rounds must not be blamed on this class.
        await().until(() -> NoLeaks.find().isEmpty() && NoLeaks.find().isEmpty());
    }
}
