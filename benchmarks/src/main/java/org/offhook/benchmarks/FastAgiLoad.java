// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Asterisk's side of many calls at once, on one thread: connects, sends an environment, answers each command at once, and begins the next call when the server has
 * closed one.
 */
public final class FastAgiLoad {

    /** What Asterisk 22 says of a call through a trunk. */
    private static final String ENVIRONMENT = """
            agi_network: yes
            agi_network_script: %s
            agi_request: agi://127.0.0.1:4573/%s
            agi_channel: PJSIP/trunk-00000a3f
            agi_language: en
            agi_type: PJSIP
            agi_uniqueid: 1795280022.2623
            agi_version: 22.10.1
            agi_callerid: 15551230987
            agi_calleridname: Alice Example
            agi_callingpres: 0
            agi_callingani2: 0
            agi_callington: 0
            agi_callingtns: 0
            agi_dnid: 100
            agi_rdnis: unknown
            agi_context: from-trunk
            agi_extension: 100
            agi_priority: 2
            agi_enhanced: 0.0
            agi_accountcode:
            agi_threadid: 140337348003584

            """;

    private static final byte[] SUCCESS = "200 result=1".getBytes(US_ASCII);
    private static final byte[] GET_VARIABLE = "GET VARIABLE ".getBytes(US_ASCII);
    private static final int CONNECTS_AT_A_TIME = 256;
    private static final int CALLS_OF_AN_ADDRESS = 10_000;

    private final InetSocketAddress server;
    private final byte[] environment;
    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(65_536);
    private final ByteBuffer out = ByteBuffer.allocateDirect(4_096);
    private final Histogram calls = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
    private final Histogram firsts = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
    private long commands;
    private long failed;
    private int open;
    private int connecting;
    private int sources;

    FastAgiLoad(InetSocketAddress server, String script) throws IOException {
        this.server = server;
        this.environment = ENVIRONMENT.formatted(script, script).getBytes(US_ASCII);
    }

    /**
     * {@code HOST PORT AT_ONCE WARM_UP_SECONDS SECONDS [PID [HELD]]}: so many calls at once, and what that took; of the process with this id, too, if it is given.
     * HELD calls wait in a prompt meanwhile.
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 5 || args.length > 7) {
            System.err.println("usage: FastAgiLoad HOST PORT AT_ONCE WARM_UP_SECONDS SECONDS [PID [HELD]]");
            System.exit(2);
        }
        InetSocketAddress server = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
        int atOnce = Integer.parseInt(args[2]);
        ServerProcess process = new ServerProcess(args.length > 5 ? Long.parseLong(args[5]) : 0);
        String report = "";
        if (args.length > 6) {
            int held = Integer.parseInt(args[6]);
            long before = process.residentBytes();
            new FastAgiLoad(server, "hold").hold(held);
            report = String.format(
                    Locale.ROOT,
                    " held=%d resident_per_call=%.0f",
                    held,
                    (process.residentBytes() - before) / (double) held);
        }
        FastAgiLoad load = new FastAgiLoad(server, "bench");
        load.run(atOnce, Integer.parseInt(args[3]), report("warm-up", process));
        load.run(atOnce, Integer.parseInt(args[4]), report("RESULT" + report, process));
    }

    private static Consumer<FastAgiLoad> report(String title, ServerProcess process) {
        return new Consumer<>() {
            private long time = -1;
            private long cpu;

            @Override
            public void accept(FastAgiLoad load) {
                if (time < 0) {
                    time = System.nanoTime();
                    cpu = process.cpuNanos();
                } else {
                    System.out.println(title + " " + load.measured(System.nanoTime() - time, process.cpuNanos() - cpu));
                }
            }
        };
    }

    private String measured(long nanos, long cpuNanos) {
        return String.format(
                Locale.ROOT,
                "calls=%d commands=%d seconds=%.3f rate=%.0f calls_rate=%.0f cpu_us=%.2f p50_ms=%.2f p99_ms=%.2f max_ms=%.2f"
                        + " first_p50_ms=%.2f first_p99_ms=%.2f failed=%d",
                calls.getTotalCount(),
                commands,
                nanos / 1e9,
                commands / (nanos / 1e9),
                calls.getTotalCount() / (nanos / 1e9),
                cpuNanos / 1e3 / Math.max(1, commands),
                calls.getValueAtPercentile(50) / 1e6,
                calls.getValueAtPercentile(99) / 1e6,
                calls.getMaxValue() / 1e6,
                firsts.getValueAtPercentile(50) / 1e6,
                firsts.getValueAtPercentile(99) / 1e6,
                failed);
    }

    /** Places so many calls, and leaves them in their first command. */
    private void hold(int many) throws IOException {
        while (firsts.getTotalCount() < many) {
            connect(many);
            turn(false);
            if (failed > 0) {
                throw new IOException("a call ended that should have waited");
            }
        }
    }

    /** Keeps so many calls going for a time. */
    private void run(int atOnce, int seconds, Consumer<FastAgiLoad> report) throws IOException {
        calls.reset();
        firsts.reset();
        commands = 0;
        failed = 0;
        report.accept(this);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - end < 0) {
            connect(atOnce);
            turn(true);
        }
        report.accept(this);
    }

    private void connect(int atOnce) throws IOException {
        while (open < atOnce && connecting < CONNECTS_AT_A_TIME) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // an address has some 28,000 ports for connections
            channel.bind(new InetSocketAddress("127.0.0." + (1 + sources++ / CALLS_OF_AN_ADDRESS % 8), 0));
            Call call = new Call();
            open++;
            connecting++;
            if (channel.connect(server)) {
                connected(channel.register(selector, SelectionKey.OP_READ, call));
            } else {
                channel.register(selector, SelectionKey.OP_CONNECT, call);
            }
        }
    }

    private void connected(SelectionKey key) throws IOException {
        connecting--;
        ((Call) key.attachment()).connected = true;
        key.interestOps(SelectionKey.OP_READ);
        out.clear().put(environment).flip();
        ((SocketChannel) key.channel()).write(out);
    }

    private void turn(boolean answer) throws IOException {
        selector.select(key -> ready(key, (Call) key.attachment(), answer), 100);
    }

    private void ready(SelectionKey key, Call call, boolean answer) {
        try {
            if (key.isConnectable()) {
                ((SocketChannel) key.channel()).finishConnect();
                connected(key);
            } else {
                read(key, call, answer);
            }
        } catch (IOException e) {
            end(key, call, false);
        }
    }

    private void read(SelectionKey key, Call call, boolean answer) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        in.clear();
        if (channel.read(in) < 0) {
            end(key, call, call.commands > 0);
            return;
        }
        out.clear();
        int begin = 0;
        for (int i = 0; i < in.position(); i++) {
            if (in.get(i) == '\n') {
                if (call.commands++ == 0) {
                    firsts.recordValue(System.nanoTime() - call.began);
                }
                commands++;
                if (answer) {
                    answer(begin, i);
                }
                begin = i + 1;
            }
        }
        if (begin < in.position()) {
            throw new IOException("a line in pieces: this load expects short ones");
        }
        if (out.flip().hasRemaining()) {
            channel.write(out);
        }
    }

    /** The value of a variable is its name. */
    private void answer(int begin, int end) {
        out.put(SUCCESS);
        if (in.get(begin) == 'G') {
            out.put((byte) ' ').put((byte) '(');
            for (int i = begin + GET_VARIABLE.length; i < end; i++) {
                if (in.get(i) != '"') {
                    out.put(in.get(i));
                }
            }
            out.put((byte) ')');
        }
        out.put((byte) '\n');
    }

    private void end(SelectionKey key, Call call, boolean well) {
        if (!call.connected) {
            connecting--;
        }
        open--;
        try {
            key.channel().close();
        } catch (IOException e) {
            well = false;
        }
        if (well) {
            calls.recordValue(System.nanoTime() - call.began);
        } else {
            failed++;
        }
    }

    private static final class Call {
        private final long began = System.nanoTime();
        private boolean connected;
        private int commands;
    }
}
