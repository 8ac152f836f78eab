// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A list that answers an action: its events and what came around them. Immutable.
 *
 * @param <E> the type of its events
 */
public final class AmiEventList<E extends AmiEvent> implements Iterable<E> {

    private final AmiResponse response;
    private final List<E> events;

    private AmiEventList(AmiResponse response, List<E> events) {
        this.response = response;
        this.events = events;
    }

    /** The events of this type in the answer; others stay reachable by {@link #response()}. */
    public static <E extends AmiEvent> AmiEventList<E> of(AmiResponse response, Class<E> type) {
        List<E> events = new ArrayList<>(response.events().size());
        for (AmiEvent event : response.events()) {
            if (type.isInstance(event)) {
                events.add(type.cast(event));
            }
        }
        return new AmiEventList<>(response, List.copyOf(events));
    }

    /** The answer that announced the list, with all its events. */
    public AmiResponse response() {
        return response;
    }

    /** The events, in order. */
    public List<E> events() {
        return events;
    }

    /** The events, in order. */
    public Stream<E> stream() {
        return events.stream();
    }

    /** How many there are. */
    public int size() {
        return events.size();
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return events.isEmpty();
    }

    /** The event that ended the list, which may hold totals. */
    public Optional<AmiEvent> completion() {
        return response.completion();
    }

    /** Whether all came that Asterisk announced: {@link AmiResponse#isComplete()}. */
    public boolean isComplete() {
        return response.isComplete();
    }

    @Override
    public Iterator<E> iterator() {
        return events.iterator();
    }

    @Override
    public String toString() {
        return events.toString();
    }
}
