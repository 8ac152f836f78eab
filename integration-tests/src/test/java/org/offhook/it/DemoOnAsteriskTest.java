// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code offhook demo} plays on a real Asterisk, and serves one; {@code offhook call} hears the same as Asterisk does. */
@RealAsterisk
class DemoOnAsteriskTest {

    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final AsteriskUnderTest asterisk;

    @TempDir
    Path folder;

    DemoOnAsteriskTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    private Process offhook(Path output, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(java, "-cp", classPath, "org.offhook.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("COLUMNS", "120");
        builder.environment().put("OFFHOOK_AMI_SECRET", asterisk.amiSecret());
        return builder.start();
    }

    private static int end(Process process, Path output) throws Exception {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends:\n%s", Files.readString(output, UTF_8))
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theDemoPlaysOnARealAsteriskAndLeavesNothingBehind() throws Exception {
        Path output = folder.resolve("demo.txt");
        Process demo = offhook(
                output,
                "demo",
                "--asterisk",
                asterisk.amiAddress().getHostString() + ":"
                        + asterisk.amiAddress().getPort(),
                "--user",
                asterisk.amiUser(),
                "--host",
                asterisk.agiHost());
        int status = end(demo, output);
        String shown = Files.readString(output, UTF_8);

        assertThat(status).as(shown).isZero();
        assertThat(shown)
                .contains("on Asterisk " + asterisk.majorVersion() + ".")
                .containsPattern("(?m)< 200 result=1234 +\\| < 200 result=1234$")
                .contains("4 of 4 calls ended as they should over both transports");
        assertThat(asterisk.ami().command("dialplan show")).noneMatch(line -> line.contains("offhook-demo"));
    }

    @Test
    void callHearsWhatAsteriskHears() throws Exception {
        Path served = folder.resolve("served.txt");
        Process server = offhook(served, "demo", "--listen", "0", "--host", asterisk.agiHost());
        try {
            await().atMost(PATIENCE).until(() -> Files.readString(served, UTF_8).contains("AGI(agi://"));
            String url = Files.readString(served, UTF_8).replaceFirst("(?s).*AGI\\((agi:[^)]*)\\).*", "$1");
            CallResult real = asterisk.call(CallPlan.agi(url)
                    .far(Far.caller().pause(Duration.ofMillis(2500)).dtmf("1234"))
                    .capture("CHOICE"));
            Path output = folder.resolve("call.txt");
            int status = end(offhook(output, "call", url, "--press", "1234"), output);

            assertThat(real.agiStatus()).isEqualTo("SUCCESS");
            assertThat(real.variable("CHOICE")).isEqualTo("1234");
            assertThat(status).isZero();
            assertThat(Files.readString(output, UTF_8))
                    .contains("AGISTATUS=SUCCESS OFFHOOK=done")
                    .contains("> SET VARIABLE \"CHOICE\" \"1234\"");
        } finally {
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
