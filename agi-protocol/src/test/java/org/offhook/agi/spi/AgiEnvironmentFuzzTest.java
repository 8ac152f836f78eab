// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first byte says how the others are cut: whatever they are, every cut gives what a plain reader of lines gives. */
class AgiEnvironmentFuzzTest {

    private static final int MAX_LINES = 12;
    private static final int MAX_LINE = 80;
    private static final int MAX_TOTAL = 600;

    /** What came of some bytes: the variables, null if they are not complete or refused, and how many bytes were taken. */
    private record Outcome(@Nullable Map<String, String> variables, boolean refused, int taken) {}

    @FuzzTest
    void anyCutGivesWhatAPlainReaderOfLinesGives(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
        for (boolean strict : new boolean[] {true, false}) {
            int[] limits = strict ? new int[] {MAX_LINES, MAX_LINE, MAX_TOTAL} : new int[] {512, 8192, 65_536};
            Outcome whole = parse(bytes, bytes.length, limits);
            assertThat(parse(bytes, 1 + (data[0] & 0x1f), limits)).isEqualTo(whole);
            assertThat(parse(bytes, 1, limits)).isEqualTo(whole);
            Outcome expected = model(new String(bytes, ISO_8859_1), limits);
            assertThat(whole.refused()).isEqualTo(expected.refused());
            assertThat(whole.variables()).isEqualTo(expected.variables());
            if (whole.variables() != null) {
                assertThat(whole.taken()).isEqualTo(expected.taken());
                assertThat(List.copyOf(whole.variables().keySet()))
                        .isEqualTo(List.copyOf(expected.variables().keySet()));
            }
        }
    }

    private static Outcome parse(byte[] bytes, int chunk, int[] limits) {
        AgiEnvironmentParser parser = new AgiEnvironmentParser(limits[0], limits[1], limits[2]);
        int at = 0;
        try {
            while (at < bytes.length) {
                ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(chunk, bytes.length - at));
                boolean complete = parser.feed(piece);
                at = piece.position();
                if (complete) {
                    return new Outcome(parser.environment(), false, at);
                }
            }
            return new Outcome(null, false, at);
        } catch (AgiEnvironmentParser.RejectedException e) {
            assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContainPattern("\\p{Cntrl}");
            return new Outcome(null, true, 0);
        }
    }

    /** All lines at once, in the plainest way. */
    private static Outcome model(String text, int[] limits) {
        Map<String, String> raw = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        String last = null;
        int at = 0;
        while (true) {
            int end = text.indexOf('\n', at);
            boolean whole = end >= 0;
            String line = whole ? text.substring(at, end) : text.substring(at);
            boolean tooMuch = at + line.length() + (whole ? 1 : 0) > limits[2];
            boolean begins = !lines.isEmpty() || (whole ? line.startsWith("agi_") : "agi_".startsWith(cut(line, 4)));
            if (tooMuch || !begins || line.length() > limits[1] || line.indexOf(0) >= 0) {
                return new Outcome(null, true, 0);
            }
            if (!whole) {
                return new Outcome(null, false, text.length());
            }
            at = end + 1;
            if (line.isEmpty()) {
                Map<String, String> variables = new LinkedHashMap<>();
                raw.forEach((name, value) -> variables.put(name, value));
                return new Outcome(variables, false, at);
            }
            lines.add(line);
            int colon = line.indexOf(':');
            if (lines.size() > limits[0] || line.equals("\r")) {
                return new Outcome(null, true, 0);
            }
            if (colon > 0) {
                String name = utf8(line.substring(0, colon));
                boolean forged = name.equals("agi_network_script") && raw.containsKey("agi_callerid");
                if (raw.containsKey(name) || forged) {
                    return new Outcome(null, true, 0);
                }
                String value = line.substring(colon + 1);
                raw.put(name, utf8(value.startsWith(" ") ? value.substring(1) : value));
                last = name;
            } else if (last == null) {
                return new Outcome(null, true, 0);
            } else {
                raw.put(last, raw.get(last) + "\n" + utf8(line));
            }
        }
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }
}
