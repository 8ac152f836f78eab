// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.asyncagi.AsyncAgiServerBuilder;
import org.offhook.testkit.FaultProxy;

/** A program that serves AsyncAGI: a server with a connection of its own, which can be cut. */
final class AsyncAgiInstance implements AutoCloseable {
    private final String name;
    private final FaultProxy proxy;
    private final AmiClient client;
    private final AsyncAgiServer server;

    private AsyncAgiInstance(String name, FaultProxy proxy, AmiClient client, AsyncAgiServer server) {
        this.name = name;
        this.proxy = proxy;
        this.client = client;
        this.server = server;
    }

    /** A script that knows which instance runs it. */
    @FunctionalInterface
    interface Script {
        void serve(String instance, AgiRequest request, AgiChannel channel) throws Exception;
    }

    /** A script that was begun. */
    record Run(String uniqueId, String instance, boolean adopted) {}

    /** The instances of a test. */
    static final class All implements AutoCloseable {
        /** Extensions outlive the test, and the first of a name stays. */
        private static final AtomicInteger EXTENSIONS = new AtomicInteger();

        private final AsteriskUnderTest asterisk;
        private final Seen<Run> runs = new Seen<>();
        private final Deque<AsyncAgiInstance> started = new ArrayDeque<>();

        All(AsteriskUnderTest asterisk) {
            this.asterisk = asterisk;
        }

        /** Starts one whose calls are shared with the others. */
        AsyncAgiInstance shared(String name, Duration lease, Script script) {
            return start(
                    name,
                    script,
                    server -> server.environment(
                            Map.of("ASYNCAGI_SHARED", "true", "ASYNCAGI_LEASE", lease.toSeconds() + "s")));
        }

        /** Starts one that serves {@code /script} and all below it. */
        AsyncAgiInstance start(String name, Script script, Consumer<AsyncAgiServerBuilder> options) {
            FaultProxy proxy = FaultProxy.to(asterisk.amiAddress());
            AmiClient client =
                    AmiClient.connect(AmiClientOptions.builder("127.0.0.1", asterisk.amiUser(), asterisk.amiSecret())
                            .port(proxy.port())
                            .name("pbx")
                            .reconnectPause(Duration.ofMillis(20), Duration.ofMillis(200))
                            .build());
            AgiRouter router = AgiRouter.builder()
                    .script("/script", (request, channel) -> {
                        runs.accept(new Run(channel.uniqueId(), name, request.adopted()));
                        script.serve(name, request, channel);
                    })
                    .build();
            AsyncAgiServerBuilder builder =
                    AsyncAgiServer.builder(client, router).instance(name);
            options.accept(builder);
            AsyncAgiInstance instance = new AsyncAgiInstance(name, proxy, client, builder.start());
            started.push(instance);
            return instance;
        }

        /** Places a call whose near side runs {@code AGI(agi:async,/script,arguments)} in the dialplan's loop of the documentation. */
        LiveCall place(String... arguments) {
            return asterisk.place(plan(arguments));
        }

        CallPlan plan(String... arguments) {
            String extension = "async" + EXTENSIONS.incrementAndGet();
            String data = "agi:async,/script" + (arguments.length == 0 ? "" : "," + String.join(",", arguments));
            asterisk.extension(
                    extension,
                    "Set(OFFHOOK=)",
                    "AGI(" + data + ")",
                    "GotoIf($[\"${AGISTATUS}\" = \"FAILURE\" & \"${OFFHOOK}\" = \"\"]?2)",
                    "Set(OFFHOOK_IT_AFTER=1)",
                    "Hangup()");
            return CallPlan.dialplan(asterisk.testContext(), extension)
                    .capture("AGISTATUS")
                    .timeout(Duration.ofSeconds(60));
        }

        /** Places a call that waits in AsyncAGI before this returns. */
        LiveCall park(String... arguments) {
            LiveCall call = place(arguments);
            awaitEvent(call, "AsyncAGIStart");
            return call;
        }

        /** Returns when this event has come for the near channel of a call. */
        void awaitEvent(LiveCall call, String event) {
            asterisk.ami()
                    .awaitEvent(
                            event,
                            message -> message.get("Uniqueid").equals(call.nearUniqueId()),
                            Duration.ofSeconds(15));
        }

        /** The scripts that were begun for a call, in order. */
        List<Run> runs(LiveCall call) {
            return runs.all().stream()
                    .filter(run -> run.uniqueId().equals(call.nearUniqueId()))
                    .toList();
        }

        /** Returns when an instance has begun to serve a call. */
        Run awaitRun(LiveCall call, Duration atMost) {
            return runs.await(
                    "a script for " + call.nearUniqueId(),
                    atMost,
                    run -> run.uniqueId().equals(call.nearUniqueId()));
        }

        @Override
        public void close() {
            started.forEach(AsyncAgiInstance::close);
        }
    }

    String name() {
        return name;
    }

    AsyncAgiServer server() {
        return server;
    }

    AmiClient client() {
        return client;
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** Its connection is cut, and no other comes about until the proxy is healed. */
    void cutOff() {
        proxy.blackHole();
        proxy.reset();
    }

    @Override
    public void close() {
        proxy.heal();
        server.close();
        client.close();
        proxy.close();
    }
}
