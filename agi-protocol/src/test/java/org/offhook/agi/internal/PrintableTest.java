// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void ordinaryTextStays() {
        assertThat(Printable.of("PJSIP/alice-00000001 äß€ 😀 中", 100)).isEqualTo("PJSIP/alice-00000001 äß€ 😀 中");
    }

    @Test
    void whatWouldMoveACursorOrBeginALineIsReplaced() {
        assertThat(Printable.of("a\r\nb\tc\u001b[31m\u007f\u0085\u2028\u2029\u202e\u200b\uD800.", 100))
                .isEqualTo("a??b?c?[31m???????.");
    }

    @Test
    void longTextIsCut() {
        assertThat(Printable.of("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Printable.of("abcdefg", 6)).isEqualTo("abcdef...");
        assertThat(Printable.of("a😀b", 2)).isEqualTo("a?...");
    }

    @Property
    void noTextEverHoldsAControlCharacter(@ForAll String text) {
        assertThat(Printable.of(text, 50)).hasSizeLessThanOrEqualTo(53).doesNotMatch("(?s).*\\p{Cntrl}.*");
    }
}
