// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code offhook} command. */
@Command(
        name = "offhook",
        description = "Offhook, a Java framework for Asterisk.",
        mixinStandardHelpOptions = true,
        version = "offhook 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = DemoCommand.class)
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private Main() {}

    /** Runs a command and exits with its status: 0 if all went well, 1 if something failed, 2 for bad options. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("offhook: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
