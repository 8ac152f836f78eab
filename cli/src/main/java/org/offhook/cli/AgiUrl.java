// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in {@code AGI()}: {@code agi://host:port/script?x=1}.
 *
 * @param host a name or an address, without brackets
 * @param port 4573 unless said
 * @param script what stands behind the slash, as it is; may be empty
 */
record AgiUrl(String host, int port, String script) {

    private static final int USUAL_PORT = 4573;
    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>[A-Za-z]+)://(?<host>\\[[^\\]/]+]|[^:/\\[]+)(?::(?<port>[^/]*))?(?:/(?<script>.*))?");

    /**
     * Reads one.
     *
     * @throws Problem if it is none
     */
    static AgiUrl parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.usage(
                    "not an address of a FastAGI server: " + text + " (agi://HOST[:PORT]/SCRIPT is wanted)");
        }
        String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        if (!scheme.equals("agi")) {
            throw Problem.usage("agi:// is wanted, not " + scheme + "://");
        }
        String host = parts.group("host");
        String script = parts.group("script");
        return new AgiUrl(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port(parts.group("port")),
                script == null ? "" : script);
    }

    private static int port(String text) {
        if (text == null) {
            return USUAL_PORT;
        }
        if (text.matches("\\d{1,5}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= 65535) {
                return number;
            }
        }
        throw Problem.usage("the port must be 1 to 65535, not " + text);
    }

    @Override
    public String toString() {
        return "agi://" + HostPort.inUrl(host) + ":" + port + "/" + script;
    }
}
