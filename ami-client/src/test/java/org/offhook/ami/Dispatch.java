// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A dispatcher whose loop is the test, with a clock that the test moves. */
final class Dispatch {

    final ManualExecutor executor = new ManualExecutor();
    final EventDispatcher dispatcher;
    long now = 5_000_000_000L;
    int changes;

    Dispatch() {
        this(Map.of());
    }

    Dispatch(Map<String, Function<AmiHeaders, ? extends AmiEvent>> userEvents) {
        dispatcher = new EventDispatcher("pbx", executor, userEvents, () -> changes++, () -> now);
    }

    Dispatch(Executor executor) {
        dispatcher = new EventDispatcher("pbx", executor, Map.of(), () -> changes++, () -> now);
    }

    /** Events of this name, numbered from one number to another, as one batch. */
    Dispatch send(String name, int from, int to) {
        for (int i = from; i <= to; i++) {
            dispatcher.event(numbered(name, i));
        }
        dispatcher.endOfBatch();
        return this;
    }

    Dispatch send(String name) {
        return send(name, 0, 0);
    }

    Dispatch send(AmiHeaders headers) {
        dispatcher.event(headers);
        dispatcher.endOfBatch();
        return this;
    }

    static AmiHeaders numbered(String name, int number) {
        return AmiHeaders.of("Event", name, "Number", Integer.toString(number));
    }

    static int number(AmiEvent event) {
        return Integer.parseInt(event.headers().find("Number").orElseThrow());
    }

    static List<Object> numbers(int from, int to) {
        return new ArrayList<>(IntStream.rangeClosed(from, to).boxed().toList());
    }

    static AmiGap dropped(long lost) {
        return new AmiGap(AmiGap.Reason.OVERFLOW, lost, false);
    }

    static AmiGap reconnected(boolean restarted) {
        return new AmiGap(AmiGap.Reason.RECONNECTED, -1, restarted);
    }
}
