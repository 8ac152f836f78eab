// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.offhook.ami.internal.EventTypes;

/** All events of one name and class: what is decided for one of them holds for all. */
final class EventKind {

    /** The place of events without a type of their own. */
    static final int RAW = -1;

    /** The number of a kind that is not remembered. */
    static final int NO_ID = -1;

    private final int id;
    private final int place;
    private final String name;
    private final byte[] nameBytes;
    private final Class<? extends AmiEvent> type;

    EventKind(int id, int place, byte[] nameBytes, Class<? extends AmiEvent> type) {
        this.id = id;
        this.place = place;
        this.name = new String(nameBytes, UTF_8);
        this.nameBytes = nameBytes;
        this.type = type;
    }

    /** Its number, from 0 on without holes, or {@link #NO_ID}. */
    int id() {
        return id;
    }

    String name() {
        return name;
    }

    byte[] nameBytes() {
        return nameBytes;
    }

    Class<? extends AmiEvent> type() {
        return type;
    }

    AmiEvent create(AmiHeaders headers) {
        return place == RAW ? new RawEvent(headers) : EventTypes.create(place, headers);
    }
}
