// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiListener;
import org.offhook.agi.routing.AgiRouter;

/** What both servers let one choose, under the same names. */
final class Options {

    final AgiRouter router;
    final List<AgiListener> listeners = new ArrayList<>();
    int maxCalls = 100;
    Duration replyTimeout = Duration.ofSeconds(10);
    boolean interruptOnHangup;

    @Nullable
    String outcomeVariable = "OFFHOOK";

    @Nullable
    Duration scriptDeadline;

    Options(AgiRouter router) {
        this.router = router;
    }

    Options maxCalls(int calls) {
        maxCalls = calls;
        return this;
    }

    Options replyTimeout(Duration timeout) {
        replyTimeout = timeout;
        return this;
    }

    Options scriptDeadline(Duration deadline) {
        scriptDeadline = deadline;
        return this;
    }

    Options outcomeVariable(@Nullable String name) {
        outcomeVariable = name;
        return this;
    }

    Options interruptOnHangup() {
        interruptOnHangup = true;
        return this;
    }

    Options listener(AgiListener listener) {
        listeners.add(listener);
        return this;
    }
}
