// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What Asterisk 22 really sent: the encoded values of {@code Env} and {@code Result} in a transcript. */
final class Recorded {

    private Recorded() {}

    /** The environment of the only channel. */
    static byte[] environment(String transcript) {
        return values(transcript, "AsyncAGIStart", "Env").get(0);
    }

    /** The results, in order. */
    static List<byte[]> results(String transcript) {
        return values(transcript, "AsyncAGIExec", "Result");
    }

    private static List<byte[]> values(String transcript, String event, String header) {
        List<byte[]> values = new ArrayList<>();
        for (String message : text(transcript).split("\r\n\r\n", -1)) {
            if (message.startsWith("Event: " + event + "\r\n")) {
                int from = message.indexOf("\r\n" + header + ": ") + header.length() + 4;
                int end = message.indexOf("\r\n", from);
                values.add(message.substring(from, end < 0 ? message.length() : end)
                        .getBytes(ISO_8859_1));
            }
        }
        return values;
    }

    private static String text(String transcript) {
        try (InputStream in = Recorded.class.getResourceAsStream("/transcripts/asyncagi-" + transcript + ".txt")) {
            if (in == null) {
                throw new IllegalArgumentException("no transcript " + transcript);
            }
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
