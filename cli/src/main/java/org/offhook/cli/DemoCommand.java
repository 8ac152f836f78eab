// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.fastagi.FastAgiServer;
import org.offhook.testkit.FakeAgiCall;
import org.offhook.testkit.FakeAgiCallBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Shows the README's script at work. */
@Command(
        name = "demo",
        description =
                "Runs the script of the README on a FastAGI server: against a simulated Asterisk, or for a real one.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final Duration PACE = Duration.ofMillis(250);
    private static final Executor SOON = CompletableFuture.delayedExecutor(PACE.toMillis() / 2, TimeUnit.MILLISECONDS);

    /** A call of the demo and what must become of it. */
    private record Act(String title, String script, String digits, boolean hangsUp, String status, String outcome) {}

    private static final List<Act> ACTS = List.of(
            new Act("A caller listens and types 1234", "hello", "1234", false, "SUCCESS", "done"),
            new Act("A caller hangs up in the middle of the prompt", "hello", "", true, "HANGUP", "done"),
            new Act(
                    "The dialplan names a script that does not exist",
                    "no-such-script",
                    "",
                    false,
                    "FAILURE",
                    "refused"));

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description = "Serve the script to a real Asterisk on this port (4573 is the usual one) until Ctrl-C.")
    private @Nullable Integer listen;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        AgiRouter router = AgiRouter.builder().script("/hello", new Hello()).build();
        return listen == null ? simulate(router, out) : serve(router, listen, out);
    }

    private int simulate(AgiRouter router, PrintWriter out) {
        int wrong = 0;
        int commands = 0;
        long began = System.nanoTime();
        try (FastAgiServer server =
                FastAgiServer.builder(router).host(host).port(0).start()) {
            out.printf(
                    "A FastAGI server listens on port %d. Asterisk is simulated: > is what the script says, < its answer.%n",
                    server.port());
            for (Act act : ACTS) {
                out.printf("%n%s: AGI(agi://%s:%d/%s)%n", act.title(), host, server.port(), act.script());
                out.flush();
                try (FakeAgiCall call = play(act, server.port(), out)) {
                    commands += call.transcript().commands().size();
                    wrong += endedWell(act, call, out) ? 0 : 1;
                }
            }
        }
        out.printf(
                "%n%d of %d calls ended as they should, %d commands, %.1f s.%n",
                ACTS.size() - wrong, ACTS.size(), commands, (System.nanoTime() - began) / 1e9);
        out.flush();
        return wrong == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private FakeAgiCall play(Act act, int port, PrintWriter out) {
        CompletableFuture<FakeAgiCall> connected = new CompletableFuture<>();
        FakeAgiCallBuilder caller = FakeAgiCall.to(host, port)
                .script(act.script())
                .press(act.digits())
                .pace(PACE)
                .watch(line -> {
                    out.println("  " + line.toString().replace("\n", "\n  "));
                    out.flush();
                    if (act.hangsUp() && line.text().startsWith("STREAM FILE")) {
                        SOON.execute(() -> connected.join().hangup());
                    }
                });
        FakeAgiCall call = caller.connect();
        connected.complete(call);
        return call.serve();
    }

    private static boolean endedWell(Act act, FakeAgiCall call, PrintWriter out) {
        String outcome = call.variable("OFFHOOK").orElse("");
        boolean well = call.agiStatus().equals(act.status()) && outcome.equals(act.outcome());
        out.printf(
                "  The dialplan goes on: AGISTATUS=%s OFFHOOK=%s%s%n",
                call.agiStatus(), outcome, well ? "" : "   EXPECTED " + act.status() + " and " + act.outcome());
        out.flush();
        return well;
    }

    private int serve(AgiRouter router, int port, PrintWriter out) throws InterruptedException {
        FastAgiServer server = FastAgiServer.builder(router)
                .host(host)
                .port(port)
                .listener(new Printer(out))
                .start();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            int cut = server.drain(Duration.ofSeconds(2));
                            server.close();
                            out.printf(
                                    "Stopped; %d calls served, %d cut.%n",
                                    server.health().totalCalls(), cut);
                            out.flush();
                            stopped.countDown();
                        },
                        "offhook-stop"));
        out.printf("Serving on %s:%d until Ctrl-C. In extensions.conf:%n%n", host, server.port());
        out.printf("  exten => 100,1,AGI(agi://%s:%d/hello)%n   same => n,Hangup()%n%n", reachable(), server.port());
        out.flush();
        stopped.await();
        return CommandLine.ExitCode.OK;
    }

    private record Printer(PrintWriter out) implements AgiListener {
        @Override
        public void callStarted(AgiRequest request) {
            out.printf("%s calls /%s%n", request.channel(), request.script());
            out.flush();
        }

        @Override
        public void callEnded(AgiRequest request, CallEnd end) {
            out.printf(
                    "%s %s after %.1f s: %s%n",
                    request.channel(), end.outcome().value(), end.duration().toMillis() / 1e3, end.reason());
            out.flush();
        }
    }

    /** Where this machine reaches the server. */
    private String reachable() {
        return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    }
}
