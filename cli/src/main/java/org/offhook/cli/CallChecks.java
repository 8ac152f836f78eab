// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiErrorException;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiException;
import org.offhook.ami.AmiPermissions;
import org.offhook.ami.EventSelection;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.RawAction;
import org.offhook.ami.action.AgiAction;
import org.offhook.ami.action.CommandAction;
import org.offhook.ami.action.HangupAction;
import org.offhook.ami.action.OriginateAction;
import org.offhook.fastagi.FastAgiServer;

/** Places calls inside Asterisk, to an extension that exists only meanwhile, and sends them into AGI(). */
final class CallChecks implements AutoCloseable {

    private static final String CONTEXT = "offhook-doctor";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration NEWS = Duration.ofMillis(100);

    private final Checkup checkup;
    private final AmiClient client;
    private final AmiPermissions permissions;
    private final @Nullable String extension;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private boolean added;

    /** A call, and what Asterisk has told of it. */
    private record Call(String id, LinkedBlockingQueue<AmiEvent> events) {

        /** The next event of this name; null when the call ends first, or none comes in time. */
        @Nullable
        AmiEvent await(String name) throws InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                AmiEvent event = events.poll(NEWS.toNanos(), TimeUnit.NANOSECONDS);
                if (event != null && event.name().equals(name)) {
                    return event;
                }
                if (event != null && event.name().equals("Hangup")) {
                    return null;
                }
            }
            return null;
        }
    }

    /**
     * Calls on this Asterisk.
     *
     * @param extension one that answers and waits, {@code EXTENSION@CONTEXT}; null to make one
     */
    CallChecks(Checkup checkup, AmiClient client, AmiPermissions permissions, @Nullable String extension) {
        this.checkup = checkup;
        this.client = client;
        this.permissions = permissions;
        this.extension = extension;
        client.subscribe(EventSelection.all(), this::heard);
    }

    private void heard(AmiEvent event) {
        event.headers().find("Privilege").ifPresent(classes -> seen.add(classes.split(",", -1)[0]));
        Call call = calls.get(event.headers().find("Uniqueid").orElse(""));
        if (call != null) {
            call.events().add(event);
        }
    }

    /** The classes of the events that have come. */
    Set<String> seen() {
        return seen;
    }

    /** Why no call can be placed; empty if one can. */
    String obstacle() {
        List<String> missing = new ArrayList<>();
        if (!permissions.may("Originate")) {
            missing.add("originate");
        }
        if (!permissions.may("DialplanExtensionAdd") && extension == null) {
            missing.add("system");
        }
        return missing.isEmpty() ? "" : "no call into AGI() can be placed without write = " + String.join(",", missing);
    }

    // ---- AsyncAGI ----

    /** Sends a call into AGI(agi:async) and runs a command on it. */
    void asyncAgi() throws InterruptedException {
        try {
            Call call = place("agi:async", "agi:async,/offhook-doctor");
            if (call == null) {
                return;
            }
            if (call.await("AsyncAGIStart") == null) {
                checkup.fail(
                        "agi:async",
                        "a call went there, but Asterisk told nothing of it",
                        "in manager.conf the user needs read = agi");
                return;
            }
            String commandId = "offhook-doctor-" + UUID.randomUUID();
            long began = System.nanoTime();
            client.request(AgiAction.of(call.id(), "NOOP offhook-doctor").commandId(commandId));
            AmiEvent done = call.await("AsyncAGIExec");
            if (done == null || !done.headers().has("CommandId", commandId)) {
                checkup.fail("agi:async", "a command was taken, but no result came");
            } else {
                checkup.ok(
                        "agi:async",
                        String.format(
                                Locale.ROOT,
                                "a call went there, and a command came back after %.0f ms",
                                (System.nanoTime() - began) / 1e6));
            }
        } catch (AmiErrorException e) {
            checkup.fail("agi:async", String.valueOf(e.getMessage()));
        }
    }

    // ---- FastAGI ----

    /**
     * Starts a FastAGI server and sends a call to it.
     *
     * @param bind where it listens
     * @param host how Asterisk is told to reach it
     * @param port 0 for any
     */
    void fastAgi(String bind, String host, int port) throws InterruptedException {
        CompletableFuture<Long> reached = new CompletableFuture<>();
        AgiRouter router = AgiRouter.of((request, channel) -> reached.complete(System.nanoTime()));
        try (FastAgiServer server =
                FastAgiServer.builder(router).host(bind).port(port).start()) {
            String url = "agi://" + HostPort.inUrl(host) + ":" + server.port() + "/offhook-doctor";
            long began = System.nanoTime();
            Call call = place("fastagi", url);
            if (call == null) {
                return;
            }
            call.await("Hangup"); // AGI() ends, and with it the call
            if (reached.isDone()) {
                checkup.ok(
                        "fastagi",
                        "Asterisk reaches " + url + ", " + (reached.join() - began) / 1_000_000
                                + " ms after the call was placed");
            } else {
                checkup.fail(
                        "fastagi",
                        "Asterisk does not reach " + url,
                        "a firewall between them, or another address: --fastagi-address HOST:PORT;",
                        "a server that serves others than this machine listens on 0.0.0.0 (FASTAGI_HOST)");
            }
        } catch (AmiErrorException | IllegalStateException e) {
            checkup.fail("fastagi", String.valueOf(e.getMessage()));
        }
    }

    // ---- calls ----

    /** A call into AGI() that was answered; null when there is none, which was said. */
    private @Nullable Call place(String check, String agi) {
        String id = "offhook-doctor-" + UUID.randomUUID();
        Call call = new Call(id, new LinkedBlockingQueue<>());
        calls.put(id, call);
        OriginateAction action = OriginateAction.toApplicationUnchecked("Local/" + target() + "/n", "AGI", agi)
                .channelId(id)
                .timeout(PATIENCE);
        OriginateOutcome outcome = client.originate(action).await(PATIENCE.multipliedBy(3));
        return switch (outcome.result()) {
            case ANSWERED -> call;
            case UNKNOWN -> {
                checkup.fail(
                        check,
                        "what becomes of a call is not told: " + outcome.detail(),
                        "in manager.conf the user needs read = call");
                yield null;
            }
            default -> {
                boolean forbidden = outcome.detail().contains("Forbidden");
                checkup.fail(
                        check,
                        "a call could not be placed: " + outcome.detail(),
                        forbidden
                                ? new String[] {"in manager.conf the user needs write = originate,system"}
                                : new String[0]);
                yield null;
            }
        };
    }

    private String target() {
        if (extension != null) {
            return extension;
        }
        if (!added) {
            step(1, "Answer", "");
            step(2, "Wait", Long.toString(PATIENCE.toSeconds() * 3));
            added = true;
        }
        return "s@" + CONTEXT;
    }

    private void step(int priority, String application, String data) {
        client.request(RawAction.of(
                "DialplanExtensionAdd",
                "Context",
                CONTEXT,
                "Extension",
                "s",
                "Priority",
                Integer.toString(priority),
                "Application",
                application,
                "ApplicationData",
                data,
                "Replace",
                "true"));
    }

    /** Hangs up, and takes the extension away. */
    @Override
    public void close() {
        calls.keySet().forEach(id -> quietly(() -> client.request(HangupAction.of(id))));
        if (added) {
            quietly(() ->
                    client.request(RawAction.of("DialplanExtensionRemove", "Context", CONTEXT, "Extension", "s")));
            if (permissions.may("Command")) {
                quietly(() -> client.request(CommandAction.of("dialplan remove context " + CONTEXT)));
            }
        }
    }

    private static void quietly(Runnable request) {
        try {
            request.run();
        } catch (AmiException e) {
            // gone already, or the connection is
        }
    }
}
