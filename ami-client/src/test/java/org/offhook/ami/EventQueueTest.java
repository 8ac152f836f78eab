// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.ami.Dispatch.numbered;
import static org.offhook.ami.Dispatch.reconnected;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    private final EventQueue queue = new EventQueue();

    @Test
    void givesEventsInTheOrderTheyCame() {
        add(1, 5);

        assertThat(queue.events()).isEqualTo(5);
        assertThat(take(3)).containsExactly(1, 2, 3);
        assertThat(take(10)).containsExactly(4, 5);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void keepsTheOrderWhileItGrowsAroundItsEnd() {
        List<Object> seen = new ArrayList<>();
        int next = 1;
        for (int round = 1; round <= 40; round++) {
            add(next, next + 9 * round);
            next += 9 * round + 1;
            seen.addAll(take(5 * round));
        }
        seen.addAll(take(100_000));

        assertThat(seen).isEqualTo(Dispatch.numbers(1, next - 1));
    }

    @Test
    void holdsNothingItHasGiven() throws Exception {
        add(1, 100);
        take(30);
        queue.dropOldest();
        add(101, 120);

        java.lang.reflect.Field field = EventQueue.class.getDeclaredField("items");
        field.setAccessible(true);
        Object[] items = (Object[]) field.get(queue);
        assertThat(Arrays.stream(items).filter(item -> item != null)).hasSize(queue.events());
    }

    @Test
    void getsSmallerAgainAfterABurst() {
        add(1, 10_000);
        take(10_000);
        int big = queue.capacity();
        for (int i = 0; i < 20; i++) {
            add(1, 3);
            take(3);
        }

        assertThat(big).isGreaterThanOrEqualTo(10_000);
        assertThat(queue.capacity()).isLessThanOrEqualTo(64);
    }

    @Test
    void droppedEventsLeaveANoticeBeforeTheOldestThatStays() {
        add(1, 5);
        queue.dropOldest();
        queue.dropOldest();

        assertThat(queue.hasNotice()).isTrue();
        assertThat(queue.takeNotice().dropped()).isEqualTo(2);
        assertThat(take(9)).containsExactly(3, 4, 5);
    }

    @Test
    void aNoticeStandsBetweenTheEventsAroundIt() {
        add(1, 2);
        queue.missing();
        queue.missing();
        add(3, 4);

        assertThat(queue.takeNotice()).isNull();
        assertThat(take(9)).containsExactly(1, 2);
        assertThat(queue.takeNotice().dropped()).isEqualTo(2);
        assertThat(queue.takeNotice()).isNull();
        assertThat(take(9)).containsExactly(3, 4);
    }

    @Test
    void noticesWithoutAnEventBetweenThemBecomeOne() {
        add(1, 1);
        queue.gap(reconnected(false));
        queue.missing();
        queue.gap(reconnected(true));
        add(2, 2);
        queue.dropOldest();

        EventQueue.Notice notice = queue.takeNotice();
        assertThat(notice.dropped()).isEqualTo(2);
        assertThat(notice.gap()).isEqualTo(reconnected(true));
        assertThat(queue.takeNotice()).isNull();
        assertThat(take(9)).containsExactly(2);
    }

    @Test
    void aNoticeAloneIsNotNothing() {
        queue.gap(reconnected(false));

        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.events()).isZero();
        assertThat(queue.takeNotice().gap()).isEqualTo(reconnected(false));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void takesNoMoreOnceItHasTheBytes() {
        add(1, 10);

        Object[] into = new Object[10];
        assertThat(queue.take(into, 10, 25)).isEqualTo(3);
        assertThat(queue.bytes()).isEqualTo(70);
        assertThat(queue.take(into, 10, 1)).isEqualTo(1);
    }

    @Test
    void forgetsEverythingWhenCleared() {
        add(1, 1000);
        queue.missing();
        queue.clear();

        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.bytes()).isZero();
        add(7, 8);
        assertThat(take(9)).containsExactly(7, 8);
    }

    /** Each counts as 10 bytes. */
    private void add(int from, int to) {
        Object[] events = new Object[to - from + 1];
        int[] sizes = new int[events.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = new RawEvent(numbered("E", from + i));
            sizes[i] = 10;
        }
        queue.add(events, sizes, 0, events.length);
    }

    private List<Object> take(int max) {
        Object[] into = new Object[max];
        int n = queue.take(into, max, Long.MAX_VALUE);
        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            numbers.add(Dispatch.number((AmiEvent) into[i]));
        }
        return numbers;
    }
}
