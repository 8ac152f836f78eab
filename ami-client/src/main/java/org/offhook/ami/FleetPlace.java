// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** One subscription of a fleet, with a part on each server. Changed under the fleet's lock, read anywhere. */
final class FleetPlace<E extends AmiEvent> implements FleetSubscription {

    private final EventSelection<E> selection;
    private final SubscriptionOptions options;
    private final FleetListener<? super E> listener;
    private final Consumer<? super FleetPlace<E>> onClose;
    private volatile Map<String, AmiSubscription> parts = Map.of();

    FleetPlace(
            EventSelection<E> selection,
            SubscriptionOptions options,
            FleetListener<? super E> listener,
            Consumer<? super FleetPlace<E>> onClose) {
        this.selection = selection;
        this.options = options;
        this.listener = Objects.requireNonNull(listener);
        this.onClose = onClose;
    }

    void addTo(String server, AmiClient client) {
        String name = options.name().isEmpty() ? selection.toString() : options.name();
        SubscriptionOptions tagged = options.name(name + " of " + server)
                .onGap(gap -> {
                    options.onGap().accept(gap);
                    listener.gap(server, gap);
                })
                .onEnd(why -> {
                    options.onEnd().accept(why);
                    listener.end(server, why);
                });
        Map<String, AmiSubscription> more = new LinkedHashMap<>(parts);
        more.put(server, client.subscribe(selection, tagged, event -> listener.event(server, event)));
        parts = Collections.unmodifiableMap(more);
    }

    void forget(String server) {
        Map<String, AmiSubscription> fewer = new LinkedHashMap<>(parts);
        fewer.remove(server);
        parts = Collections.unmodifiableMap(fewer);
    }

    @Override
    public Map<String, AmiSubscription> servers() {
        return parts;
    }

    @Override
    public void close() {
        onClose.accept(this);
        parts.values().forEach(AmiSubscription::close);
    }
}
