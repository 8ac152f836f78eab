// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The filters of one connection, for {@link EventEconomy#NAMES}: what was sent to Asterisk, and what is still to be sent. Asterisk never
 * takes a filter back, so they only grow, and a connection that was once told to send everything stays so. Make a new one for each
 * connection; used on its loop only.
 *
 * <pre>{@code
 * filters = new EventFilters(server.asteriskVersion());       // after login
 * for (RawAction each : filters.toSend(budget)) send(each);   // before READY, and whenever the budget changed
 * for (RawAction each : filters.refused(action)) send(each);  // for each that Asterisk answered with an Error
 * }</pre>
 *
 * Send them before the event mask where that gets wider, and after it where it gets narrower, or just in one go: both only let more through.
 */
final class EventFilters {

    /** The longest line that Asterisk reads whole. */
    private static final int MAX_LINE_BYTES = 1022;

    private static final String FILTER = "Filter: ";
    private static final String BEGIN = "^Event: (";
    /** The line's CR: it can be neither sent nor written as an escape. */
    private static final String END = ")[[:cntrl:]]";

    /** Lets everything through that is an event at all. */
    private static final String CATCH_ALL = "^Event: ";

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_]+");
    private static final Pattern VERSION = Pattern.compile("(?:^|[^0-9])(\\d{1,3})\\.(\\d{1,3})");

    private boolean matchCriteria;
    private boolean begun;
    private boolean everything;
    private final Set<String> sentNames = new HashSet<>();
    private final Set<String> sentPatterns = new HashSet<>();

    /**
     * None sent yet.
     *
     * @param asteriskVersion Asterisk's own version; null when not known
     */
    EventFilters(@Nullable String asteriskVersion) {
        matchCriteria = knowsMatchCriteria(asteriskVersion);
    }

    /**
     * Whether this Asterisk compares an event's name by itself (cheap), where an older one tries a regular expression on the whole event.
     *
     * @param version such as {@code 22.10.1}; null when not known
     */
    static boolean knowsMatchCriteria(@Nullable String version) {
        // Certified versions have a history of their own.
        Matcher matcher = VERSION.matcher(version == null ? "" : version);
        if (version == null || version.toLowerCase(Locale.ROOT).contains("cert") || !matcher.find()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        return switch (major) {
            case 18 -> minor >= 26;
            case 20 -> minor >= 11;
            case 21 -> minor >= 6;
            case 22 -> minor >= 1;
            default -> major > 22;
        };
    }

    /** The actions that are missing for this budget; from now on they count as sent. */
    List<RawAction> toSend(EventBudget wanted) {
        if (everything) {
            return List.of();
        }
        if (wanted.isEverything()) {
            // Without any filter everything comes; narrowing it later would lose events between the first filter and
            // the last.
            everything = true;
            return begun ? List.of(regex(CATCH_ALL)) : List.of();
        }
        begun = true;
        SortedSet<String> names = new TreeSet<>(wanted.names());
        names.removeIf(name -> !sentNames.add(name));
        List<String> alternatives = new ArrayList<>();
        List<RawAction> actions = new ArrayList<>();
        for (String name : names) {
            if (matchCriteria && PLAIN_NAME.matcher(name).matches()) {
                actions.add(RawAction.of(
                        "Filter",
                        "Operation",
                        "Add",
                        "MatchCriteria",
                        "action(include),name(" + name + "),method(none)"));
            } else {
                alternatives.add(literally(name));
            }
        }
        for (String pattern : wanted.patterns()) {
            // A name has no control character, and a line cannot be sent with one.
            if (pattern.chars().noneMatch(Character::isISOControl) && sentPatterns.add(pattern)) {
                alternatives.add(anyCase(pattern));
            }
        }
        addRegexes(alternatives, actions);
        return actions;
    }

    /**
     * What to send instead of a filter that Asterisk answered with an error: the other syntax, then a filter for everything, then nothing. (Not for
     * {@code Permission denied}: then none was taken, and everything comes.)
     */
    List<RawAction> refused(RawAction filter) {
        String criteria = filter.headers().find("MatchCriteria").orElse("");
        if (!criteria.isEmpty()) {
            matchCriteria = false;
            List<RawAction> actions = new ArrayList<>();
            String name = criteria.substring(criteria.indexOf("name(") + 5, criteria.indexOf("),method"));
            addRegexes(List.of(literally(name)), actions);
            return actions;
        }
        if (everything) {
            return List.of();
        }
        everything = true;
        return List.of(regex(CATCH_ALL));
    }

    private void addRegexes(List<String> alternatives, List<RawAction> actions) {
        int room = MAX_LINE_BYTES - FILTER.length() - BEGIN.length() - END.length();
        StringBuilder line = new StringBuilder();
        for (String each : alternatives) {
            if (bytes(each) > room) {
                everything = true;
                actions.add(regex(CATCH_ALL));
                return;
            }
            if (bytes(line) + 1 + bytes(each) > room) {
                actions.add(regex(BEGIN + line + END));
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : "|").append(each);
        }
        if (!line.isEmpty()) {
            actions.add(regex(BEGIN + line + END));
        }
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static RawAction regex(String expression) {
        return RawAction.of("Filter", "Operation", "Add", "Filter", expression);
    }

    private static String literally(String text) {
        StringBuilder regex = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            regex.append(".[]()*+?{}|^$\\".indexOf(c) < 0 ? "" : "\\").append(c);
        }
        return regex.toString();
    }

    /** A pattern with {@code *} and {@code ?} as a POSIX extended regular expression that takes letters of both cases. */
    private static String anyCase(String pattern) {
        StringBuilder regex = new StringBuilder(pattern.length() * 4);
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            char lower = Character.toLowerCase(c);
            char upper = Character.toUpperCase(c);
            if (c == '*') {
                regex.append("[^[:cntrl:]]*");
            } else if (c == '?') {
                regex.append("[^[:cntrl:]]");
            } else if (c < 128 && lower != upper) {
                regex.append('[').append(upper).append(lower).append(']');
            } else {
                regex.append(literally(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
