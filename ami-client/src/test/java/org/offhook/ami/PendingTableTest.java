// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.ami.spi.AmiActionSink;

/** What is known of actions that ended without an answer, and how long. */
class PendingTableTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Dispatch dispatch = new Dispatch();
    private final Callbacks callbacks = new Callbacks(dispatch.executor);
    private final Counters counters = new Counters();
    private final PendingTable table = new PendingTable("o-", 1_000_000, counters);
    private final List<AmiException> failures = new ArrayList<>();

    /** An action that was sent at time 0 and ends a second later without an answer. */
    private void timedOut(long id) {
        PendingAction action =
                new PendingAction(id, "o-" + id, RawAction.of("Things"), SECOND, SECOND, null, new AmiActionSink() {
                    @Override
                    public void response(AmiResponse response) {}

                    @Override
                    public void failed(AmiException failure) {
                        failures.add(failure);
                    }
                });
        action.takeWire(0);
        table.add(action);
        table.sweep(SECOND);
        assertThat(failures).hasSize(1);
    }

    private boolean item(long now) {
        return table.item(AmiHeaders.of("Event", "Thing", "ActionID", "o-1"), dispatch.dispatcher, callbacks, now);
    }

    @Test
    void aListThatComesLateIsNobodysForAMinute() {
        timedOut(1);
        table.response(AmiHeaders.of("Response", "Success", "ActionID", "o-1", "EventList", "start"), 2 * SECOND);
        assertThat(item(3 * SECOND)).isTrue();
        table.sweep(61 * SECOND);
        assertThat(item(61 * SECOND)).isTrue();
        assertThat(counters.late.get()).isEqualTo(3);

        table.sweep(62 * SECOND);
        assertThat(table.hasLists()).isFalse();
        assertThat(item(62 * SECOND)).isFalse();
    }

    @Test
    void anActionThatEndedIsForgottenAfterAMinute() {
        timedOut(1);
        table.sweep(60 * SECOND);
        assertThat(table.hasLists()).isTrue();
        table.sweep(61 * SECOND);
        assertThat(table.hasLists()).isFalse();
    }

    @Test
    void oneWhoseAnswerCameLateIsForgottenWithIt() {
        timedOut(1);
        table.response(AmiHeaders.of("Response", "Success", "ActionID", "o-1"), 2 * SECOND);
        assertThat(counters.late.get()).isEqualTo(1);
        assertThat(table.hasLists()).isFalse();
    }
}
