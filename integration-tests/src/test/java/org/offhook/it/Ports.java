// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of one instance, free a moment ago. They are taken from below the range that the system gives to outgoing
 * connections, or one of those could take a port while its Asterisk is being restarted.
 *
 * @param ami TCP
 * @param sip UDP
 */
record Ports(int ami, int sip) {
    private static final int LOWEST = 20_001;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;

    static Ports pick() throws IOException {
        return new Ports(
                firstFree(address -> {
                    try (ServerSocket socket = new ServerSocket()) {
                        socket.bind(address);
                    }
                }),
                firstFree(address -> {
                    try (DatagramSocket socket = new DatagramSocket(null)) {
                        socket.bind(address);
                    }
                }));
    }

    /** A port of 127.0.0.1. */
    static InetSocketAddress on(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private interface Attempt {
        void bind(InetSocketAddress address) throws IOException;
    }

    private static int firstFree(Attempt attempt) throws IOException {
        IOException last = new IOException("no port was tried");
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try {
                attempt.bind(on(port));
                return port;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException("no free port between " + LOWEST + " and " + HIGHEST, last);
    }
}
