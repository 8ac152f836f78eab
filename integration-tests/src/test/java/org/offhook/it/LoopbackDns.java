// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A DNS server for one test: SRV records as given, and 127.0.0.1 for every name asked for with an A query. */
final class LoopbackDns implements AutoCloseable {

    /** An address of its own: port 53 of 127.0.0.1 may be taken. */
    static final String ADDRESS = "127.0.0.153";

    /**
     * A target of an SRV record.
     *
     * @param priority the lowest is tried first
     */
    record Target(int priority, String host, int port) {}

    private static final int A = 1;
    private static final int SRV = 33;
    private static final int HEADER = 12;

    private final Map<String, List<Target>> services = new ConcurrentHashMap<>();
    private final DatagramSocket socket;
    private final Thread thread;

    LoopbackDns() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(ADDRESS, 53));
        thread = new Thread(this::serve, "loopback-dns");
        thread.setDaemon(true);
        thread.start();
    }

    void service(String name, Target... targets) {
        services.put(name.toLowerCase(Locale.ROOT), List.of(targets));
    }

    private void serve() {
        byte[] bytes = new byte[512];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(Arrays.copyOf(bytes, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private byte[] answer(byte[] message) throws IOException {
        ByteBuffer query = ByteBuffer.wrap(message);
        int end = HEADER;
        StringBuilder name = new StringBuilder();
        for (int length = query.get(end++); length > 0; length = query.get(end++)) {
            for (int i = 0; i < length; i++) {
                name.append((char) query.get(end++));
            }
            name.append('.');
        }
        int type = query.getShort(end);
        end += 4;
        String asked =
                name.isEmpty() ? "" : name.substring(0, name.length() - 1).toLowerCase(Locale.ROOT);
        List<Target> targets = type == SRV ? services.getOrDefault(asked, List.of()) : List.of();
        int answers = type == A ? 1 : targets.size();

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(query.getShort(0));
        out.writeShort(0x8580); // an authoritative answer without an error
        out.writeShort(1);
        out.writeShort(answers);
        out.writeInt(0);
        out.write(message, HEADER, end - HEADER);
        if (type == A) {
            record(out, A, new byte[] {127, 0, 0, 1});
        }
        for (Target target : targets) {
            record(out, SRV, data(target));
        }
        return bytes.toByteArray();
    }

    private static byte[] data(Target target) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(target.priority());
        out.writeShort(0);
        out.writeShort(target.port());
        for (String label : target.host().split("\\.", -1)) {
            out.writeByte(label.length());
            out.writeBytes(label);
        }
        out.writeByte(0);
        return bytes.toByteArray();
    }

    private static void record(DataOutputStream out, int type, byte[] data) throws IOException {
        out.writeShort(0xC000 | HEADER); // the name that was asked for
        out.writeShort(type);
        out.writeShort(1);
        out.writeInt(0);
        out.writeShort(data.length);
        out.write(data);
    }

    @Override
    public void close() throws InterruptedException {
        socket.close();
        thread.join(2000); // the port is free only when the thread has left the socket
    }
}
