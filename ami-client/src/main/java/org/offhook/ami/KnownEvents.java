// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offhook.ami.internal.EventTypes;

/** The typed events by name, for those who have headers but no connection. */
final class KnownEvents {

    private static final Map<String, Integer> PLACES = places();

    private KnownEvents() {}

    static AmiEvent create(AmiHeaders headers) {
        Integer place = PLACES.get(headers.find("Event").orElse(""));
        return place == null ? new RawEvent(headers) : EventTypes.create(place, headers);
    }

    private static Map<String, Integer> places() {
        List<String> names = EventTypes.names();
        Map<String, Integer> places = new HashMap<>(names.size() * 2);
        for (int place = 0; place < names.size(); place++) {
            places.put(names.get(place), place);
        }
        return places;
    }
}
