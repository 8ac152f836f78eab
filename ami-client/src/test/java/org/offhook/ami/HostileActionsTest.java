// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.action.PingAction;

/**
 * Every text that a program can put into an action, typed or not: Asterisk reads one action with that text in its place and nothing else,
 * or the text is refused. What Asterisk makes of the bytes is told by a model of its own.
 */
class HostileActionsTest {

    /** Harmless texts: the first that a parameter takes shows what its action looks like. */
    private static final List<String> HARMLESS = List.of("Marker", "mark-er", "77");

    /** A factory or a method of a typed action, and which parameter is a text. */
    private record Entry(Method method, int parameter) {

        byte[] encoded(String text) throws ReflectiveOperationException {
            Class<?> type = method.getDeclaringClass();
            Object action = Modifier.isStatic(method.getModifiers()) ? null : base(type);
            return encode((AmiAction<?>) invoke(method, action, parameter, text));
        }

        private static Object base(Class<?> type) throws ReflectiveOperationException {
            for (Method factory : type.getMethods()) {
                if (Modifier.isStatic(factory.getModifiers()) && factory.getReturnType() == type) {
                    return invoke(factory, null, -1, "");
                }
            }
            throw new IllegalStateException("no way to make a " + type);
        }

        private static Object invoke(Method method, @Nullable Object target, int parameter, String text)
                throws ReflectiveOperationException {
            Class<?>[] types = method.getParameterTypes();
            Object[] values = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                values[i] = value(types[i], i == parameter ? text : "9");
            }
            try {
                return method.invoke(target, values);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw e;
            }
        }

        private static Object value(Class<?> type, String text) {
            if (type == String.class) {
                return text;
            } else if (type == String[].class) {
                return new String[] {text};
            } else if (type == int.class) {
                return 3;
            } else if (type == long.class) {
                return 3L;
            } else if (type == boolean.class) {
                return true;
            } else if (type == Duration.class) {
                return Duration.ofSeconds(3);
            } else if (type == Map.class) {
                return Map.of("V", text);
            } else if (type.isEnum()) {
                return type.getEnumConstants()[0];
            }
            throw new IllegalStateException("no value of " + type);
        }

        @Override
        public String toString() {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName() + " " + parameter;
        }
    }

    private static byte[] encode(AmiAction<?> action) {
        return ActionEncoder.encode(action.name(), "t-1", action.headers());
    }

    static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Class<?> type : actions()) {
            for (Method method : type.getMethods()) {
                for (int i = 0; method.getReturnType() == type && i < method.getParameterCount(); i++) {
                    Class<?> parameter = method.getParameterTypes()[i];
                    if (parameter == String.class || parameter == String[].class || parameter == Map.class) {
                        entries.add(new Entry(method, i));
                    }
                }
            }
        }
        return entries;
    }

    /** The typed actions there are, found by their files. */
    private static List<Class<?>> actions() {
        try (Stream<Path> files = Files.list(
                Path.of(PingAction.class.getResource("PingAction.class").toURI())
                        .getParent())) {
            List<Class<?>> found = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith("Action.class")) {
                    found.add(Class.forName("org.offhook.ami.action." + name.replace(".class", "")));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> payloads() {
        List<String> all = new ArrayList<>(InjectionTest.payloads().toList());
        all.addAll(List.of(
                "",
                " ",
                " leading",
                "trailing ",
                "\t",
                "\"",
                "\\",
                "\\\"",
                "a\",\"b",
                "a\\",
                ",",
                "a,b=c",
                "=",
                ":",
                ": x",
                "a: b",
                "failure",
                "a\u0085Action: Command",
                "a\u2028Action: Command",
                "a\u2029Action: Command",
                "a\u000bb\fc",
                "\u001b[2J",
                "été ☎ \ud83d\ude00",
                "${SHELL(id)}",
                "%0d%0aAction: Command",
                "\\r\\nAction: Command",
                "!id",
                "x".repeat(900),
                "x".repeat(1022),
                "é".repeat(600),
                "x".repeat(5000),
                "x".repeat(1020) + "\r\nAction: Command"));
        return all;
    }

    @Test
    void thereAreManyWaysAndManyTexts() {
        assertThat(actions()).hasSizeGreaterThan(140);
        assertThat(entries()).hasSizeGreaterThan(400);
        assertThat(payloads()).hasSizeGreaterThan(250);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aTextStaysInItsPlaceOrIsRefused(Entry entry) throws ReflectiveOperationException {
        String harmless = null;
        List<String> usual = List.of();
        for (String text : HARMLESS) {
            try {
                usual = harmless == null ? read(entry.encoded(text)) : usual;
                harmless = harmless == null ? text : harmless;
            } catch (IllegalArgumentException e) {
                // another one then
            }
        }
        assertThat(harmless).as("a harmless text that is taken").isNotNull();
        for (String text : payloads()) {
            byte[] bytes;
            try {
                bytes = entry.encoded(text);
            } catch (IllegalArgumentException e) {
                assertPrintable(e.getMessage());
                continue;
            }
            assertStaysInItsPlace(bytes, usual, harmless, text);
        }
    }

    @Test
    void aTextInAnActionOfNoTypeStaysInItsPlaceOrIsRefused() {
        List<String> usual = read(encode(RawAction.of("Setvar", "Channel", "c", "Value", "Marker")));
        List<String> usualName = read(encode(RawAction.of("Setvar", "Marker", "c")));
        List<String> usualAction = read(encode(RawAction.of("Marker", "Value", "c")));
        int sent = 0;
        for (String text : payloads()) {
            sent += sent(() -> RawAction.of("Setvar", "Channel", "c", "Value", text), usual, text);
            sent += sent(() -> RawAction.of("Setvar", text, "c"), usualName, text);
            sent += sent(() -> RawAction.of(text, "Value", "c"), usualAction, text);
            sent(() -> RawAction.of("Setvar", "Channel", "c", "Value", "Marker", "ActionID", text), usual, "Marker");
        }
        assertThat(sent).isBetween(60, 100);
    }

    private static int sent(java.util.function.Supplier<RawAction> action, List<String> usual, String text) {
        byte[] bytes;
        try {
            bytes = encode(action.get());
        } catch (IllegalArgumentException e) {
            assertPrintable(e.getMessage());
            return 0;
        }
        assertStaysInItsPlace(bytes, usual, "Marker", text);
        return 1;
    }

    @Test
    void whatIsTextReachesAnOriginatedCallAsItIs() {
        for (String text : payloads()) {
            boolean fits = text.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0)
                    && ("Variable: V=" + escaped(text)).getBytes(UTF_8).length <= 1022;
            boolean sent;
            try {
                OriginateAction action =
                        OriginateAction.toExtension("Local/1@c", "c", "s", 1).variable("V", text);
                String header = read(encode(action)).stream()
                        .filter(line -> line.startsWith("Variable: "))
                        .findFirst()
                        .orElseThrow();
                assertThat(arguments(header.substring("Variable: ".length()))).containsExactly("V=" + text);
                sent = true;
            } catch (IllegalArgumentException e) {
                sent = false;
            }
            assertThat(sent || !fits || text.contains("SHELL")).as(text).isTrue();
            assertThat(sent && !fits).as(text).isFalse();
        }
    }

    private static void assertPrintable(String message) {
        if (message.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("a refusal with a control character: " + message);
        }
    }

    private static void assertStaysInItsPlace(byte[] bytes, List<String> usual, String harmless, String text) {
        if (usual.stream().anyMatch(line -> line.contains(harmless))) { // a client's own id stays at home
            assertThat(text).doesNotContain("\r", "\n", "\0");
        }
        List<String> lines = read(bytes);
        if (text.isBlank() && lines.size() != usual.size()) {
            return; // left out
        }
        assertThat(lines).hasSameSizeAs(usual);
        for (int i = 0; i < lines.size(); i++) {
            String asItIs = usual.get(i).replace(harmless, text);
            String line = lines.get(i);
            assertThat(line.getBytes(UTF_8).length).isLessThanOrEqualTo(1022);
            if (!line.equals(asItIs)) {
                assertThat(line).isEqualTo(usual.get(i).replace(harmless, escaped(text)));
                assertThat(arguments(escaped(text))).isEqualTo(List.of(text));
            }
        }
    }

    /** What separates, quotes or escapes among an application's arguments, made ordinary. */
    private static String escaped(String text) {
        return text.replaceAll("[\\\\\",]", "\\\\$0");
    }

    /** As Asterisk splits a list of variables, or of arguments. */
    private static List<String> arguments(String data) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (c == '\\' && i + 1 < data.length()) {
                argument.append(data.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                arguments.add(argument.toString());
                argument.setLength(0);
            } else {
                argument.append(c);
            }
        }
        arguments.add(argument.toString());
        return arguments;
    }

    /** The lines of the one action that Asterisk reads in these bytes: a line feed ends one, with or without a CR, and an empty one ends all. */
    private static List<String> read(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        assertThat(text).endsWith("\r\n\r\n").doesNotContain("\0");
        List<String> lines = Arrays.asList(text.substring(0, text.length() - 4).split("\r?\n", -1));
        assertThat(lines).doesNotContain("").hasSizeLessThanOrEqualTo(128);
        assertThat(lines.get(0)).startsWith("Action: ");
        assertThat(lines.get(1)).isEqualTo("ActionID: t-1");
        return lines;
    }
}
