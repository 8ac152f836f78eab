// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.EventTypes;

/**
 * What Asterisk has to send so that every subscription sees what it is for, and little else: the classes for the event mask, and the
 * names for the filters. Immutable; pure.
 *
 * <pre>{@code
 * EventBudget wanted = EventBudget.of(dispatcher.selections());
 * wanted.mask()                       // for EventEconomy.CLASSES and NAMES: Action: Events, EventMask: ...
 * filters.toSend(wanted)              // for EventEconomy.NAMES, see EventFilters
 * }</pre>
 *
 * It errs on the side of too much. A selection that unknown events can fit needs the whole mask, and an event whose class is not known
 * too. An event without a class that is selected only by an interface is taken for an item of a list: those pass any mask.
 */
final class EventBudget {

    /** The mask for everything. */
    static final String EVERYTHING = "on";

    /** Every word that an event mask may hold, less {@code all} and {@code none}. */
    private static final Set<String> CLASSES = Set.of(
            "system",
            "call",
            "log",
            "verbose",
            "command",
            "agent",
            "user",
            "config",
            "dtmf",
            "reporting",
            "cdr",
            "dialplan",
            "originate",
            "agi",
            "cc",
            "aoc",
            "test",
            "security",
            "message");

    /** What the client itself looks at, whoever subscribes to what. */
    private static final List<String> OWN_NAMES = List.of("FullyBooted", "Shutdown", "Reload", "OriginateResponse");

    private final boolean everything;
    private final boolean anyClass;
    private final SortedSet<String> classes = new TreeSet<>();
    private final SortedSet<String> names = new TreeSet<>();
    private final SortedSet<String> patterns = new TreeSet<>();

    private EventBudget(Collection<EventSelection<?>> selections) {
        classes.add("system");
        names.addAll(OWN_NAMES);
        boolean all = false;
        boolean mask = false;
        for (EventSelection<?> each : selections) {
            String pattern = each.pattern();
            if (pattern != null) {
                mask |= byPattern(pattern);
                all |= pattern.chars().allMatch(c -> c == '*') && !pattern.isEmpty();
            } else {
                boolean unknownToo = each.selects("", RawEvent.class);
                all |= unknownToo;
                mask |= !unknownToo && byType(each);
            }
        }
        everything = all;
        anyClass = all || mask;
    }

    /**
     * What these need.
     *
     * @param selections what is subscribed, and what taps are for
     */
    static EventBudget of(Collection<EventSelection<?>> selections) {
        return new EventBudget(selections);
    }

    /** The value for {@code Action: Events, EventMask:}; {@code on}, or classes in order, always with {@code system}. */
    String mask() {
        return anyClass ? EVERYTHING : String.join(",", classes);
    }

    /** Whether no event may be kept back. */
    boolean isEverything() {
        return everything;
    }

    /** The names of events to let through. */
    SortedSet<String> names() {
        return names;
    }

    /** Patterns, as in {@link EventSelection#named}, of names to let through. */
    SortedSet<String> patterns() {
        return patterns;
    }

    /** The same answer means that Asterisk need not be told anything. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventBudget budget
                && everything == budget.everything
                && anyClass == budget.anyClass
                && classes.equals(budget.classes)
                && names.equals(budget.names)
                && patterns.equals(budget.patterns);
    }

    @Override
    public int hashCode() {
        return names.hashCode() * 31 + patterns.hashCode();
    }

    @Override
    public String toString() {
        return "EventBudget[" + mask() + (everything ? "" : ", " + names + patterns) + "]";
    }

    /** Adds the names of a selection by types; true when only the whole mask will do. */
    private boolean byType(EventSelection<?> selection) {
        boolean unknownClass = false;
        for (int place = 0; place < Table.NAMES.size(); place++) {
            if (selection.selects(Table.NAMES.get(place), EventTypes.type(place))) {
                names.add(Table.NAMES.get(place));
                boolean known = addClasses(place);
                unknownClass |= !known && selection.types().contains(EventTypes.type(place));
            }
        }
        // A type of the user's own can only be that of a user event; an interface can be one of its interfaces.
        if (!Table.TYPES.containsAll(selection.types())) {
            names.add("UserEvent");
            classes.add("user");
        }
        return unknownClass;
    }

    /** Adds the names of a pattern; true when only the whole mask will do. */
    private boolean byPattern(String pattern) {
        boolean single = pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
        Integer place = single ? Table.PLACES.get(pattern.toLowerCase(Locale.ROOT)) : null;
        if (place == null) {
            patterns.add(pattern);
            return true;
        }
        names.add(Table.NAMES.get(place));
        return !addClasses(place);
    }

    /** Adds the classes of the event at this place; false when they are not known. */
    private boolean addClasses(int place) {
        boolean known = false;
        for (String each : EventTypes.privileges(place)) {
            if (CLASSES.contains(each)) {
                classes.add(each);
                known = true;
            }
        }
        return known;
    }

    /** The typed events, read on first use. */
    private static final class Table {

        static final List<String> NAMES = EventTypes.names();
        static final Set<Class<?>> TYPES = new HashSet<>();
        static final Map<String, Integer> PLACES = new HashMap<>();

        static {
            for (int place = 0; place < NAMES.size(); place++) {
                TYPES.add(EventTypes.type(place));
                PLACES.put(NAMES.get(place).toLowerCase(Locale.ROOT), place);
            }
        }

        private Table() {}
    }
}
