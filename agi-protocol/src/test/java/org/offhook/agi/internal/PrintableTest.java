// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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

    @Test
    void aThrowableWithPlainMessagesStaysItself() {
        Throwable plain = new IllegalStateException("a\tb", new IllegalArgumentException("é"));
        assertThat(Printable.of(plain)).isSameAs(plain);
    }

    @Test
    void aMessageInAStackTraceBeginsNoLineOfALog() {
        Throwable cause = new IllegalArgumentException("no such\r\n2026-11-21 INFO paid\u001b[2J");
        Throwable failure = new IllegalStateException("outer", cause);
        failure.addSuppressed(new IllegalStateException("c\nd"));
        StringWriter log = new StringWriter();
        Throwable printable = Printable.of(failure);
        printable.printStackTrace(new PrintWriter(log));

        String name = "org.offhook.agi.internal.Printable$Cleaned: ";
        assertThat(log.toString().lines())
                .contains(
                        name + "java.lang.IllegalStateException: outer",
                        "Caused by: " + name + "java.lang.IllegalArgumentException: no such",
                        "\t| 2026-11-21 INFO paid?[2J",
                        "\t| d")
                .allMatch(line -> line.startsWith("\t") || line.startsWith(name) || line.startsWith("Caused by: "));
        assertThat(printable.getStackTrace()).isEqualTo(failure.getStackTrace());
    }

    @Test
    void causesThatRunInACircleAreCutOff() {
        Throwable one = new IllegalStateException("a\nb");
        Throwable two = new IllegalStateException("two", one);
        one.initCause(two);
        assertThat(Printable.of(two)).hasMessage("java.lang.IllegalStateException: two");
    }

    @Property
    void noTextEverHoldsAControlCharacter(@ForAll String text) {
        assertThat(Printable.of(text, 50)).hasSizeLessThanOrEqualTo(53).doesNotMatch("(?s).*\\p{Cntrl}.*");
    }
}
