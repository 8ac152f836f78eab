// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

/**
 * What the programs that send actions take.
 *
 * @param inFlight how many wait for their answers at any time
 * @param seconds how long to measure, after as long a time to warm up
 */
record ActionsArguments(String host, int port, String user, String secret, int inFlight, int seconds) {

    static ActionsArguments parse(String[] args, String program) {
        if (args.length != 6) {
            System.err.println("usage: " + program + " HOST PORT USER SECRET IN_FLIGHT SECONDS");
            System.exit(2);
        }
        return new ActionsArguments(
                args[0],
                Integer.parseInt(args[1]),
                args[2],
                args[3],
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]));
    }

    /** Warms up, measures, prints. */
    void measure(String name, Latencies latencies) throws InterruptedException {
        Thread.sleep(seconds * 1000L);
        latencies.begin();
        Thread.sleep(seconds * 1000L);
        System.out.println("RESULT name=" + name + " in_flight=" + inFlight + " " + latencies.end());
    }
}
