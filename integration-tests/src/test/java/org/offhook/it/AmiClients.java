// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;

/** The AMI clients of one test: closing this closes them all. For one thread. */
final class AmiClients implements AutoCloseable {
    private final AsteriskUnderTest asterisk;
    private final Deque<AmiClient> open = new ArrayDeque<>();

    AmiClients(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    /** Options for the user who may do everything; they reconnect quickly. */
    AmiClientOptions.Builder options() {
        return options(asterisk.amiUser(), asterisk.amiSecret());
    }

    /** Options for another user of the same server. */
    AmiClientOptions.Builder options(String user, String secret) {
        return AmiClientOptions.builder(asterisk.amiAddress().getAddress().getHostAddress(), user, secret)
                .port(asterisk.amiAddress().getPort())
                .reconnectPause(Duration.ofMillis(20), Duration.ofMillis(200));
    }

    /** A client that is ready, of the user who may do everything. */
    AmiClient connect() {
        return connect(options());
    }

    /** A client that is ready. */
    AmiClient connect(AmiClientOptions.Builder options) {
        return keep(AmiClient.connect(options.build()));
    }

    /** A client that begins to connect. */
    AmiClient start(AmiClientOptions.Builder options) {
        return keep(AmiClient.start(options.build()));
    }

    private AmiClient keep(AmiClient client) {
        open.push(client);
        return client;
    }

    @Override
    public void close() {
        open.forEach(AmiClient::close);
    }
}
