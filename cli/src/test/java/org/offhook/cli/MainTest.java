// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int offhook(String... args) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    @Test
    void theDemoShowsEveryCallAndSaysThatAllWentWell() {
        int status = offhook("demo");

        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("> GET DATA \"vm-enter-num-to-call\" 5000 4", "< 200 result=1234", "AGISTATUS=HANGUP")
                .contains("> failure", "AGISTATUS=FAILURE OFFHOOK=refused", "4 of 4 calls ended as they should");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void withoutACommandItTellsWhatThereIs() {
        assertThat(offhook()).isZero();
        assertThat(out.toString()).contains("Usage: offhook", "demo");
    }

    @Test
    void badOptionsAreOneClearLineAndStatusTwo() {
        assertThat(offhook("demo", "--listen", "abc")).isEqualTo(2);
        assertThat(err.toString()).startsWith("offhook: Invalid value for option '--listen': 'abc' is not an int");
    }

    @Test
    void aPortThatCannotBeUsedIsOneClearLineAndStatusOne() {
        assertThat(offhook("demo", "--listen", "99999")).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("offhook: port must be 0 to 65535, not 99999");
    }

    @Test
    void theScriptOfTheReadmeIsTheOneThatRuns() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String source = Files.readString(Path.of("src/main/java/org/offhook/cli/Hello.java"));
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);

        assertThat(block.find()).isTrue();
        String withoutHead = source.substring(source.indexOf("import ")).replaceAll("/\\*\\*.*?\\*/\n", "");
        assertThat(block.group(1)).isEqualTo(withoutHead);
    }
}
