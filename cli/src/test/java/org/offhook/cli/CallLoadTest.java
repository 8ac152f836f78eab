// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CallLoadTest {

    @Test
    void aCallThatCannotBePlacedAtAllIsNoSuccess() {
        IllegalStateException wrong = new IllegalStateException("wrong");
        CallLoad load = new CallLoad(
                () -> {
                    throw wrong;
                },
                10,
                2);
        assertThatThrownBy(() -> load.run(done -> {}))
                .isInstanceOf(CompletionException.class)
                .hasCause(wrong);
    }
}
