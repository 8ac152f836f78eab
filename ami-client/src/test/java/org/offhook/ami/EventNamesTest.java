// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.ami.internal.EventTypes;

class EventNamesTest {

    private final EventNames names = new EventNames();

    @Test
    void everyTypedNameIsFoundWithItsType() {
        List<String> typed = EventTypes.names();

        for (int place = 0; place < typed.size(); place++) {
            AmiHeaders headers = AmiHeaders.of("Event", typed.get(place));
            EventKind kind = names.find(headers);
            assertThat(kind.name()).isEqualTo(typed.get(place));
            assertThat(kind.type()).isEqualTo(EventTypes.type(place));
            assertThat(kind.create(headers)).isExactlyInstanceOf(EventTypes.type(place));
        }
    }

    @Test
    void oneNameIsOneKind() {
        assertThat(names.find(message("Event: Xyz\r\nA: b\r\n"))).isSameAs(names.find(message("Event: Xyz\r\n")));
        assertThat(names.find(message("Event: Xyz\r\n"))).isNotSameAs(names.find(message("Event: Xyy\r\n")));
    }

    @Test
    void anUnknownNameIsRaw() {
        AmiHeaders headers = message("Event: NobodyKnows\r\nA: b\r\n");

        EventKind kind = names.find(headers);

        assertThat(kind.name()).isEqualTo("NobodyKnows");
        assertThat(kind.create(headers)).isEqualTo(new RawEvent(headers));
    }

    @Test
    void theNameIsFoundWhereTheEventHeaderDoesNotComeFirst() {
        EventKind first = names.find(message("Event: Xyz\r\n"));

        assertThat(names.find(message("Privilege: x\r\nEvent: Xyz\r\n"))).isSameAs(first);
        assertThat(names.find(message("event: Xyz\r\n"))).isSameAs(first);
        assertThat(names.find(message("Event:Xyz\r\n"))).isSameAs(first);
        assertThat(names.find(message("Event : Xyz\r\n"))).isSameAs(first);
    }

    @Test
    void theFirstOfSeveralNamesCounts() {
        assertThat(names.find(message("Event: One\r\nEvent: Two\r\n")).name()).isEqualTo("One");
        assertThat(names.find(message("A: b\r\nEvent: One\r\nEvent: Two\r\n")).name())
                .isEqualTo("One");
    }

    @Test
    void aMessageWithoutANameHasTheEmptyOne() {
        assertThat(names.find(AmiHeaders.EMPTY).name()).isEmpty();
        assertThat(names.find(message("A: b\r\n")).name()).isEmpty();
        assertThat(names.find(message("Event: \r\n")).name()).isEmpty();
        assertThat(names.find(message("Ev\r\n")).name()).isEmpty();
    }

    @Test
    void aLoneCarriageReturnBelongsToTheName() {
        assertThat(names.find(message("Event: A\rB\r\nC: d\r\n")).name()).isEqualTo("A\rB");
        assertThat(names.find(message("Event: A\nB\r\n")).name()).isEqualTo("A\nB");
    }

    @Test
    void manyForgedNamesAreNotAllLearnt() {
        for (int i = 0; i < 3 * EventNames.MAX_LEARNT; i++) {
            AmiHeaders headers = message("Event: Forged" + i + "\r\n");
            EventKind kind = names.find(headers);
            assertThat(kind.name()).isEqualTo("Forged" + i);
            assertThat(kind.id() == EventKind.NO_ID).isEqualTo(i >= EventNames.MAX_LEARNT);
        }
        assertThat(names.find(message("Event: Forged7\r\n")).id()).isNotEqualTo(EventKind.NO_ID);
        assertThat(names.find(message("Event: Forged0\r\n"))).isSameAs(names.find(message("Event: Forged0\r\n")));
    }

    @Test
    void aLongNameIsNotLearnt() {
        String name = "x".repeat(EventNames.MAX_LENGTH + 1);

        EventKind kind = names.find(message("Event: " + name + "\r\n"));

        assertThat(kind.name()).isEqualTo(name);
        assertThat(kind.id()).isEqualTo(EventKind.NO_ID);
    }

    private static AmiHeaders message(String lines) {
        return AmiHeaders.view(lines.getBytes(ISO_8859_1));
    }
}
