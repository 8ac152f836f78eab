// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.offhook.ami.AmiClientOptions;

/** Whether the manager port can be reached, and whether it is one. */
final class NetworkChecks {

    private static final String BANNER = "Asterisk Call Manager/";
    private static final int PORT_WITH_TLS = 5039;
    private static final int BANNER_MILLIS = 2000;

    private final Checkup checkup;
    private final String host;
    private final int port;
    private final boolean tls;
    private final int connectMillis;

    NetworkChecks(Checkup checkup, String host, int port, boolean tls, Duration connectTimeout) {
        this.checkup = checkup;
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.connectMillis = (int) Math.min(connectTimeout.toMillis(), Integer.MAX_VALUE);
    }

    /** The address of an Asterisk at which a login can be tried; empty, when there is none. */
    Optional<InetAddress> run() {
        List<InetAddress> addresses = addresses();
        for (InetAddress address : addresses) {
            if (isManager(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    private List<InetAddress> addresses() {
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
            List<String> texts =
                    addresses.stream().map(InetAddress::getHostAddress).toList();
            checkup.ok("name", texts.equals(List.of(host)) ? host : host + " is " + String.join(", ", texts));
            return addresses;
        } catch (UnknownHostException e) {
            checkup.fail("name", "no address is known for " + host);
            return List.of();
        }
    }

    private boolean isManager(InetAddress address) {
        String where = address.getHostAddress() + " port " + port;
        long began = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), connectMillis);
            checkup.ok("port", where + " is open, " + (System.nanoTime() - began) / 1_000_000 + " ms");
            return speaks(socket);
        } catch (ConnectException e) {
            String bind = where.startsWith("127.") ? "127.0.0.1" : "0.0.0.0"; // no wider than it has to be
            List<String> fix = new ArrayList<>(List.of(
                    "[general] of manager.conf, then \"manager reload\":",
                    "  enabled = yes",
                    tls ? "  tlsenable = yes, tlsbindaddr = " + bind + ":" + port : "  port = " + port,
                    tls ? "  tlscertfile = FILE.pem" : "  bindaddr = " + bind));
            others(address).forEach(fix::add);
            checkup.fail("port", where + " is closed", fix.toArray(String[]::new));
        } catch (SocketTimeoutException e) {
            checkup.fail("port", where + " does not answer: a firewall, or no machine");
        } catch (IOException e) {
            checkup.fail("port", where + ": " + e.getMessage());
        }
        return false;
    }

    /** Asterisk speaks first, unless it waits for TLS. */
    private boolean speaks(Socket socket) throws IOException {
        socket.setSoTimeout(Math.min(BANNER_MILLIS, connectMillis));
        String said = firstLine(socket.getInputStream());
        if (said.startsWith(BANNER)) {
            if (tls) {
                checkup.fail(
                        "banner", "the port speaks without TLS: leave --tls away, or give the port of tlsbindaddr");
                return false;
            }
            checkup.ok("banner", said);
            return true;
        }
        if (!said.isEmpty()) {
            checkup.fail("banner", "this is no manager port; it says " + said);
            return false;
        }
        if (!tls) {
            checkup.fail("banner", "the port says nothing: is it the one for TLS? Then give --tls or --tls-trust");
        }
        return tls;
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = in.read(); c >= 0 && c != '\n' && line.length() < 100; c = in.read()) {
                line.append((char) c);
            }
        } catch (SocketTimeoutException e) {
            // it says nothing, or nothing more
        }
        return Text.line(new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** Where else there may be one. */
    private Stream<String> others(InetAddress address) {
        return Stream.of(AmiClientOptions.DEFAULT_PORT, PORT_WITH_TLS)
                .filter(other -> other != port && isOpen(address, other))
                .map(other -> "port " + other + " is open" + (other == PORT_WITH_TLS ? ": try --tls" : "")
                        + ", try --port " + other);
    }

    private boolean isOpen(InetAddress address, int other) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, other), connectMillis);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
