// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.json.AmiJson;

/**
 * Events in a file, a line of JSON each, as {@code --json} shows them and one member more: when it came. What {@code events --json} wrote
 * is a recording without times.
 */
final class Recording implements AutoCloseable {

    private static final String TIME = "OffhookTime";

    private final OutputStream out;

    private Recording(OutputStream out) {
        this.out = out;
    }

    /**
     * An event of a recording.
     *
     * @param at when it came; empty where nobody wrote that down
     */
    record Entry(Optional<Instant> at, AmiEvent event) {}

    /** Begins one, in a file that is not there or empty. */
    static Recording to(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 0) {
                throw new FileAlreadyExistsException(file.toString());
            }
            return new Recording(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an event. Each is in the file when this returns: a recording that is killed has all up to there. */
    void write(Instant at, AmiEvent event) {
        AmiHeaders.Builder timed = AmiHeaders.builder();
        timed.addAll(event.headers().without(TIME));
        timed.add(TIME, at.truncatedTo(ChronoUnit.MICROS).toString());
        AmiJson.write(AmiEvent.of(timed.build()), out);
    }

    /** The events of a file, read as they are asked for; to be closed. */
    static Stream<Entry> read(Path file) {
        try {
            return AmiJson.events(new BufferedInputStream(Files.newInputStream(file)))
                    .map(Recording::entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(AmiEvent event) {
        AmiHeaders headers = event.headers();
        return new Entry(
                headers.find(TIME).flatMap(Recording::instant),
                headers.contains(TIME) ? AmiEvent.of(headers.without(TIME)) : event);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
