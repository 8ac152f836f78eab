// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The events of each channel, apart from those of others, from now on. */
final class ChannelEvents implements AutoCloseable {
    private final AmiControl ami;
    private final Map<String, List<AmiMessage>> byUniqueId = new ConcurrentHashMap<>();
    private final Consumer<AmiMessage> listener = this::add;

    ChannelEvents(AmiControl ami) {
        this.ami = ami;
        ami.addListener(listener);
    }

    private void add(AmiMessage event) {
        // Variables and dialplan steps are most of what comes.
        if (!event.isEvent("VarSet") && !event.isEvent("Newexten")) {
            event.find("Uniqueid")
                    .ifPresent(id -> byUniqueId
                            .computeIfAbsent(id, key -> new CopyOnWriteArrayList<>())
                            .add(event));
        }
    }

    /** How many events of a channel fit so far. */
    long count(String uniqueId, Predicate<AmiMessage> fits) {
        return byUniqueId.getOrDefault(uniqueId, List.of()).stream()
                .filter(fits)
                .count();
    }

    @Override
    public void close() {
        ami.removeListener(listener);
    }
}
