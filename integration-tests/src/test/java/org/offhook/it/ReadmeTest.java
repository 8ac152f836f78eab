// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

/**
 * What the README shows works as it stands: the program is compiled, started, and takes real calls through its dialplan, over FastAGI
 * and over AsyncAGI as the user of its manager.conf.
 */
@RealAsterisk
class ReadmeTest {

    private static final Duration START_TIME = Duration.ofSeconds(30);
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern DIALPLAN = Pattern.compile("```\n(; FastAGI\n.*?)```", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("```\n(\\[hello]\n.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");
    private static final String LOGGING = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level [%thread] %logger{0} %msg%n</pattern></encoder>
              </appender>
              <logger name="org.offhook" level="DEBUG"/>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;
    private static final String ADDRESS = "127.0.0.1:4573";
    private static final String LOGIN = "\"127.0.0.1\", \"hello\", \"secret\")";

    private final AsteriskUnderTest asterisk;

    @TempDir
    Path folder;

    ReadmeTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in README.md", pattern).isTrue();
        return matcher.group(1);
    }

    @Test
    void theScriptTakesACallOverEitherTransport() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"), UTF_8);
        String source = first(JAVA, readme);
        String dialplan = first(DIALPLAN, readme);
        assertThat(dialplan).contains(ADDRESS);
        assertThat(source).contains(LOGIN);
        String name = first(CLASS, source);
        compile(
                name,
                source.replace(LOGIN, LOGIN + ".port(" + asterisk.amiAddress().getPort() + ")"));
        int port = freePort();
        asterisk.dialplan("[readme]\n" + dialplan.replace(ADDRESS, asterisk.agiHost() + ":" + port));
        Files.writeString(asterisk.hostPath(asterisk.insidePath("etc/manager_extra.conf")), first(USER, readme));
        asterisk.ami().command("module reload manager");

        Process server = start(name, port);
        try {
            await().atMost(START_TIME).until(() -> !server.isAlive() || (listens(port) && isLoggedIn()));
            assertThat(server.isAlive()).isTrue();

            LiveCall fastAgi = place("100");
            LiveCall asyncAgi = place("101");

            assertServed(fastAgi.result());
            assertServed(asyncAgi.result());
        } catch (Throwable e) {
            server.destroy();
            server.waitFor(5, TimeUnit.SECONDS);
            throw new AssertionError("the program wrote:\n" + Files.readString(output(), UTF_8), e);
        } finally {
            server.destroy();
            if (!server.waitFor(10, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private LiveCall place(String extension) {
        return asterisk.place(CallPlan.dialplan("readme", extension)
                .far(Far.caller().pause(Duration.ofSeconds(3)).dtmf("1234"))
                .capture("CHOICE"));
    }

    private static void assertServed(CallResult result) {
        assertThat(result.agiStatus()).isEqualTo("SUCCESS");
        assertThat(result.outcome()).isEqualTo("done");
        assertThat(result.variable("CHOICE")).isEqualTo("1234");
    }

    private boolean isLoggedIn() {
        return asterisk.ami().command("manager show connected").stream().anyMatch(line -> line.contains("hello"));
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private void compile(String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source, UTF_8);
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
            assertThat(compiled)
                    .as("the README's program compiles:\n%s", messages)
                    .isTrue();
        }
    }

    private Process start(String name, int port) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path logging = Files.writeString(folder.resolve("logging.xml"), LOGGING, UTF_8);
        ProcessBuilder builder = new ProcessBuilder(
                java, "-Dlogback.configurationFile=" + logging, "-cp", folder + File.pathSeparator + classPath(), name);
        builder.environment().put("FASTAGI_PORT", Integer.toString(port));
        builder.environment().put("FASTAGI_HOST", "127.0.0.1");
        return builder.redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
