// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiException;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.command.SetCallerId;
import org.offhook.agi.routing.AgiRouter;

/**
 * Every text that a script can hand over, in every place: it reaches Asterisk as one argument and as it is, or nothing of it is sent. What
 * Asterisk makes of a line is told by a model of its own.
 */
class HostileArgumentsTest {

    private static final int MAX_LINE = 2046;
    /** Harmless texts: the first that a parameter takes shows what its lines look like. */
    private static final List<String> HARMLESS = List.of("Marker", "5");

    /** Something with a text in it that ends in a line: a verb, a constructor or a factory of a command, and which parameter. */
    private record Entry(Executable way, int parameter) {

        /** Hands over a text. */
        void call(AgiChannel channel, String text) throws ReflectiveOperationException {
            Class<?>[] types = way.getParameterTypes();
            Object[] values = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                values[i] = i == parameter ? as(types[i], text) : plain(types[i]);
            }
            try {
                if (way instanceof Constructor<?> constructor) {
                    channel.execute((AgiCommand<?>) constructor.newInstance(values));
                } else if (Modifier.isStatic(way.getModifiers())) {
                    channel.execute((AgiCommand<?>) ((Method) way).invoke(null, values));
                } else {
                    ((Method) way).invoke(channel, values);
                }
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw e;
            }
        }

        private static Object as(Class<?> type, String text) {
            return type == String.class ? text : new String[] {text};
        }

        private static Object plain(Class<?> type) {
            if (type == String.class || type == String[].class) {
                return as(type, "9");
            } else if (type == int.class) {
                return 3;
            } else if (type == long.class) {
                return 3L;
            } else if (type == boolean.class) {
                return true;
            } else if (type == Duration.class) {
                return Duration.ofSeconds(3);
            } else if (type == Instant.class) {
                return Instant.ofEpochSecond(1_000_000);
            } else if (type == AgiCommand.class || type == Runnable.class) {
                throw new IllegalStateException("no place for a text beside a " + type);
            } else if (type == List.class) {
                return List.of();
            } else if (type.isEnum()) {
                return type.getEnumConstants()[0];
            } else if (type.isArray()) {
                return Array.newInstance(type.getComponentType(), 0);
            }
            return made(type);
        }

        /** A value of a type of ours. */
        private static Object made(Class<?> type) {
            try {
                for (Method factory : type.getMethods()) {
                    if (Modifier.isStatic(factory.getModifiers()) && factory.getReturnType() == type) {
                        return factory.invoke(
                                null,
                                Arrays.stream(factory.getParameterTypes())
                                        .map(Entry::plain)
                                        .toArray());
                    }
                }
                Constructor<?> first = type.getConstructors()[0];
                return first.newInstance(Arrays.stream(first.getParameterTypes())
                        .map(Entry::plain)
                        .toArray());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("no value of " + type, e);
            }
        }

        @Override
        public String toString() {
            return way.getDeclaringClass().getSimpleName() + "."
                    + way.toString().replaceAll(".*\\.(\\w+\\()", "$1").replaceAll("[\\w.]+\\.(\\w+)", "$1") + " "
                    + parameter;
        }
    }

    /** Answers everything with a value, and keeps the lines. */
    private static final class Wire implements AgiTransport {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final List<AgiOutcome> ends = new CopyOnWriteArrayList<>();
        final AtomicReference<AgiSession> session = new AtomicReference<>();

        @Override
        public AgiCapabilities capabilities() {
            return new AgiCapabilities("Memory", MAX_LINE, 1, true);
        }

        @Override
        public void send(Outgoing command) {
            lines.add(command.line());
            session.get().reply(command.token(), AgiReply.parse("200 result=1 (x)"));
        }

        @Override
        public CompletionStage<Boolean> stop(Outgoing command) {
            throw new IllegalStateException("nothing is stopped here");
        }

        @Override
        public void end(AgiOutcome outcome) {
            ends.add(outcome);
        }
    }

    /** Has a script do something, and gives what it left on the wire when all is over. */
    private static void onACall(ThrowingScript script) {
        ScriptExecutor executor = new ScriptExecutor(1);
        Wire wire = new Wire();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        AgiRuntime runtime = AgiRuntime.builder(
                        AgiRouter.of((request, channel) -> {
                            try {
                                script.run(channel, wire.lines);
                            } catch (Throwable e) {
                                failure.set(e);
                            }
                        }),
                        executor)
                .build();
        AgiRequest request = AgiRequest.of(Map.of("agi_channel", "Local/1@a-0;2"), wire.capabilities(), null);
        wire.session.set(new AgiSession(request, wire, runtime));
        assertThat(executor.tryReserve()).isTrue();
        executor.start(wire.session.get());
        await().atMost(Duration.ofSeconds(30)).until(() -> !wire.ends.isEmpty());
        executor.close(Duration.ofSeconds(5));
        if (failure.get() instanceof AssertionError wrong) {
            throw wrong;
        }
        assertThat(failure.get()).isNull();
    }

    private interface ThrowingScript {
        void run(AgiChannel channel, List<String> lines) throws Exception;
    }

    static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Method verb : AgiChannel.class.getMethods()) {
            if (!verb.getName().equals("raw")) {
                addAll(entries, verb);
            }
        }
        for (Class<?> type : commands()) {
            Arrays.stream(type.getConstructors()).forEach(constructor -> addAll(entries, constructor));
            Arrays.stream(type.getMethods())
                    .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type)
                    .forEach(factory -> addAll(entries, factory));
        }
        return entries;
    }

    private static void addAll(List<Entry> entries, Executable way) {
        for (int i = 0; i < way.getParameterCount(); i++) {
            if (way.getParameterTypes()[i] == String.class || way.getParameterTypes()[i] == String[].class) {
                entries.add(new Entry(way, i));
            }
        }
    }

    /** The commands there are, found by their files. */
    private static List<Class<?>> commands() {
        try (Stream<Path> files = Files.list(
                Path.of(AgiCommand.class.getResource("command/Answer.class").toURI())
                        .getParent())) {
            List<Class<?>> found = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.class$", "");
                Class<?> type = name.contains("-") ? Object.class : Class.forName("org.offhook.agi.command." + name);
                if (AgiCommand.class.isAssignableFrom(type)
                        && Modifier.isPublic(type.getModifiers())
                        && type != RawCommand.class) {
                    found.add(type);
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
        List<String> all = new ArrayList<>(List.of(
                "",
                " ",
                "\t",
                "\"",
                "\\",
                "\\\"",
                "a\" \"b",
                "a\\",
                "\" HANGUP \"",
                "failure",
                "FAILURE\t",
                "a\u0085b",
                "a\u2028b",
                "a\u2029HANGUP",
                "a\u000bb\fc",
                "\u001b[2J",
                "été ☎ \ud83d\ude00",
                "\ufeff",
                "\ud83d",
                "\ude00x",
                "${SHELL(id)}",
                "$[1+1]",
                "a,b&c|d;e",
                "%0d%0aHANGUP",
                "\\nHANGUP",
                "\\r\\nHANGUP",
                "<5551> \"Joe\"",
                "x".repeat(1900),
                "\"".repeat(1100),
                "x".repeat(2047),
                "é".repeat(1100),
                "x".repeat(9000),
                "x".repeat(2040) + "\nHANGUP",
                "a ".repeat(130)));
        for (String end :
                List.of("\r", "\n", "\0", "\r\n", "\n\r", "\r\n\r\n", "\n\n", "\"\n", "\\\n", "\n\"", "\"\r\n")) {
            for (String text : List.of("x", "1234567890", "été", "a b")) {
                all.add(end + text);
                all.add(text + end);
                all.add(text.charAt(0) + end + text.substring(1));
                all.add(text + end + "EXEC System \"touch pwned\"" + end);
                all.add(text + end + "HANGUP");
                all.add(text + end + "failure" + end);
            }
            all.add(end);
        }
        // CVE-2012-4869
        all.add("888@ext-featurecodes/n\r\nApplication: system\r\nData: perl -MIO -e '$p=fork;exit'\r\n\r\n");
        return all;
    }

    @Test
    void thereAreManyWaysAndManyTexts() {
        assertThat(entries()).hasSizeGreaterThan(120);
        assertThat(payloads()).hasSizeGreaterThan(250);
        assertThat(payloads().stream().filter(text -> !isOneLine(text))).hasSizeGreaterThan(200);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aTextIsOneArgumentOrNothingIsSentOfIt(Entry entry) {
        onACall((channel, lines) -> {
            String harmless = harmless(entry, channel, lines);
            List<List<String>> usual =
                    lines.stream().map(HostileArgumentsTest::tokens).toList();
            for (String text : payloads()) {
                lines.clear();
                boolean refused = false;
                try {
                    entry.call(channel, text);
                } catch (IllegalArgumentException e) {
                    refused = true;
                } catch (AgiException e) {
                    // it was sent
                }
                List<List<String>> expected = usual.stream()
                        .map(tokens -> tokens.stream()
                                .map(token -> token.replace(harmless, inside(token, text)))
                                .toList())
                        .toList();
                assertThat(refused || isOneLine(text)).as("sent: %s", text).isTrue();
                for (int i = 0; i < lines.size(); i++) {
                    assertThat(isOneLine(lines.get(i))).isTrue();
                    if (!text.isEmpty()) { // which may be left out
                        assertThat(tokens(lines.get(i))).isEqualTo(expected.get(i));
                    }
                    assertThat(refused && !usual.get(i).equals(expected.get(i)))
                            .as("refused, but sent")
                            .isFalse();
                }
                assertThat(refused || lines.size() == usual.size())
                        .as("%s: %s instead of %s", text, lines, usual)
                        .isTrue();
            }
        });
    }

    /** In a caller's name, which stands in quotes of its own, quotes and backslashes are escaped. */
    private static String inside(String token, String text) {
        return token.startsWith("\"Marker\" <") ? text.replaceAll("[\"\\\\]", "\\\\$0") : text;
    }

    /** The first harmless text that is taken; its lines are on the wire. */
    private static String harmless(Entry entry, AgiChannel channel, List<String> lines) throws Exception {
        for (String text : HARMLESS) {
            lines.clear();
            try {
                entry.call(channel, text);
                return text;
            } catch (IllegalArgumentException e) {
                // another one then
            } catch (AgiException e) {
                return text;
            }
        }
        throw new AssertionError(entry + " takes no harmless text");
    }

    @Test
    void whatIsTextIsNotRefused() {
        onACall((channel, lines) -> {
            for (String text : payloads()) {
                boolean fits = isOneLine(text)
                        && text.replaceAll("[\"\\\\]", "xx").getBytes(UTF_8).length
                                <= MAX_LINE - "SET VARIABLE \"A\" \"\"".length();
                lines.clear();
                try {
                    channel.setVariable("A", text);
                    assertThat(fits).isTrue();
                    assertThat(tokens(lines.get(0))).containsExactly("SET", "VARIABLE", "A", text);
                } catch (IllegalArgumentException e) {
                    assertThat(fits).as(text).isFalse();
                    assertThat(lines).isEmpty();
                }
            }
        });
    }

    @Test
    void aCallersNumberHoldsNoName() {
        for (String number : List.of("\"", "1> \"Bank\" <2", "<2", "2>")) {
            assertThatThrownBy(() -> SetCallerId.of("Joe", number)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(SetCallerId.of("Jo\"e", "+49 30").callerId()).isEqualTo("\"Jo\\\"e\" <+49 30>");
    }

    @Test
    void aLineOfOnesOwnIsSentAsItIsOrNotAtAll() {
        onACall((channel, lines) -> {
            for (String text : payloads()) {
                for (String line : List.of(text, "NOOP " + text, "NOOP \"" + text + "\"", text + " NOOP")) {
                    lines.clear();
                    try {
                        channel.raw(line);
                        assertThat(lines).containsExactly(line);
                        assertThat(isOneLine(line)).isTrue();
                        assertThat(line.toLowerCase(java.util.Locale.ROOT)).doesNotStartWith("failure");
                        assertThat(line.getBytes(UTF_8).length).isLessThanOrEqualTo(MAX_LINE);
                        assertThat(tokens(line)).hasSizeBetween(1, 127);
                    } catch (IllegalArgumentException e) {
                        assertThat(lines).isEmpty();
                    } catch (AgiException e) {
                        assertThat(lines).hasSize(1);
                    }
                }
            }
        });
    }

    private static boolean isOneLine(String text) {
        return text.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0)
                && new String(text.getBytes(UTF_8), UTF_8).equals(text);
    }

    /** What Asterisk makes of a line, byte by byte: blanks separate, a quote toggles, a backslash makes the next byte an ordinary one. */
    private static List<String> tokens(String line) {
        List<String> tokens = new ArrayList<>();
        ByteArrayOutputStream token = null;
        boolean quoted = false;
        boolean escaped = false;
        for (byte b : line.getBytes(UTF_8)) {
            boolean blank = b == ' ' || b == '\t';
            if (!escaped && b == '\\') {
                escaped = true;
            } else if (!escaped && !quoted && blank) {
                if (token != null) {
                    tokens.add(token.toString(UTF_8));
                }
                token = null;
            } else {
                token = token == null ? new ByteArrayOutputStream() : token;
                if (!escaped && b == '"') {
                    quoted = !quoted;
                } else {
                    token.write(b);
                }
                escaped = false;
            }
        }
        if (token != null) {
            tokens.add(token.toString(UTF_8));
        }
        return tokens;
    }
}
