// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.SendAhead;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiException;
import org.offhook.ami.AmiServer;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.action.CommandAction;
import org.offhook.ami.action.DialplanExtensionAddAction;
import org.offhook.ami.action.DialplanExtensionRemoveAction;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.event.VarSetEvent;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.cli.DemoScene.Ending;
import org.offhook.cli.Screen.Colour;
import org.offhook.fastagi.FastAgiServer;

/**
 * The demo on a real Asterisk. Two contexts are added to its dialplan and emptied at the end, and removed if the user may: the scripts, and the callers, one end of a
 * Local channel each. What is shown is what the scripts say and hear.
 */
final class AsteriskStage implements DemoStage {

    /** One call: who is told of it, and what is known of its end. */
    private static final class Call {
        private final BiConsumer<String, Colour> said;
        private final CompletableFuture<Ending> ended = new CompletableFuture<>();
        private final long began = System.nanoTime();
        private volatile String agiStatus = "";
        private volatile String outcome = "";

        Call(BiConsumer<String, Colour> said) {
            this.said = said;
        }
    }

    private final String name = "offhook-demo-" + ProcessHandle.current().pid();
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final AmiClient ami;
    private final FastAgiServer fastAgi;
    private final AsyncAgiServer asyncAgi;
    private final String callback;

    private AsteriskStage(AmiClientOptions options, String callback) {
        this.callback = callback;
        // of this context only: another program's channels may wait for a path of the same name, or for one that is not
        // served here
        AgiRouter router =
                DemoScripts.router(this::show, request -> request.context().equals(name));
        boolean here = isLoopback(callback);
        fastAgi = FastAgiServer.builder(router)
                .host(here ? callback : "0.0.0.0")
                .port(0)
                .listener(new Ends())
                .start();
        AmiClient client = null;
        try {
            client = AmiClient.connect(options);
            ami = client;
            ami.subscribe(VarSetEvent.class, this::set);
            ami.subscribe(HangupEvent.class, this::hungUp);
            asyncAgi = AsyncAgiServer.builder(ami, router)
                    .accept(request -> request.context().equals(name))
                    .listener(new Ends())
                    .start();
            addDialplan();
        } catch (RuntimeException e) {
            if (client != null) {
                client.close();
            }
            fastAgi.close();
            throw e;
        }
    }

    /**
     * Connects.
     *
     * @param address host, and port if it is not 5038
     * @param host where Asterisk reaches this program; null for the address with which this machine reaches it
     */
    static AsteriskStage at(String address, String user, String secret, @Nullable String host) {
        HostPort asterisk = HostPort.parse(address, AmiClientOptions.DEFAULT_PORT);
        Logs.withoutConnection(); // the command tells of it itself
        AmiClientOptions options = AmiClientOptions.builder(asterisk.host(), user, secret)
                .port(asterisk.port())
                .bootTimeout(Duration.ofSeconds(1))
                .withoutReconnect()
                .build();
        return new AsteriskStage(options, host == null ? localAddress(asterisk.host()) : host);
    }

    /** The address with which this machine reaches another; nothing is sent. */
    private static String localAddress(String host) {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress there = new InetSocketAddress(host, AmiClientOptions.DEFAULT_PORT);
            if (there.isUnresolved()) {
                throw new Problem("there is no host " + host, ExitStatus.UNREACHABLE);
            }
            socket.connect(there);
            return socket.getLocalAddress().getHostAddress();
        } catch (SocketException e) {
            return "127.0.0.1";
        }
    }

    private static boolean isLoopback(String host) {
        InetSocketAddress address = new InetSocketAddress(host, 0);
        InetAddress resolved = address.getAddress();
        return resolved != null && resolved.isLoopbackAddress();
    }

    // ---- the dialplan ----

    private void addDialplan() {
        try {
            for (DemoScene scene : DemoScene.ALL) {
                add(
                        name,
                        scene.script() + "-f",
                        List.of("AGI", "Hangup"),
                        List.of(application(true, scene.script()), ""));
                add(
                        name,
                        scene.script() + "-a",
                        List.of("Set", "AGI", "GotoIf", "Hangup"),
                        List.of(
                                "OFFHOOK=",
                                application(false, scene.script()),
                                "$[\"${AGISTATUS}\" = \"FAILURE\" & \"${OFFHOOK}\" = \"\"]?2",
                                ""));
                caller(scene, extension(scene));
            }
        } catch (AmiException e) {
            removeDialplan();
            throw e;
        }
    }

    private static String extension(DemoScene scene) {
        return "caller" + (DemoScene.ALL.indexOf(scene) + 1);
    }

    /** A caller who waits for the prompt, and types or hangs up. */
    private void caller(DemoScene scene, String extension) {
        String callers = name + "-callers";
        if (scene.hangsUp()) {
            add(callers, extension, List.of("Answer", "Wait", "Hangup"), List.of("", "0.8", ""));
        } else if (scene.presses().isEmpty()) {
            add(callers, extension, List.of("Answer", "Wait"), List.of("", "30"));
        } else {
            add(
                    callers,
                    extension,
                    List.of("Answer", "Wait", "SendDTMF", "Wait"),
                    List.of("", "2.5", scene.presses() + ",300", "30"));
        }
    }

    private void add(String context, String extension, List<String> applications, List<String> data) {
        for (int i = 0; i < applications.size(); i++) {
            ami.request(DialplanExtensionAddAction.of(context, extension, Integer.toString(i + 1), applications.get(i))
                    .applicationData(data.get(i))
                    .replace(true));
        }
    }

    private void removeDialplan() {
        for (DemoScene scene : DemoScene.ALL) {
            for (String extension : List.of(scene.script() + "-f", scene.script() + "-a")) {
                remove(name, extension);
            }
            remove(name + "-callers", extension(scene));
        }
        for (String context : List.of(name, name + "-callers")) {
            tryTo(() -> ami.request(CommandAction.of("dialplan remove context " + context))); // needs write = command
        }
    }

    private void remove(String context, String extension) {
        tryTo(() -> ami.request(DialplanExtensionRemoveAction.of(context, extension)));
    }

    private static void tryTo(Runnable action) {
        try {
            action.run();
        } catch (AmiException e) {
            // not there (two scenes can share a script), not allowed, or the connection is lost
        }
    }

    // ---- calls ----

    @Override
    public String asterisk() {
        return "Asterisk " + version();
    }

    private String version() {
        AmiServer server = ami.server();
        return server == null ? "" : server.version().orElse("");
    }

    @Override
    public String application(boolean overFastAgi, String script) {
        return overFastAgi
                ? "agi://" + HostPort.inUrl(callback) + ":" + fastAgi.port() + "/" + script
                : "agi:async,/" + script;
    }

    @Override
    public CompletableFuture<Ending> play(DemoScene scene, boolean overFastAgi, BiConsumer<String, Colour> said) {
        String id = name + "-" + extension(scene) + (overFastAgi ? "-f" : "-a");
        Call call = new Call(said);
        calls.put(id, call);
        CompletableFuture<?> unused = ami.originate(OriginateAction.toExtension(
                                "Local/" + extension(scene) + "@" + name + "-callers/n",
                                name,
                                scene.script() + (overFastAgi ? "-f" : "-a"),
                                1)
                        .channelId(id)
                        .callerId("\"Offhook demo\" <100>"))
                .outcome()
                .whenComplete((outcome, failure) -> {
                    if (failure != null) {
                        call.ended.completeExceptionally(failure);
                    } else if (outcome.result() != OriginateOutcome.Result.ANSWERED) {
                        call.ended.completeExceptionally(
                                new IllegalStateException("the call was not placed: " + outcome.result()));
                    }
                });
        return call.ended;
    }

    private void set(VarSetEvent event) {
        Call call = calls.get(event.channel().uniqueId().orElse(""));
        if (call != null) {
            String value = event.value().orElse("");
            switch (event.variable().orElse("")) {
                case "AGISTATUS" -> call.agiStatus = value;
                case "OFFHOOK" -> call.outcome = value;
                default -> {}
            }
        }
    }

    private void hungUp(HangupEvent event) {
        Call call = calls.get(event.channel().uniqueId().orElse(""));
        if (call != null) {
            // VarSet has a subscription of its own, which can be a little behind
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                    .execute(() -> call.ended.complete(new Ending(
                            call.agiStatus, call.outcome, Duration.ofNanos(System.nanoTime() - call.began))));
        }
    }

    @Override
    public void close() {
        removeDialplan();
        asyncAgi.close();
        ami.close();
        fastAgi.close();
    }

    // ---- what is shown ----

    private BiConsumer<String, Colour> screen(AgiRequest request) {
        Call call = calls.get(request.uniqueId());
        return call == null ? (text, colour) -> {} : call.said;
    }

    private void show(AgiRequest request, AgiChannel channel, AgiScript next) throws Exception {
        next.service(request, new Shown(channel, screen(request)));
    }

    /** Tells how each call ended. */
    private final class Ends implements AgiListener {
        @Override
        public void callEnded(AgiRequest request, CallEnd end) {
            screen(request).accept("  " + end.outcome().value() + ": " + end.reason(), Colour.YELLOW);
        }
    }

    /** A channel whose commands and replies are seen. */
    private record Shown(AgiChannel channel, BiConsumer<String, Colour> said) implements AgiChannel {

        @Override
        public <R> R execute(AgiCommand<R> command) {
            said.accept("> " + command.line(), Colour.CYAN);
            try {
                return channel.execute(new ShownCommand<>(command, said));
            } catch (RuntimeException e) {
                said.accept("  " + e.getMessage(), Colour.YELLOW);
                throw e;
            }
        }

        @Override
        public <R> CompletableFuture<R> submit(AgiCommand<R> command) {
            said.accept("> " + command.line(), Colour.CYAN);
            return channel.submit(new ShownCommand<>(command, said));
        }

        @Override
        public String name() {
            return channel.name();
        }

        @Override
        public String uniqueId() {
            return channel.uniqueId();
        }

        @Override
        public boolean isHungUp() {
            return channel.isHungUp();
        }

        @Override
        public void onHangup(Runnable callback) {
            channel.onHangup(callback);
        }

        @Override
        public boolean stop() {
            return channel.stop();
        }
    }

    private record ShownCommand<R>(AgiCommand<R> command, BiConsumer<String, Colour> said) implements AgiCommand<R> {
        @Override
        public String line() {
            return command.line();
        }

        @Override
        public R result(AgiReply reply) {
            said.accept("< " + reply, Colour.GREEN);
            return command.result(reply);
        }

        @Override
        public SendAhead sendAhead() {
            return command.sendAhead();
        }

        @Override
        public Duration runTime() {
            return command.runTime();
        }

        @Override
        public boolean failureMayMeanHangup() {
            return command.failureMayMeanHangup();
        }
    }
}
