// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server of a few lines that takes one call and says what a test tells it to. */
final class TestServer implements AutoCloseable {

    interface Script {
        void serve(Peer peer) throws IOException;
    }

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final CompletableFuture<List<String>> environment = new CompletableFuture<>();
    private final CompletableFuture<Void> ended;

    TestServer(Script script) throws IOException {
        ended = background(() -> {
            try (Socket socket = listener.accept()) {
                socket.setSoTimeout(20_000);
                script.serve(new Peer(socket));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Runs something on a thread of its own: the common pool may have only one. */
    static CompletableFuture<Void> background(Runnable task) {
        return CompletableFuture.runAsync(task, command -> {
            Thread thread = new Thread(command, "test-background");
            thread.setDaemon(true);
            thread.start();
        });
    }

    FakeAgiCallBuilder call() {
        return FakeAgiCall.to("127.0.0.1", listener.getLocalPort());
    }

    /** The environment as the script read it. */
    List<String> environment() throws Exception {
        return environment.get(10, TimeUnit.SECONDS);
    }

    /** Waits until the script is done; throws what it threw. */
    void await() throws Exception {
        ended.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    final class Peer {
        final Socket socket;
        private final BufferedReader in;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        List<String> readEnvironment() throws IOException {
            List<String> lines = new ArrayList<>();
            String line;
            while ((line = in.readLine()) != null && !line.isEmpty()) {
                lines.add(line);
            }
            environment.complete(lines);
            return lines;
        }

        /** Null at the end of the stream. */
        String line() throws IOException {
            return in.readLine();
        }

        /** Reads to the end of the stream. */
        String rest() throws IOException {
            StringBuilder all = new StringBuilder();
            for (int c; (c = in.read()) >= 0; ) {
                all.append((char) c);
            }
            return all.toString();
        }

        Peer say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            return this;
        }

        String ask(String command) throws IOException {
            return say(command + "\n").line();
        }
    }
}
