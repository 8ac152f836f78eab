// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.spi.OptionValues;
import org.offhook.cli.Screen.Colour;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakePhone;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** A fake Asterisk as a process to develop against. */
@Command(
        name = "simulate",
        description =
                "Simulates an Asterisk to develop against: a manager interface, AsyncAGI, calls to FastAGI servers, and callers.",
        footerHeading = "%nTyped, or piped in:%n",
        footer = {
            SimulateCommand.HELP,
            "",
            "offhook simulate --extension 100=agi://127.0.0.1:4573/hello --extension 101=agi:async,/hello",
            "offhook simulate --extension 100=agi:async,/hello --calls 10 --every 2s --press 1234"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:ended by quit or the end of input; with --calls: AGISTATUS was SUCCESS or HANGUP in every call",
            "1:with --calls: some call failed",
            "2:bad options",
            "130:ended by Ctrl-C"
        })
final class SimulateCommand implements Callable<Integer> {

    static final String HELP = "dial 101 [from alice], press 12 [CALL], hangup [CALL], calls, help, quit";

    private static final String END = "quit";
    private static final Duration RING = Duration.ofSeconds(1);
    private static final int USUAL_PORT = 5038;

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + USUAL_PORT,
            description = "The manager port; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port = USUAL_PORT;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "offhook",
            description = "Who may log in. Default: ${DEFAULT-VALUE}.")
    private String user = "offhook";

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            defaultValue = "secret",
            description = "With which secret: an invented one, for this only. Default: ${DEFAULT-VALUE}.")
    private String secret = "secret";

    @Option(
            names = "--extension",
            paramLabel = "NUMBER=AGI",
            description =
                    "An extension of the context default, and what stands in its AGI(): agi://host:port/script,argument or agi:async,/script,argument.")
    private Map<String, String> extensions = new LinkedHashMap<>();

    @Option(
            names = "--phone",
            paramLabel = "DEVICE=HOW",
            description =
                    "A phone for Dial and Originate, such as PJSIP/alice=answers: answers, answers:3s, no-answer, busy or unavailable.")
    private Map<String, String> phones = new LinkedHashMap<>();

    @Option(names = "--version", paramLabel = "VERSION", description = "The Asterisk to be, such as 16.28.0.")
    private @Nullable String version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Option(names = "--calls", paramLabel = "N", description = "Place N calls by itself and end after the last.")
    private @Nullable Integer calls;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "2s",
            description = "A call every so often. Default: ${DEFAULT-VALUE}.")
    private Duration every = Duration.ofSeconds(2);

    @Option(
            names = "--dial",
            paramLabel = "NUMBER",
            description = "What these calls dial. Default: the first --extension.")
    private @Nullable String dial;

    @Option(
            names = "--press",
            paramLabel = "KEYS",
            defaultValue = "",
            description = "What their callers type, from --press-after on.")
    private String press = "";

    @Option(
            names = "--press-after",
            paramLabel = "TIME",
            defaultValue = "3s",
            description = "When they begin to type. Default: ${DEFAULT-VALUE}.")
    private Duration pressAfter = Duration.ofSeconds(3);

    @Option(names = "--hangup-after", paramLabel = "TIME", description = "When they hang up, after that.")
    private @Nullable Duration hangupAfter;

    @Option(names = "--no-input", description = "Read no commands, for services and containers: until Ctrl-C.")
    private boolean noInput;

    @Option(
            names = {"-q", "--quiet"},
            description = "Do not show what goes over the wire.")
    private boolean quiet;

    @Override
    public Integer call() throws InterruptedException {
        check();
        Screen screen = Screen.of(spec);
        try (FakeAsterisk asterisk = FakeAsterisk.start();
                AmiProxy proxy = AmiProxy.start(host, port, asterisk.port(), line -> wire(screen, line))) {
            asterisk.realTime().tick(Duration.ofMillis(50)).login(user, secret);
            if (version != null) {
                asterisk.version(version);
            }
            extensions.forEach(asterisk::extension);
            phones.forEach((device, how) -> phone(asterisk, device, how));
            greet(screen, proxy.port());
            SimulatedCalls placed = new SimulatedCalls(asterisk, screen, quiet);
            return calls == null ? converse(placed, screen) : automatic(placed, calls);
        }
    }

    private void check() {
        if (port < 0 || port > 65535) {
            throw Problem.usage("the port must be 0 to 65535, not " + port);
        }
        extensions.forEach((number, agi) -> {
            if (!agi.startsWith("agi:")) {
                throw Problem.usage(
                        "--extension " + number + " needs agi://host:port/script or agi:async,/script, not " + agi);
            }
        });
        if (!press.matches("[0-9*#A-D]*")) {
            throw Problem.usage("keys are 0 to 9, *, # and A to D, not " + press);
        }
        if (calls != null && (calls < 1 || target().isEmpty())) {
            throw Problem.usage("--calls is 1 or more, and needs an --extension");
        }
        if (calls != null && !extensions.containsKey(target().orElse(""))) {
            throw Problem.usage("there is no --extension " + target().orElse(""));
        }
    }

    private Optional<String> target() {
        return dial != null ? Optional.of(dial) : extensions.keySet().stream().findFirst();
    }

    private static void phone(FakeAsterisk asterisk, String device, String how) {
        FakePhone phone;
        try {
            phone = asterisk.phone(device);
        } catch (IllegalArgumentException e) {
            throw Problem.usage("--phone " + device + "=" + how + ": " + e.getMessage());
        }
        int colon = how.indexOf(':');
        String what = colon < 0 ? how : how.substring(0, colon);
        switch (what.toLowerCase(Locale.ROOT)) {
            case "answers" -> phone.answersAfter(colon < 0 ? RING : time(how.substring(colon + 1)));
            case "no-answer" -> phone.doesNotAnswer();
            case "busy" -> phone.busy();
            case "unavailable" -> phone.unavailable();
            default ->
                throw Problem.usage(
                        "--phone " + phone.device() + " is answers, no-answer, busy or unavailable, not " + how);
        }
    }

    private static Duration time(String text) {
        try {
            return OptionValues.duration(text);
        } catch (IllegalArgumentException e) {
            throw Problem.usage(String.valueOf(e.getMessage()) + ", not " + text);
        }
    }

    private void wire(Screen screen, String line) {
        if (!quiet) {
            screen.line(screen.in(Colour.GREY, Text.line(line)));
        }
    }

    private void greet(Screen screen, int at) {
        screen.line("A simulated Asterisk listens on " + host + ":" + at + ". As if its manager.conf had:");
        screen.line("");
        screen.line("  [" + user + "]");
        screen.line("  secret = " + secret);
        screen.line("  read = all");
        screen.line("  write = all");
        screen.line("");
        if (extensions.isEmpty()) {
            screen.line("It has no extensions: --extension adds one.");
        } else {
            screen.line("and its extensions.conf:");
            screen.line("");
            screen.line("  [default]");
            extensions.forEach((number, agi) -> screen.line("  exten => " + number + ",1,AGI(" + agi + ")"));
        }
        screen.line("");
        if (calls == null && !noInput) {
            screen.line("Type: " + HELP);
        }
    }

    // ---- calls by themselves ----

    private int automatic(SimulatedCalls placed, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                TimeUnit.NANOSECONDS.sleep(every.toNanos());
            }
            placed.dial(target().orElseThrow(), Integer.toString(100 + i), press, pressAfter, hangupAfter);
        }
        return placed.awaitAll() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    // ---- commands ----

    private int converse(SimulatedCalls placed, Screen screen) throws InterruptedException {
        BlockingQueue<String> typed = new LinkedBlockingQueue<>();
        if (!noInput) {
            Thread reader = new Thread(() -> read(typed), "offhook-input");
            reader.setDaemon(true);
            reader.start();
        }
        while (true) {
            String line = typed.take().strip();
            if (line.equals(END) || line.equals("exit")) {
                return ExitStatus.OK;
            }
            if (!line.isEmpty()) {
                try {
                    placed.obey(line);
                } catch (IllegalArgumentException | IllegalStateException e) {
                    screen.note(Text.line(String.valueOf(e.getMessage())));
                }
            }
        }
    }

    private static void read(BlockingQueue<String> typed) {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                typed.add(line);
            }
        } catch (IOException e) {
            // its end
        }
        typed.add(END);
    }
}
