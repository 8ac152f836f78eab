// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts a FastAGI server as a process, places one call, and says how long that took and what the process holds then. */
public final class StartTimes {

    private static final String ENVIRONMENT = """
            agi_network: yes
            agi_network_script: bench
            agi_request: agi://127.0.0.1/bench
            agi_channel: PJSIP/trunk-00000001
            agi_uniqueid: 1795280022.1
            agi_version: 22.10.1

            """;
    private static final long PATIENCE_SECONDS = 30;

    private StartTimes() {}

    /** {@code JAVA CLASSPATH PROGRAM PORT [JVM-OPTION...]}; it prints a line that begins with {@code RESULT}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 4) {
            System.err.println("usage: StartTimes JAVA CLASSPATH PROGRAM PORT [JVM-OPTION...]");
            System.exit(2);
        }
        List<String> options = List.of(args).subList(4, args.length);
        Measured quick = start(args, options);
        Path log = Files.createTempFile("classes", ".log");
        try {
            List<String> counting = Stream.concat(options.stream(), Stream.of("-Xlog:class+load:file=" + log))
                    .toList();
            start(args, counting);
            try (Stream<String> lines = Files.lines(log)) {
                System.out.printf(
                        Locale.ROOT,
                        "RESULT listening_ms=%.0f call_ms=%.0f rss_mib=%.1f classes=%d%n",
                        quick.listening / 1e6,
                        quick.served / 1e6,
                        quick.resident / 1048576.0,
                        lines.filter(line -> line.contains(" source: ")).count());
            }
        } finally {
            Files.delete(log);
        }
    }

    private record Measured(long listening, long served, long resident) {}

    private static Measured start(String[] args, List<String> options) throws IOException, InterruptedException {
        String program = StartTimes.class.getPackageName() + '.' + args[2];
        List<String> command = Stream.of(
                        Stream.of(args[0]), options.stream(), Stream.of("-cp", args[1], program, args[3], "1"))
                .flatMap(part -> part)
                .toList();
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
            String port = said.readLine();
            if (port == null || !port.startsWith("port=")) {
                throw new IOException(program + " did not start");
            }
            long listening = System.nanoTime() - began;
            call(Integer.parseInt(port.substring(5)));
            long served = System.nanoTime() - began;
            return new Measured(listening, served, new ServerProcess(process.pid()).residentBytes());
        } finally {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** One call, to its end. A server that says its port a moment before it listens is called again. */
    private static void call(int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Socket asterisk = new Socket(InetAddress.getLoopbackAddress(), port)) {
                asterisk.getOutputStream().write(ENVIRONMENT.getBytes(US_ASCII));
                answer(asterisk);
                return;
            } catch (java.net.ConnectException e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    private static void answer(Socket asterisk) throws IOException {
        InputStream in = asterisk.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.append((char) next);
                continue;
            }
            boolean value = line.indexOf("GET VARIABLE") == 0;
            asterisk.getOutputStream().write((value ? "200 result=1 (V0)\n" : "200 result=1\n").getBytes(US_ASCII));
            line.setLength(0);
        }
    }
}
