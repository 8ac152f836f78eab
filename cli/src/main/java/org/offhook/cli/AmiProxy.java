// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Stands in front of a manager interface and tells what goes through, a line for each message, without secrets. */
final class AmiProxy implements AutoCloseable {

    private static final int LONGEST = 64 * 1024;

    private final ServerSocket listener;
    private final int target;
    private final Consumer<String> log;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private AmiProxy(ServerSocket listener, int target, Consumer<String> log) {
        this.listener = listener;
        this.target = target;
        this.log = log;
    }

    /**
     * Listens.
     *
     * @param target the port of the manager interface, on this machine
     * @param log gets {@code < ...} for what a program says, and {@code > ...} for what it is told
     * @throws UncheckedIOException if the address cannot be used
     */
    static AmiProxy start(String address, int port, int target, Consumer<String> log) {
        try {
            ServerSocket listener = new ServerSocket();
            try {
                listener.bind(new InetSocketAddress(address, port));
            } catch (IOException e) {
                listener.close();
                throw new IOException("cannot listen on " + address + ":" + port + ": " + e.getMessage(), e);
            }
            AmiProxy proxy = new AmiProxy(listener, target, log);
            daemon(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "offhook-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            for (int number = 1; ; number++) {
                Socket client = listener.accept();
                String name = "ami " + number;
                sockets.add(client);
                log.accept(name + " connected from " + client.getRemoteSocketAddress());
                daemon(() -> serve(client, name));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client, String name) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            sockets.add(server);
            daemon(() -> pump(server, client, name + " > "));
            pump(client, server, name + " < ");
            sockets.remove(server);
        } catch (IOException e) {
            // one side is gone, and so is the other
        } finally {
            sockets.remove(client);
            log.accept(name + " disconnected");
        }
    }

    private void pump(Socket from, Socket to, String mark) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        byte[] bytes = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                message.write(bytes, 0, n);
                tell(message, mark);
                out.write(bytes, 0, n);
            }
        } catch (IOException e) {
            // closed, by one of the two
        } finally {
            close(from);
            close(to);
        }
    }

    private void tell(ByteArrayOutputStream seen, String mark) {
        String text = seen.toString(ISO_8859_1);
        int from = 0;
        for (int end = text.indexOf("\r\n\r\n"); end >= 0; end = text.indexOf("\r\n\r\n", from)) {
            log.accept(mark + line(text.substring(from, end)));
            from = end + 4;
        }
        seen.reset();
        if (text.length() - from <= LONGEST) {
            byte[] rest = text.substring(from).getBytes(ISO_8859_1);
            seen.write(rest, 0, rest.length);
        }
    }

    /** The headers on one line. */
    static String line(String message) {
        String utf8 = new String(message.getBytes(ISO_8859_1), UTF_8);
        return utf8.lines().map(AmiProxy::header).collect(Collectors.joining(", "));
    }

    private static String header(String header) {
        int colon = header.indexOf(':');
        String name = colon < 0 ? "" : header.substring(0, colon).toLowerCase(Locale.ROOT);
        return name.equals("secret") || name.equals("key") ? header.substring(0, colon) + ": ***" : header;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // it is closed
        }
        sockets.forEach(AmiProxy::close);
    }
}
