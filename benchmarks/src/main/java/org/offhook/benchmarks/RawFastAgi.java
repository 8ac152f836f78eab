// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;

/** The floor: one thread, no scripts, no parser. It looks for the ends of lines, and sends the next command. */
public final class RawFastAgi {

    private static final int BACKLOG = 16_384;

    private final ByteBuffer in = ByteBuffer.allocateDirect(65_536);
    private final ByteBuffer[] out;
    private final Selector selector;

    private RawFastAgi(int commands) throws IOException {
        selector = Selector.open();
        out = new ByteBuffer[commands + 1];
        for (int i = 0; i < commands; i++) {
            out[i] = line("GET VARIABLE \"V" + i + "\"\n");
        }
        out[commands] = line("SET VARIABLE \"OFFHOOK\" \"done\"\n"); // both others say how it ended, too
    }

    private static ByteBuffer line(String text) {
        byte[] line = text.getBytes(US_ASCII);
        return ByteBuffer.allocateDirect(line.length).put(line).flip();
    }

    /** {@code PORT COMMANDS}; it prints {@code port=N} when it listens, and ends with standard input. */
    public static void main(String[] args) throws IOException {
        FastAgiArguments arguments = FastAgiArguments.parse(args, "RawFastAgi");
        RawFastAgi server = new RawFastAgi(arguments.commands());
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), arguments.port()), BACKLOG);
        listener.configureBlocking(false);
        listener.register(server.selector, SelectionKey.OP_ACCEPT);
        Thread loop = new Thread(server::run, "loop");
        loop.setDaemon(true);
        loop.start();
        FastAgiArguments.serveUntilEndOfInput(listener.socket().getLocalPort());
    }

    private void run() {
        try {
            while (true) {
                selector.select();
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    if (key.isAcceptable()) {
                        accept((ServerSocketChannel) key.channel());
                    } else {
                        read(key);
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void accept(ServerSocketChannel listener) throws IOException {
        SocketChannel call = listener.accept();
        while (call != null) {
            call.configureBlocking(false);
            call.setOption(StandardSocketOptions.TCP_NODELAY, true);
            call.register(selector, SelectionKey.OP_READ, new Call());
            call = listener.accept();
        }
    }

    private void read(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        Call call = (Call) key.attachment();
        in.clear();
        if (channel.read(in) < 0) {
            channel.close();
            return;
        }
        for (int i = 0; i < in.position(); i++) {
            if (in.get(i) == '\n') {
                if (call.sent > 0 || call.column == 0) {
                    if (call.sent == out.length) {
                        channel.close();
                        return;
                    }
                    channel.write(out[call.sent++].rewind());
                }
                call.column = 0;
            } else {
                call.column++;
            }
        }
    }

    private static final class Call {
        private int sent;
        private int column;
    }
}
