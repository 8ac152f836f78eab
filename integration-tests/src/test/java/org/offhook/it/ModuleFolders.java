// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds Asterisk's modules by looking: the folder differs by distribution, release and machine. Asterisk itself is not
 * told the folder, it knows its own; told a wrong one it starts with no modules at all and still answers.
 */
final class ModuleFolders {
    /** Also used in a shell, to look into an image. */
    static final List<String> PATTERNS = List.of(
            "usr/lib/*/asterisk/modules",
            "usr/lib/asterisk/modules",
            "usr/lib64/asterisk/modules",
            "usr/local/lib/asterisk/modules",
            "usr/local/lib64/asterisk/modules");

    private static final String SUFFIX = ".so";

    private ModuleFolders() {}

    /** The names of all modules below this root, such as {@code app_dial}. */
    static Set<String> list(Path root) throws NotAvailableException {
        Set<String> modules = new TreeSet<>();
        try {
            for (String pattern : PATTERNS) {
                int star = pattern.indexOf("/*/");
                if (star < 0) {
                    addAll(root.resolve(pattern), modules);
                } else if (Files.isDirectory(root.resolve(pattern.substring(0, star)))) {
                    try (DirectoryStream<Path> parents =
                            Files.newDirectoryStream(root.resolve(pattern.substring(0, star)))) {
                        for (Path parent : parents) {
                            addAll(parent.resolve(pattern.substring(star + 3)), modules);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new NotAvailableException("the modules below " + root + " cannot be listed", e);
        }
        return checked(modules, root.toString());
    }

    /** The names in a listing of file names, one a line; other lines are ignored. */
    static Set<String> parse(String listing, String where) throws NotAvailableException {
        Set<String> modules = new TreeSet<>();
        listing.lines().map(String::strip).forEach(line -> add(line, modules));
        return checked(modules, where);
    }

    private static void addAll(Path folder, Set<String> modules) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                files.forEach(file -> add(file.getFileName().toString(), modules));
            }
        }
    }

    private static void add(String file, Set<String> modules) {
        if (file.endsWith(SUFFIX)) {
            modules.add(file.substring(0, file.length() - SUFFIX.length()));
        }
    }

    private static Set<String> checked(Set<String> modules, String where) throws NotAvailableException {
        if (!modules.contains("res_agi")) {
            throw new NotAvailableException("no module res_agi in " + where);
        }
        return modules;
    }
}
