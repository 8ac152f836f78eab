// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A manager connection in a few lines, from the protocol's description. */
final class ManagerClient implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;
    private int actions;

    ManagerClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(5000);
            socket.setTcpNoDelay(true);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ManagerClient loggedIn(FakeAsterisk asterisk) {
        ManagerClient client = new ManagerClient(asterisk.port());
        client.line();
        client.ask("Login", "Username: " + asterisk.user(), "Secret: " + asterisk.secret());
        client.until("FullyBooted");
        return client;
    }

    /** A line, or null at the end. */
    Optional<String> line() {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message, its lines joined by " | ". */
    String message() {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = line().orElseThrow(() -> new IllegalStateException("the end, after " + lines));
            if (line.isEmpty()) {
                return String.join(" | ", lines);
            }
            lines.add(line);
        }
    }

    void send(String... lines) {
        try {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends an action and gives its response, past events. */
    String ask(String action, String... headers) {
        List<String> lines = new ArrayList<>(List.of("Action: " + action, "ActionID: a" + ++actions));
        lines.addAll(List.of(headers));
        send(lines.toArray(new String[0]));
        while (true) {
            String message = message();
            if (message.startsWith("Response: ") && (message + " |").contains("ActionID: a" + actions + " |")) {
                return message;
            }
        }
    }

    /** Queues a command. */
    void agi(FakeChannel channel, String command, String id) {
        send("Action: AGI", "Channel: " + channel.name(), "Command: " + command, "CommandID: " + id);
    }

    /** Reads up to an event of that name and gives it. */
    String until(String event) {
        while (true) {
            String message = message();
            if (message.startsWith("Event: " + event + " |")) {
                return message;
            }
        }
    }

    /** The names of the messages up to an event of that name; of VarSet with variable and value. */
    List<String> names(String last) {
        List<String> names = new ArrayList<>();
        while (true) {
            String message = message();
            String name = message.substring(message.indexOf(' ') + 1, message.indexOf(" |"));
            names.add(
                    name.equals("VarSet")
                            ? name + message.replaceAll(".*Variable: (\\S+) \\| Value: (.*)", " $1=$2")
                            : name);
            if (name.equals(last)) {
                return names;
            }
        }
    }

    /** The decoded result of the next AsyncAGIExec. */
    String result() {
        return decoded(header(until("AsyncAGIExec"), "Result"));
    }

    static String header(String message, String name) {
        for (String line : message.split(" \\| ", -1)) {
            if (line.startsWith(name + ": ")) {
                return line.substring(name.length() + 2);
            }
        }
        throw new AssertionError("no " + name + " in " + message);
    }

    static String decoded(String text) {
        return java.net.URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
