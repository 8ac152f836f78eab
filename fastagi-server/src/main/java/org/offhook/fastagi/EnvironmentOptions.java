// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.offhook.agi.spi.OptionValues.bool;
import static org.offhook.agi.spi.OptionValues.duration;
import static org.offhook.agi.spi.OptionValues.durationOrOff;
import static org.offhook.agi.spi.OptionValues.list;
import static org.offhook.agi.spi.OptionValues.number;
import static org.offhook.agi.spi.OptionValues.textOrOff;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.offhook.agi.spi.OptionValues;

/** Options of a server from environment variables, for containers. */
final class EnvironmentOptions {

    private final OptionValues values;

    EnvironmentOptions(Map<String, String> variables) {
        values = new OptionValues("FASTAGI_", variables);
    }

    void applyTo(FastAgiServerBuilder server) {
        values.take("HOST", server::host);
        values.take("PORT", text -> server.port(number(text)));
        values.take("MAX_CALLS", text -> server.maxCalls(number(text)));
        values.take("OVERLOAD", text -> server.overload(policy(text)));
        values.take("HANDSHAKE_TIMEOUT", text -> server.handshakeTimeout(duration(text)));
        values.take("REPLY_TIMEOUT", text -> server.replyTimeout(duration(text)));
        values.take("WRITE_TIMEOUT", text -> server.writeTimeout(duration(text)));
        values.take("KEEP_ALIVE", text -> server.keepAlive(durationOrOff(text)));
        values.take("SCRIPT_DEADLINE", text -> server.scriptDeadline(durationOrOff(text)));
        values.take("MAX_ENVIRONMENT", text -> {
            int[] limits = list(text).stream().mapToInt(OptionValues::number).toArray();
            if (limits.length != 3) {
                throw new IllegalArgumentException("three numbers are wanted");
            }
            server.maxEnvironment(limits[0], limits[1], limits[2]);
        });
        values.take("MAX_REPLY_BYTES", text -> server.maxReplyBytes(number(text)));
        values.take("ALLOW", text -> server.allow(addresses(text)));
        values.take("PROXIES", text -> server.proxyProtocol(addresses(text)));
        values.take("IO_THREADS", text -> server.ioThreads(number(text)));
        values.take("OUTCOME_VARIABLE", text -> server.outcomeVariable(textOrOff(text)));
        values.take("INTERRUPT_ON_HANGUP", text -> server.interruptOnHangup(bool(text)));
        String password = values.verbatim("TLS_KEY_STORE_PASSWORD");
        values.take("TLS_KEY_STORE", text -> server.tls(Path.of(text), password.toCharArray()));
        values.take("TLS_CERTIFICATE", text -> server.tls(Path.of(text), Path.of(values.required("TLS_KEY"))));
    }

    private static String[] addresses(String text) {
        return list(text).toArray(String[]::new);
    }

    private static OverloadPolicy policy(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "fail" -> OverloadPolicy.FAIL;
            case "refuse" -> OverloadPolicy.REFUSE;
            default -> throw new IllegalArgumentException("fail or refuse is wanted");
        };
    }
}
