// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/** Keeps the memory of a call centre in a small JSON file, which is replaced as a whole, so that a crash leaves the old or the new one. */
public final class MemoryFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()))
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;

    /** In this file, which need not exist yet. */
    public MemoryFile(Path file) {
        this.file = file;
    }

    /** What was kept last; {@link Memory#NONE} if there is no file. */
    public Memory read() {
        try {
            return Files.exists(file) ? JSON.readValue(file.toFile(), Memory.class) : Memory.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ", which keeps who waits: " + e.getMessage(), e);
        }
    }

    /** Keeps this instead. */
    public void write(Memory memory) {
        try {
            Path next = Files.write(file.resolveSibling(file.getFileName() + ".new"), JSON.writeValueAsBytes(memory));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Instant.parse(parser.getText());
        }
    }
}
