// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import java.time.Duration;

/** A running server, and an Asterisk whose calls reach it. */
interface Served extends AutoCloseable {

    /** Begins a call to a script of the server. */
    Placing place(String path);

    int activeCalls();

    int drain(Duration patience);

    Health health();

    /** Checks that a server which drains or is closed serves no new call, and that the dialplan can tell. */
    void assertTurnsAway(String path);

    /** Closes the server only; the calls' far ends stay. */
    void closeServer();

    /** Closes everything. */
    @Override
    void close();

    /**
     * What both servers tell of themselves, under the same names.
     *
     * @param state RUNNING, DRAINING or CLOSED
     */
    record Health(
            String state,
            int activeCalls,
            int maxCalls,
            long totalCalls,
            long refusedCalls,
            long failedCalls,
            Duration uptime) {}

    /** A call to be. */
    interface Placing {

        /** Adds an argument behind the path. */
        Placing argument(String value);

        /** Changes what Asterisk says about the call. */
        Placing variable(String name, String value);

        /** Sets a variable of the channel. */
        Placing channelVariable(String name, String value);

        /** The caller hangs up before the script can do anything. */
        Placing hungUpAtOnce();

        Call connect();
    }
}
