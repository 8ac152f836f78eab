// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.offhook.ami.AmiClient;
import org.slf4j.LoggerFactory;

/** What is logged, to standard error: warnings, unless more is asked for. */
final class Logs {

    private static volatile boolean verbose;

    private Logs() {}

    /** A connection's troubles: the command tells of them itself. */
    static void withoutConnection() {
        if (!verbose && LoggerFactory.getLogger(AmiClient.class) instanceof Logger connection) {
            connection.setLevel(Level.OFF);
        }
    }

    /** Logs everything of ours if asked to. Does not touch the logging otherwise: setting it up takes time at the start. */
    static void verbose(boolean wanted) {
        verbose = wanted;
        if (wanted && LoggerFactory.getLogger("org.offhook") instanceof Logger ours) {
            ours.setLevel(Level.DEBUG);
        }
    }
}
