// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Which events a connection gets: what its user may read, its mask, and its filters. Used under the lock of its Asterisk. */
final class EventSieve {

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
    private static final Pattern CRITERIA =
            Pattern.compile("(?:action\\((include|exclude)\\),?)?name\\((\\w+)\\)(?:,method\\(none\\))?");

    private interface Rule {
        boolean matches(String name, String text);
    }

    private Set<String> readable = CLASSES;
    private final Set<String> mask = new TreeSet<>(CLASSES);
    private final List<Rule> includes = new ArrayList<>();
    private final List<Rule> excludes = new ArrayList<>();
    private final Map<String, Boolean> known = new HashMap<>();
    /** Whether no filter looks beyond an event's name, so that its answer can be kept. */
    private boolean byName = true;

    /** The classes that words as in {@code manager.conf} name. */
    static Set<String> classes(String words) {
        Set<String> names = new TreeSet<>();
        for (String word : words.split(",", -1)) {
            String name = word.strip().toLowerCase(Locale.ROOT);
            if (name.equals("all")) {
                names.addAll(CLASSES);
            } else if (CLASSES.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Which classes its user may read; all unless set. */
    void readable(Set<String> classes) {
        readable = classes;
        known.clear();
    }

    /**
     * Sets the mask.
     *
     * @return whether anything is left of it
     */
    boolean mask(String words) {
        mask.clear();
        if (words.equalsIgnoreCase("on") || words.equalsIgnoreCase("all")) {
            mask.addAll(CLASSES);
        } else if (words.matches("[1-9]\\d*")) {
            mask.addAll(CLASSES); // which bit is which, nobody here asks
        } else {
            mask.addAll(classes(words));
        }
        known.clear();
        return !mask.isEmpty();
    }

    /** Adds a filter in the new syntax; the error, or null. */
    @Nullable
    String addCriteria(String criteria) {
        Matcher matcher = CRITERIA.matcher(criteria.replace(" ", ""));
        if (!matcher.matches()) {
            return "Filter was formatted incorrectly.  Check the syntax of the filter given.";
        }
        String wanted = matcher.group(2);
        add((name, text) -> name.equals(wanted), "exclude".equals(matcher.group(1)));
        return null;
    }

    /** Adds a filter in the old syntax; the error, or null. */
    @Nullable
    String addRegex(String regex) {
        boolean exclude = regex.startsWith("!");
        String posix = exclude ? regex.substring(1) : regex;
        Pattern pattern;
        try {
            pattern = Pattern.compile(posix.replace("[[:cntrl:]]", "\\p{Cntrl}"));
        } catch (PatternSyntaxException e) {
            return "Filter did not compile.  Check the syntax of the filter given.";
        }
        if ((posix.startsWith("^Event: (") && posix.endsWith(")[[:cntrl:]]")) || posix.equals("^Event: ")) {
            add((name, text) -> pattern.matcher("Event: " + name + "\r\n").find(), exclude);
        } else {
            byName = false;
            add((name, text) -> pattern.matcher(text).find(), exclude);
        }
        return null;
    }

    private void add(Rule rule, boolean exclude) {
        (exclude ? excludes : includes).add(rule);
        known.clear();
    }

    /** Whether an event may pass, as far as its name tells. */
    boolean mayPass(String name, String eventClass) {
        return known.computeIfAbsent(
                name, n -> readable.contains(eventClass) && mask.contains(eventClass) && (!byName || passes(n, "")));
    }

    /** Whether an event passes that {@link #mayPass} lets through. */
    boolean passes(String name, String text) {
        if (byName && known.getOrDefault(name, false)) {
            return true;
        }
        return (includes.isEmpty() || any(includes, name, text)) && !any(excludes, name, text);
    }

    private static boolean any(List<Rule> rules, String name, String text) {
        for (Rule rule : rules) {
            if (rule.matches(name, text)) {
                return true;
            }
        }
        return false;
    }
}
