// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Writes what a shell needs to complete this command's names and options. */
@Command(
        name = "completion",
        description = "Prints the completion script of a shell.",
        mixinStandardHelpOptions = true,
        footer = {"", "  source <(offhook completion bash)      now, or in ~/.bashrc"})
final class CompletionCommand implements Callable<Integer> {

    /** A shell. */
    enum Shell {
        BASH,
        ZSH
    }

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh; one script serves both.")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        CommandLine offhook = spec.root().commandLine();
        offhook.getOut()
                .println("# Completion of offhook for " + shell.name().toLowerCase(Locale.ROOT) + ": source it.");
        offhook.getOut().print(AutoComplete.bash(offhook.getCommandName(), offhook));
        offhook.getOut().flush();
        return ExitStatus.OK;
    }
}
