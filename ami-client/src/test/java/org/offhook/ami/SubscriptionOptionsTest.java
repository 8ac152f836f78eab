// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SubscriptionOptionsTest {

    private static final SubscriptionOptions DEFAULTS = SubscriptionOptions.defaults();

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        assertThat(DEFAULTS.maxEvents()).isEqualTo(65_536);
        assertThat(DEFAULTS.maxBytes()).isEqualTo(32 * 1024 * 1024);
        assertThat(DEFAULTS.overflow()).isEqualTo(OverflowPolicy.DROP_OLDEST);
        assertThat(DEFAULTS.name()).isEmpty();
        assertThat(DEFAULTS.gapsAreOnlyLogged()).isTrue();
    }

    @Test
    void eachMethodChangesOneThing() {
        Consumer<AmiGap> onGap = gap -> {};
        Consumer<AmiException> onEnd = why -> {};
        SubscriptionOptions changed = DEFAULTS.name("n")
                .maxEvents(3)
                .maxBytes(4)
                .overflow(OverflowPolicy.CLOSE)
                .onGap(onGap)
                .onEnd(onEnd);

        assertThat(changed).isEqualTo(new SubscriptionOptions("n", 3, 4, OverflowPolicy.CLOSE, onGap, onEnd));
        assertThat(changed.gapsAreOnlyLogged()).isFalse();
        assertThat(DEFAULTS.name("n").maxEvents(3).gapsAreOnlyLogged()).isTrue();
        assertThat(DEFAULTS.maxEvents()).isEqualTo(65_536);
    }

    @Test
    void aQueueHoldsAtLeastOne() {
        assertThatThrownBy(() -> DEFAULTS.maxEvents(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DEFAULTS.maxBytes(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(DEFAULTS.maxEvents(1).maxBytes(1).maxEvents()).isEqualTo(1);
    }

    @Test
    void nothingIsNull() {
        assertThatThrownBy(() -> DEFAULTS.name(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> DEFAULTS.overflow(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> DEFAULTS.onGap(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> DEFAULTS.onEnd(null)).isInstanceOf(NullPointerException.class);
    }
}
