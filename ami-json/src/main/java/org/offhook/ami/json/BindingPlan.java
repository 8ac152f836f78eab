// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiHeaders;

/** Which header goes to which component of a type, worked out once. It turns headers into the tree that Jackson makes the value from. */
final class BindingPlan {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A component that takes the headers of some names. */
    private record Slot(String component, JavaType type, boolean list) {}

    /** A component that is a record of its own, from the headers whose names begin with its name; there is one for each name it has. */
    private record Nested(String component, String prefix, BindingPlan plan) {}

    /** A header under way: its name as compared, less the prefix that nesting has used up. */
    private record Entry(String plainName, AmiHeaders.Header header) {

        Entry less(String prefix) {
            return new Entry(plainName.substring(prefix.length()), header);
        }
    }

    /** A component, and the headers it took. */
    record Source(JavaType type, List<AmiHeaders.Header> headers) {}

    private final Map<String, Slot> slots = new LinkedHashMap<>(); // by plain name
    private final List<Nested> nested = new ArrayList<>(); // the longest prefix first
    private final List<Slot> everything = new ArrayList<>();
    private @Nullable Slot rest;

    private BindingPlan() {}

    /** @throws AmiBindingException when nothing can be bound to it */
    static BindingPlan of(JavaType type, DeserializationConfig config) {
        return of(type, config, List.of());
    }

    private static BindingPlan of(JavaType type, DeserializationConfig config, List<Class<?>> outer) {
        if (outer.contains(type.getRawClass())) {
            throw unfit(type, "it contains itself");
        }
        checkAccess(type);
        List<Class<?>> path = new ArrayList<>(outer);
        path.add(type.getRawClass());
        BindingPlan plan = new BindingPlan();
        for (BeanPropertyDefinition property : config.introspect(type).findProperties()) {
            if (property.couldDeserialize()) {
                plan.add(type, property, config, path);
            }
        }
        if (plan.slots.isEmpty() && plan.nested.isEmpty() && plan.everything.isEmpty() && plan.rest == null) {
            throw unfit(type, "it has no component that headers could be bound to");
        }
        plan.nested.sort(Comparator.comparing(each -> -each.prefix().length()));
        return plan;
    }

    private void add(
            JavaType owner, BeanPropertyDefinition property, DeserializationConfig config, List<Class<?>> path) {
        JavaType type = property.getPrimaryType();
        JavaType content = type.hasRawClass(Optional.class) ? type.containedTypeOrUnknown(0) : type;
        Slot slot = new Slot(property.getName(), type, isList(type));
        if (content.hasRawClass(AmiHeaders.class)) {
            everything.add(slot);
        } else if (type.isMapLikeType()) {
            if (rest != null) {
                throw unfit(
                        owner,
                        "it has two maps, " + rest.component() + " and " + slot.component()
                                + ": one can take what is left over");
            }
            rest = slot;
        } else {
            BindingPlan inner = isNested(content, property, config) ? of(content, config, path) : null;
            for (String name : names(property, config)) {
                if (inner != null) {
                    nested.add(new Nested(property.getName(), name, inner));
                } else {
                    addSlot(owner, name, slot);
                }
            }
        }
    }

    private void addSlot(JavaType owner, String name, Slot slot) {
        Slot other = slots.putIfAbsent(name, slot);
        if (other != null && !other.component().equals(slot.component())) {
            throw unfit(
                    owner,
                    "its components " + other.component() + " and " + slot.component() + " are for the same headers");
        }
    }

    private static List<String> names(BeanPropertyDefinition property, DeserializationConfig config) {
        List<String> names = new ArrayList<>();
        names.add(Text.plainName(property.getName()));
        List<PropertyName> aliases =
                config.getAnnotationIntrospector().findPropertyAliases(property.getPrimaryMember());
        if (aliases != null) { // as it is without the annotation
            aliases.forEach(alias -> names.add(Text.plainName(alias.getSimpleName())));
        }
        return names;
    }

    /** Several headers become one value; but bytes and characters are one text. */
    private static boolean isList(JavaType type) {
        return type.isArrayType()
                ? !type.hasRawClass(byte[].class) && !type.hasRawClass(char[].class)
                : type.isCollectionLikeType();
    }

    /** A record with components of its own; not one that says itself how a single text becomes it. */
    private static boolean isNested(JavaType type, BeanPropertyDefinition property, DeserializationConfig config) {
        if (!type.isRecordType()
                || type.getRawClass().isAnnotationPresent(JsonDeserialize.class)
                || property.getPrimaryMember().hasAnnotation(JsonDeserialize.class)) {
            return false;
        }
        BeanDescription description = config.introspect(type);
        return description.getConstructorsWithMode().stream()
                        .noneMatch(c -> takesText(c.metadata, c.annotated.getParameterCount()))
                && description.getFactoryMethodsWithMode().stream()
                        .noneMatch(m -> takesText(m.metadata, m.annotated.getParameterCount()));
    }

    private static boolean takesText(JsonCreator.@Nullable Mode mode, int parameters) {
        return mode != null
                && mode != JsonCreator.Mode.DISABLED
                && mode != JsonCreator.Mode.PROPERTIES
                && parameters == 1;
    }

    /** Tells at once what would fail at the first event, and in Java's own words would not be understood. */
    private static void checkAccess(JavaType type) {
        Class<?> raw = type.getRawClass();
        Module its = raw.getModule();
        Module jackson = JavaType.class.getModule();
        String in = raw.getPackageName();
        boolean open = its.isOpen(in, jackson);
        boolean exported = Modifier.isPublic(raw.getModifiers()) && its.isExported(in, jackson);
        if (type.isRecordType() && !open && !exported) {
            throw unfit(
                    type,
                    "Jackson may not look into it; put \"opens " + in
                            + " to com.fasterxml.jackson.databind;\" into the module-info.java of " + its.getName());
        }
    }

    private static AmiBindingException unfit(JavaType type, String why) {
        Class<?> raw = type.getRawClass();
        return new AmiBindingException(
                "headers cannot be bound to " + raw.getName() + ": " + why, raw, null, null, null, null);
    }

    /** The tree for these headers. */
    ObjectNode fill(AmiHeaders headers) {
        ObjectNode tree = NODES.objectNode();
        fill(tree, entries(headers), headers);
        return tree;
    }

    private static List<Entry> entries(AmiHeaders headers) {
        List<Entry> entries = new ArrayList<>(headers.size());
        for (AmiHeaders.Header header : headers) {
            entries.add(new Entry(Text.plainName(header.name()), header));
        }
        return entries;
    }

    private void fill(ObjectNode tree, List<Entry> entries, AmiHeaders headers) {
        everything.forEach(slot -> tree.putPOJO(slot.component(), headers));
        slots.values().stream().filter(Slot::list).forEach(slot -> tree.putArray(slot.component()));
        Map<BindingPlan, List<Entry>> inner = new HashMap<>();
        Map<String, List<String>> left = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Slot slot = slots.get(entry.plainName());
            if (slot != null) {
                put(tree, slot, entry.header().value());
                continue;
            }
            Nested target = nestedFor(entry);
            if (target != null) {
                inner.computeIfAbsent(target.plan(), plan -> new ArrayList<>()).add(entry.less(target.prefix()));
            } else if (rest != null) {
                left.computeIfAbsent(entry.header().name(), name -> new ArrayList<>())
                        .add(entry.header().value());
            }
        }
        for (Nested each : nested) {
            List<Entry> its = inner.remove(each.plan());
            if (its != null) {
                each.plan().fill(tree.putObject(each.component()), its, headers);
            }
        }
        if (rest != null) {
            putRest(tree.putObject(rest.component()), isList(rest.type().getContentType()), left);
        }
    }

    /** The first of several headers is the value, and a list has them all; what is not known is null, and is not in a list. */
    private static void put(ObjectNode tree, Slot slot, String value) {
        if (slot.list()) {
            if (Text.isKnown(value)) {
                ((ArrayNode) tree.get(slot.component())).add(value);
            }
        } else if (!tree.has(slot.component())) {
            tree.set(slot.component(), Text.isKnown(value) ? NODES.textNode(value) : NODES.nullNode());
        }
    }

    private static void putRest(ObjectNode tree, boolean lists, Map<String, List<String>> left) {
        left.forEach((name, values) -> {
            if (lists) {
                values.forEach(tree.withArrayProperty(name)::add);
            } else {
                tree.put(name, values.get(0));
            }
        });
    }

    private @Nullable Nested nestedFor(Entry entry) {
        for (Nested each : nested) {
            if (entry.plainName().startsWith(each.prefix()) && each.plan().takes(entry.less(each.prefix()))) {
                return each;
            }
        }
        return null;
    }

    private boolean takes(Entry entry) {
        return !entry.plainName().isEmpty()
                && (slots.containsKey(entry.plainName()) || rest != null || nestedFor(entry) != null);
    }

    /** What the component at the end of this path was made from; null when there is no such component. */
    @Nullable
    Source source(List<String> path, AmiHeaders headers) {
        return source(path, entries(headers));
    }

    private @Nullable Source source(List<String> path, List<Entry> entries) {
        String component = path.get(0);
        for (Nested each : nested) {
            if (each.component().equals(component)) {
                return path.size() == 1
                        ? null
                        : each.plan().source(path.subList(1, path.size()), takenBy(each.plan(), entries));
            }
        }
        JavaType type = null;
        List<AmiHeaders.Header> took = new ArrayList<>();
        for (Slot slot : slots.values()) {
            type = slot.component().equals(component) ? slot.type() : type;
        }
        for (Entry entry : entries) {
            Slot slot = slots.get(entry.plainName());
            if (slot != null && slot.component().equals(component)) {
                took.add(entry.header());
            }
        }
        return type == null ? null : new Source(type, took);
    }

    private List<Entry> takenBy(BindingPlan inner, List<Entry> entries) {
        List<Entry> taken = new ArrayList<>();
        for (Entry entry : entries) {
            Nested target = slots.containsKey(entry.plainName()) ? null : nestedFor(entry);
            if (target != null && target.plan() == inner) {
                taken.add(entry.less(target.prefix()));
            }
        }
        return taken;
    }
}
