// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiRequest;
import org.offhook.cli.DemoScene.Ending;
import org.offhook.cli.Screen.Colour;
import org.offhook.fastagi.FastAgiServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Shows the README's script, and others, at work over both transports. */
@Command(
        name = "demo",
        description =
                "Sends calls to the same scripts over FastAGI and over AsyncAGI, and shows both conversations: on a simulated "
                        + "Asterisk, or on a real one. Or serves the scripts to a real one.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every call ended as it should",
            "1:a call did not",
            "2:bad options",
            "3:no connection or no login",
            "130:ended by Ctrl-C"
        })
final class DemoCommand implements Callable<Integer> {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 50;

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description =
                    "Serve the scripts to a real Asterisk over FastAGI on this port (4573 is the usual one) until Ctrl-C.")
    private @Nullable Integer listen;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "With --listen the address to listen on, 0.0.0.0 for all; with --asterisk the address at which that reaches the "
                            + "FastAGI server here. Default: 127.0.0.1; with --asterisk the one with which this machine reaches it.")
    private @Nullable String host;

    @Option(
            names = "--asterisk",
            paramLabel = "HOST[:PORT]",
            description = "Play on this Asterisk: some extensions are added to its dialplan, and removed at the end.")
    private @Nullable String asterisk;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description =
                    "Its manager user, with read = system,call,dialplan,agi and write = system,call,reporting,agi,originate; "
                            + "else OFFHOOK_AMI_USER.")
    private @Nullable String user;

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description = "The user's secret, which other users of this machine can see; better OFFHOOK_AMI_SECRET.")
    private @Nullable String secret;

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec);
        if (listen != null) {
            return serve(listen, spec.commandLine().getOut());
        }
        long began = System.nanoTime();
        try (DemoStage stage =
                asterisk == null ? new FakeStage() : AsteriskStage.at(asterisk, user(), secret(), host)) {
            return play(stage, screen, began);
        }
    }

    private String user() {
        return find(user, "OFFHOOK_AMI_USER", "--user");
    }

    private String secret() {
        return find(secret, "OFFHOOK_AMI_SECRET", "--secret");
    }

    private static String find(@Nullable String option, String variable, String name) {
        String found = option != null ? option : System.getenv(variable);
        if (found == null) {
            throw Problem.usage("--asterisk needs " + name + " or " + variable);
        }
        return found;
    }

    // ---- the demo ----

    private record Played(DemoScene scene, Ending fastAgi, Ending asyncAgi) {
        boolean well() {
            return scene.isAsItShouldBe(fastAgi, true) && scene.isAsItShouldBe(asyncAgi, false);
        }
    }

    private static int play(DemoStage stage, Screen screen, long began) throws InterruptedException {
        int width = SideBySide.terminalWidth();
        SideBySide talk = new SideBySide(screen, width, "FastAGI", "AsyncAGI");
        screen.line("One router, two ways in, on " + stage.asterisk() + ".");
        screen.line("> is what the script says, < what Asterisk answers.");
        List<Played> all = new ArrayList<>();
        int number = 0;
        for (DemoScene scene : DemoScene.ALL) {
            talk.begin(
                    ++number + ". " + scene.title(),
                    "AGI(" + stage.application(true, scene.script()) + ")",
                    "AGI(" + stage.application(false, scene.script()) + ")");
            all.add(play(stage, scene, talk));
        }
        return summary(all, screen, width, began);
    }

    private static Played play(DemoStage stage, DemoScene scene, SideBySide talk) throws InterruptedException {
        CompletableFuture<Ending> fastAgi = start(stage, scene, talk, true);
        CompletableFuture<Ending> asyncAgi = start(stage, scene, talk, false);
        CompletableFuture<Void> both = CompletableFuture.allOf(fastAgi, asyncAgi);
        long deadline = System.nanoTime() + LONGEST_CALL.toNanos();
        while (!both.isDone() && System.nanoTime() < deadline) {
            try {
                both.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                talk.show();
            }
        }
        return new Played(scene, ending(fastAgi), ending(asyncAgi));
    }

    private static CompletableFuture<Ending> start(
            DemoStage stage, DemoScene scene, SideBySide talk, boolean overFastAgi) {
        return stage.play(scene, overFastAgi, (text, colour) -> talk.add(overFastAgi, text, colour))
                .whenComplete((ending, failure) -> {
                    if (failure != null) {
                        talk.add(overFastAgi, "! " + reason(failure), Colour.RED);
                    } else {
                        boolean well = scene.isAsItShouldBe(ending, overFastAgi);
                        talk.add(overFastAgi, ending.toString(), well ? Colour.BOLD : Colour.RED);
                        if (!well) {
                            String wanted = "EXPECTED " + scene.agiStatus() + " and " + scene.outcome(overFastAgi);
                            talk.add(overFastAgi, wanted, Colour.RED);
                        }
                    }
                    talk.done(overFastAgi);
                });
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static Ending ending(CompletableFuture<Ending> call) {
        return call.isDone() && !call.isCompletedExceptionally()
                ? call.join()
                : new Ending("NONE", call.isDone() ? "failed" : "no end", Duration.ZERO);
    }

    private static int summary(List<Played> all, Screen screen, int width, long began) {
        screen.line("");
        int title = Math.max(20, Math.min(56, width - 2 * 23));
        screen.line(screen.in(Colour.BOLD, String.format("%-" + title + "s %-22s%s", "", "FastAGI", "AsyncAGI")));
        for (Played played : all) {
            String line = String.format(
                    "%-" + title + "s %-22s%s",
                    SideBySide.cut(played.scene().title(), title),
                    cell(played.fastAgi()),
                    cell(played.asyncAgi()));
            screen.line(played.well() ? line : screen.in(Colour.RED, line));
        }
        long well = all.stream().filter(Played::well).count();
        screen.line("");
        screen.line(screen.in(
                well == all.size() ? Colour.GREEN : Colour.RED,
                String.format(
                        Locale.ROOT,
                        "%d of %d calls ended as they should over both transports, %.1f s.",
                        well,
                        all.size(),
                        (System.nanoTime() - began) / 1e9)));
        return well == all.size() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static String cell(Ending ending) {
        return String.format(
                Locale.ROOT,
                "%-8s%-8s%3.1f s",
                ending.agiStatus(),
                ending.outcome(),
                ending.took().toMillis() / 1e3);
    }

    // ---- for a real Asterisk ----

    private int serve(int port, PrintWriter out) throws InterruptedException {
        String address = host == null ? "127.0.0.1" : host;
        FastAgiServer server = FastAgiServer.builder(DemoScripts.router())
                .host(address)
                .port(port)
                .listener(new Printer(out))
                .start();
        try {
            out.printf("Serving on %s:%d until Ctrl-C. In extensions.conf:%n%n", address, server.port());
            out.printf(
                    "  exten => 100,1,AGI(agi://%s:%d/hello)%n   same => n,Hangup()%n%n",
                    reachable(address), server.port());
            out.flush();
            new CountDownLatch(1).await();
            return ExitStatus.OK;
        } finally {
            int cut = server.drain(Duration.ofSeconds(2));
            server.close();
            out.printf("Stopped; %d calls served, %d cut.%n", server.health().totalCalls(), cut);
            out.flush();
        }
    }

    private record Printer(PrintWriter out) implements AgiListener {
        @Override
        public void callStarted(AgiRequest request) {
            out.printf("%s calls /%s%n", Text.line(request.channel()), Text.line(request.script()));
            out.flush();
        }

        @Override
        public void callEnded(AgiRequest request, CallEnd end) {
            out.printf(
                    Locale.ROOT,
                    "%s %s after %.1f s: %s%n",
                    Text.line(request.channel()),
                    end.outcome().value(),
                    end.duration().toMillis() / 1e3,
                    Text.line(end.reason()));
            out.flush();
        }
    }

    /** Where this machine reaches the server. */
    private static String reachable(String address) {
        return address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
    }
}
