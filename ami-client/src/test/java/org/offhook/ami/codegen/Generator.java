// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes the typed actions and events. To change them, change {@code src/catalogue/ami-overrides.json} and run this, with the class path of
 * the tests, in the folder of this module; the test of the generated sources tells when that was forgotten.
 */
public final class Generator {

    static final String EVENTS = "org.offhook.ami.event";
    static final String ACTIONS = "org.offhook.ami.action";
    static final String INTERNAL = "org.offhook.ami.internal";

    /** What a generated file has and no other. */
    private static final String MARK = "\n@Generated\n";

    private Generator() {}

    /** Writes into this folder, {@code ami-client} by default, and deletes generated files that are no more. */
    public static void main(String[] args) throws IOException {
        Path module = Path.of(args.length > 0 ? args[0] : ".");
        Path sources = module.resolve("src/main/java");
        Map<String, String> files = generate(module.resolve("src/catalogue"));
        for (String old : generatedFiles(sources)) {
            if (!files.containsKey(old)) {
                Files.delete(sources.resolve(old));
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = sources.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** The generated files: their texts by their paths below {@code src/main/java}. */
    static Map<String, String> generate(Path catalogueFolder) {
        Catalogue catalogue = Catalogue.read(catalogueFolder);
        Map<String, String> files = new TreeMap<>();
        catalogue.events().forEach(event -> add(files, EVENTS, EventWriter.write(event)));
        catalogue.actions().stream()
                .filter(action -> !action.handWritten())
                .forEach(action -> add(files, ACTIONS, ActionWriter.write(catalogue, action)));
        add(files, INTERNAL, TableWriter.write(catalogue.events()));
        add(files, INTERNAL, TableWriter.writePrivileges(catalogue.actions()));
        return files;
    }

    /** The paths of the files that were generated before, below this folder. */
    static List<String> generatedFiles(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> Files.isRegularFile(file) && isGenerated(file))
                    .map(file -> sources.relativize(file).toString())
                    .toList();
        }
    }

    private static boolean isGenerated(Path file) {
        try {
            return Files.readString(file).contains(MARK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Map<String, String> files, String folder, TypeSpec type) {
        String text = JavaFile.builder(folder, type)
                .addFileComment("SPDX-License-Identifier: Apache-2.0")
                .indent("    ")
                .skipJavaLangImports(true)
                .build()
                .toString();
        files.put(folder.replace('.', '/') + '/' + type.name() + ".java", Layout.of(text));
    }
}
