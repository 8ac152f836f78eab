// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiState;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the call centre: on a fake Asterisk with simulated callers, or on a real one. */
@Command(
        name = "call-centre",
        mixinStandardHelpOptions = true,
        description =
                "A call centre with a wallboard. Without --asterisk it runs on a fake one, with simulated callers and agents.")
public final class Main implements Callable<Integer> {

    private static final String SECRET = "OFFHOOK_AMI_SECRET";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--asterisk", paramLabel = "HOST", description = "The manager interface of this Asterisk.")
    private @Nullable String host;

    @Option(names = "--port", defaultValue = "5038", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--user", defaultValue = "call-centre", description = "Of manager.conf; default: ${DEFAULT-VALUE}.")
    private String user = "";

    @Option(
            names = "--secret",
            description = "The user's secret. Better in the variable " + SECRET
                    + ": options can be seen by others on this machine.")
    private @Nullable String secret;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Agents, times and phones, see call-centre.properties.")
    private @Nullable Path settings;

    @Option(
            names = "--memory",
            paramLabel = "FILE",
            defaultValue = "call-centre.json",
            description = "Where it keeps who waits, with --asterisk; default: ${DEFAULT-VALUE}.")
    private Path memory = Path.of("");

    @Option(
            names = "--listen",
            paramLabel = "[HOST:]PORT",
            defaultValue = "127.0.0.1:8080",
            description = "The wallboard's address; it asks for no password. Default: ${DEFAULT-VALUE}; port 0: any.")
    private String listen = "";

    private final Map<String, String> environment;

    private Main(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Runs until Ctrl-C. */
    public static void main(String... args) {
        System.exit(command(System.getenv()).execute(args));
    }

    static CommandLine command(Map<String, String> environment) {
        return new CommandLine(new Main(environment));
    }

    @Override
    public Integer call() throws Exception {
        String real = host;
        if (real != null) {
            return onAsterisk(real);
        }
        Path folder = Files.createTempDirectory("call-centre");
        Path file = folder.resolve("memory.json");
        folder.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        try (Simulation simulation = new Simulation()) {
            AmiClientOptions fake = AmiClientOptions.builder(
                            "127.0.0.1",
                            simulation.asterisk().user(),
                            simulation.asterisk().secret())
                    .port(simulation.asterisk().port())
                    .build();
            return run(fake, settings(simulation.settings()), file, simulation::start);
        }
    }

    private int onAsterisk(String real) throws Exception {
        String word = secret != null ? secret : environment.getOrDefault(SECRET, "");
        if (word.isEmpty()) {
            throw wrong("--asterisk needs the user's secret, in --secret or in the variable " + SECRET);
        }
        Settings read = settings(Settings.of(""));
        if (read.agents().isEmpty()) {
            throw wrong("there are no agents: write some into a file, and give it with --settings");
        }
        return run(AmiClientOptions.builder(real, user, word).port(port).build(), read, memory, () -> {});
    }

    private int run(AmiClientOptions options, Settings told, Path file, Runnable begin) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        CountDownLatch end = new CountDownLatch(1);
        AmiClient ami = AmiClient.start(options);
        if (!ami.awaitReady(PATIENCE)) {
            boolean refused = ami.state() == AmiState.REFUSED;
            ami.close();
            return failed(
                    refused
                            ? options.host() + " refuses the user " + user + ": see call-centre-manager.conf"
                            : "no manager interface at " + options.host() + ":" + options.port());
        }
        try (Wallboard wallboard = Wallboard.start(address());
                Controller controller =
                        new Controller(told, ami, new MemoryFile(file), InstantSource.system(), wallboard::show)) {
            wallboard.supervisor(new Supervisor(controller, ami));
            begin.run();
            out.println("the wallboard is at " + wallboard.address() + "; Ctrl-C ends");
            out.flush();
            Runtime.getRuntime().addShutdownHook(new Thread(controller::close));
            end.await();
            return 0;
        } catch (InterruptedException e) {
            return 0;
        } catch (UncheckedIOException e) {
            ami.close();
            return failed(e.getMessage());
        } catch (BindException e) {
            ami.close();
            return failed("cannot listen at " + listen + ": " + e.getMessage());
        }
    }

    private Settings settings(Settings otherwise) {
        Path file = settings;
        try {
            return file == null ? otherwise : Settings.read(file);
        } catch (IOException | IllegalArgumentException e) {
            throw wrong(file + ": " + e.getMessage());
        }
    }

    private InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        String name = colon < 0 ? "127.0.0.1" : listen.substring(0, colon);
        try {
            return new InetSocketAddress(name, Integer.parseInt(listen.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw wrong("--listen is [HOST:]PORT, not " + listen);
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private int failed(@Nullable String why) {
        spec.commandLine().getErr().println("call-centre: " + why);
        spec.commandLine().getErr().flush();
        return 1;
    }
}
