// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.offhook.ami.AmiPermissions;
import org.offhook.cli.Checkup.Verdict;

/** What manager.conf allows the user, feature by feature. */
final class PermissionChecks {

    private static final String ALL = "all";

    private final Checkup checkup;
    private final AmiPermissions permissions;
    private final String user;
    /** Classes of events that have come. */
    private final Set<String> seen;

    private final Set<Feature> needed;

    PermissionChecks(Checkup checkup, AmiPermissions permissions, String user, Set<String> seen, Set<Feature> needed) {
        this.checkup = checkup;
        this.permissions = permissions;
        this.user = user;
        this.seen = seen;
        this.needed = needed;
    }

    void run() {
        for (Feature feature : Feature.values()) {
            check(feature);
        }
    }

    private void check(Feature feature) {
        Optional<Set<String>> reads = permissions.readClasses();
        Set<String> missing = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        for (String each : feature.reads()) {
            if (reads.isEmpty() && !seen.contains(each)) {
                unknown.add(each);
            } else if (reads.isPresent() && !has(reads.get(), each)) {
                missing.add(each);
            }
        }
        Set<String> missingWrites = new TreeSet<>();
        Set<String> notThere = new TreeSet<>();
        feature.actions().forEach((action, permission) -> {
            if (!permissions.may(action)) {
                boolean allowed = permissions
                        .writeClasses()
                        .filter(classes -> has(classes, permission))
                        .isPresent();
                (allowed ? notThere : missingWrites).add(allowed ? action : permission);
            }
        });
        say(feature, missing, missingWrites, unknown, notThere);
    }

    private static boolean has(Set<String> classes, String one) {
        return classes.contains(ALL) || classes.contains(one);
    }

    private void say(
            Feature feature, Set<String> reads, Set<String> writes, Set<String> unknownReads, Set<String> notThere) {
        List<String> fix = new ArrayList<>();
        if (!reads.isEmpty() || !writes.isEmpty()) {
            fix.add("[" + user + "] in manager.conf, then \"manager reload\" and a new login:");
            line("read", reads, permissions.readClasses()).ifPresent(fix::add);
            line("write", writes, permissions.writeClasses()).ifPresent(fix::add);
        }
        if (!notThere.isEmpty()) {
            fix.add("Asterisk has no " + String.join(", ", notThere) + ": " + module(notThere));
        }
        if (!unknownReads.isEmpty()) {
            fix.add("read = must have " + String.join(",", unknownReads)
                    + "; what it has is told only to users with write = command");
        }
        boolean must = needed.contains(feature);
        if (fix.isEmpty()) {
            checkup.ok(feature.toString(), feature.purpose());
        } else if (reads.isEmpty() && writes.isEmpty() && notThere.isEmpty()) {
            checkup.say(must ? Verdict.WARN : Verdict.SKIP, feature.toString(), "not known: " + feature.purpose(), fix);
        } else {
            checkup.say(
                    must ? Verdict.FAIL : Verdict.WARN, feature.toString(), "not allowed: " + feature.purpose(), fix);
        }
    }

    /** The line as it has to be; where it is not known what it is, what to add. */
    private static Optional<String> line(String name, Set<String> missing, Optional<Set<String>> known) {
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            return Optional.of("  " + name + " = ...," + String.join(",", missing));
        }
        Set<String> whole = new LinkedHashSet<>(known.get());
        whole.addAll(missing);
        return Optional.of("  " + name + " = " + String.join(",", whole));
    }

    private static String module(Set<String> actions) {
        return actions.contains("AGI")
                ? "modules.conf: load => res_agi.so (it needs res_speech.so)"
                : "a module is not loaded";
    }
}
