// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.json.AmiJson;
import org.offhook.cli.Screen.Colour;

/** What {@code offhook doctor} has found, shown line by line. */
final class Checkup {

    /** How a check came out. */
    enum Verdict {
        OK(Colour.GREEN),
        WARN(Colour.YELLOW),
        FAIL(Colour.RED),
        /** Not checked. */
        SKIP(Colour.GREY);

        private final Colour colour;

        Verdict(Colour colour) {
            this.colour = colour;
        }
    }

    private final Screen screen;
    private final boolean json;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    Checkup(Screen screen, boolean json) {
        this.screen = screen;
        this.json = json;
    }

    void ok(String check, String detail) {
        say(Verdict.OK, check, detail, List.of());
    }

    /** Not checked, and why. */
    void skip(String check, String detail) {
        say(Verdict.SKIP, check, detail, List.of());
    }

    /** Something that may matter, and the lines that change it. */
    void warn(String check, String detail, String... fix) {
        say(Verdict.WARN, check, detail, List.of(fix));
    }

    /** Something that does not work, and the lines that change it. */
    void fail(String check, String detail, String... fix) {
        say(Verdict.FAIL, check, detail, List.of(fix));
    }

    void say(Verdict verdict, String check, String detail, List<String> fix) {
        counts.merge(verdict, 1, Integer::sum);
        String name = verdict.name().toLowerCase(Locale.ROOT);
        if (json) {
            AmiHeaders.Builder line = AmiHeaders.builder()
                    .add("Check", check)
                    .add("Verdict", name)
                    .add("Detail", Text.line(detail));
            fix.forEach(each -> line.add("Fix", each));
            screen.line(AmiJson.toJson(line.build()));
        } else {
            screen.line(screen.in(verdict.colour, String.format(Locale.ROOT, "%-5s", name))
                    + screen.in(Colour.BOLD, String.format(Locale.ROOT, "%-13s", check))
                    + Text.line(detail));
            fix.forEach(each -> screen.line(" ".repeat(20) + each));
        }
        screen.out().flush();
    }

    boolean hasFailures() {
        return count(Verdict.FAIL) > 0;
    }

    /** The last line. */
    void summary() {
        if (!json) {
            screen.line("");
            screen.line(count(Verdict.OK) + " ok, " + plural(count(Verdict.WARN), "warning") + ", "
                    + plural(count(Verdict.FAIL), "failure")
                    + (count(Verdict.SKIP) > 0 ? ", " + count(Verdict.SKIP) + " not checked" : ""));
            screen.out().flush();
        }
    }

    private static String plural(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }
}
