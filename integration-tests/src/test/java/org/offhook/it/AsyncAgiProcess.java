// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.asyncagi.AsyncAgiServer;

/**
 * An application in a process of its own, which shares the calls of an Asterisk with others: each call hears a prompt. It writes down
 * when its script for a call begins, ends, and is cut short.
 */
final class AsyncAgiProcess implements AutoCloseable {
    private static final String READY = "ready";

    private final String name;
    private final Path diary;
    private final HostProcess process;

    private AsyncAgiProcess(String name, Path diary, HostProcess process) {
        this.name = name;
        this.diary = diary;
        this.process = process;
    }

    /** Starts one; it is ready when {@link #isReady} says so. */
    static AsyncAgiProcess start(AsteriskUnderTest asterisk, String name, String prompt, Path folder)
            throws IOException {
        Path diary = Files.createFile(folder.resolve(name + ".diary"));
        HostProcess process = HostProcess.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AsyncAgiProcess.class.getName(),
                        name,
                        String.valueOf(asterisk.amiAddress().getPort()),
                        asterisk.amiUser(),
                        asterisk.amiSecret(),
                        prompt,
                        diary.toString()),
                folder.resolve(name + ".log"),
                Optional.empty());
        return new AsyncAgiProcess(name, diary, process);
    }

    String name() {
        return name;
    }

    boolean isReady() {
        return diary().contains(READY);
    }

    /** The Uniqueids of the calls for which its script has begun, ended or was cut short, with repetitions. */
    List<String> calls(Entry what) {
        String begin = what.name() + " ";
        return diary().stream()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length()))
                .toList();
    }

    void signal(String signal) {
        process.signal(signal);
    }

    private List<String> diary() {
        try {
            return Files.readAllLines(diary, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.signal("KILL");
        process.awaitEnd(Duration.ofSeconds(10));
    }

    /** What a process writes down. */
    enum Entry {
        BEGUN,
        ADOPTED,
        ENDED,
        CUT
    }

    /** The process itself. It ends with the one that started it. */
    public static void main(String[] args) throws Exception {
        Diary diary = new Diary(Path.of(args[5]));
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        AgiRouter router = AgiRouter.builder()
                .script("/script", (request, channel) -> {
                    String call = channel.uniqueId();
                    diary.write((request.adopted() ? Entry.ADOPTED : Entry.BEGUN) + " " + call);
                    try {
                        channel.setVariable("BY", channel.getVariable("BY").orElse("") + args[0]);
                        channel.streamFile(args[4]);
                        channel.setVariable(
                                "PLAYED", channel.getVariable("PLAYED").orElse("") + args[0]);
                        diary.write(Entry.ENDED + " " + call);
                    } catch (RuntimeException e) {
                        diary.write(Entry.CUT + " " + call);
                        throw e;
                    }
                })
                .build();
        try (AmiClient client = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", args[2], args[3])
                        .port(Integer.parseInt(args[1]))
                        .name("pbx")
                        .build());
                AsyncAgiServer server = AsyncAgiServer.builder(client, router)
                        .instance(args[0])
                        .shared()
                        .start()) {
            diary.write(READY);
            parent.onExit().join();
        }
    }

    /** A line is in the file before the method returns, so that a process that is killed then has written it. */
    private static final class Diary {
        private final ReentrantLock lock = new ReentrantLock();
        private final Path file;

        Diary(Path file) {
            this.file = file;
        }

        void write(String line) throws IOException {
            lock.lock();
            try {
                Files.writeString(file, line + "\n", UTF_8, StandardOpenOption.APPEND);
            } finally {
                lock.unlock();
            }
        }
    }
}
