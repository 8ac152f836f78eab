// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.fastagi.FastAgiServer;
import org.offhook.fastagi.FastAgiServerBuilder;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeCall;
import org.offhook.testkit.FakeCaller;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What the main methods of the small examples share: without options the scripts take simulated calls, whose conversation is shown;
 * with options they serve a real Asterisk. Nothing of it is needed to copy an example.
 */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Without options: takes simulated calls, and shows the conversation. With --listen or --asterisk: "
                        + "serves a real Asterisk until Ctrl-C.")
public final class Example implements Callable<Integer> {

    private static final Duration STOP_TIME = Duration.ofSeconds(3);

    private final String name;
    private final AgiRouter router;
    private final List<Extension> extensions = new ArrayList<>();
    private final List<Scene> scenes = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description = "Serve AGI(agi://...) of a real Asterisk on this port; its dialplan expects 4573.")
    private @Nullable Integer listen;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = FastAgiServerBuilder.DEFAULT_HOST,
            description = "The address to listen on. Default: ${DEFAULT-VALUE}.")
    private String bind = FastAgiServerBuilder.DEFAULT_HOST;

    @Mixin
    private final AsteriskOptions asterisk;

    /** An extension of the simulated dialplan; the port is not known yet. */
    private record Extension(String number, String path, boolean async) {

        String data(int port) {
            return async ? "agi:async," + path : "agi://127.0.0.1:" + port + path;
        }
    }

    /** A simulated call. */
    private record Scene(String title, Function<FakeAsterisk, FakeCaller> caller, List<String> variables) {}

    /**
     * Begins without calls.
     *
     * @param name the name of its dialplan file and of the context in it
     * @param router its scripts
     */
    public Example(String name, AgiRouter router) {
        this.name = name;
        this.router = router;
        this.asterisk = new AsteriskOptions(System.getenv());
    }

    /**
     * Adds an extension to the simulated dialplan, which runs {@code AGI(agi://...)}.
     *
     * @param number what is dialled, in the context of the example's name
     * @param path the script's path, with its slash
     */
    public Example extension(String number, String path) {
        extensions.add(new Extension(number, path, false));
        return this;
    }

    /**
     * Adds an extension to the simulated dialplan, which runs {@code AGI(agi:async,...)}.
     *
     * @param number what is dialled, in the context of the example's name
     * @param path the script's path, with its slash
     */
    public Example asyncExtension(String number, String path) {
        extensions.add(new Extension(number, path, true));
        return this;
    }

    /**
     * Adds a simulated call.
     *
     * @param title what happens
     * @param caller makes the phones, and the caller who dials
     * @param variables the channel variables to show at its end
     */
    public Example call(String title, Function<FakeAsterisk, FakeCaller> caller, String... variables) {
        scenes.add(new Scene(title, caller, List.of(variables)));
        return this;
    }

    /**
     * Runs it.
     *
     * @param args as given to main
     * @return the exit status: 0, 1 if something failed, 2 for wrong options
     */
    public int run(String... args) {
        return commandLine().execute(args);
    }

    /** The command, to be run or looked at. */
    public CommandLine commandLine() {
        return new CommandLine(this)
                .setCommandName("examples/run " + name)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(name + ": " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public Integer call() throws InterruptedException {
        AmiClientOptions login = asterisk.login().orElse(null);
        if (listen == null && login == null) {
            simulate(spec.commandLine().getOut());
        } else {
            serve(login, spec.commandLine().getOut());
        }
        return CommandLine.ExitCode.OK;
    }

    private void simulate(PrintWriter out) {
        try (FakeAsterisk fake = FakeAsterisk.start();
                FastAgiServer fastAgi = FastAgiServer.builder(router).port(0).start();
                AmiClient ami = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", fake.user(), fake.secret())
                        .port(fake.port())
                        .build());
                AsyncAgiServer asyncAgi = AsyncAgiServer.builder(ami, router).start()) {
            out.println("Asterisk is simulated, and so is its time. > is what the script says, < Asterisk's answer.");
            for (Extension extension : extensions) {
                fake.extension(name, extension.number(), 1, extension.data(fastAgi.port()));
            }
            scenes.forEach(scene -> play(scene, fake, out));
            out.println();
            out.println(fastAgi.health().totalCalls() + " calls over FastAGI, "
                    + asyncAgi.health().totalCalls() + " over AsyncAGI.");
        }
        out.println(
                "On a real Asterisk: examples/dialplan/" + name + ".conf, and examples/run " + name + " --listen 4573");
    }

    private static void play(Scene scene, FakeAsterisk fake, PrintWriter out) {
        out.println();
        out.println(scene.title() + ":");
        FakeCall call = scene.caller().apply(fake).run();
        call.transcript().timed().lines().forEach(line -> out.println("  " + line));
        out.println("  The dialplan goes on: "
                + Stream.concat(Stream.of("AGISTATUS", "OFFHOOK"), scene.variables().stream())
                        .map(variable -> variable + "=" + call.variable(variable))
                        .collect(Collectors.joining(" ")));
    }

    private void serve(@Nullable AmiClientOptions login, PrintWriter out) throws InterruptedException {
        Printer printer = new Printer(out);
        try (FastAgiServer fastAgi = listen == null
                        ? null
                        : FastAgiServer.builder(router)
                                .host(bind)
                                .port(listen)
                                .listener(printer)
                                .start();
                AmiClient ami = login == null ? null : AmiClient.connect(login);
                AsyncAgiServer asyncAgi = ami == null
                        ? null
                        : AsyncAgiServer.builder(ami, router).listener(printer).start()) {
            if (fastAgi != null) {
                out.println("Listening on " + bind + ":" + fastAgi.port() + ".");
            }
            out.println("Serving until Ctrl-C. The dialplan is in examples/dialplan/" + name + ".conf.");
            // A program that just dies looks like success to Asterisk: calls in progress are told first.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(fastAgi, asyncAgi), "stop"));
            new CountDownLatch(1).await();
        }
    }

    private static void drain(@Nullable FastAgiServer fastAgi, @Nullable AsyncAgiServer asyncAgi) {
        if (fastAgi != null) {
            fastAgi.drain(STOP_TIME);
        }
        if (asyncAgi != null) {
            asyncAgi.drain(STOP_TIME);
        }
    }

    private record Printer(PrintWriter out) implements AgiListener {
        @Override
        public void callStarted(AgiRequest request) {
            out.println(request.channel() + " calls /" + request.script());
        }

        @Override
        public void callEnded(AgiRequest request, CallEnd end) {
            out.println(request.channel() + " " + end.outcome().value() + ": " + end.reason());
        }
    }
}
