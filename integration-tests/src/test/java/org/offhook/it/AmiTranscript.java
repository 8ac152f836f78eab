// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one AMI connection sent and received, with the time of day, in a file. Trouble with the file fails no test. */
final class AmiTranscript {
    private static final Logger LOG = LoggerFactory.getLogger(AmiTranscript.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final BufferedWriter writer;
    private boolean closed;

    /** Appends to the file. */
    AmiTranscript(Path file) throws IOException {
        writer = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** @param text lines that end in CRLF */
    void sent(String text) {
        record('>', text);
    }

    /** @param text lines that end in CRLF */
    void received(String text) {
        record('<', text);
    }

    private void record(char direction, String text) {
        String time = LocalTime.now(ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
        change(() -> {
            for (String line : text.split("\r\n", -1)) {
                writer.write(line.isEmpty() ? "" : time + " " + direction + " " + line);
                writer.newLine();
            }
        });
    }

    /** Brings the file up to date. */
    void flush() {
        change(writer::flush);
    }

    /** What is recorded from now on is lost. */
    void close() {
        change(() -> {
            closed = true;
            writer.close();
        });
    }

    private interface Change {
        void make() throws IOException;
    }

    private void change(Change change) {
        lock.lock();
        try {
            if (!closed) {
                change.make();
            }
        } catch (IOException e) {
            LOG.warn("the AMI transcript cannot be written", e);
        } finally {
            lock.unlock();
        }
    }
}
