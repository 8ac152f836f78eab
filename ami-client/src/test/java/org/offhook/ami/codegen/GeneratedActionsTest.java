// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.RawEvent;
import org.offhook.ami.action.CommandOutput;
import org.offhook.ami.internal.EventTypes;

/** Each generated action of the catalogue, with what it needs and with everything it can have. */
class GeneratedActionsTest {

    private static final Catalogue CATALOGUE = Catalogue.read(Path.of("src/catalogue"));

    static List<Named<Catalogue.Action>> actions() {
        return CATALOGUE.actions().stream()
                .filter(action -> !action.handWritten())
                .map(action -> Named.of(action.name(), action))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void hasExactlyTheRequiredHeadersWhenItIsMade(Catalogue.Action facts) throws ReflectiveOperationException {
        AmiAction<?> action = make(facts);

        List<AmiHeaders.Header> expected = new ArrayList<>();
        for (Catalogue.Field field : facts.fields()) {
            if (field.required()) {
                expected.add(new AmiHeaders.Header(field.header(), sample(field)));
            }
        }
        assertThat(action.headers().toList()).isEqualTo(expected);
        assertThat(action.name()).isEqualTo(facts.name());
        assertThat(action.privileges()).isEqualTo(Set.copyOf(facts.privileges()));
        assertThat(action.completionEvents())
                .isEqualTo(facts.completion().map(Set::of).orElse(Set.of()));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void hasExactlyTheHeadersOfTheCatalogueWhenAllAreSet(Catalogue.Action facts) throws ReflectiveOperationException {
        AmiAction<?> action = make(facts);
        for (Catalogue.Field field : facts.fields()) {
            if (!field.required()) {
                action = set(action, field);
            }
        }
        action = (AmiAction<?>)
                action.getClass().getMethod("actionId", String.class).invoke(action, "mine");

        for (Catalogue.Field field : facts.fields()) {
            assertThat(action.headers().all(field.header())).as(field.header()).containsExactly(sample(field));
        }
        assertThat(action.headers().find("ActionID")).contains("mine");
        assertThat(action.headers().size()).isEqualTo(facts.fields().size() + 1);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void cannotBeMadeWithoutWhatItNeeds(Catalogue.Action facts) {
        Method factory = factory(facts);
        for (int i = 0; i < factory.getParameterCount(); i++) {
            if (!factory.getParameterTypes()[i].isPrimitive()) {
                Object[] arguments = arguments(factory);
                arguments[i] = null;
                assertThatThrownBy(() -> factory.invoke(null, arguments))
                        .as("argument %d", i)
                        .isInstanceOf(InvocationTargetException.class)
                        .hasCauseInstanceOf(NullPointerException.class);
            }
        }
        long needed = facts.fields().stream().filter(Catalogue.Field::required).count();
        long pairs = facts.fields().stream()
                .filter(field -> field.required() && field.type() == FieldType.VARIABLE)
                .count();
        assertThat(factory.getParameterCount()).isEqualTo((int) (needed + pairs));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void readsItsAnswer(Catalogue.Action facts) throws ReflectiveOperationException {
        AmiHeaders headers = AmiHeaders.of("Response", "Success", "Value", "v", "Output", "one", "Output", "two");
        List<AmiEvent> items =
                facts.item().stream().map(GeneratedActionsTest::event).toList();
        AmiEvent end = facts.completion().map(GeneratedActionsTest::event).orElse(null);
        List<AmiEvent> events = new ArrayList<>(items);
        events.add(new RawEvent(AmiHeaders.of("Event", "SomethingElse")));
        AmiResponse response = new AmiResponse(headers, events, end, null);

        Object result = make(facts).result(response);

        switch (facts.result()) {
            case "output" -> assertThat(((CommandOutput) result).text()).isEqualTo("one\ntwo");
            case "value" -> assertThat(result).isEqualTo(Optional.of("v"));
            case "event" ->
                assertThat(result)
                        .isEqualTo(Optional.of(event(facts.completion().orElseThrow())));
            default -> {
                if (end == null) {
                    assertThat(result).isSameAs(response);
                } else {
                    AmiEventList<?> list = (AmiEventList<?>) result;
                    assertThat(list.events()).isEqualTo(items.isEmpty() ? events : items);
                    assertThat(list.completion()).contains(end);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void hasAMethodForEachFieldAndNoOther(Catalogue.Action facts) throws ReflectiveOperationException {
        Set<String> expected = new TreeSet<>(Set.of("actionId", "of"));
        facts.fields().stream().filter(field -> !field.required()).forEach(field -> expected.add(field.java()));

        Class<?> type = Class.forName(Generator.ACTIONS + "." + facts.java());

        assertThat(Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.getReturnType() == type)
                        .map(Method::getName)
                        .collect(Collectors.toSet()))
                .isEqualTo(expected);
    }

    private static AmiEvent event(String name) {
        return EventTypes.create(EventTypes.names().indexOf(name), AmiHeaders.of("Event", name));
    }

    private static AmiAction<?> make(Catalogue.Action facts) throws ReflectiveOperationException {
        Method factory = factory(facts);
        return (AmiAction<?>) factory.invoke(null, arguments(factory));
    }

    private static Method factory(Catalogue.Action facts) {
        try {
            return Arrays.stream(Class.forName(Generator.ACTIONS + "." + facts.java())
                            .getMethods())
                    .filter(method -> method.getName().equals("of"))
                    .findFirst()
                    .orElseThrow();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static AmiAction<?> set(AmiAction<?> action, Catalogue.Field field) throws ReflectiveOperationException {
        Method setter = Arrays.stream(action.getClass().getMethods())
                .filter(method -> method.getName().equals(field.java()) && method.getReturnType() == action.getClass())
                .findFirst()
                .orElseThrow();
        Object[] arguments = arguments(setter);
        if (field.type() == FieldType.HEADER) {
            arguments[0] = field.header();
        }
        return (AmiAction<?>) setter.invoke(action, arguments);
    }

    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(GeneratedActionsTest::argument)
                .toArray();
    }

    private static Object argument(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        if (type == boolean.class) {
            return true;
        }
        return type == Duration.class ? Duration.ofMillis(2500) : "a,\"b";
    }

    /** What stands on the wire for the argument above. */
    private static String sample(Catalogue.Field field) {
        return switch (field.type()) {
            case INT -> "0";
            case YES_NO -> "yes";
            case ON_OFF -> "on";
            case ONE_ZERO -> "1";
            case SECONDS -> "3";
            case MILLIS -> "2500";
            case VARIABLE -> "a\\,\\\"b=a\\,\\\"b";
            default -> "a,\"b";
        };
    }
}
