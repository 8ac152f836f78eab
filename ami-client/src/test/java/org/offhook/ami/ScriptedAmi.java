// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A manager interface made of plain sockets, which says what a test tells it to. It shares no code with the client. Unless told otherwise it
 * is a friendly Asterisk 22: it knows user {@value #USER}, and answers what a client asks to get ready; a test changes single
 * answers with {@link #on}, or the whole course of the next connection with {@link #next}.
 *
 * <pre>{@code
 * server.on("Originate", (peer, action) -> peer.reply(action, "Error", "Message: Originate failed"));
 * server.next(peer -> { peer.banner(); peer.expect("Challenge"); peer.rst(); });
 * }</pre>
 */
final class ScriptedAmi implements AutoCloseable {

    static final String USER = "offhook";
    static final String SECRET = "s3cret-PaSs/w0rd";

    /** What happens on one connection. An IOException in it is the connection's end, and no fault. */
    @FunctionalInterface
    interface Script {
        void run(ScriptedAmiPeer peer) throws IOException;
    }

    /** How an action is answered. */
    @FunctionalInterface
    interface Answer {
        void to(ScriptedAmiPeer peer, ScriptedAmiAction action) throws IOException;
    }

    private final ServerSocket listener;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Queue<Script> next = new ConcurrentLinkedQueue<>();
    private final List<ScriptedAmiPeer> peers = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Script script = peer -> {
        peer.banner();
        peer.serve();
    };
    private volatile @Nullable SSLContext tls;
    private volatile String secret = SECRET;
    private volatile String startup = "01:46:22";
    private volatile boolean boots = true;

    private ScriptedAmi(ServerSocket listener) {
        this.listener = listener;
        on("Challenge", (peer, action) -> peer.reply(action, "Success", "Challenge: " + peer.challenge()));
        on("Login", this::login);
        on("Logoff", (peer, action) -> {
            peer.reply(action, "Goodbye", "Message: Thanks for all the fish.");
            peer.fin();
        });
        on("Ping", (peer, action) -> peer.reply(action, "Success", "Ping: Pong", "Timestamp: 1795226723.965719"));
        on("Events", (peer, action) -> peer.reply(action, "Success", "Events: On"));
        on("Filter", (peer, action) -> peer.reply(action, "Success", "Message: Success"));
        on(
                "CoreSettings",
                (peer, action) -> peer.reply(
                        action,
                        "Success",
                        "AMIversion: 11.0.0",
                        "AsteriskVersion: 22.10.1",
                        "SystemName: lab",
                        "CoreMaxCalls: 0"));
        on(
                "CoreStatus",
                (peer, action) -> peer.reply(
                        action,
                        "Success",
                        "CoreStartupDate: 2026-11-21",
                        "CoreStartupTime: " + startup,
                        "CoreReloadDate: 2026-11-21",
                        "CoreReloadTime: 01:46:22",
                        "CoreCurrentCalls: 0"));
        on(
                "ListCommands",
                (peer, action) -> peer.reply(
                        action,
                        "Success",
                        "Originate: Originate a call.  (Priv: originate,all)",
                        "Ping: Keepalive command.  (Priv: <none>)"));
    }

    /** Starts one on a free port of the loopback. */
    static ScriptedAmi start() {
        try {
            return start(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ScriptedAmi start(ServerSocket listener) {
        ScriptedAmi server = new ScriptedAmi(listener);
        server.thread("scripted-ami-listener", server::accept);
        return server;
    }

    /** From the next connection on, TLS with this context; null for none. */
    ScriptedAmi tls(@Nullable SSLContext context) {
        tls = context;
        return this;
    }

    /** Answers an action in this way. */
    ScriptedAmi on(String action, Answer answer) {
        answers.put(action.toLowerCase(Locale.ROOT), answer);
        return this;
    }

    /** Does not answer an action at all. */
    ScriptedAmi ignore(String action) {
        return on(action, (peer, asked) -> {});
    }

    /** What happens on the next connection that has no script yet; the one after it is as before. */
    ScriptedAmi next(Script course) {
        next.add(course);
        return this;
    }

    /** What happens on every connection that {@link #next} does not speak of. */
    ScriptedAmi always(Script course) {
        script = course;
        return this;
    }

    ScriptedAmi secret(String changed) {
        secret = changed;
        return this;
    }

    /** Seems to have been started anew. */
    ScriptedAmi restarted() {
        startup = "02:00:00";
        return this;
    }

    /** Does not say FullyBooted. */
    ScriptedAmi neverBoots() {
        boots = false;
        return this;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections were accepted. */
    int connections() {
        return peers.size();
    }

    /** The n-th connection, from 1; waits for it. */
    ScriptedAmiPeer peer(int n) {
        if (peers.size() < n) {
            await().atMost(Duration.ofSeconds(20)).until(() -> peers.size() >= n);
        }
        return peers.get(n - 1);
    }

    /** The newest connection. */
    ScriptedAmiPeer peer() {
        return peer(Math.max(1, peers.size()));
    }

    List<ScriptedAmiPeer> peers() {
        return List.copyOf(peers);
    }

    /** No longer listens, as a server that is down; connections stay. */
    void stopListening() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Listens again at the same port. */
    static ScriptedAmi startAt(int port) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return start(listener);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Cuts every connection, waits for the scripts, and tells what went wrong in them. */
    @Override
    public void close() {
        stopListening();
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // closed all the same
            }
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> threads.stream().noneMatch(Thread::isAlive));
        if (!failures.isEmpty()) {
            AssertionError failed = new AssertionError("a script of the server failed: " + failures.get(0));
            failures.forEach(failed::addSuppressed);
            throw failed;
        }
    }

    void answer(ScriptedAmiPeer peer, ScriptedAmiAction action) throws IOException {
        Answer answer = answers.get(action.name().toLowerCase(Locale.ROOT));
        if (!peer.isLoggedIn()
                && !List.of("challenge", "login", "logoff")
                        .contains(action.name().toLowerCase(Locale.ROOT))) {
            peer.reply(action, "Error", "Message: Permission denied");
        } else if (answer == null) {
            peer.reply(
                    action,
                    "Error",
                    "Message: Invalid/unknown command: " + action.name()
                            + ". Use Action: ListCommands to show available commands.");
        } else {
            answer.to(peer, action);
        }
    }

    private void login(ScriptedAmiPeer peer, ScriptedAmiAction action) throws IOException {
        boolean right = action.header("AuthType").equalsIgnoreCase("MD5")
                ? action.header("Key").equals(peer.keyFor(secret))
                : action.header("Secret").equals(secret);
        if (!right || !action.header("Username").equals(USER)) {
            peer.reply(action, "Error", "Message: Authentication failed");
            peer.fin();
            return;
        }
        peer.reply(action, "Success", "Message: Authentication accepted");
        peer.loggedIn();
        if (boots && !action.header("Events").equals("off")) {
            peer.message(
                    "Event: FullyBooted",
                    "Privilege: system,all",
                    "Uptime: 1106",
                    "LastReload: 1106",
                    "Status: Fully Booted");
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket raw = listener.accept();
                raw.setTcpNoDelay(true);
                raw.setSoTimeout(40_000);
                sockets.add(raw);
                SSLContext context = tls;
                Script course = next.poll();
                Script run = course == null ? script : course;
                thread("scripted-ami-" + sockets.size(), () -> serve(raw, context, run));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket raw, @Nullable SSLContext context, Script course) {
        ScriptedAmiPeer peer = null;
        try {
            Socket socket = context == null ? raw : secure(raw, context);
            peer = new ScriptedAmiPeer(this, raw, socket);
            peers.add(peer);
            course.run(peer);
        } catch (IOException e) {
            // the client has gone, or was never welcome
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
        } finally {
            if (peer != null) {
                peer.ended();
            } else {
                closeQuietly(raw);
            }
        }
    }

    private static Socket secure(Socket raw, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed all the same
        }
    }

    private void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }
}
