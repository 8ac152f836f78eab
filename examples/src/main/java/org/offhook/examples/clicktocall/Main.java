// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.clicktocall;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.examples.AsteriskOptions;
import org.offhook.testkit.FakeAsterisk;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs it: {@code examples/run click-to-call}. */
@Command(
        name = "examples/run click-to-call",
        mixinStandardHelpOptions = true,
        description =
                "Without options: clicks on a simulated Asterisk. With --asterisk: listens until Ctrl-C; the token "
                        + "is in the variable CLICK_TOKEN.")
public final class Main implements Callable<Integer> {

    @Mixin
    private final AsteriskOptions asterisk = new AsteriskOptions(System.getenv());

    @Option(names = "--listen", paramLabel = "PORT", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on. Default: ${DEFAULT-VALUE}.")
    private String bind = "127.0.0.1";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Main() {}

    /** Runs it, and exits with its status. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("click-to-call: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        AmiClientOptions login = asterisk.login().orElse(null);
        if (login == null) {
            simulate();
        } else {
            serve(login, System.getenv().getOrDefault("CLICK_TOKEN", ""));
        }
        return CommandLine.ExitCode.OK;
    }

    private void serve(AmiClientOptions login, String token) throws IOException, InterruptedException {
        try (AmiClient ami = AmiClient.connect(login);
                ClickToCall clickToCall =
                        new ClickToCall(ami, Main::device, new InetSocketAddress(bind, port), token)) {
            spec.commandLine()
                    .getOut()
                    .println("Waiting for clicks at http://" + bind + ":"
                            + clickToCall.address().getPort() + "/calls until Ctrl-C.");
            new CountDownLatch(1).await();
        }
    }

    private void simulate() throws IOException, InterruptedException {
        String token = UUID.randomUUID().toString();
        try (FakeAsterisk fake = FakeAsterisk.start();
                AmiClient ami = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", fake.user(), fake.secret())
                        .port(fake.port())
                        .build());
                ClickToCall clickToCall = new ClickToCall(
                        ami, Main::device, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), token)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("Asterisk is simulated, and so is its time.");
            URI calls = URI.create("http://127.0.0.1:" + clickToCall.address().getPort() + "/calls");
            // The dialplan behind it: a phone that answers waits there.
            fake.extension(ClickToCall.CONTEXT, "200", 1, "agi:async,/nobody");
            fake.phone("PJSIP/alice");
            out.println(click(calls, token, "alice", "200"));
            fake.phone("PJSIP/bob").busy();
            out.println(click(calls, token, "bob", "200"));
            out.println(click(calls, "guessed", "alice", "200"));
        }
    }

    private static String click(URI calls, String token, String phone, String number)
            throws IOException, InterruptedException {
        String click = "{\"phone\": \"%s\", \"number\": \"%s\"}".formatted(phone, number);
        HttpRequest request = HttpRequest.newBuilder(calls)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(click))
                .build();
        return click + " -> "
                + HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body();
    }

    private static String device(String phone) {
        return "PJSIP/" + phone;
    }
}
