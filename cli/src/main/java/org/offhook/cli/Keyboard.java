// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The keys of a telephone on the keys of a terminal: one by one if the terminal can, else by the line. */
final class Keyboard implements AutoCloseable {

    private static final int CTRL_D = 4;
    private static final File TERMINAL = new File("/dev/tty");
    private static final int STTY_SECONDS = 2;

    private final InputStream source;
    /** How the terminal was; null if it was left alone. */
    private final @Nullable String before;

    private Keyboard(InputStream source, @Nullable String before) {
        this.source = source;
        this.before = before;
    }

    /** Takes the terminal, if the source is one. {@link #close} gives it back as it was. */
    static Keyboard open(InputStream source) {
        if (source != System.in || Screen.console() == null) {
            return new Keyboard(source, null);
        }
        Optional<String> before = stty("-g");
        boolean raw = before.isPresent()
                && stty("-icanon", "-echo", "min", "1", "time", "0").isPresent();
        return new Keyboard(source, raw ? before.get() : null);
    }

    /** Whether keys come at once, without Enter. */
    boolean isRaw() {
        return before != null;
    }

    /**
     * Begins to read.
     *
     * @param pressed gets each key of a telephone, on a thread of its own
     * @param hangUp called once, for h, Ctrl-D or the end
     */
    void start(Consumer<Character> pressed, Runnable hangUp) {
        Thread thread = new Thread(() -> read(pressed, hangUp), "offhook-keys");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Consumer<Character> pressed, Runnable hangUp) {
        try {
            while (true) {
                int key = source.read();
                if (key < 0 || key == CTRL_D || key == 'h' || key == 'H') {
                    hangUp.run();
                    return;
                }
                char upper = Character.toUpperCase((char) key);
                if ("0123456789*#ABCD".indexOf(upper) >= 0) {
                    pressed.accept(upper);
                }
            }
        } catch (IOException e) {
            hangUp.run();
        }
    }

    @Override
    public void close() {
        if (before != null) {
            stty(before);
        }
    }

    private static Optional<String> stty(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "stty";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process stty = new ProcessBuilder(command)
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return finishedWell(stty) ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no such command, or no such terminal
        }
    }

    private static boolean finishedWell(Process process) {
        boolean interrupted = Thread.interrupted(); // the terminal is given back all the same
        try {
            return process.waitFor(STTY_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
