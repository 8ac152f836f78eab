// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A FastAGI server of sockets and nothing else, so that the harness is tested without the product. */
final class PlainAgiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlainAgiServer.class);

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What is done with a call. */
    interface Script {
        void run(Call call) throws IOException;
    }

    PlainAgiServer(Script script) throws IOException {
        listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        threads.execute(() -> accept(script));
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept(Script script) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket, script));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void serve(Socket socket, Script script) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> environment = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                environment.add(line);
            }
            script.run(new Call(socket, in, environment));
        } catch (IOException e) {
            // The test sees it too: its call ends otherwise than expected.
            LOG.debug("the AGI connection was lost", e);
        }
    }

    /** One call: its environment lines, and the sending of commands. */
    record Call(Socket socket, BufferedReader in, List<String> environment) {
        void send(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        String reply() throws IOException {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("Asterisk closed the connection");
            }
            return line;
        }

        String execute(String command) throws IOException {
            send(command);
            return reply();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
