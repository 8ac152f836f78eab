// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiErrorException;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiPermissions;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.AmiServer;
import org.offhook.ami.RawAction;
import org.offhook.ami.action.CommandAction;
import org.offhook.cli.Checkup.Verdict;

/** What kind of Asterisk it is: version, limits, clock. */
final class ServerChecks {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final double CLOCK_SECONDS = 1;
    private static final int FEW_FILES = 4096;

    private final Checkup checkup;
    private final AmiClient client;
    private final AmiPermissions permissions;
    private final String user;

    ServerChecks(Checkup checkup, AmiClient client, AmiPermissions permissions, String user) {
        this.checkup = checkup;
        this.client = client;
        this.permissions = permissions;
        this.user = user;
    }

    void run() {
        AmiServer server = client.server();
        if (server != null) {
            boot(server);
            version(server);
        }
        clock();
        limits();
    }

    private void boot(AmiServer server) {
        if (server.bootConfirmed()) {
            checkup.ok("started", "Asterisk has started fully");
        } else {
            checkup.warn(
                    "started",
                    "Asterisk does not say that it has started fully: each login waits for that, 5 s by default",
                    "[" + user + "] in manager.conf: add system to read =");
        }
    }

    private void version(AmiServer server) {
        Optional<String> version = server.version();
        if (version.isEmpty()) {
            checkup.warn(
                    "version",
                    "not told to this user; AMI " + server.amiVersion(),
                    "[" + user + "] in manager.conf: add reporting to write =");
            return;
        }
        String text = "Asterisk " + version.get() + ", AMI " + server.amiVersion();
        Matcher numbers = VERSION.matcher(version.get());
        if (!numbers.find()) {
            checkup.ok("version", text);
            return;
        }
        int major = Integer.parseInt(numbers.group(1));
        int minor = Integer.parseInt(numbers.group(2));
        List<String> lacks = lacks(major, minor);
        if (major < 13) {
            checkup.say(Verdict.WARN, "version", text + "; the oldest that is tested is 16", lacks);
        } else {
            checkup.say(Verdict.OK, "version", text, lacks);
        }
    }

    /** What this version cannot do. */
    private static List<String> lacks(int major, int minor) {
        List<String> lacks = new ArrayList<>();
        if (!atLeast(major, minor, new int[][] {{18, 26}, {20, 11}, {21, 6}, {22, 1}})) {
            lacks.add("it filters events by regular expressions only (EventEconomy.NAMES costs it more)");
        }
        if (!atLeast(major, minor, new int[][] {{20, 16}, {21, 11}, {22, 6}, {23, 0}})) {
            lacks.add("it takes AGI lines of up to 2046 bytes, newer ones 8190");
        }
        if (major < 18) {
            lacks.add("it has no \"manager kick session\"");
        }
        return lacks;
    }

    private static boolean atLeast(int major, int minor, int[][] firsts) {
        for (int[] first : firsts) {
            if (major == first[0]) {
                return minor >= first[1];
            }
        }
        return major > firsts[firsts.length - 1][0];
    }

    /** Ping's answer has the time; half the way there and back is taken off. */
    private void clock() {
        AmiResponse answer = client.request(RawAction.of("Ping"));
        double best = Double.MAX_VALUE;
        Optional<Double> difference = Optional.empty();
        for (int i = 0; i < 5; i++) {
            double before = System.currentTimeMillis() / 1e3;
            long began = System.nanoTime();
            answer = client.request(RawAction.of("Ping"));
            double took = (System.nanoTime() - began) / 1e9;
            if (took < best) {
                best = took;
                double middle = before + took / 2;
                difference =
                        number(answer.headers().find("Timestamp").orElse("")).map(there -> there - middle);
            }
        }
        checkup.ok("answer", String.format(Locale.ROOT, "an action takes %.1f ms", best * 1e3));
        if (difference.isEmpty()) {
            checkup.skip("clock", "Asterisk does not tell the time");
        } else if (Math.abs(difference.get()) > CLOCK_SECONDS + best) {
            checkup.warn(
                    "clock",
                    String.format(
                            Locale.ROOT,
                            "Asterisk's clock is %.1f s %s of this machine's",
                            Math.abs(difference.get()),
                            difference.get() > 0 ? "ahead" : "behind"),
                    "set both by NTP: times in events and recordings do not fit together");
        } else {
            checkup.ok("clock", "the same as this machine's, within a second");
        }
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What {@code AsyncAgiServer.shared()} needs beside permissions. */
    void claims() {
        if (!permissions.may("ModuleCheck")) {
            checkup.skip("claims", "whether func_logic and func_cut are loaded is told only with write = system");
            return;
        }
        List<String> missing = Stream.of("func_logic", "func_cut")
                .filter(module -> !isLoaded(module))
                .toList();
        if (missing.isEmpty()) {
            checkup.ok("claims", "func_logic and func_cut are there, for AsyncAgiServer.shared()");
        } else {
            checkup.warn(
                    "claims",
                    "AsyncAgiServer.shared() needs " + String.join(" and ", missing),
                    "modules.conf: "
                            + String.join(
                                    ", ",
                                    missing.stream()
                                            .map(module -> "load => " + module + ".so")
                                            .toList()));
        }
    }

    private boolean isLoaded(String module) {
        try {
            client.request(RawAction.of("ModuleCheck", "Module", module));
            return true;
        } catch (AmiErrorException e) {
            return false;
        }
    }

    // ---- limits ----

    private void limits() {
        List<String> known = new ArrayList<>();
        if (permissions.may("CoreSettings")) {
            AmiHeaders settings = client.request(RawAction.of("CoreSettings")).headers();
            limit(settings, "CoreMaxCalls").ifPresent(calls -> known.add("at most " + calls + " calls"));
            limit(settings, "CoreMaxLoadAvg").ifPresent(load -> known.add("no calls above a load of " + load));
        }
        if (permissions.may("Command")) {
            command("manager show settings", "Allow multiple login")
                    .filter("No"::equals)
                    .ifPresent(no -> checkup.warn(
                            "limits",
                            "a user can log in only once at a time: a second program ends the first one's connection",
                            "[general] in manager.conf: allowmultiplelogin = yes"));
            command("manager show settings", "Disabled events")
                    .filter(names -> !names.isEmpty())
                    .ifPresent(names -> checkup.warn(
                            "limits",
                            "these events are never sent: " + names,
                            "[general] in manager.conf: disabledevents ="));
            command("core show settings", "Maximum open file handles").ifPresent(files -> files(files, known));
        }
        writeTimeout().ifPresent(known::add);
        if (known.isEmpty() && !permissions.may("CoreSettings")) {
            checkup.skip("limits", "not told to this user: needs write = reporting, command or config");
        } else {
            checkup.ok("limits", known.isEmpty() ? "none that are known" : String.join(", ", known));
        }
    }

    private void files(String files, List<String> known) {
        Optional<Double> number = number(files);
        if (number.isPresent() && number.get() < FEW_FILES) {
            checkup.warn(
                    "limits",
                    "Asterisk may open " + files + " files: a call takes some ten",
                    "asterisk.conf, [options]: maxfiles = 65536, and the limit of its service");
        } else {
            known.add(files + " open files");
        }
    }

    private static Optional<String> limit(AmiHeaders settings, String name) {
        return settings.find(name)
                .filter(value -> number(value).filter(n -> n > 0).isPresent());
    }

    /** How long Asterisk waits for a reader before it ends the connection. Only of this user: others' sections hold secrets. */
    private Optional<String> writeTimeout() {
        if (!permissions.may("GetConfig")) {
            return Optional.empty();
        }
        try {
            AmiHeaders section = client.request(RawAction.of("GetConfig", "Filename", "manager.conf", "Category", user))
                    .headers();
            for (AmiHeaders.Header line : section) {
                if (line.value().startsWith("writetimeout=")) {
                    return Optional.of(
                            "writetimeout " + Text.line(line.value().substring("writetimeout=".length())) + " ms");
                }
            }
            return Optional.of("writetimeout 100 ms (the default)");
        } catch (AmiErrorException e) {
            return Optional.empty(); // users can stand elsewhere, in a file that is included
        }
    }

    private Optional<String> command(String command, String line) {
        try {
            return client.request(CommandAction.of(command), Duration.ofSeconds(5)).lines().stream()
                    .map(String::strip)
                    .filter(each -> each.startsWith(line + ":"))
                    .map(each -> each.substring(line.length() + 1).strip())
                    .findFirst();
        } catch (AmiErrorException e) {
            return Optional.empty();
        }
    }
}
