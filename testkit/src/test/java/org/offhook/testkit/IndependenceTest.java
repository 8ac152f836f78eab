// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A fake written with our own codec would agree with our bugs. */
class IndependenceTest {

    private static final Path SOURCES = Path.of("src/main/java/org/offhook/testkit");

    @Test
    void onlyTheScriptTesterKnowsProductionCode() throws IOException {
        assertThat(sourcesWith("import org.offhook.agi"))
                .containsExactlyInAnyOrder("ScriptTester.java", "ScriptWatch.java", "TestTransport.java");
    }

    @Test
    void nothingParsesOrQuotesWithTheProductionCodec() throws IOException {
        assertThat(sourcesWith("AgiLine")).isEmpty();
        assertThat(sourcesWith("AgiReplyParser")).isEmpty();
        assertThat(sourcesWith("AgiEnvironmentParser")).isEmpty();
    }

    private static List<String> sourcesWith(String text) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeGreaterThan(5);
            return all.stream()
                    .filter(file -> read(file).contains(text))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
