// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.io.IOException;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.response.ManagerResponse;

/** Keeps so many pings in flight with asterisk-java, by its asynchronous call: each answer sends the next one. */
public final class AsteriskJavaActions {

    private final DefaultManagerConnection connection;
    private final Latencies latencies = new Latencies();
    private volatile boolean enough;

    private AsteriskJavaActions(DefaultManagerConnection connection) {
        this.connection = connection;
    }

    /** {@code HOST PORT USER SECRET IN_FLIGHT SECONDS}. */
    public static void main(String[] args) throws Exception {
        ActionsArguments arguments = ActionsArguments.parse(args, "AsteriskJavaActions");
        DefaultManagerConnection connection =
                new DefaultManagerConnection(arguments.host(), arguments.port(), arguments.user(), arguments.secret());
        connection.login();
        AsteriskJavaActions actions = new AsteriskJavaActions(connection);
        for (int i = 0; i < arguments.inFlight(); i++) {
            actions.next();
        }
        arguments.measure("asterisk-java", actions.latencies);
        actions.enough = true;
        connection.logoff();
    }

    private void next() {
        long now = System.nanoTime();
        try {
            connection.sendAction(new PingAction(), response -> done(now, response));
        } catch (IOException e) {
            latencies.record(now, false);
        }
    }

    private void done(long startedAt, ManagerResponse response) {
        latencies.record(startedAt, "Success".equals(response.getResponse()));
        if (!enough) {
            next();
        }
    }
}
