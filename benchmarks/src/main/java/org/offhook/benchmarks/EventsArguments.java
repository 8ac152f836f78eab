// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

/**
 * What the programs that count events take.
 *
 * @param events how many to ask for in each round; 0 asks for none, and counts what comes until {@code UserEvent: End}
 * @param warmUps how many rounds before the one that counts
 * @param variant what else; empty by default
 */
record EventsArguments(String host, int port, String user, String secret, int events, int warmUps, String variant) {

    static EventsArguments parse(String[] args, String program) {
        if (args.length < 4 || args.length > 7) {
            System.err.println("usage: " + program + " HOST PORT USER SECRET [EVENTS [WARM_UPS [VARIANT]]]");
            System.exit(2);
        }
        int events = args.length > 4 ? Integer.parseInt(args[4]) : 0;
        int warmUps = args.length > 5 ? Integer.parseInt(args[5]) : 0;
        return new EventsArguments(
                args[0],
                Integer.parseInt(args[1]),
                args[2],
                args[3],
                events,
                events == 0 ? 0 : warmUps,
                args.length > 6 ? args[6] : "");
    }
}
