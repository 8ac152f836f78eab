// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** One started Asterisk of an {@link OwnInstallation}: its folder and its process. Not for use by several threads at once. */
final class OwnInstance {
    /** The AMI conversation, in the log folder. */
    static final String TRANSCRIPT = "ami.txt";

    private static final Duration START_TIME = Duration.ofSeconds(20);
    private static final Duration END_TIME = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int LOG_LINES_SHOWN = 20;

    /** Those to end when the JVM is told to stop; one that is killed leaves them to the next. */
    private static final Set<OwnInstance> LIVING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> List.copyOf(LIVING).forEach(OwnInstance::close), "end-asterisk"));
    }

    private final OwnInstallation installation;
    private final AsteriskOptions options;
    private final String name = InstanceTrees.newName();
    private final Path tree;
    private final Ports ports;
    private volatile AsteriskProcess process;
    private volatile Duration startTime = Duration.ZERO;

    /** Writes the configuration; does not start. */
    OwnInstance(OwnInstallation installation, AsteriskOptions options) throws IOException {
        this.installation = installation;
        this.options = options;
        this.ports = Ports.pick();
        this.tree = installation.hostTrees().resolve(name);
        this.process = new NotStarted();
        InstanceTrees.sweep(installation.hostTrees());
        ConfigTree.write(tree, insidePath(), ports, installation, options);
        LIVING.add(this);
    }

    Path tree() {
        return tree;
    }

    Path logFolder() {
        return tree.resolve("log");
    }

    String insidePath() {
        return installation.insideTrees() + "/" + name;
    }

    Ports ports() {
        return ports;
    }

    Duration startTime() {
        return startTime;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void signal(String signal) {
        process.signal(signal);
    }

    /**
     * Starts it and waits until it takes calls.
     *
     * @return a logged-in client
     * @throws IOException if it ends or does not answer; the message has the end of its log
     */
    AmiControl start() throws IOException {
        long begin = System.nanoTime();
        // After a kill the control socket is still there, and a new Asterisk would refuse to start over it.
        Files.deleteIfExists(tree.resolve("run/asterisk.ctl"));
        process = installation.start(name, options.nameserver());
        AmiControl ami = connect(begin + START_TIME.toNanos());
        try {
            ami.awaitEvent("FullyBooted", event -> true, START_TIME);
        } catch (AssertionError e) {
            ami.close();
            throw new IOException(
                    "Asterisk answers but does not finish its start; the end of its log:\n" + logTail(), e);
        }
        startTime = Duration.ofNanos(System.nanoTime() - begin);
        return ami;
    }

    private AmiControl connect(long deadline) throws IOException {
        while (true) {
            try {
                return AmiControl.connect(
                        Ports.on(ports.ami()),
                        ConfigTree.AMI_USER,
                        ConfigTree.AMI_SECRET,
                        logFolder().resolve(TRANSCRIPT));
            } catch (IOException e) {
                boolean ended = !process.isAlive();
                if (ended || System.nanoTime() > deadline) {
                    kill();
                    throw new IOException(
                            installation.location()
                                    + (ended
                                            ? ": Asterisk ended at its start"
                                            : ": no AMI answers on port " + ports.ami() + " after "
                                                    + START_TIME.toSeconds() + " s")
                                    + "; the end of its log:\n" + logTail(),
                            e);
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    /** Ends it at once and waits for that. */
    void kill() {
        process.signal("KILL");
        if (!process.awaitEnd(END_TIME)) {
            throw new IllegalStateException(
                    "Asterisk has not ended within " + END_TIME.toSeconds() + " s of a SIGKILL");
        }
    }

    List<String> log() throws IOException {
        Path log = ConfigTree.fullLog(tree);
        return Files.exists(log)
                ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                : List.of();
    }

    private String logTail() throws IOException {
        Path console = ConfigTree.console(tree);
        List<String> lines = log();
        if (lines.isEmpty() && Files.exists(console)) {
            lines = new String(Files.readAllBytes(console), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        return lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()).stream()
                .collect(Collectors.joining("\n"));
    }

    /** Ends it and deletes its folder. */
    void close() {
        LIVING.remove(this);
        try {
            kill();
            InstanceTrees.delete(tree);
        } catch (IOException e) {
            throw new IllegalStateException("the folder " + tree + " could not be deleted", e);
        }
    }

    /** Stands in until the first start. */
    private static final class NotStarted implements AsteriskProcess {
        @Override
        public boolean isAlive() {
            return false;
        }

        @Override
        public void signal(String name) {}

        @Override
        public boolean awaitEnd(Duration atMost) {
            return true;
        }
    }
}
