// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSelectionTest {

    record Mine(AmiHeaders headers) implements AmiEvent {}

    @ParameterizedTest
    @CsvSource({
        "Hangup, Hangup, true",
        "hangUP, Hangup, true",
        "Hangup, HangupRequest, false",
        "Hangup, SoftHangup, false",
        "Queue*, QueueMemberAdded, true",
        "Queue*, Queue, true",
        "Queue*, AbandonQueue, false",
        "*Queue*, AbandonQueues, true",
        "*, '', true",
        "'', '', true",
        "'', X, false",
        "A?C, ABC, true",
        "A?C, AC, false",
        "A.C, ABC, false",
        "A.C, A.C, true",
        "'A\\E*', 'A\\Ex', true",
        "'[a]', a, false",
        "'[a]', '[a]', true",
    })
    void aPatternSelectsNames(String pattern, String name, boolean selected) {
        assertThat(EventSelection.named(pattern).selects(name, RawEvent.class)).isEqualTo(selected);
    }

    @Test
    void aPatternFitsNamesWithLineEndsInThem() {
        assertThat(EventSelection.named("A*B").selects("A\rx\nB", RawEvent.class))
                .isTrue();
    }

    @Test
    void aTypeSelectsItselfAndWhatHasIt() {
        assertThat(EventSelection.of(Mine.class).selects("X", Mine.class)).isTrue();
        assertThat(EventSelection.of(Mine.class).selects("X", RawEvent.class)).isFalse();
        assertThat(EventSelection.of(AmiEvent.class).selects("X", RawEvent.class))
                .isTrue();
        assertThat(EventSelection.all().selects("", Mine.class)).isTrue();
        assertThat(EventSelection.of(AmiChannelEvent.class).selects("X", Mine.class))
                .isFalse();
    }

    @Test
    void severalTypesSelectEach() {
        EventSelection<AmiEvent> selection = EventSelection.anyOf(Mine.class, AmiChannelEvent.class);

        assertThat(selection.selects("X", Mine.class)).isTrue();
        assertThat(selection.selects("X", RawEvent.class)).isFalse();
        assertThatThrownBy(EventSelection::anyOf).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void conditionsMustAllHold() {
        List<String> asked = new ArrayList<>();
        EventSelection<AmiEvent> selection = EventSelection.all();
        EventSelection<AmiEvent> both = selection
                .where(e -> asked.add("first") && e.headers().contains("A"))
                .where(e -> asked.add("second") && e.headers().contains("B"));

        assertThat(both.accepts(new Mine(AmiHeaders.of("A", "", "B", "")))).isTrue();
        assertThat(both.accepts(new Mine(AmiHeaders.of("B", "")))).isFalse();
        assertThat(both.accepts(new Mine(AmiHeaders.of("A", "")))).isFalse();
        assertThat(asked).containsExactly("first", "second", "first", "first", "second");
        assertThat(selection.accepts(new Mine(AmiHeaders.EMPTY))).isTrue();
    }

    @Test
    void saysWhatItSelects() {
        assertThat(EventSelection.all()).hasToString("AmiEvent");
        assertThat(EventSelection.anyOf(Mine.class, RawEvent.class)).hasToString("Mine|RawEvent");
        assertThat(EventSelection.named("Queue*").where(e -> true)).hasToString("Queue*");
    }

    @Test
    void nothingIsNull() {
        assertThatThrownBy(() -> EventSelection.of(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> EventSelection.named(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> EventSelection.all().where(null)).isInstanceOf(NullPointerException.class);
    }
}
