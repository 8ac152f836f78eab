// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedSourcesTest {

    private static final Path SOURCES = Path.of("src/main/java");

    private final Map<String, String> generated = Generator.generate(Path.of("src/catalogue"));

    @Test
    void theCheckedInSourcesAreWhatTheGeneratorWrites() throws IOException {
        Map<String, String> checkedIn = new TreeMap<>();
        for (String path : Generator.generatedFiles(SOURCES)) {
            checkedIn.put(path, Files.readString(SOURCES.resolve(path)));
        }

        assertThat(checkedIn.keySet()).as("run %s", Generator.class.getName()).isEqualTo(generated.keySet());
        generated.forEach((path, text) -> assertThat(checkedIn.get(path))
                .as("%s: run %s", path, Generator.class.getName())
                .isEqualTo(text));
    }

    @Test
    void besideThemLieOnlyTheHandWrittenTypesThatTheOverridesName() throws IOException {
        Set<String> expected = new TreeSet<>(Set.of("event/package-info.java", "action/package-info.java"));
        expected.add("action/CommandOutput.java");
        Catalogue.read(Path.of("src/catalogue")).actions().stream()
                .filter(Catalogue.Action::handWritten)
                .forEach(action -> expected.add("action/" + action.java() + ".java"));

        Path root = SOURCES.resolve("org/offhook/ami");
        Set<String> others = new TreeSet<>();
        for (String folder : new String[] {"event", "action"}) {
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                others.addAll(
                        files.map(file -> folder + "/" + file.getFileName()).collect(Collectors.toSet()));
            }
        }
        generated.keySet().forEach(path -> others.remove(path.substring("org/offhook/ami/".length())));

        assertThat(others).isEqualTo(expected);
    }

    @Test
    void noLineIsTooLongAndNoCommentSaysNothing() {
        generated.forEach((path, text) -> assertThat(text.lines())
                .as(path)
                .allMatch(line -> line.length() <= 140)
                .noneMatch(line -> line.endsWith(" ") || line.contains("\t"))
                .noneMatch(line -> line.strip().equals("/** {@code }. */")));
    }
}
