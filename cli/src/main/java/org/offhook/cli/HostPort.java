// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code HOST[:PORT]}.
 *
 * @param host a name or an address, without brackets
 * @param port the usual one unless said
 */
record HostPort(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:\\[([^]]+)]|([^:\\[\\]]+))(?::(\\d{1,5}))?");

    /**
     * Reads one: {@code pbx}, {@code pbx:5038}, {@code ::1}, {@code [::1]} or {@code [::1]:5038}.
     *
     * @throws Problem if it is none
     */
    static HostPort parse(String text, int usual) {
        if (text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[")) {
            return new HostPort(text, usual); // an address of IPv6
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw Problem.usage("HOST or HOST:PORT is wanted, not " + text);
        }
        int port = parts.group(3) == null ? usual : Integer.parseInt(parts.group(3));
        if (port > 65535 || (port == 0 && parts.group(3) != null)) {
            throw Problem.usage("the port must be 1 to 65535, not " + parts.group(3));
        }
        return new HostPort(parts.group(1) == null ? parts.group(2) : parts.group(1), port);
    }

    /** A host in an URL: an address of IPv6 has brackets there. */
    static String inUrl(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
