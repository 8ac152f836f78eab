// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.offhook.testkit.FakeAsterisk;

/** The built jar, run as a user runs it, in a process of its own. */
final class OffhookProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Captured out;
    private final Captured err;

    private OffhookProcess(Process process) {
        this.process = process;
        out = new Captured(process.getInputStream());
        err = new Captured(process.getErrorStream());
    }

    /** Starts it without a configuration of the user who runs the tests. */
    static OffhookProcess start(String... arguments) {
        return start(Map.of(), arguments);
    }

    /** Starts it with the login of a fake Asterisk in its environment. */
    static OffhookProcess start(FakeAsterisk asterisk, String... arguments) {
        return start(login(asterisk), arguments);
    }

    static OffhookProcess start(Map<String, String> environment, String... arguments) {
        Path jar = Path.of(System.getProperty("offhook.jar", "target/offhook.jar"));
        assertThat(jar).as("the jar that package makes").exists();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("OFFHOOK_") || name.startsWith("CLICOLOR"));
        builder.environment().put("XDG_CONFIG_HOME", jar.toAbsolutePath().toString());
        builder.environment().putAll(environment);
        try {
            return new OffhookProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variables with which it logs in to a fake Asterisk. */
    static Map<String, String> login(FakeAsterisk asterisk) {
        return Map.of(
                "OFFHOOK_AMI_HOST", "127.0.0.1",
                "OFFHOOK_AMI_PORT", Integer.toString(asterisk.port()),
                "OFFHOOK_AMI_USER", asterisk.user(),
                "OFFHOOK_AMI_SECRET", asterisk.secret());
    }

    /** What it has written to standard output so far. */
    String out() {
        return out.text();
    }

    /** What it has written to standard error so far. */
    String err() {
        return err.text();
    }

    /** Waits until this is in its output. */
    OffhookProcess awaitOut(String text) {
        return awaitText(out, text);
    }

    /** Waits until this is in its standard error. */
    OffhookProcess awaitErr(String text) {
        return awaitText(err, text);
    }

    private OffhookProcess awaitText(Captured stream, String text) {
        await().atMost(PATIENCE).until(() -> stream.text().contains(text) || !isAlive());
        assertThat(stream.text()).as("%s", this).contains(text);
        return this;
    }

    /** Types this, and Return. */
    OffhookProcess type(String line) {
        try {
            process.getOutputStream().write((line + '\n').getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Ends its input, as Ctrl-D does. */
    OffhookProcess endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** SIGTERM, which it treats as Ctrl-C; that itself may be ignored in what the tests are run by. */
    OffhookProcess interrupt() {
        process.toHandle().destroy(); // Process.destroy would close its output as well
        return this;
    }

    /** Waits for its end, and for all that it wrote. */
    int exitStatus() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends: %s", this)
                    .isTrue();
            out.join();
            err.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive() || out.isAlive() || err.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return "offhook" + (process.isAlive() ? " (alive)" : " (exit status " + process.exitValue() + ")") + "\nout:\n"
                + out() + "\nerr:\n" + err();
    }

    /** Reads a stream to its end. */
    private static final class Captured extends Thread {

        private final InputStream from;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Captured(InputStream from) {
            super("offhook-output");
            this.from = from;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            try {
                from.transferTo(bytes);
            } catch (IOException e) {
                // its end
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
