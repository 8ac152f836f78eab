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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A FastAGI server in a few lines: says the same commands to each caller and closes. */
final class MiniServer implements AutoCloseable {

    /** What is done with a connection behind its environment. */
    interface Script {
        void serve(Peer peer) throws IOException;
    }

    private final ServerSocket listener;
    private final Queue<String> environment = new ConcurrentLinkedQueue<>();
    private final Queue<String> replies = new ConcurrentLinkedQueue<>();
    private volatile Script script = peer -> {};

    MiniServer() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        background(this::accept);
    }

    String url(String path) {
        return "agi://127.0.0.1:" + listener.getLocalPort() + "/" + path;
    }

    /** Says these, one after the other, and closes; a hang-up ends it early. */
    void commands(String... commands) {
        script = peer -> {
            for (String command : commands) {
                if (peer.ask(command).equals("HANGUP")) {
                    return;
                }
            }
        };
    }

    void script(Script what) {
        script = what;
    }

    /** The variables of all calls. */
    List<String> environment() {
        return List.copyOf(environment);
    }

    /** The replies to all calls. */
    List<String> replies() {
        return List.copyOf(replies);
    }

    private static void background(Runnable task) {
        Thread thread = new Thread(task, "mini-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listener.accept();
                background(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            Peer peer = new Peer(socket);
            for (String line = peer.line(); !line.isEmpty(); line = peer.line()) {
                environment.add(line);
            }
            script.serve(peer);
        } catch (IOException e) {
            replies.add(e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection. */
    final class Peer {
        final Socket socket;
        private final BufferedReader in;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        /** Empty at the end, too. */
        String line() throws IOException {
            String line = in.readLine();
            return line == null ? "" : line;
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
        }

        /** Says a command and gives the reply; remembers what comes, a HANGUP behind it included. */
        String ask(String command) throws IOException {
            say(command + "\n");
            String reply = line();
            replies.add(reply);
            if (reply.startsWith("200 result=-1")) {
                replies.add(line());
                return "HANGUP";
            }
            return reply;
        }
    }
}
