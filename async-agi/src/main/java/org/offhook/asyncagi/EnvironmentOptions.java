// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.offhook.agi.spi.OptionValues.bool;
import static org.offhook.agi.spi.OptionValues.duration;
import static org.offhook.agi.spi.OptionValues.durationOrOff;
import static org.offhook.agi.spi.OptionValues.number;
import static org.offhook.agi.spi.OptionValues.textOrOff;

import java.time.Duration;
import java.util.Map;
import org.offhook.agi.spi.OptionValues;
import org.offhook.asyncagi.spi.ChannelClaims;

/** Options of a server from environment variables, for containers. */
final class EnvironmentOptions {

    private final OptionValues values;

    EnvironmentOptions(Map<String, String> variables) {
        values = new OptionValues("ASYNCAGI_", variables);
    }

    void applyTo(AsyncAgiServerBuilder server) {
        values.take("MAX_CALLS", text -> server.maxCalls(number(text)));
        values.take("REPLY_TIMEOUT", text -> server.replyTimeout(duration(text)));
        values.take("LOOP_TIMEOUT", text -> server.loopTimeout(duration(text)));
        values.take("RECONNECT_WINDOW", text -> server.reconnectWindow(duration(text)));
        values.take("SCRIPT_DEADLINE", text -> server.scriptDeadline(durationOrOff(text)));
        values.take("SHARED", text -> share(server, bool(text)));
        values.take("LEASE", text -> lease(server, duration(text)));
        values.take("INSTANCE", server::instance);
        values.take("SUFFIX", text -> server.routeBySuffix(bool(text)));
        values.take("OUTCOME_VARIABLE", text -> server.outcomeVariable(textOrOff(text)));
        values.take("INTERRUPT_ON_HANGUP", text -> server.interruptOnHangup(bool(text)));
    }

    /** An arbiter that the program chose stays. */
    private static void share(AsyncAgiServerBuilder server, boolean shared) {
        if (!shared) {
            server.single();
        } else if (server.claims == null) {
            server.shared();
        }
    }

    /** Also where the program shares only later. */
    private static void lease(AsyncAgiServerBuilder server, Duration lease) {
        ChannelClaims arbiter = server.claims;
        server.claims(arbiter == null ? new AsteriskClaims() : arbiter, lease);
        server.claims = arbiter;
    }
}
