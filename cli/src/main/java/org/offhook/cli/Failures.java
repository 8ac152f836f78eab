// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.offhook.ami.AmiClosedException;
import org.offhook.ami.AmiConnectException;
import org.offhook.ami.AmiConnectionLostException;
import org.offhook.ami.AmiException;
import org.offhook.ami.AmiInterruptedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what ends a command into one line and an exit status. */
final class Failures {

    private Failures() {}

    /** Options that cannot be used: one line, and where to read about them. Nothing that could be a secret is repeated. */
    static int badOptions(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("offhook: " + Text.line(message(failure)));
        if (!UnmatchedArgumentException.printSuggestions(failure, command.getErr())) {
            command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitStatus.USAGE;
    }

    private static String message(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && unmatched.getUnmatched().stream()
                        .anyMatch(each -> each.toLowerCase(Locale.ROOT).startsWith("--se"))) {
            return "Unknown option, one that looks like --secret; not shown, since a secret may be in it";
        }
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getUnmatched().stream()
                    .filter(each -> each.startsWith("-") && each.contains("="))
                    .findFirst()
                    .map(each -> "Unknown option: '" + each.substring(0, each.indexOf('=')) + "'")
                    .orElse(String.valueOf(failure.getMessage()));
        }
        return String.valueOf(failure.getMessage());
    }

    /** What a command threw: one line, and with {@code verbose} where. */
    static int report(Exception thrown, CommandLine command, boolean verbose) {
        Throwable failure = thrown;
        while ((failure instanceof CompletionException || failure instanceof ExecutionException)
                && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof InterruptedException || failure instanceof AmiInterruptedException) {
            return ExitStatus.INTERRUPTED;
        }
        command.getOut().flush();
        command.getErr().println("offhook: " + Text.line(describe(failure)));
        if (verbose) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return status(failure);
    }

    private static int status(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem.status();
        }
        return failure instanceof AmiConnectException
                        || failure instanceof AmiConnectionLostException
                        || failure instanceof AmiClosedException
                ? ExitStatus.UNREACHABLE
                : ExitStatus.FAILED;
    }

    private static String describe(Throwable failure) {
        if (failure instanceof UncheckedIOException io && io.getCause() != null) {
            return describe(io.getCause());
        }
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof NoSuchFileException) {
            return message + ": there is no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return message + ": permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return message + " is there already";
        }
        boolean meant = failure instanceof Problem
                || failure instanceof AmiException
                || failure instanceof IOException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException;
        return meant && failure.getMessage() != null
                ? message
                : "this should not happen: " + failure + " (--verbose shows where)";
    }
}
