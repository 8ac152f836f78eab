// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The variables that begin a call, in Asterisk's order, with the values of a plain call from a phone. */
final class CallEnvironment {

    private static final String VERSION_22 = "22.10.1+dfsg+~cs6.17.60671434-1";
    private static final AtomicLong CALLS = new AtomicLong();

    private final long number = CALLS.incrementAndGet();
    private final Map<String, String> changes = new LinkedHashMap<>();
    private final List<String> removed = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private String script = "";

    void script(String path) {
        script = path.startsWith("/") ? path.substring(1) : path;
    }

    void argument(String value) {
        arguments.add(value);
    }

    void variable(String name, String value) {
        removed.remove(name);
        changes.put(name, value);
    }

    void remove(String name) {
        changes.remove(name);
        removed.add(name);
    }

    /**
     * The variables.
     *
     * @param server host and port, as they would be in the dialplan
     */
    Map<String, String> build(String server) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("agi_network", "yes");
        if (!script.isEmpty()) {
            all.put("agi_network_script", script);
        }
        String channel = changes.getOrDefault("agi_channel", String.format("PJSIP/alice-%08x", number));
        all.put("agi_request", "agi://" + server + (script.isEmpty() ? "" : "/" + script));
        all.put("agi_channel", channel);
        all.put("agi_language", "en");
        all.put("agi_type", channel.contains("/") ? channel.substring(0, channel.indexOf('/')) : channel);
        all.put("agi_uniqueid", System.currentTimeMillis() / 1000 + "." + number);
        all.put("agi_version", VERSION_22);
        all.put("agi_callerid", "unknown");
        all.put("agi_calleridname", "unknown");
        all.put("agi_callingpres", isKnown(changes.get("agi_callerid")) ? "0" : "67");
        all.put("agi_callingani2", "0");
        all.put("agi_callington", "0");
        all.put("agi_callingtns", "0");
        all.put("agi_dnid", "unknown");
        all.put("agi_rdnis", "unknown");
        all.put("agi_context", "default");
        all.put("agi_extension", "100");
        all.put("agi_priority", "1");
        all.put("agi_enhanced", "0.0");
        all.put("agi_accountcode", "");
        all.put("agi_threadid", Long.toString(139_741_720_483_520L + 4096 * number));
        all.putAll(changes);
        for (int i = 0; i < arguments.size(); i++) {
            all.put("agi_arg_" + (i + 1), arguments.get(i));
        }
        removed.forEach(all::remove);
        return all;
    }

    private static boolean isKnown(@Nullable String callerId) {
        return callerId != null && !callerId.equals("unknown");
    }
}
