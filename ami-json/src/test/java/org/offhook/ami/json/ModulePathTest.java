// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is itself a module uses this module: what it must open, what it need not, and that mappers find the Jackson module. */
class ModulePathTest {

    private static final String MAIN = """
            package app;

            import com.fasterxml.jackson.databind.json.JsonMapper;
            import org.offhook.ami.AmiHeaders;
            import org.offhook.ami.json.AmiBindingException;
            import org.offhook.ami.json.AmiJson;

            public class Main {
                record Hidden(int price) {}

                public static void main(String[] args) throws Exception {
                    AmiHeaders headers = AmiHeaders.of("Event", "UserEvent", "Price", "12");
                    System.out.println(AmiJson.headers(AmiJson.toJson(headers)).equals(headers));
                    System.out.println(AmiJson.binder(app.api.Rated.class).bind(headers));
                    System.out.println(JsonMapper.builder().findAndAddModules().build().writeValueAsString(headers));
                    try {
                        System.out.println(AmiJson.binder(Hidden.class).bind(headers));
                    } catch (AmiBindingException e) {
                        System.out.println(e.getMessage());
                    }
                }
            }
            """;

    private static final String RATED = "package app.api; public record Rated(int price) {}";

    @TempDir
    Path folder;

    @Test
    void aPublicRecordNeedsNoOpeningAndAHiddenOneSaysWhatItNeeds() throws Exception {
        assertThat(run("exports app.api;"))
                .containsExactly(
                        "true",
                        "Rated[price=12]",
                        "{\"Event\":\"UserEvent\",\"Price\":\"12\"}",
                        "headers cannot be bound to app.Main$Hidden: Jackson may not look into it;"
                                + " put \"opens app to com.fasterxml.jackson.databind;\" into the module-info.java of app");
    }

    @Test
    void anOpenedRecordIsBound() throws Exception {
        assertThat(run("exports app.api; opens app to com.fasterxml.jackson.databind;")
                        .get(3))
                .isEqualTo("Hidden[price=12]");
    }

    private List<String> run(String directives) throws Exception {
        Path source = folder.resolve("src");
        write(source.resolve("module-info.java"), "module app { requires org.offhook.ami.json; " + directives + " }");
        write(source.resolve("app/Main.java"), MAIN);
        write(source.resolve("app/api/Rated.java"), RATED);
        Path classes = folder.resolve("modules");
        String modules = Arrays.stream(classPath().split(File.pathSeparator))
                .filter(ModulePathTest::isNeeded)
                .collect(Collectors.joining(File.pathSeparator));

        launch("javac", "-d", classes.toString(), "-p", modules, "--module-source-path", "app=" + source, "-m", "app");
        return launch("java", "-p", classes + File.pathSeparator + modules, "-m", "app/app.Main");
    }

    private List<String> launch(String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve(tool + ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output, UTF_8);
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** The whole one: what a launcher puts into a jar of references is in this property. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** No test classes and no test libraries. */
    private static boolean isNeeded(String entry) {
        String name = Path.of(entry).getFileName().toString();
        return name.equals("classes")
                || name.startsWith("ami-")
                || name.startsWith("jackson-")
                || name.startsWith("jspecify-")
                || name.startsWith("netty-")
                || name.startsWith("slf4j-api-");
    }
}
