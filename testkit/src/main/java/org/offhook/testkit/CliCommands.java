// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The commands of the console that the action Command knows. Used under the lock of its Asterisk. */
final class CliCommands {

    private final FakeAsterisk asterisk;

    CliCommands(FakeAsterisk asterisk) {
        this.asterisk = asterisk;
    }

    static boolean isForbidden(String command) {
        return command.matches("(?i)\\s*(module\\s+(un)?load|restart\\s+gracefully)\\b.*");
    }

    /** What a command prints, a line each; null if there is no such command. */
    @Nullable
    List<String> run(String command) {
        return switch (command.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")) {
            case "core show version" ->
                List.of("Asterisk " + asterisk.version()
                        + " built by offhook @ localhost on a x86_64 running Linux on 2026-01-01 00:00:00 UTC");
            case "core show uptime" -> uptime(spoken());
            case "core show uptime seconds" -> uptime(Long.toString(asterisk.uptime()));
            case "core show channels concise" -> concise();
            case "core show channels" -> channels();
            case "core show channels count" -> counts(true);
            case "core show calls" -> counts(false);
            case "agi show commands" -> ModelCommand.list();
            default -> null;
        };
    }

    static String unknown(String command) {
        return "No such command '" + command + "' (type 'core show help " + command + "' for other possible commands)";
    }

    private List<String> uptime(String time) {
        return List.of("System uptime: " + time, "Last reload: " + time);
    }

    private String spoken() {
        long left = asterisk.uptime();
        List<String> parts = new ArrayList<>();
        long[] sizes = {604_800, 86_400, 3600, 60, 1};
        String[] names = {"week", "day", "hour", "minute", "second"};
        for (int i = 0; i < sizes.length; i++) {
            long many = left / sizes[i];
            left %= sizes[i];
            if (many > 0) {
                parts.add(many + " " + names[i] + (many == 1 ? "" : "s"));
            }
        }
        return String.join(", ", parts);
    }

    private List<String> concise() {
        List<String> lines = new ArrayList<>();
        for (FakeChannel each : asterisk.all()) {
            FakeBridge bridge = each.face.bridge;
            lines.add(String.join(
                    "!",
                    each.wireName(),
                    Wire.bytes(each.context()),
                    Wire.bytes(each.extension()),
                    Integer.toString(each.priority()),
                    ChannelFace.nameOf(each.state()),
                    each.application(),
                    each.data(),
                    each.get("CALLERID(num)"),
                    each.face.account,
                    each.face.account,
                    "3",
                    Long.toString(each.seconds()),
                    bridge == null ? "" : bridge.id,
                    each.uniqueId()));
        }
        return lines;
    }

    private List<String> channels() {
        boolean old = asterisk.isEra16();
        String format = old ? "%-20.20s %-20.20s %-7.7s %-30.30s" : "%-64s %-32s %-7.7s %-30s";
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, format, "Channel", "Location", "State", "Application(Data)"));
        for (FakeChannel each : asterisk.all()) {
            lines.add(String.format(
                    Locale.ROOT,
                    format,
                    each.wireName(),
                    each.extension() + "@" + each.context() + ":" + each.priority(),
                    ChannelFace.nameOf(each.state()),
                    each.application().isEmpty() ? "(None)" : each.application() + "(" + each.data() + ")"));
        }
        lines.addAll(counts(true));
        return lines;
    }

    private List<String> counts(boolean withChannels) {
        List<String> lines = new ArrayList<>();
        int channels = asterisk.count();
        int calls = 0;
        for (FakeChannel each : asterisk.all()) {
            calls += each.face.inDialplan ? 1 : 0;
        }
        if (withChannels) {
            lines.add(channels + " active channel" + (channels == 1 ? "" : "s"));
        }
        lines.add(calls + " active call" + (calls == 1 ? "" : "s"));
        int processed = asterisk.processed();
        lines.add(processed + " call" + (processed == 1 ? "" : "s") + " processed");
        return lines;
    }
}
