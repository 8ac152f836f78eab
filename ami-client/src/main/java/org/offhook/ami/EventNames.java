// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.EventTypes;

/**
 * Finds an event's kind by the bytes of its name, without making a string of it. Names that no type has are learnt as they come, a bounded
 * number of them, since anyone may forge more. Used on the loop only.
 */
final class EventNames {

    /** So many unknown names are learnt. */
    static final int MAX_LEARNT = 4096;

    /** Longer names are not learnt. */
    static final int MAX_LENGTH = 128;

    private static final byte[] FIRST = "Event: ".getBytes(ISO_8859_1);

    /** Open addressing; its length is a power of two, and at most half of it is used. */
    private @Nullable EventKind[] table = new @Nullable EventKind[1024];

    private int used;
    private int learnt;
    private int kinds;

    EventNames() {
        List<String> names = EventTypes.names();
        for (int place = 0; place < names.size(); place++) {
            add(new EventKind(newId(), place, names.get(place).getBytes(UTF_8), EventTypes.type(place)));
        }
    }

    /** The kind of this event, whatever its user event's name. */
    EventKind find(AmiHeaders headers) {
        byte[] bytes = headers.bytes();
        if (Arrays.mismatch(bytes, FIRST) != FIRST.length) {
            byte[] name = headers.findBytes("Event").orElse(new byte[0]);
            int hash = 0;
            for (byte b : name) {
                hash = 31 * hash + b;
            }
            return find(name, 0, name.length, hash);
        }
        int hash = 0;
        int end = FIRST.length;
        while (bytes[end] != '\r' || bytes[end + 1] != '\n') {
            hash = 31 * hash + bytes[end++];
        }
        return find(bytes, FIRST.length, end, hash);
    }

    /** A number for a kind that is kept elsewhere. */
    int newId() {
        return kinds++;
    }

    private EventKind find(byte[] bytes, int from, int to, int hash) {
        for (int slot = slot(hash); ; slot = (slot + 1) & (table.length - 1)) {
            EventKind kind = table[slot];
            if (kind == null) {
                return unknown(Arrays.copyOfRange(bytes, from, to));
            }
            byte[] name = kind.nameBytes();
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return kind;
            }
        }
    }

    private EventKind unknown(byte[] name) {
        if (learnt == MAX_LEARNT || name.length > MAX_LENGTH) {
            return new EventKind(EventKind.NO_ID, EventKind.RAW, name, RawEvent.class);
        }
        learnt++;
        EventKind kind = new EventKind(newId(), EventKind.RAW, name, RawEvent.class);
        add(kind);
        return kind;
    }

    private void add(EventKind kind) {
        if (++used > table.length / 2) {
            EventKind[] before = table;
            table = new @Nullable EventKind[before.length * 2];
            for (EventKind each : before) {
                if (each != null) {
                    put(each);
                }
            }
        }
        put(kind);
    }

    private void put(EventKind kind) {
        int hash = 0;
        for (byte b : kind.nameBytes()) {
            hash = 31 * hash + b;
        }
        int slot = slot(hash);
        while (table[slot] != null) {
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = kind;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & (table.length - 1);
    }
}
