// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.offhook.testkit.FakeAgiCall;
import org.offhook.testkit.FakeAgiCallBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calls a FastAGI server as Asterisk would. */
@Command(
        name = "call",
        description = "Calls a FastAGI server, in whatever language it is written, as Asterisk would: curl for AGI.",
        footerHeading =
                "%nWithout --press, --hangup-after, --repeat, --json or --quiet a call from a terminal is yours:%n",
        footer = {
            "the keys 0 to 9, *, # and A to D are pressed on the phone, h or Ctrl-D hangs up.",
            "",
            "offhook call agi://127.0.0.1:4573/hello --press 1234",
            "offhook call agi://pbx-scripts:4573/billing?tier=gold 'first argument' --set callerid=100",
            "offhook call agi://127.0.0.1/hello --repeat 10000 --concurrency 200"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:AGISTATUS is SUCCESS, or HANGUP; of every call",
            "1:AGISTATUS is FAILURE, the server said nothing for too long, or its connection broke; of any call",
            "2:bad options",
            "3:no connection; of any call",
            "130:ended by Ctrl-C"
        })
final class CallCommand implements Callable<Integer> {

    private static final Duration REAL_PROMPT = Duration.ofSeconds(1);

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "URL",
            description = "As in AGI(): agi://host[:port]/script?x=1. Port 4573 unless said.")
    private String url = "";

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "The arguments of AGI(): agi_arg_1 and so on.")
    private List<String> arguments = List.of();

    @Option(
            names = "--press",
            paramLabel = "KEYS",
            description = "Keys that the caller types: the next commands that listen for any get them.")
    private String press = "";

    @Option(
            names = "--hangup-after",
            paramLabel = "TIME",
            description = "The caller hangs up after this time, such as 3s or 500ms. The call is then in real time.")
    private @Nullable Duration hangupAfter;

    @Option(
            names = "--real-time",
            description =
                    "Prompts take a second, and a command that waits for a key waits as long as it says. Without it no time is spent.")
    private boolean realTime;

    @Option(
            names = "--pace",
            paramLabel = "TIME",
            description = "How long a prompt takes. Default: nothing; in real time 1s.")
    private @Nullable Duration pace;

    @Option(
            names = {"-i", "--interactive"},
            description = "Read keys from standard input though it is no terminal.")
    private boolean interactive;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Sets a variable of the environment, such as agi_callerid; agi_ can be left out.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--var", paramLabel = "NAME=VALUE", description = "Sets a channel variable, for GET VARIABLE.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "The Asterisk to be, such as 16.28.0. Default: 22.10.1.")
    private @Nullable String version;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long the server may take for its next command. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(30);

    @Option(names = "--repeat", paramLabel = "N", description = "Place N calls and show how long they took.")
    private @Nullable Integer repeat;

    @Option(
            names = "--concurrency",
            paramLabel = "M",
            defaultValue = "1",
            description = "So many calls at a time. Default: 1.")
    private int concurrency = 1;

    @Option(names = "--environment", description = "Show the variables at the beginning.")
    private boolean environment;

    @Option(names = "--timed", description = "Show the seconds since the beginning of the call.")
    private boolean timed;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show nothing but what went wrong.")
    private boolean quiet;

    @Option(names = "--json", description = "Write a JSON object for each line of the call, and one at its end.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    private InputStream keys = System.in;

    /** For tests: reads keys from here. */
    CallCommand keys(InputStream source) {
        keys = source;
        return this;
    }

    @Override
    public Integer call() throws InterruptedException {
        AgiUrl target = AgiUrl.parse(url);
        check();
        Screen screen = Screen.of(spec);
        return repeat == null && concurrency == 1 ? once(target, screen) : often(target, screen);
    }

    private void check() {
        if (!press.matches("[0-9*#A-D]*")) {
            throw Problem.usage("keys are 0 to 9, *, # and A to D, not " + press);
        }
        if (concurrency < 1 || (repeat != null && repeat < 1)) {
            throw Problem.usage("--repeat and --concurrency are 1 or more");
        }
        if (concurrency > CallLoad.MOST) {
            throw Problem.usage("--concurrency is " + CallLoad.MOST + " at most");
        }
        if (timeout.isZero()) {
            throw Problem.usage("--timeout is more than nothing");
        }
        set.keySet().stream().filter(name -> !name.matches("\\w+")).findAny().ifPresent(name -> {
            throw Problem.usage("--set takes names such as agi_callerid, not " + name);
        });
    }

    private boolean isOften() {
        return repeat != null || concurrency > 1;
    }

    private boolean isInteractive() {
        boolean scripted = !press.isEmpty() || hangupAfter != null || json || quiet;
        return interactive || (!scripted && !isOften() && Screen.console() != null);
    }

    private int once(AgiUrl target, Screen screen) throws InterruptedException {
        CallPrinter printer = CallPrinter.of(screen, quiet, json, environment, timed);
        FakeAgiCallBuilder call = description(target).watch(printer::line);
        PlacedCall.Report report = isInteractive()
                ? converse(call, printer)
                : CallLoad.once(new PlacedCall(call, hangupAfter, live -> {}));
        printer.end(report, target);
        if (!report.problem().isEmpty()) {
            screen.note(Text.line(report.problem()));
        }
        return report.result().status();
    }

    private PlacedCall.Report converse(FakeAgiCallBuilder call, CallPrinter printer) throws InterruptedException {
        try (Keyboard keyboard = Keyboard.open(keys)) {
            printer.note("keys: 0 to 9, *, # and A to D" + (keyboard.isRaw() ? "" : ", then Enter")
                    + "; h or Ctrl-D hangs up");
            return CallLoad.once(new PlacedCall(
                    call, hangupAfter, live -> keyboard.start(key -> press(live, key, printer), live::hangup)));
        }
    }

    private static void press(FakeAgiCall call, char key, CallPrinter printer) {
        printer.note("pressed " + key);
        call.press(Character.toString(key));
    }

    private int often(AgiUrl target, Screen screen) throws InterruptedException {
        int calls = repeat == null ? concurrency : repeat;
        CallLoad load =
                new CallLoad(() -> new PlacedCall(description(target), hangupAfter, live -> {}), calls, concurrency);
        return new LoadPrinter(screen, quiet, json).run(load, calls, target);
    }

    private FakeAgiCallBuilder description(AgiUrl target) {
        boolean real = realTime || hangupAfter != null || isInteractive();
        FakeAgiCallBuilder call = FakeAgiCall.to(target.host(), target.port())
                .script(target.script())
                .timeout(timeout)
                .press(press)
                .pace(pace != null ? pace : real ? REAL_PROMPT : Duration.ZERO);
        if (real) {
            call.realTime();
        }
        if (version != null) {
            call.version(version);
        }
        arguments.forEach(call::argument);
        set.forEach((name, value) -> call.variable(name.startsWith("agi_") ? name : "agi_" + name, value));
        variables.forEach(call::channelVariable);
        return call;
    }
}
