// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What the programs that serve AsyncAGI calls take.
 *
 * @param channels how many to have parked, in each round
 * @param atOnce how many of them at a time; 0 for all
 * @param warmUps how many rounds before the one that counts
 * @param variant what else; empty by default
 */
record AsyncAgiArguments(
        String host, int port, String user, String secret, int channels, int atOnce, int warmUps, String variant) {

    /** How many variables each script reads, one after the other. */
    static final int READS = 10;

    private static final int STUCK_SECONDS = 10;

    static AsyncAgiArguments parse(String[] args, String program) {
        if (args.length < 5 || args.length > 8) {
            System.err.println("usage: " + program + " HOST PORT USER SECRET CHANNELS [AT_ONCE [WARM_UPS [VARIANT]]]");
            System.exit(2);
        }
        return new AsyncAgiArguments(
                args[0],
                Integer.parseInt(args[1]),
                args[2],
                args[3],
                Integer.parseInt(args[4]),
                args.length > 5 ? Integer.parseInt(args[5]) : 0,
                args.length > 6 ? Integer.parseInt(args[6]) : 0,
                args.length > 7 ? args[7] : "");
    }

    /** How long Asterisk is to let commands wait, in milliseconds: 0, or the 100 of a real one. */
    int tick() {
        return variant.equals("tick") ? 100 : 0;
    }

    /** How many calls there are at most at a time. */
    int mostAtOnce() {
        return atOnce == 0 ? channels : atOnce;
    }

    /**
     * Waits for the report of the peer.
     *
     * @param reports where it comes in
     * @param progress grows while calls are served
     * @param ask asks for the report, after ten seconds without progress
     */
    String await(SynchronousQueue<String> reports, LongSupplier progress, Runnable ask) throws InterruptedException {
        long before = -1;
        while (true) {
            String report = reports.poll(STUCK_SECONDS, TimeUnit.SECONDS);
            if (report != null) {
                return report;
            }
            long now = progress.getAsLong();
            if (now == before) {
                ask.run();
            }
            before = now;
        }
    }

    /** How many variables were read, by a report of the peer. */
    static long reads(String report) {
        for (String pair : report.split(" ", -1)) {
            if (pair.startsWith("reads=")) {
                return Long.parseLong(pair.substring(6));
            }
        }
        return 0;
    }
}
