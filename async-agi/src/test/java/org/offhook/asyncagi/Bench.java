// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.offhook.agi.AgiReply;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeChannel;

/** An Asterisk that is not one, a client of it, a server, and a script that obeys the test. */
final class Bench implements AutoCloseable {

    static final String AGI = "agi:async,/puppet";

    final FakeAsterisk asterisk = FakeAsterisk.start().realTime().soundLength(Duration.ZERO);
    final Puppet puppet = new Puppet();
    final AgiRouter router = AgiRouter.builder()
            .script("/puppet", puppet)
            .script("/other/{name}", puppet)
            .build();
    Duration actionTimeout = AmiClientOptions.DEFAULT_ACTION_TIMEOUT;
    AmiClient client;
    AsyncAgiServer server;

    static AmiClient connect(FakeAsterisk asterisk, String name) {
        return connect(asterisk, name, AmiClientOptions.DEFAULT_ACTION_TIMEOUT);
    }

    private static AmiClient connect(FakeAsterisk asterisk, String name, Duration actionTimeout) {
        return AmiClient.connect(AmiClientOptions.builder("127.0.0.1", asterisk.user(), asterisk.secret())
                .port(asterisk.port())
                .name(name)
                .actionTimeout(actionTimeout)
                .reconnectPause(Duration.ofMillis(20), Duration.ofMillis(50))
                .build());
    }

    Bench start() {
        return start(builder -> builder);
    }

    Bench start(UnaryOperator<AsyncAgiServerBuilder> options) {
        return start(router, options);
    }

    Bench start(AgiRouter scripts, UnaryOperator<AsyncAgiServerBuilder> options) {
        client = connect(asterisk, "fake", actionTimeout);
        server = options.apply(AsyncAgiServer.builder(client, scripts)).start();
        await().until(this::isUp);
        return this;
    }

    boolean isUp() {
        return server.health().servers().values().stream().allMatch(up -> up);
    }

    /** A channel that waits for the puppet. */
    FakeChannel park() {
        return asterisk.park(AGI);
    }

    static AgiReply raw(Puppet.Call call, String line) {
        return get(call.run(channel -> channel.execute(new RawCommand(line))));
    }

    static <R> R get(CompletableFuture<R> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer: " + future, e);
        }
    }

    /** What a command ended in. */
    static <E extends Throwable> E failure(CompletableFuture<?> future, Class<E> type) {
        try {
            Object value = future.get(10, TimeUnit.SECONDS);
            throw new AssertionError("expected " + type.getSimpleName() + ", but it was " + value);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(type);
            return type.cast(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer: " + future, e);
        }
    }

    /** Waits until a channel got back to the dialplan, and that it was told so. */
    static void assertOutcome(FakeChannel channel, String outcome, String agiStatus) {
        await().until(() -> !channel.isParked());
        assertThat(channel.variable("OFFHOOK")).isEqualTo(outcome);
        assertThat(channel.variable("AGISTATUS")).isEqualTo(agiStatus);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        if (client != null) {
            client.close();
        }
        asterisk.close();
    }
}
