// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** What can be done with channels in AsyncAGI. */
@Command(
        name = "agi",
        description = "Steers channels in AGI(agi:async).",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = AgiExecCommand.class)
final class AgiCommand implements Runnable {

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
