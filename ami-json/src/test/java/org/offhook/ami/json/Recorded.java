// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.offhook.ami.AmiHeaders;

/** The messages of a recording of Asterisk 22, cut without the client's own parser. */
final class Recorded {

    private Recorded() {}

    static List<AmiHeaders> messages(String name) {
        List<AmiHeaders> messages = new ArrayList<>();
        for (String message : text(name).split("\r\n\r\n", -1)) {
            if (!message.isEmpty()) {
                AmiHeaders.Builder headers = AmiHeaders.builder();
                for (String line : message.split("\r\n", -1)) {
                    add(line, headers);
                }
                messages.add(headers.build());
            }
        }
        return messages;
    }

    private static void add(String line, AmiHeaders.Builder headers) {
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1);
        headers.add(
                line.substring(0, Math.max(colon, 0)).stripTrailing(),
                value.startsWith(" ") ? value.substring(1) : value);
    }

    private static String text(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream("/transcripts/" + name + ".txt")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
