// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

/**
 * What the programs that serve FastAGI calls take.
 *
 * @param port where they listen, on 127.0.0.1; 0 for any
 * @param commands how many variables each script reads, one after the other
 */
record FastAgiArguments(int port, int commands) {

    static FastAgiArguments parse(String[] args, String program) {
        if (args.length != 2) {
            System.err.println("usage: " + program + " PORT COMMANDS");
            System.exit(2);
        }
        return new FastAgiArguments(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    }

    /** Says where it listens, then waits for the end of standard input, the end of the program that started this one at the latest. */
    static void serveUntilEndOfInput(int port) throws java.io.IOException {
        System.out.println("port=" + port);
        while (System.in.read() >= 0) {
            // whatever it is
        }
    }
}
