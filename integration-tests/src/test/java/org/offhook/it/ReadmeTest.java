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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README and docs/first-call.md show works as it stands: the programs are compiled, started, and take real calls through
 * their dialplans, over FastAGI and over AsyncAGI as the user of their manager.conf.
 */
@RealAsterisk
class ReadmeTest {

    private static final Duration START_TIME = Duration.ofSeconds(30);
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern DIALPLAN = Pattern.compile("```\n(; FastAGI\n.*?)```", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("```\n(\\[hello]\n.*?)```", Pattern.DOTALL);
    private static final Pattern FIRST_CONTEXT = Pattern.compile("```\n(\\[offhook]\n.*?)```", Pattern.DOTALL);
    private static final Pattern FIRST_LOOP = Pattern.compile("```\n(exten => 101,.*?)```", Pattern.DOTALL);
    private static final Pattern ORIGINATE = Pattern.compile("asterisk -rx '(channel originate .*?)'");
    private static final Pattern RETURNED = Pattern.compile("call .* ended: the script returned");
    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?class (\\w+)");
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
        assertThat(matcher.find()).as("%s in the document", pattern).isTrue();
        return matcher.group(1);
    }

    @Test
    void theScriptTakesACallOverEitherTransport() throws Exception {
        String readme = document("README.md");
        String source = first(JAVA, readme);
        String dialplan = first(DIALPLAN, readme);
        assertThat(dialplan).contains(ADDRESS);
        assertThat(source).contains(LOGIN);
        String name = first(CLASS, source);
        compile(name, withPort(source));
        int port = freePort();
        asterisk.dialplan("[readme]\n" + dialplan.replace(ADDRESS, asterisk.agiHost() + ":" + port));
        addUser(readme);

        List<Process> servers = List.of(start(name, port));
        try {
            awaitReady(servers, port);

            LiveCall fastAgi = place("readme", "100");
            LiveCall asyncAgi = place("readme", "101");

            assertServed(fastAgi.result());
            assertServed(asyncAgi.result());
        } catch (Throwable e) {
            throw withOutput(e, servers);
        } finally {
            end(servers);
        }
    }

    @Test
    void theFirstCallOfTheBookIsServed() throws Exception {
        String page = document("docs/first-call.md");
        for (MatchResult block : JAVA.matcher(page).results().toList()) {
            compile(first(CLASS, block.group(1)), withPort(block.group(1)));
        }
        int port = freePort();
        String dialplan = first(FIRST_CONTEXT, page) + first(FIRST_LOOP, page);
        assertThat(dialplan).contains(ADDRESS);
        asterisk.dialplan(dialplan.replace(ADDRESS, asterisk.agiHost() + ":" + port));
        addUser(page);

        List<Process> servers =
                List.of(start("com.example.FastAgiMain", port), start("com.example.AsyncAgiMain", port));
        try {
            awaitReady(servers, port);

            LiveCall fastAgi = place("offhook", "100");
            LiveCall asyncAgi = place("offhook", "101");
            asterisk.ami().action("ModuleLoad", Map.of("Module", "res_clioriginate.so", "LoadType", "load"));
            asterisk.ami().command(first(ORIGINATE, page));

            assertServed(fastAgi.result());
            assertServed(asyncAgi.result());
            await("the page's log line, of the call that nobody answers, too")
                    .atMost(START_TIME)
                    .until(() -> RETURNED.matcher(output()).results().count() == 3);
        } catch (Throwable e) {
            throw withOutput(e, servers);
        } finally {
            end(servers);
        }
    }

    private static String document(String name) throws IOException {
        return Files.readString(Path.of("..", name), UTF_8);
    }

    private String withPort(String source) {
        return source.replace(LOGIN, LOGIN + ".port(" + asterisk.amiAddress().getPort() + ")");
    }

    private void addUser(String document) throws IOException {
        Files.writeString(asterisk.hostPath(asterisk.insidePath("etc/manager_extra.conf")), first(USER, document));
        asterisk.ami().command("module reload manager");
    }

    private void awaitReady(List<Process> servers, int port) {
        await().atMost(START_TIME)
                .until(() -> !servers.stream().allMatch(Process::isAlive) || (listens(port) && isLoggedIn()));
        assertThat(servers).allMatch(Process::isAlive);
    }

    private AssertionError withOutput(Throwable failure, List<Process> servers) throws Exception {
        end(servers);
        return new AssertionError("the program wrote:\n" + output(), failure);
    }

    private static void end(List<Process> servers) throws InterruptedException {
        servers.forEach(Process::destroy);
        for (Process server : servers) {
            if (!server.waitFor(10, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private LiveCall place(String context, String extension) {
        return asterisk.place(CallPlan.dialplan(context, extension)
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
        String path = folder + File.pathSeparator + classPath();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-d", folder.toString(), "-cp", path, "-proc:none"),
                            null,
                            files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as("%s compiles:\n%s", name, messages).isTrue();
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
                .redirectOutput(ProcessBuilder.Redirect.appendTo(outputFile().toFile()))
                .start();
    }

    private Path outputFile() {
        return folder.resolve("output.txt");
    }

    private String output() throws IOException {
        return Files.readString(outputFile(), UTF_8);
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
