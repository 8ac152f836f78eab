// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The peer of the AsyncAGI benchmarks: an AMI server on one thread that costs little and has channels parked in AsyncAGI. One connection at a
 * time. It is steered by actions {@code UserEvent}:
 *
 * <ul>
 *   <li>{@code UserEvent: Begin} with {@code Channels: N} parks so many channels. {@code AtOnce: N} keeps only so many parked at a time;
 *       {@code Tick: MILLIS} runs what a channel was given at its next tick, as Asterisk does (every 100 ms), and not at once; {@code Hold: true}
 *       lets {@code EXEC} commands run until {@code Go}; {@code Details: true} sends AGIExecStart and AGIExecEnd, too
 *   <li>{@code UserEvent: Go} ends the commands held; an event {@code UserEvent: CallsHeld} has told that each channel runs one
 *   <li>{@code UserEvent: Report} asks how far it is; by itself it tells so when all channels have ended: an event {@code UserEvent: CallsEnd}
 * </ul>
 *
 * <p>A script is to read {@code V0}, {@code V1} and so on, each of which holds {@code UNIQUEID-NAME}, and to end its session by
 * {@code ASYNCAGI BREAK}, or by a GOSUB that fails, which counts as a failed call.
 */
public final class AsyncAgiPeer implements AutoCloseable {

    private static final int SLOTS = 10;
    private static final String EVENT = "Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: ";
    private static final byte[] EXEC = "Event: AsyncAGIExec\r\nPrivilege: agi,all\r\n".getBytes(ISO_8859_1);
    private static final byte[] EXEC_START = "Event: AGIExecStart\r\nPrivilege: agi,all\r\n".getBytes(ISO_8859_1);
    private static final byte[] EXEC_END = "Event: AGIExecEnd\r\nPrivilege: agi,all\r\n".getBytes(ISO_8859_1);
    private static final byte[] END = "Event: AsyncAGIEnd\r\nPrivilege: agi,all\r\n".getBytes(ISO_8859_1);
    private static final byte[] HANGUP = "Event: Hangup\r\nPrivilege: call,all\r\n".getBytes(ISO_8859_1);
    private static final byte[] CAUSE =
            "Cause: 16\r\nTechCause: 200\r\nCause-txt: Normal Clearing\r\n\r\n".getBytes(ISO_8859_1);
    private static final byte[] BLANK = "\r\n".getBytes(ISO_8859_1);

    private final ServerSocket server;
    private final byte[] in = new byte[1 << 18];
    private final byte[] out = new byte[1 << 18];
    private List<ParkedCall> calls = List.of();
    private final Map<String, ParkedCall> parked = new HashMap<>();
    private final List<List<ParkedCall>> slots = new ArrayList<>();
    private volatile @Nullable Socket peer;
    private OutputStream output = OutputStream.nullOutputStream();
    private int pending;

    private int lastNumber;
    private int channels;
    private int begun;
    private int ended;
    private int failed;
    private int disorder;
    private int held;
    private long reads;
    private long commands;
    private long beganAt;
    private long lastAt;
    private int tick;
    private long slot;
    private boolean hold;
    private boolean details;

    /** Listens. */
    public AsyncAgiPeer(String host, int port) throws IOException {
        server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>());
        }
    }

    /** {@code [HOST] PORT}; port 0 takes a free one. Runs until it is killed. */
    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("usage: AsyncAgiPeer [HOST] PORT");
            System.exit(2);
        }
        String host = args.length == 2 ? args[0] : "127.0.0.1";
        try (AsyncAgiPeer peer = new AsyncAgiPeer(host, Integer.parseInt(args[args.length - 1]))) {
            System.out.println("port=" + peer.port());
            peer.run();
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** Serves one connection after the other, until it is closed. */
    public void run() {
        while (!server.isClosed()) {
            try (Socket accepted = server.accept()) {
                peer = accepted;
                accepted.setTcpNoDelay(true);
                serve(accepted);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    System.err.println("connection ended: " + e);
                }
            }
        }
    }

    /** Ends {@link #run}, from another thread. */
    @Override
    public void close() throws IOException {
        server.close();
        Socket connected = peer;
        if (connected != null) {
            connected.close();
        }
    }

    private void serve(Socket socket) throws IOException {
        output = socket.getOutputStream();
        pending = 0;
        begin(new PeerAction(""));
        put(PeerAnswers.BANNER);
        flush();
        InputStream input = socket.getInputStream();
        int filled = 0;
        boolean open = true;
        while (open) {
            int read = read(socket, input, filled);
            if (read < 0) {
                return;
            }
            filled += read;
            int message = 0;
            for (int end = endOfMessage(message, filled); open && end >= 0; end = endOfMessage(message, filled)) {
                open = answer(new PeerAction(new String(in, message, end - message, ISO_8859_1)));
                message = end;
            }
            filled -= message;
            System.arraycopy(in, message, in, 0, filled);
            if (tick > 0) {
                runDueSlots();
            }
            flush(); // all that came with one read is answered with one write
        }
    }

    /** Waits for something to read, but not beyond the next tick. */
    private int read(Socket socket, InputStream input, int filled) throws IOException {
        if (tick > 0) {
            socket.setSoTimeout(Math.max(1, tick / SLOTS));
        } else if (socket.getSoTimeout() != 0) {
            socket.setSoTimeout(0);
        }
        try {
            return input.read(in, filled, in.length - filled);
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    /** Where the message that begins here ends, behind its blank line; -1 when it is not all there. */
    private int endOfMessage(int from, int to) {
        for (int i = from + 3; i < to; i++) {
            if (in[i] == '\n' && in[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean answer(PeerAction action) throws IOException {
        switch (action.header("Action").toLowerCase(Locale.ROOT)) {
            case "agi" -> agi(action);
            case "userevent" -> {
                put(action.answer("Success", "Message: Event Sent"));
                steer(action);
            }
            case "coreshowchannels" -> list(action);
            case "hangup" -> hangup(action);
            case "logoff" -> {
                put(PeerAnswers.to(action));
                flush();
                return false;
            }
            default -> put(PeerAnswers.to(action));
        }
        return true;
    }

    // ---- steering

    private void steer(PeerAction action) throws IOException {
        switch (action.header("UserEvent")) {
            case "Begin" -> begin(action);
            case "Go" -> go();
            case "Report" -> report();
            default -> put(EVENT + action.header("UserEvent") + "\r\n\r\n");
        }
    }

    private void begin(PeerAction action) throws IOException {
        channels = action.number("Channels");
        int atOnce = action.number("AtOnce");
        tick = action.number("Tick");
        hold = action.header("Hold").equals("true");
        details = action.header("Details").equals("true");
        List<ParkedCall> made = new ArrayList<>();
        for (int i = 0; i < channels; i++) {
            made.add(new ParkedCall(++lastNumber)); // as in Asterisk, no name comes again
        }
        calls = made;
        parked.clear();
        slots.forEach(List::clear);
        begun = 0;
        ended = 0;
        failed = 0;
        disorder = 0;
        held = 0;
        reads = 0;
        commands = 0;
        if (channels > 0) {
            put(EVENT + "CallsBegin\r\n\r\n");
            flush();
            beganAt = System.nanoTime();
            lastAt = beganAt;
            while (begun < channels && (atOnce == 0 || begun < atOnce)) {
                park();
            }
        }
    }

    private void park() throws IOException {
        ParkedCall call = calls.get(begun++);
        call.parked = true;
        parked.put(call.channel, call);
        parked.put(call.uniqueId, call);
        put(call.start);
    }

    private void go() throws IOException {
        hold = false;
        for (ParkedCall call : List.copyOf(parked.values())) {
            ParkedCall.Command command = call.held;
            if (command != null) {
                call.held = null;
                held--;
                result(call, command, "200 result=0\n");
                runQueue(call);
            }
        }
    }

    private void report() throws IOException {
        double seconds = (lastAt - beganAt) / 1e9;
        put(EVENT + "CallsEnd\r\nReport: "
                + String.format(
                        Locale.ROOT,
                        "channels=%d ended=%d failed=%d disorder=%d reads=%d commands=%d peer_seconds=%.3f peer_rate=%.0f",
                        channels,
                        ended,
                        failed,
                        disorder,
                        reads,
                        commands,
                        seconds,
                        reads / Math.max(1e-6, seconds))
                + "\r\n\r\n");
    }

    // ---- other actions

    private void list(PeerAction action) throws IOException {
        String id = action.header("ActionID");
        put(action.answer("Success", "EventList: start", "Message: Channels will follow"));
        int items = 0;
        for (ParkedCall call : calls) {
            if (call.parked) {
                items++;
                put("Event: CoreShowChannel\r\nActionID: " + id + "\r\n");
                put(call.block);
                put("Application: AGI\r\nApplicationData: " + ParkedCall.DATA
                        + "\r\nDuration: 00:00:01\r\nBridgeId: \r\n\r\n");
            }
        }
        put("Event: CoreShowChannelsComplete\r\nActionID: " + id + "\r\nEventList: Complete\r\nListItems: " + items
                + "\r\n\r\n");
    }

    private void hangup(PeerAction action) throws IOException {
        ParkedCall call = parked.get(action.header("Channel"));
        if (call == null) {
            put(action.answer("Error", "Message: No such channel"));
            return;
        }
        put(action.answer("Success", "Message: Channel Hungup"));
        end(call, true);
    }

    // ---- AGI

    private void agi(PeerAction action) throws IOException {
        String name = action.header("Channel");
        ParkedCall call = parked.get(name);
        if (call == null) {
            put(action.answer("Error", "Message: Channel " + name + " does not exist."));
            return;
        }
        put(action.answer("Success", "Message: Added AGI command to queue"));
        ParkedCall.Command command = new ParkedCall.Command(action.header("CommandID"), action.header("Command"));
        if (tick == 0 && call.held == null) {
            run(call, command);
        } else {
            if (call.queue.isEmpty() && tick > 0) {
                slots.get(call.number % SLOTS).add(call);
            }
            call.queue.add(command);
        }
    }

    private void runDueSlots() throws IOException {
        long due = System.nanoTime() / (tick * 1_000_000L / SLOTS);
        for (slot = Math.max(slot, due - SLOTS); slot < due; slot++) {
            List<ParkedCall> ready = slots.get((int) (slot % SLOTS));
            for (ParkedCall call : ready) {
                runQueue(call);
            }
            ready.clear();
        }
    }

    private void runQueue(ParkedCall call) throws IOException {
        while (call.parked && call.held == null) {
            ParkedCall.Command command = call.queue.poll();
            if (command == null) {
                return;
            }
            run(call, command);
        }
    }

    private void run(ParkedCall call, ParkedCall.Command command) throws IOException {
        commands++;
        String line = command.line();
        if (line.startsWith("GET VARIABLE ")) {
            read(call, command, unquote(line.substring(13)));
        } else if (line.startsWith("GET FULL VARIABLE ")) {
            result(call, command, "200 result=1 (" + unquote(line.substring(18)) + ")\n");
        } else if (line.startsWith("SET VARIABLE ")) {
            int value = line.lastIndexOf(' ');
            if (unquote(line.substring(13, value)).equals("OFFHOOK")) {
                call.outcome = unquote(line.substring(value + 1));
            }
            result(call, command, "200 result=1\n");
        } else if (line.startsWith("EXEC ") && hold) {
            call.held = command;
            if (++held == channels) {
                put(EVENT + "CallsHeld\r\n\r\n");
            }
        } else if (line.startsWith("EXEC ") || line.startsWith("NOOP")) {
            result(call, command, "200 result=0\n");
        } else if (line.equals("ASYNCAGI BREAK")) {
            result(call, command, "200 result=0\n");
            end(call, call.outcome != null && !call.outcome.equals("done"));
        } else if (line.startsWith("GOSUB ")) {
            result(call, command, "200 result=-1 Gosub label not found\n");
            end(call, true);
        } else {
            disorder++;
            result(call, command, "510 Invalid or unknown command\n");
        }
    }

    private void read(ParkedCall call, ParkedCall.Command command, String name) throws IOException {
        reads++;
        if (!name.equals("V" + call.reads++)) {
            disorder++; // not in turn, or not this channel's
        }
        result(call, command, "200 result=1 (" + call.value(name) + ")\n");
    }

    private static String unquote(String argument) {
        return argument.length() > 1 && argument.startsWith("\"")
                ? argument.substring(1, argument.length() - 1)
                : argument;
    }

    private void result(ParkedCall call, ParkedCall.Command command, String reply) throws IOException {
        if (details) {
            details(call, command);
        }
        put(EXEC);
        put(call.block);
        put("Result: " + ParkedCall.encode(reply) + "\r\n");
        if (!command.id().isEmpty()) {
            put("CommandId: " + command.id() + "\r\n");
        }
        put(BLANK);
    }

    private void details(ParkedCall call, ParkedCall.Command command) throws IOException {
        String lines = "CommandId: " + (commands & 0x7fff_ffff) + "\r\nCommand: " + command.line() + "\r\n";
        put(EXEC_START);
        put(call.block);
        put(lines + "\r\n");
        put(EXEC_END);
        put(call.block);
        put(lines + "ResultCode: 200\r\nResult: Success\r\n\r\n");
    }

    private void end(ParkedCall call, boolean failure) throws IOException {
        call.parked = false;
        parked.remove(call.channel);
        parked.remove(call.uniqueId);
        put(END);
        put(call.block);
        put(BLANK);
        put(HANGUP);
        put(call.block);
        put(CAUSE);
        lastAt = System.nanoTime();
        ended++;
        failed += failure ? 1 : 0;
        if (begun < channels) {
            park();
        } else if (ended == channels) {
            report();
        }
    }

    // ---- writing

    private void put(String text) throws IOException {
        put(text.getBytes(ISO_8859_1));
    }

    private void put(byte[] bytes) throws IOException {
        if (out.length - pending < bytes.length) {
            flush();
        }
        System.arraycopy(bytes, 0, out, pending, bytes.length);
        pending += bytes.length;
    }

    private void flush() throws IOException {
        output.write(out, 0, pending);
        pending = 0;
    }
}
