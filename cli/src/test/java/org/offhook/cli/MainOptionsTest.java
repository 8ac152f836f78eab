// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What all commands share: help, bad options, failures in one line. */
class MainOptionsTest {

    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandHasHelpAndRefusesUnknownOptionsWithStatusTwo(String command) {
        CommandRun help = CommandRun.of(command, "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).startsWith("Usage: offhook " + command);

        CommandRun bad = CommandRun.of(command, "--no-such-option");
        assertThat(bad.status()).isEqualTo(2);
        assertThat(bad.err()).isNotEmpty().doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandIsInTheCompletionScript(String command) {
        assertThat(CommandRun.of("completion", "bash").out()).contains("_picocli_offhook_" + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--secrte=hunter2", "--secretfile=hunter2", "--Secret=hunter2"})
    void aMistypedSecretIsNotRepeated(String option) {
        CommandRun run = CommandRun.of("events", option);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out() + run.err()).contains("looks like --secret").doesNotContain("hunter2");
        CommandRun apart = CommandRun.of("channels", "x", "--secrte", "hunter2");
        assertThat(apart.out() + apart.err()).doesNotContain("hunter2");
    }

    @Test
    void theValueOfAnUnknownOptionIsNotRepeated() {
        CommandRun run = CommandRun.of("events", "--password=hunter2");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("'--password'").doesNotContain("hunter2");
    }

    @Test
    void timesAreReadAsEverywhereElse() {
        CommandRun run = CommandRun.of("events", "--for", "soon");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith(
                        "offhook: Invalid value for option '--for': 'soon': a time such as 500ms, 5s, 2m or 4h is wanted");
    }

    @Test
    void aStackTraceComesWithVerboseOnly() {
        String[] command = {"action", "Ping", "--port", "1", "--user", "u", "--secret", "s", "--host", "127.0.0.1"};
        CommandRun quiet = CommandRun.of(command);
        assertThat(quiet.status()).isEqualTo(3);
        assertThat(quiet.err().lines()).singleElement().asString().startsWith("offhook: cannot connect");

        CommandLine verbose = Main.commandLine();
        assertThat(verbose.getSubcommands().values())
                .allSatisfy(each -> assertThat(each.getCommandSpec().findOption("--verbose"))
                        .isNotNull());
        assertThat(Failures.report(new IllegalStateException("why"), silent(verbose), true))
                .isEqualTo(1);
    }

    private static CommandLine silent(CommandLine command) {
        return command.setErr(new java.io.PrintWriter(java.io.Writer.nullWriter()));
    }

    @Test
    void unexpectedFailuresSayThatTheyAre() {
        java.io.StringWriter err = new java.io.StringWriter();
        CommandLine command = Main.commandLine().setErr(new java.io.PrintWriter(err, true));
        assertThat(Failures.report(new NullPointerException("x\n\u001b[2Jy"), command, false))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("offhook: this should not happen: java.lang.NullPointerException: x ?[2Jy"
                        + " (--verbose shows where)");
    }
}
