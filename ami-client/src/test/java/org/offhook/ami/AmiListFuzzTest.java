// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.offhook.ami.spi.AmiActionSink;

/**
 * Actions with the ids t-1 to t-6 wait, and bytes of a server come: each action ends once, with the answer and the list that a plain
 * reading of the messages gives it. Action t-5 is given up before, t-6 after the first half.
 */
class AmiListFuzzTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final String COMPLETE = "CoreShowChannelsComplete";

    private static final EventDispatcher TYPES = new EventDispatcher("fuzz", Runnable::run, Map.of(), () -> {});

    /** How an action is to end, by the model. */
    private static final class Expected {
        final boolean hasCompletion;
        boolean isGone;
        boolean isForgotten;
        boolean isOver;
        boolean isList;
        final StringBuilder outcome = new StringBuilder();

        Expected(boolean hasCompletion) {
            this.hasCompletion = hasCompletion;
        }
    }

    private static final class Actual implements AmiActionSink {
        final StringBuilder outcome = new StringBuilder();
        int calls;

        @Override
        public void response(AmiResponse response) {
            calls++;
            outcome.append(response.headers()).append('\n');
            response.events().forEach(event -> outcome.append(event.headers()).append('\n'));
            response.completion()
                    .ifPresent(event -> outcome.append(event.headers()).append('\n'));
        }

        @Override
        public void failed(AmiException failure) {
            calls++;
            outcome.setLength(0);
            outcome.append("lost");
        }
    }

    @FuzzTest
    void eachActionEndsOnceWithItsOwn(byte[] data) {
        List<AmiHeaders> messages = messages(data);
        Counters counters = new Counters();
        PendingTable table = new PendingTable("t-", 1L << 20, counters);
        Callbacks callbacks = new Callbacks(Runnable::run);
        Map<String, Actual> actual = new LinkedHashMap<>();
        Map<String, Expected> expected = new LinkedHashMap<>();
        List<PendingAction> actions = new ArrayList<>();
        for (int id = 1; id <= 6; id++) {
            boolean list = id % 2 == 0;
            RawAction action = list ? RawAction.of("CoreShowChannels").completedBy(COMPLETE) : RawAction.of("Ping");
            Actual sink = new Actual();
            PendingAction pending = new PendingAction(id, "t-" + id, action, SECOND, 60 * SECOND, null, sink);
            pending.takeWire(0);
            table.add(pending);
            actions.add(pending);
            actual.put("t-" + id, sink);
            expected.put("t-" + id, new Expected(list));
        }
        int[] counts = new int[3]; // late, unsolicited, events
        int ordinary = 0;
        table.forget(actions.get(4), 0);
        forget(expected.get("t-5"));
        for (int i = 0; i < messages.size(); i++) {
            if (i == messages.size() / 2) {
                table.forget(actions.get(5), 0);
                forget(expected.get("t-6"));
            }
            AmiHeaders message = messages.get(i);
            if (message.contains("Response")) {
                table.response(message, 0);
            } else if (!table.hasLists() || !table.item(message, TYPES, callbacks, 0)) {
                ordinary++;
            }
            model(message, expected, counts);
        }
        assertThat(counters.late.get()).isEqualTo(counts[0]);
        assertThat(counters.unsolicited.get()).isEqualTo(counts[1]);
        assertThat(ordinary).isEqualTo(counts[2]);
        table.sweep(59 * SECOND / 100);
        assertThat(table.size()).isEqualTo((int) expected.values().stream()
                .filter(action -> !action.isOver && !action.isGone)
                .count());
        table.endAll(action -> action.connectionLost("the end", null));
        actual.forEach((id, sink) -> {
            Expected wanted = expected.get(id);
            assertThat(sink.calls).as(id).isEqualTo(wanted.isGone ? 0 : 1);
            String outcome = wanted.isOver ? wanted.outcome.toString() : "lost";
            assertThat(sink.outcome.toString()).as(id).isEqualTo(wanted.isGone ? "" : outcome);
        });
        assertThat(table.size()).isZero();
    }

    private static void forget(Expected action) {
        action.isGone = !action.isOver;
    }

    /** What a message does, told without the table. */
    private static void model(AmiHeaders message, Map<String, Expected> actions, int[] counts) {
        Expected action = actions.get(
                message.find("ActionID").map(AmiListFuzzTest::canonical).orElse(""));
        boolean ours = message.find("ActionID").map(AmiListFuzzTest::isOurs).orElse(false);
        String event = message.find("Event").orElse("");
        if (message.contains("Response")) {
            if (!ours) {
                counts[1]++;
            } else if (action == null || action.isOver || action.isGone || action.isList) {
                counts[0]++;
                if (action != null && action.isGone && !action.isForgotten) {
                    action.isForgotten = action.isList || !opens(message, action);
                    action.isList = true;
                }
            } else {
                action.outcome.append(message).append('\n');
                action.isList = opens(message, action);
                action.isOver = !action.isList;
            }
            return;
        }
        boolean item = action != null
                && action.isList
                && !action.isOver
                && !action.isForgotten
                && !event.equals("OriginateResponse")
                && !event.equals("UserEvent");
        if (!item) {
            counts[2]++;
            return;
        }
        boolean last = message.contains("EventList") || (action.hasCompletion && event.equals(COMPLETE));
        if (action.isGone) {
            counts[0]++;
            action.isForgotten = last;
        } else {
            action.outcome.append(message).append('\n');
            action.isOver = last;
        }
    }

    private static boolean opens(AmiHeaders response, Expected action) {
        if (response.find("Response").orElse("").equals("Error")) {
            return false;
        }
        return response.find("EventList").orElse("").equals("start")
                || (action.hasCompletion && !response.contains("EventList"));
    }

    private static boolean isOurs(String id) {
        return id.matches("t-[0-9a-zA-Z]{1,10}");
    }

    /** Ids are numbers: leading zeros say nothing. */
    private static String canonical(String id) {
        return isOurs(id) ? "t-" + Long.toString(Long.parseLong(id.substring(2), 36), 36) : id;
    }

    private static List<AmiHeaders> messages(byte[] data) {
        List<AmiHeaders> messages = new ArrayList<>();
        AmiDecoder decoder = AmiDecoderTest.decoder(new AmiDecoder.Output() {
            @Override
            public void banner(String line) {}

            @Override
            public void message(AmiHeaders headers) {
                String id = headers.find("ActionID").orElse("");
                // Longer numbers than we ever give out overflow in one or the other.
                if (id.length() < 12 && id.chars().allMatch(c -> c < 128)) {
                    messages.add(headers);
                }
            }
        });
        decoder.feed(Unpooled.wrappedBuffer(data));
        return messages;
    }
}
