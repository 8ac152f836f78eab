// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** What a call centre is told, from a properties file; {@code call-centre.properties} beside this class has all keys with their defaults. */
public final class Settings {

    private final Properties values = new Properties();

    private Settings(Reader... readers) throws IOException {
        try (InputStream defaults = Settings.class.getResourceAsStream("call-centre.properties")) {
            values.load(new InputStreamReader(Objects.requireNonNull(defaults), StandardCharsets.UTF_8));
        }
        Set<String> known = values.stringPropertyNames();
        for (Reader reader : readers) {
            values.load(reader);
        }
        for (String key : values.stringPropertyNames()) {
            if (!known.contains(key) && !key.startsWith("agent.")) {
                throw new IllegalArgumentException("no setting \"" + key + "\": there are " + String.join(", ", known));
            }
        }
    }

    /** From a file; what it does not set has the default. */
    public static Settings read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Settings(reader);
        }
    }

    /** From the text of a file. */
    public static Settings of(String text) {
        try {
            return new Settings(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The agents, by number. A line is {@code agent.1001 = Anna, PJSIP/anna, sales support}. */
    public List<Agent> agents() {
        return values.stringPropertyNames().stream()
                .filter(key -> key.startsWith("agent."))
                .map(key -> agent(key.substring("agent.".length()), text(key).split(",", -1)))
                .sorted(Comparator.comparing(Agent::id))
                .toList();
    }

    private static Agent agent(String id, String... parts) {
        String device = parts.length > 1 ? parts[1].strip() : "";
        String skills = parts.length > 2 ? parts[2].strip() : "";
        return new Agent(id, parts[0].strip(), device, skills.isEmpty() ? Set.of() : Set.of(skills.split("\\s+")));
    }

    /** Who takes a call. */
    public Strategy strategy() {
        return Strategy.named(text("strategy"));
    }

    /** How long an agent's phone rings. */
    public Duration ring() {
        return time("ring");
    }

    /** How long an agent has peace after a call. */
    public Duration wrapUp() {
        return time("wrap-up");
    }

    /** How often a caller hears the position. */
    public Duration announce() {
        return time("announce");
    }

    /** After what time a caller is sent to voicemail. */
    public Duration overflow() {
        return time("overflow");
    }

    /** Within what time a call should be answered. */
    public Duration target() {
        return time("target");
    }

    /** Where callers leave a message, such as {@code 100@default}. */
    public String mailbox() {
        return text("mailbox");
    }

    /** The class of music on hold. */
    public String music() {
        return text("music");
    }

    /** A sound that says which key to press to be called back; empty for none. */
    public String callBackPrompt() {
        return text("callback.prompt");
    }

    /** What to dial to call this number back. */
    public String callBackDevice(String number) {
        return text("callback.device").replace("{number}", number);
    }

    /** Whether this number may be called back: a caller who withholds his own may type any, and you pay for it. */
    public boolean mayCallBack(String number) {
        return number.matches(text("callback.numbers"));
    }

    /** How long a caller has to hang up before we call back. */
    public Duration callBackDelay() {
        return time("callback.delay");
    }

    /** How often to try. */
    public int callBackAttempts() {
        return Integer.parseInt(text("callback.attempts"));
    }

    /** How long to wait before the next try. */
    public Duration callBackPause() {
        return time("callback.pause");
    }

    /** The supervisor's phone; empty for none. */
    public String supervisor() {
        return text("supervisor");
    }

    /** The context of {@code call-centre.conf}. */
    public String context() {
        return text("context");
    }

    private String text(String key) {
        return values.getProperty(key, "").strip();
    }

    /** {@code 20s}, {@code 5m} or {@code 200ms}. */
    private Duration time(String key) {
        String text = text(key);
        try {
            return text.endsWith("ms")
                    ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                    : Duration.parse("PT" + text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(key + " = " + text + " is no time such as 20s, 5m or 200ms", e);
        }
    }
}
