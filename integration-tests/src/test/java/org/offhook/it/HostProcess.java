// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An Asterisk that is a child of this JVM, and the running of small commands. */
final class HostProcess implements AsteriskProcess {
    private static final Duration COMMAND_TIME = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(5);

    private final Process process;

    private HostProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a command line that ends up as Asterisk itself, so that a signal to the child is one to Asterisk.
     *
     * @param console takes what it prints
     * @param resolvConf bound over the second path in a mount name space of its own, which ends with the process
     */
    static HostProcess start(List<String> command, Path console, Optional<Binding> resolvConf) throws IOException {
        List<String> line = new ArrayList<>();
        if (resolvConf.isPresent()) {
            line.addAll(
                    List.of("unshare", "--mount", "sh", "-c", "mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\""));
            line.add("sh");
            line.add(resolvConf.get().source().toString());
            line.add(resolvConf.get().target().toString());
        }
        line.addAll(command);
        return new HostProcess(new ProcessBuilder(line)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()))
                .start());
    }

    /** A file to be seen in the place of another. */
    record Binding(Path source, Path target) {}

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void signal(String name) {
        if (process.isAlive()) {
            // The shell's own: a small system may have no program of that name.
            run("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, String.valueOf(process.pid()));
            if (name.equals("STOP")) {
                awaitStopped(Path.of("/proc", String.valueOf(process.pid()), "task"));
            }
        }
    }

    /** On a busy machine its threads run on for a moment after the signal was sent. */
    private static void awaitStopped(Path threads) {
        long end = System.nanoTime() + COMMAND_TIME.toNanos();
        while (Files.isDirectory(threads) && !allStopped(threads) && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static boolean allStopped(Path threads) {
        try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
            for (Path thread : each) {
                String status = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
                // The state follows the name, which stands in parentheses and may hold some.
                if (status.charAt(status.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean awaitEnd(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What a command left behind. */
    record Output(int exitCode, String text) {}

    /** Runs a short command to its end; its two outputs come as one. */
    static Output run(String... command) {
        try {
            Path output = Files.createTempFile("offhook-it", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(COMMAND_TIME.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return new Output(-1, String.join(" ", command) + " did not end within " + COMMAND_TIME);
                }
                return new Output(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Output(-1, String.join(" ", command) + " was interrupted");
        }
    }
}
