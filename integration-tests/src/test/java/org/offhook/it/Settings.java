// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the person or the CI that runs the tests says about Asterisk: a system property such as
 * {@code asterisk.ami.port}, else the environment variable of the same name in capitals, {@code ASTERISK_AMI_PORT}.
 * The README of this module lists them.
 */
public final class Settings {
    /** The versions that every change is tried on; {@code asterisk.required=true} asks for all of them. */
    static final List<Integer> SUPPORTED_VERSIONS = List.of(16, 22);

    private static final String DEFAULT_CACHE = "/var/cache/offhook";
    private static final int DEFAULT_AMI_PORT = 5038;

    private final Function<String, Optional<String>> properties;
    private final Function<String, Optional<String>> environment;

    Settings(Function<String, Optional<String>> properties, Function<String, Optional<String>> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** The settings of this JVM. */
    public static Settings ofSystem() {
        return ofProperties(name -> Optional.ofNullable(System.getProperty(name)));
    }

    static Settings ofProperties(Function<String, Optional<String>> properties) {
        return new Settings(properties, name -> Optional.ofNullable(System.getenv(name)));
    }

    Mode mode() {
        return get("asterisk.mode").map(Mode::parse).orElse(Mode.AUTO);
    }

    /** Folders by major version. Without the setting, those of {@code .ci/asterisk-setup}. */
    Map<Integer, String> roots() {
        return get("asterisk.roots").map(Settings::versionedList).orElseGet(() -> {
            String cache = environment.apply("OFFHOOK_CACHE").orElse(DEFAULT_CACHE);
            Map<Integer, String> roots = new LinkedHashMap<>();
            SUPPORTED_VERSIONS.forEach(version -> roots.put(version, cache + "/asterisk-" + version));
            return roots;
        });
    }

    /** Images somebody named; empty when none was named, and then {@link #defaultImages()} may be there. */
    List<String> images() {
        return get("asterisk.image").map(Settings::list).orElse(List.of());
    }

    List<String> defaultImages() {
        return SUPPORTED_VERSIONS.stream()
                .map(version -> "offhook/asterisk:" + version)
                .toList();
    }

    Optional<String> host() {
        return get("asterisk.host");
    }

    int amiPort() {
        return get("asterisk.ami.port").map(Settings::port).orElse(DEFAULT_AMI_PORT);
    }

    Optional<String> amiUser() {
        return get("asterisk.ami.user");
    }

    Optional<String> amiSecret() {
        return get("asterisk.ami.secret");
    }

    /** The address under which an external Asterisk reaches this JVM. */
    String callbackHost() {
        return get("asterisk.callback.host").orElse("127.0.0.1");
    }

    boolean remoteAllowed() {
        return get("asterisk.allow.remote").map(Settings::bool).orElse(false);
    }

    /** The versions without which the tests fail instead of being skipped; empty when a skip is fine. */
    SortedSet<Integer> required() {
        String text = get("asterisk.required").orElse("false");
        if (text.equals("true")) {
            return new TreeSet<>(SUPPORTED_VERSIONS);
        }
        if (text.equals("false")) {
            return new TreeSet<>();
        }
        SortedSet<Integer> versions = new TreeSet<>();
        list(text).forEach(version -> versions.add(version(version, text)));
        return versions;
    }

    private Optional<String> get(String property) {
        return properties
                .apply(property)
                .filter(text -> !text.isBlank())
                .or(() -> environment.apply(property.toUpperCase(Locale.ROOT).replace('.', '_')))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static List<String> list(String text) {
        List<String> items = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    private static Map<Integer, String> versionedList(String text) {
        Map<Integer, String> map = new LinkedHashMap<>();
        for (String item : list(text)) {
            int equals = item.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "asterisk.roots is '" + text + "', but must look like 22=DIR,16=DIR");
            }
            map.put(version(item.substring(0, equals), text), item.substring(equals + 1));
        }
        return map;
    }

    private static int version(String item, String whole) {
        try {
            return Integer.parseInt(item.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + item + "' in '" + whole + "' is not a major version of Asterisk", e);
        }
    }

    private static int port(String text) {
        int port;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("asterisk.ami.port is '" + text + "', which is not a number", e);
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("asterisk.ami.port is " + port + ", but must be 1 to 65535");
        }
        return port;
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "asterisk.allow.remote is '" + text + "', but must be true or false");
        };
    }
}
