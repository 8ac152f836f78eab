// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which events a subscription is for: by type, by name, and by a predicate on top. Immutable.
 *
 * <pre>{@code
 * EventSelection.of(AmiChannelEvent.class).where(e -> e.channel().context().filter("support"::equals).isPresent())
 * EventSelection.named("Queue*")
 * }</pre>
 *
 * Type and name are judged once per kind of event, on the connection's loop; the predicate for each event, where the listener runs,
 * after the queue: what it turns down has taken a place in the queue.
 *
 * @param <E> the type the listener gets
 */
public final class EventSelection<E extends AmiEvent> {

    private final Class<E> type;
    private final List<Class<? extends AmiEvent>> types;
    private final @Nullable String pattern;
    private final @Nullable Predicate<? super E> predicate;
    private final @Nullable Pattern compiled;

    private EventSelection(
            Class<E> type,
            List<Class<? extends AmiEvent>> types,
            @Nullable String pattern,
            @Nullable Predicate<? super E> predicate) {
        this.type = type;
        this.types = types;
        this.pattern = pattern;
        this.predicate = predicate;
        this.compiled = pattern == null ? null : compile(pattern);
    }

    /** Every event. */
    public static EventSelection<AmiEvent> all() {
        return of(AmiEvent.class);
    }

    /** The events of this type; of an interface, every type that has it. */
    public static <E extends AmiEvent> EventSelection<E> of(Class<E> type) {
        return new EventSelection<>(Objects.requireNonNull(type), List.of(type), null, null);
    }

    /**
     * The events of any of these types.
     *
     * @throws IllegalArgumentException for no type at all
     */
    @SafeVarargs
    public static EventSelection<AmiEvent> anyOf(Class<? extends AmiEvent>... types) {
        if (types.length == 0) {
            throw new IllegalArgumentException("a selection of no type selects nothing");
        }
        List<Class<? extends AmiEvent>> wanted = new ArrayList<>();
        for (Class<? extends AmiEvent> type : types) {
            wanted.add(type);
        }
        return new EventSelection<>(AmiEvent.class, List.copyOf(wanted), null, null);
    }

    /**
     * The events whose name fits.
     *
     * @param pattern a name, in which {@code *} stands for any text and {@code ?} for one character; case does not count
     */
    public static EventSelection<AmiEvent> named(String pattern) {
        return new EventSelection<>(AmiEvent.class, List.of(AmiEvent.class), Objects.requireNonNull(pattern), null);
    }

    /** Of these events, the ones for which this is true. It runs on the listener's thread. */
    public EventSelection<E> where(Predicate<? super E> condition) {
        Objects.requireNonNull(condition);
        Predicate<? super E> before = predicate;
        return new EventSelection<>(
                type,
                types,
                pattern,
                before == null ? condition : event -> before.test(event) && condition.test(event));
    }

    /** Whether events of this kind are selected, before the predicate. The answer is the same for all events of one name and class. */
    boolean selects(String name, Class<? extends AmiEvent> eventClass) {
        if (compiled != null && !compiled.matcher(name).matches()) {
            return false;
        }
        for (Class<? extends AmiEvent> wanted : types) {
            if (wanted.isAssignableFrom(eventClass)) {
                return true;
            }
        }
        return false;
    }

    /** What the predicate says; true without one. */
    boolean accepts(E event) {
        return predicate == null || predicate.test(event);
    }

    Class<E> type() {
        return type;
    }

    /** The types of which an event must have one. */
    List<Class<? extends AmiEvent>> types() {
        return types;
    }

    /** The pattern its name must fit; null without. */
    @Nullable
    String pattern() {
        return pattern;
    }

    /** What it selects, for logs. */
    @Override
    public String toString() {
        if (pattern != null) {
            return pattern;
        }
        StringBuilder text = new StringBuilder();
        for (Class<?> each : types) {
            text.append(text.isEmpty() ? "" : "|").append(each.getSimpleName());
        }
        return text.toString();
    }

    private static Pattern compile(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("(?<=[*?])|(?=[*?])", -1)) {
            regex.append(part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
