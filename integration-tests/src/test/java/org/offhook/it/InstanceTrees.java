// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of the instances. A name tells which JVM it belongs to, so that what a killed JVM left behind, its
 * Asterisk included, is cleared away by the next one.
 */
final class InstanceTrees {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceTrees.class);
    private static final Pattern NAME = Pattern.compile("(\\d+)-(\\d+)(?:-\\d+)?");
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private InstanceTrees() {}

    /** Where the trees are when Asterisk sees the same files as this JVM, or is shown them. */
    static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"), "offhook-it");
    }

    /** A name for a new tree, unique on this machine. */
    static String newName() {
        return owner() + "-" + COUNTER.incrementAndGet();
    }

    /** Names this JVM; a process number alone comes back. */
    static String owner() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + "-" + startSecond(self);
    }

    /** Whether this is the name of a tree, or of its owner, whose JVM has ended. */
    static boolean isAbandoned(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                && ProcessHandle.of(Long.parseLong(matcher.group(1)))
                        // Two JVMs may compute the same start a second apart.
                        .filter(process -> Math.abs(startSecond(process) - Long.parseLong(matcher.group(2))) <= 2)
                        .isEmpty();
    }

    /** Ends and deletes what JVMs that are no more left in this folder. */
    static void sweep(Path trees) throws IOException {
        if (!Files.isDirectory(trees)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(trees)) {
            for (Path folder : folders) {
                if (isAbandoned(folder.getFileName().toString())) {
                    LOG.info("clearing away {}, left by a JVM that has ended", folder);
                    endProcessesOf(folder.getFileName().toString());
                    delete(folder);
                }
            }
        }
    }

    private static void endProcessesOf(String tree) {
        List<ProcessHandle> left = ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> Stream.of(arguments)
                                .anyMatch(argument -> argument.endsWith("/" + ConfigTree.mainFile(tree))))
                        .isPresent())
                .toList();
        left.forEach(ProcessHandle::destroyForcibly);
        left.forEach(process ->
                process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join());
    }

    /** Deletes a tree; files that vanish meanwhile do not matter. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static long startSecond(ProcessHandle process) {
        Optional<Instant> start = process.info().startInstant();
        return start.map(Instant::getEpochSecond).orElse(0L);
    }
}
