// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;

/** A channel as CoreShowChannels tells of it. */
final class ChannelRow {

    /** The dialplan's applications that can wait in AsyncAGI. */
    private static final Set<String> APPLICATIONS = Set.of("agi", "deadagi", "eagi");

    private final AmiHeaders headers;
    private final @Nullable ApplicationData data;

    ChannelRow(AmiEvent row) {
        headers = row.headers();
        boolean agi = APPLICATIONS.contains(text("Application").toLowerCase(Locale.ROOT));
        data = agi ? ApplicationData.parse(text("ApplicationData")) : null;
    }

    String uniqueId() {
        return text("Uniqueid");
    }

    String channel() {
        return text("Channel");
    }

    /** Whether it waits in AsyncAGI, with no application of EXEC running. */
    boolean isParked() {
        return data != null;
    }

    String suffix() {
        return data == null ? "" : data.suffix();
    }

    /** All arguments of AGI() behind the first; none if it is not parked. */
    List<String> arguments() {
        return data == null ? List.of() : data.arguments();
    }

    Place place() {
        return new Place(text("Context"), text("Exten"), text("Priority"), data == null ? null : data.arguments());
    }

    /** The environment as far as the list tells it, in Asterisk's order. */
    Map<String, String> environment(@Nullable String version) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("agi_request", "async");
        environment.put("agi_channel", channel());
        environment.put("agi_language", text("Language"));
        environment.put("agi_type", channel().substring(0, Math.max(0, channel().indexOf('/'))));
        environment.put("agi_uniqueid", uniqueId());
        if (version != null) {
            environment.put("agi_version", version);
        }
        environment.put("agi_callerid", known("CallerIDNum"));
        environment.put("agi_calleridname", known("CallerIDName"));
        environment.put("agi_context", text("Context"));
        environment.put("agi_extension", text("Exten"));
        environment.put("agi_priority", text("Priority"));
        environment.put("agi_enhanced", "0.0");
        environment.put("agi_accountcode", text("AccountCode"));
        return environment;
    }

    private String known(String header) {
        String value = text(header);
        return value.isEmpty() || value.equals("<unknown>") ? "unknown" : value;
    }

    private String text(String header) {
        return headers.find(header).orElse("");
    }
}
