// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.offhook.agi.spi.OptionValues;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code offhook} command. */
@Command(
        name = "offhook",
        description = "Offhook, a Java framework for Asterisk.",
        mixinStandardHelpOptions = true,
        version = "offhook 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all went well",
            "1:something failed, or Asterisk refused it",
            "2:bad options",
            "3:no connection, no login, or the connection was lost",
            "130:ended by Ctrl-C"
        },
        subcommands = {
            DemoCommand.class,
            CallCommand.class,
            SimulateCommand.class,
            EventsCommand.class,
            ReplayCommand.class,
            ActionCommand.class,
            OriginateCommand.class,
            ChannelsCommand.class,
            AgiCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
        })
public final class Main implements Runnable {

    /** Nobody means more, and it fits into every clock. */
    private static final Duration LONGEST = Duration.ofDays(366);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show stack traces, and log what the connection does.")
    private boolean verbose;

    private Main() {}

    /** Runs a command and exits with its status. */
    public static void main(String[] args) {
        CommandLine command = commandLine().setOut(writer(FileDescriptor.out)).setErr(writer(FileDescriptor.err));
        System.exit(Interruption.guard(() -> command.execute(args)));
    }

    /** UTF-8 whatever the locale: JSON has to be, and names of callers are. */
    private static PrintWriter writer(FileDescriptor to) {
        return new PrintWriter(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }

    static CommandLine commandLine() {
        Main main = new Main();
        CommandLine command = new CommandLine(main);
        command.registerConverter(Duration.class, Main::duration);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setParameterExceptionHandler(Failures::badOptions);
        command.setExecutionExceptionHandler(
                (failure, failed, parsed) -> Failures.report(failure, failed, main.verbose));
        command.setExecutionStrategy(parsed -> {
            Logs.verbose(main.verbose);
            return new CommandLine.RunLast().execute(parsed);
        });
        return command;
    }

    private static Duration duration(String text) {
        try {
            Duration time = OptionValues.duration(text);
            if (time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a year at most");
            }
            return time;
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException("'" + text + "': " + e.getMessage());
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
