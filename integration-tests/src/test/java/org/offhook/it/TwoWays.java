// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiListener;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.fastagi.FastAgiServer;

/**
 * A FastAGI and an AsyncAGI server with the same scripts, for one Asterisk. Plays {@linkplain Scenario scenarios} over both,
 * at the same time, and tells what was seen on each. Any number may be played together.
 */
final class TwoWays implements AutoCloseable {

    /** The transports. */
    enum Way {
        FAST_AGI,
        ASYNC_AGI
    }

    private static final Duration CALL_TIME = Duration.ofSeconds(50);

    private final AsteriskUnderTest asterisk;
    private final ChannelEvents events;
    private final AmiClients clients;
    private final FastAgiServer fastAgi;
    private final AsyncAgiServer asyncAgi;
    private final Map<String, Performance> performances = new ConcurrentHashMap<>();

    TwoWays(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
        this.events = new ChannelEvents(asterisk.ami());
        this.clients = new AmiClients(asterisk);
        this.fastAgi = FastAgiServer.builder(router(Way.FAST_AGI))
                .port(0)
                .listener(new Ends(Way.FAST_AGI))
                .start();
        this.asyncAgi = AsyncAgiServer.builder(clients.connect(), router(Way.ASYNC_AGI))
                .listener(new Ends(Way.ASYNC_AGI))
                .start();
    }

    AsyncAgiServer asyncAgi() {
        return asyncAgi;
    }

    /** A call over one of the transports, its near side in the documented loop. */
    CallPlan plan(Way way, String path, List<String> arguments) {
        String[] more = arguments.toArray(String[]::new);
        return switch (way) {
            case FAST_AGI ->
                CallPlan.agi(asterisk.agiUrl(fastAgi.port(), path), more).inLoop();
            case ASYNC_AGI -> CallPlan.async(path, more);
        };
    }

    /** Plays a scenario over both; returns when both calls have ended. */
    Map<Way, Map<String, String>> play(Scenario scenario) {
        Map<Way, Performance> playing = new EnumMap<>(Way.class);
        for (Way way : Way.values()) {
            playing.put(way, new Performance(way, scenario));
        }
        playing.values().forEach(Performance::begin);
        Map<Way, Map<String, String>> accounts = new EnumMap<>(Way.class);
        playing.forEach((way, performance) -> accounts.put(way, performance.end()));
        return accounts;
    }

    private AgiRouter router(Way way) {
        AgiScript script = (request, channel) -> performance(way, request).play(request, channel);
        return AgiRouter.builder().script("/parity/{scenario}", script).build();
    }

    private Performance performance(Way way, AgiRequest request) {
        Performance performance = performances.get(way + "/" + request.script());
        if (performance == null) {
            throw new IllegalStateException("nobody has placed this call: " + request);
        }
        return performance;
    }

    /** Ends both servers, whatever calls they have. */
    @Override
    public void close() {
        fastAgi.close();
        asyncAgi.close();
        clients.close();
        events.close();
    }

    /** One call. */
    private final class Performance {
        private final Way way;
        private final Scenario scenario;
        private final Account account = new Account();
        private final AtomicInteger hangups = new AtomicInteger();
        private final CompletableFuture<LiveCall> placed = new CompletableFuture<>();
        private final CompletableFuture<@Nullable Throwable> played = new CompletableFuture<>();
        private final CompletableFuture<AgiListener.CallEnd> ended = new CompletableFuture<>();

        Performance(Way way, Scenario scenario) {
            this.way = way;
            this.scenario = scenario;
        }

        void begin() {
            performances.put(way + scenario.path(), this);
            CallPlan near = plan(way, scenario.path() + scenario.query(), scenario.arguments());
            placed.complete(asterisk.place(scenario.plan().apply(near.timeout(CALL_TIME))));
        }

        void play(AgiRequest request, AgiChannel channel) throws Exception {
            channel.onHangup(hangups::incrementAndGet);
            String own = scenario.id() + (way == Way.FAST_AGI ? "-f" : "-a");
            Scene scene = new Scene(asterisk, events, account, own, request, channel, Stage.await(placed));
            try {
                scenario.script().play(scene);
                played.complete(null);
            } catch (Throwable e) {
                played.complete(e);
                throw e;
            }
        }

        Map<String, String> end() {
            CallResult result = result();
            Throwable thrown = Stage.await(played);
            if (thrown instanceof AssertionError) {
                throw new AssertionError(way + ": " + thrown.getMessage(), thrown);
            }
            AgiListener.CallEnd end = Stage.await(ended);
            account.note(Account.THROWN, thrown == null ? "nothing" : Account.describe(thrown));
            if (end.hungUp()) {
                Awaitility.await("the callback of the hang-up").until(() -> hangups.get() > 0);
            }
            account.note(Account.HANGUPS, hangups);
            account.note(
                    Account.END,
                    end.outcome()
                            + (end.hungUp() ? ", hung up" : "")
                            + end.failure().map(e -> ", " + Account.describe(e)).orElse(""));
            account.note(Account.AGI_STATUS, result.agiStatus());
            account.note(Account.OUTCOME, result.outcome());
            account.note(Account.CONTINUED, result.dialplanContinued());
            new LinkedHashMap<>(result.variables()).forEach(account::note);
            performances.remove(way + scenario.path());
            return account.notes();
        }

        private CallResult result() {
            try {
                return Stage.await(placed).result();
            } catch (AssertionError e) {
                AssertionError told = new AssertionError(
                        way + ": " + e.getMessage() + "; the script has noted so far " + account.notes(), e);
                Throwable thrown = played.getNow(null);
                if (thrown != null && !(thrown instanceof AgiHangupException)) {
                    told.addSuppressed(thrown);
                }
                throw told;
            }
        }
    }

    private final class Ends implements AgiListener {
        private final Way way;

        Ends(Way way) {
            this.way = way;
        }

        @Override
        public void callEnded(AgiRequest request, CallEnd end) {
            Performance performance = performances.get(way + "/" + request.script());
            if (performance != null) {
                performance.ended.complete(end);
            }
        }
    }
}
