// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.Console;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes to. */
final class Screen {

    /** Begins and ends a colour. */
    enum Colour {
        RED(31),
        GREEN(32),
        YELLOW(33),
        BLUE(34),
        MAGENTA(35),
        CYAN(36),
        GREY(90),
        BOLD(1);

        private final String begin;

        Colour(int code) {
            begin = "\033[" + code + "m";
        }
    }

    private static final String END = "\033[0m";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean colours;

    private Screen(PrintWriter out, PrintWriter err, boolean colours) {
        this.out = out;
        this.err = err;
        this.colours = colours;
    }

    /** The screen of a command: colours on a terminal, unless {@code NO_COLOR} is set; always with {@code CLICOLOR_FORCE}. */
    static Screen of(CommandSpec spec) {
        CommandLine command = spec.commandLine();
        return new Screen(command.getOut(), command.getErr(), Ansi.AUTO.enabled());
    }

    /** The same with colours or without. */
    Screen colours(boolean wanted) {
        return new Screen(out, err, wanted);
    }

    /** Results go here. */
    PrintWriter out() {
        return out;
    }

    /** One line of the result. */
    void line(String line) {
        out.println(line);
    }

    /** One line beside the result. */
    void note(String line) {
        out.flush();
        err.println("offhook: " + line);
    }

    /** Whether nobody reads the results any more: {@code | head} has ended. */
    boolean isGone() {
        return out.checkError();
    }

    /** Text in a colour, if there are colours. */
    String in(Colour colour, String text) {
        return colours ? colour.begin + text + END : text;
    }

    boolean hasColours() {
        return colours;
    }

    /** The terminal, if a person sits at one: standard input and output are both one. */
    @SuppressWarnings("SystemConsoleNull") // null before Java 22
    static @Nullable Console console() {
        Console console = System.console();
        return console != null && isTerminal(console) ? console : null;
    }

    /** From Java 22 on there can be a console without a terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // an older Java, which has one on terminals only
        }
    }
}
