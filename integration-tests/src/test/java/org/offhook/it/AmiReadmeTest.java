// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The AMI program of the README works as it stands there, with the user that stands beside it, and outlives an Asterisk. */
@RealAsterisk
class AmiReadmeTest {
    private static final Duration START_TIME = Duration.ofSeconds(30);
    private static final Path SOURCE = Path.of("src", "test", "java", "org", "offhook", "it", "ClickToCall.java");
    private static final Pattern USER = Pattern.compile("```(?:ini)?\n(\\[clicker]\n.*?)```", Pattern.DOTALL);
    private static final String ADDRESS = "\"127.0.0.1\", \"clicker\", \"secret\")";

    private final AsteriskUnderTest asterisk;

    @TempDir
    Path folder;

    AmiReadmeTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/ami.md"})
    void theDocumentShowsTheProgramAsItIs(String document) throws IOException {
        assertThat(Files.readString(Path.of("..", document), UTF_8)).contains("```java\n" + program() + "```");
    }

    @Test
    void theProgramPlacesACallTellsWhatHappensAndOutlivesARestart() throws Exception {
        Matcher user = USER.matcher(Files.readString(Path.of("..", "README.md"), UTF_8));
        assertThat(user.find()).as("the user of manager.conf in README.md").isTrue();
        Files.writeString(asterisk.hostPath(asterisk.insidePath("etc/manager_extra.conf")), user.group(1));
        asterisk.ami().command("module reload manager");
        asterisk.dialplan("[internal]\nexten => 200,1,Wait(30)\n");
        compile();
        String target = asterisk.target("answer");
        Process process = start(target, "200");
        try {
            awaitOutput(target + " was called: ANSWERED", process);
            awaitOutput(";1: Up", process);
            awaitOutput("READY: ", process, asterisk::restart);
            awaitOutput(";1: Normal Clearing", process, () -> asterisk.call(CallPlan.application("Wait", "0.1")));
            assertThat(process.isAlive()).isTrue();
        } catch (Throwable e) {
            throw new AssertionError("the program wrote:\n" + Files.readString(output(), UTF_8), e);
        } finally {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** What a reader copies: all but licence and package. */
    private static String program() throws IOException {
        String source = Files.readString(SOURCE, UTF_8);
        return source.substring(source.indexOf("import "));
    }

    private void awaitOutput(String text, Process process) {
        await("'" + text + "' in what the program writes")
                .atMost(START_TIME)
                .until(() ->
                        !process.isAlive() || Files.readString(output(), UTF_8).contains(text));
        assertThat(process.isAlive()).isTrue();
    }

    /** Waits for what is written after this was done. */
    private void awaitOutput(String text, Process process, Runnable done) throws IOException {
        int before = Files.readString(output(), UTF_8).length();
        done.run();
        await("'" + text + "' in what the program writes then")
                .atMost(START_TIME)
                .until(() ->
                        !process.isAlive() || Files.readString(output(), UTF_8).indexOf(text, before) >= 0);
        assertThat(process.isAlive()).isTrue();
    }

    /** As it stands, but for the port. */
    private void compile() throws IOException {
        String source = program();
        assertThat(source).contains(ADDRESS);
        String here = source.replace(
                ADDRESS, ADDRESS + ".port(" + asterisk.amiAddress().getPort() + ")");
        Path file = Files.writeString(folder.resolve("ClickToCall.java"), here, UTF_8);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-d", folder.toString(), "-cp", classPath(), "-proc:none"),
                            null,
                            files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as("the program compiles:\n%s", messages).isTrue();
        }
    }

    private Process start(String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(java, "-cp", folder + File.pathSeparator + classPath(), "ClickToCall");
        builder.command().addAll(List.of(arguments));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private Path output() {
        return folder.resolve("output.txt");
    }
}
