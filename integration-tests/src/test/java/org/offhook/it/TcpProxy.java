// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands on loopback between a client and its server, and can turn into a dead link: nothing goes through any more, and nobody is told.
 */
final class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean dead;
    private boolean closed;

    /** Starts one on a port of its own. */
    TcpProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections there were. */
    int accepted() {
        return accepted.get();
    }

    /** Lets nothing through any more, in either direction and on new connections too. */
    void die() {
        set(true);
    }

    /** Lets everything through again, also what waited. */
    void revive() {
        set(false);
    }

    /** Ends every connection at once, with a reset on both sides. */
    void cut() throws IOException {
        for (Socket socket : List.copyOf(sockets)) {
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (SocketException e) {
                // It has ended by itself meanwhile.
            }
        }
    }

    private void set(boolean value) {
        lock.lock();
        try {
            dead = value;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void acceptAll() {
        while (true) {
            try {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                Socket server = new Socket();
                sockets.add(client);
                sockets.add(server);
                server.connect(target);
                start("up", () -> copy(client, server));
                start("down", () -> copy(server, client));
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count = in.read(buffer);
            while (count >= 0) {
                awaitLife();
                out.write(buffer, 0, count);
                count = in.read(buffer);
            }
            awaitLife();
        } catch (IOException e) {
            // One side has gone; closing takes the other along.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void awaitLife() {
        lock.lock();
        try {
            while (dead && !closed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void start(String name, Runnable task) {
        Thread thread = new Thread(task, "proxy-" + port() + "-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listener.close();
        cut();
    }
}
