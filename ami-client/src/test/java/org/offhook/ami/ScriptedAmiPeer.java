// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Assertions;

/**
 * The server's end of one connection. A script on the connection's own thread reads and answers; any thread may write, whole messages at
 * a time.
 */
final class ScriptedAmiPeer {

    /** Bytes that are no AMI at all, without the end of a line. */
    static final byte[] GARBAGE = garbageBytes();

    private final ScriptedAmi server;
    private final Socket raw;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock recording = new ReentrantLock();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CountDownLatch gone = new CountDownLatch(1);
    private final String challenge = Integer.toString(100_000_000 + new Random().nextInt(899_999_999));
    private volatile boolean loggedIn;

    ScriptedAmiPeer(ScriptedAmi server, Socket raw, Socket socket) throws IOException {
        this.server = server;
        this.raw = raw;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16_384);
        this.out = socket.getOutputStream();
    }

    // ---- talking

    /** The first line, as Asterisk 22 says it. */
    ScriptedAmiPeer banner() throws IOException {
        return banner("11.0.0");
    }

    /** The first line, of a server of this version of the protocol. */
    ScriptedAmiPeer banner(String version) throws IOException {
        return raw("Asterisk Call Manager/" + version + "\r\n");
    }

    /** The next action, whatever it is. */
    ScriptedAmiAction read() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = readLine();
            if (!line.isEmpty()) {
                lines.add(line);
            } else if (!lines.isEmpty()) {
                return new ScriptedAmiAction(lines);
            }
        }
    }

    /** The next action, which must be this one. */
    ScriptedAmiAction expect(String name) throws IOException {
        ScriptedAmiAction action = read();
        if (!action.is(name)) {
            Assertions.fail("expected " + name + ", got " + action.lines());
        }
        return action;
    }

    /** The next action of this name; what comes before it is answered as usual. */
    ScriptedAmiAction serveUntil(String name) throws IOException {
        while (true) {
            ScriptedAmiAction action = read();
            if (action.is(name)) {
                return action;
            }
            server.answer(this, action);
        }
    }

    /** Answers everything as usual until the client goes. */
    void serve() throws IOException {
        while (true) {
            server.answer(this, read());
        }
    }

    /** Answers challenge and login; with what a real Asterisk says after it. */
    ScriptedAmiPeer acceptLogin() throws IOException {
        while (!loggedIn) {
            server.answer(this, read());
        }
        return this;
    }

    /** Answers an action: the response line, its ActionID, the other lines. */
    ScriptedAmiPeer reply(ScriptedAmiAction action, String response, String... lines) throws IOException {
        StringBuilder text =
                new StringBuilder(128).append("Response: ").append(response).append("\r\n");
        if (!action.id().isEmpty()) {
            text.append("ActionID: ").append(action.id()).append("\r\n");
        }
        for (String line : lines) {
            text.append(line).append("\r\n");
        }
        return raw(text.append("\r\n").toString());
    }

    /** One message of these lines. */
    ScriptedAmiPeer message(String... lines) throws IOException {
        return raw(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** An event: its name, and further lines. */
    ScriptedAmiPeer event(String name, String... lines) throws IOException {
        return raw("Event: " + name + "\r\nPrivilege: call,all\r\n"
                + (lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n") + "\r\n");
    }

    /** A list event that belongs to an action. */
    ScriptedAmiPeer item(ScriptedAmiAction action, String name, String... lines) throws IOException {
        return raw("Event: " + name + "\r\nActionID: " + action.id() + "\r\n"
                + (lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n") + "\r\n");
    }

    ScriptedAmiPeer raw(String text) throws IOException {
        return raw(text.getBytes(UTF_8));
    }

    ScriptedAmiPeer raw(byte[] bytes) throws IOException {
        writing.lock();
        try {
            out.write(bytes);
            out.flush();
        } finally {
            writing.unlock();
        }
        return this;
    }

    // ---- ends and faults

    /** Ends the stream in order, and waits for the client to go. */
    void fin() throws IOException {
        raw.shutdownOutput();
        drain(raw.getInputStream());
    }

    /** Resets the connection. */
    void rst() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    /** Says nothing any more, reads on, until the client goes. */
    void silence() throws IOException {
        drain(in);
    }

    /** Writes what is no AMI, and then nothing, until the client goes. */
    void garbage() throws IOException {
        raw(GARBAGE);
        silence();
    }

    /** Closes at once. */
    void close() {
        try {
            raw.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }

    // ---- what is known

    /** Every byte that came, as text of one char per byte. */
    String received() {
        recording.lock();
        try {
            return received.toString(ISO_8859_1);
        } finally {
            recording.unlock();
        }
    }

    /** The names of the actions that came, in order. */
    List<String> actions() {
        return received()
                .lines()
                .filter(line -> line.regionMatches(true, 0, "Action:", 0, 7))
                .map(line -> line.substring(7).strip())
                .toList();
    }

    /** Waits until the connection's script has ended. */
    boolean awaitGone() throws InterruptedException {
        return gone.await(20, TimeUnit.SECONDS);
    }

    boolean isGone() {
        return gone.getCount() == 0;
    }

    boolean isLoggedIn() {
        return loggedIn;
    }

    void loggedIn() {
        loggedIn = true;
    }

    void ended() {
        close();
        gone.countDown();
    }

    String challenge() {
        return challenge;
    }

    /** The key Asterisk expects for a secret. */
    String keyFor(String secret) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest((challenge + secret).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isTls() {
        return raw != socket;
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        while (true) {
            int b = in.read();
            if (b < 0) {
                record(line.toByteArray(), line.size());
                throw new EOFException("the client has gone");
            }
            line.write(b);
            if (b == '\n') {
                record(line.toByteArray(), line.size());
                String text = line.toString(UTF_8);
                return text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
            }
        }
    }

    private void drain(InputStream from) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            if (from == in) {
                record(buffer, n);
            }
        }
    }

    private void record(byte[] bytes, int length) {
        recording.lock();
        try {
            received.write(bytes, 0, length);
        } finally {
            recording.unlock();
        }
    }

    private static byte[] garbageBytes() {
        byte[] bytes = new byte[4096];
        new Random(7).nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                bytes[i] = 0;
            }
        }
        return bytes;
    }
}
