// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.offhook.ami.spi.AmiEventSink;

/** A scripted server, and clients of it that are closed after the test. */
abstract class AmiClientFixture {

    static final RawAction PING = RawAction.of("Ping");

    final ScriptedAmi server = ScriptedAmi.start();
    private final List<AmiClient> clients = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeAll() {
        clients.forEach(AmiClient::close);
        server.close();
    }

    /** Options for the server, with pauses short enough for a test. */
    final AmiClientOptions.Builder options() {
        return options(server.port());
    }

    static AmiClientOptions.Builder options(int port) {
        return AmiClientOptions.builder("127.0.0.1", ScriptedAmi.USER, ScriptedAmi.SECRET)
                .port(port)
                .connectTimeout(Duration.ofSeconds(10))
                .bootTimeout(Duration.ofSeconds(5))
                .reconnectPause(Duration.ofMillis(10), Duration.ofMillis(50));
    }

    /** Options with TLS on both sides, or without. */
    final AmiClientOptions.Builder options(boolean tls) {
        if (!tls) {
            return options();
        }
        server.tls(ScriptedAmiKeys.local().context());
        return options().tls(AmiTls.trusting(ScriptedAmiKeys.local().certificate()));
    }

    final AmiClient connect() {
        return connect(options());
    }

    final AmiClient connect(AmiClientOptions.Builder options) {
        return kept(AmiClient.connect(options.build()));
    }

    final AmiClient start(AmiClientOptions.Builder options) {
        return kept(AmiClient.start(options.build()));
    }

    /** A client whose server says nothing until the latch is down, so that a test can register before anything happens. */
    final AmiClient startHeld(AmiClientOptions.Builder options, CountDownLatch go) {
        server.next(peer -> {
            hold(go);
            peer.banner();
            peer.serve();
        });
        return start(options);
    }

    final AmiClient kept(AmiClient client) {
        clients.add(client);
        return client;
    }

    /** Attaches a sink to a client that is ready, and waits until it is in its place on the loop. */
    static AmiRegistration attach(AmiClient client, AmiEventSink sink) {
        AmiRegistration registration = client.attach(sink);
        assertThat(client.request(PING).isSuccess()).isTrue();
        return registration;
    }

    static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a future of an action ended in, which must be this. */
    static <T extends Throwable> T failure(CompletableFuture<?> future, Class<T> type) {
        try {
            Object result = future.get(20, TimeUnit.SECONDS);
            return fail("a result instead of " + type.getSimpleName() + ": " + result);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(type);
            return type.cast(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            return fail("no outcome", e);
        }
    }

    /** What a future ended in. */
    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            return fail("no result", e);
        }
    }
}
