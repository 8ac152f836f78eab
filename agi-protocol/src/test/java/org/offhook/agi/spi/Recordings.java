// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Asterisk 16 and 22 really sent over FastAGI. */
final class Recordings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Recordings() {}

    /** One session, a char for each byte: the environment with its blank line, then replies and HANGUP lines. */
    record Recording(String name, String environment, String replies) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What one read gave, a char for each byte, and the command that was outstanding then. */
    record Batch(String command, String text) {}

    static List<Recording> all() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".in.txt"))
                    .sorted()
                    .map(Recordings::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Recording recording(String name) {
        return read(root().resolve(name + ".in.txt"));
    }

    /** The batches after the environment, as they came. */
    static List<Batch> batches(String name) {
        List<Batch> batches = new ArrayList<>();
        boolean environment = true;
        String command = "";
        try {
            for (String line : Files.readAllLines(root().resolve("fastagi22/interleaved/" + name + ".jsonl"))) {
                JsonNode entry = JSON.readTree(line);
                String data = entry.get("data").asText();
                if (entry.get("dir").asText().equals("S>A")) {
                    command = data;
                } else if (environment) {
                    environment = !data.endsWith("\n\n");
                } else if (!data.equals("<EOF>")) {
                    batches.add(new Batch(command, new String(data.getBytes(UTF_8), ISO_8859_1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return batches;
    }

    private static Recording read(Path file) {
        try {
            String text = Files.readString(file, ISO_8859_1);
            int end = text.indexOf("\n\n") + 2;
            String name = file.getParent().getFileName() + "/" + file.getFileName();
            return new Recording(name.replace(".in.txt", ""), text.substring(0, end), text.substring(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(Recordings.class.getResource("/transcripts").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
