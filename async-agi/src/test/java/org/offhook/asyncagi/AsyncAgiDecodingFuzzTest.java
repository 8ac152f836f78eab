// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.spi.AgiEnvironmentParser;

/** Whatever the headers {@code Env} and {@code Result} hold: as it came, and once more as Asterisk would encode it. */
class AsyncAgiDecodingFuzzTest {

    private static final Pattern ESCAPE = Pattern.compile("%(?:[Ff]{6}([89A-Fa-f][0-9A-Fa-f])|([0-9A-Fa-f]{2}))");
    private static final Pattern PROVISIONAL = Pattern.compile("1[0-9]{2}[ -][^\n]*(\n|$)");
    private static final Pattern STATUS = Pattern.compile("[0-9]{3}[ -]");
    private static final AgiCapabilities ASYNC = new AgiCapabilities("AsyncAGI", 1000, 64, false);

    @FuzzTest
    void percentSignsAreReadAsAPlainReaderDoes(byte[] data) {
        assertThat(PercentDecoder.decode(data)).isEqualTo(decodeModel(data));
        if (!new String(encode(data), ISO_8859_1)
                .matches("(?s).*%FF[Ff]{4}.*")) { // may also be a byte of Asterisk 13.1
            assertThat(PercentDecoder.decode(encode(data))).isEqualTo(data);
        }
    }

    @FuzzTest
    void anEnvironmentIsWholeOrItsGoodBeginning(byte[] data) {
        for (byte[] encoded : List.of(data, encode(data))) {
            byte[] decoded = decodeModel(encoded);
            StartEnvironment found = StartEnvironment.decode(encoded);
            Map<String, String> whole = parse(decoded, true);
            boolean cut = isBad(encoded, decoded) || whole == null;
            assertThat(found.truncated()).isEqualTo(cut);
            Map<String, String> expected = cut ? goodBeginning(decoded) : whole;
            assertThat(found.variables()).isEqualTo(expected);
            assertThat(List.copyOf(found.variables().keySet())).isEqualTo(List.copyOf(expected.keySet()));
            normalised(found.variables());
        }
    }

    @FuzzTest
    void aResultIsReadAsAPlainReaderDoes(byte[] data) {
        for (byte[] encoded : List.of(data, encode(data))) {
            byte[] decoded = decodeModel(encoded);
            assertThat(Result.isBad(encoded, PercentDecoder.decode(encoded))).isEqualTo(isBad(encoded, decoded));
            AgiReply reply = Result.reply(decoded);
            assertThat(reply == null ? null : new String(reply.raw(), ISO_8859_1))
                    .isEqualTo(replyModel(decoded));
        }
    }

    private static boolean isBad(byte[] encoded, byte[] decoded) {
        String text = new String(decoded, ISO_8859_1);
        return text.length() >= 1024 || encoded.length >= 2045 || !text.endsWith("\n");
    }

    private static @Nullable String replyModel(byte[] decoded) {
        String text = new String(decoded, ISO_8859_1);
        text = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (Matcher line = PROVISIONAL.matcher(text); line.lookingAt(); line = PROVISIONAL.matcher(text)) {
            text = text.substring(line.end());
        }
        if (!STATUS.matcher(text).lookingAt()) {
            return null;
        }
        boolean severalLines = text.charAt(3) == '-' || text.startsWith("200 result=1 (");
        return severalLines ? text : text.split("\n", -1)[0];
    }

    /** The variables, if these bytes are an environment. */
    private static @Nullable Map<String, String> parse(byte[] bytes, boolean toTheEnd) {
        AgiEnvironmentParser parser = new AgiEnvironmentParser(512, 8192, 65_537);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return parser.feed(buffer) && !(toTheEnd && buffer.hasRemaining()) ? parser.environment() : null;
        } catch (AgiEnvironmentParser.RejectedException e) {
            return null;
        }
    }

    /** Of as many whole lines as are an environment together: if some are, so are fewer. */
    private static Map<String, String> goodBeginning(byte[] decoded) {
        String text = new String(decoded, ISO_8859_1);
        List<Integer> ends = new ArrayList<>(List.of(0));
        for (int end = text.indexOf('\n'); end > ends.get(ends.size() - 1); end = text.indexOf('\n', end + 1)) {
            ends.add(end + 1);
        }
        Map<String, String> best = Map.of();
        int low = 0;
        int high = ends.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            String lines = text.substring(0, ends.get(middle)) + "\n";
            Map<String, String> found = parse(lines.getBytes(ISO_8859_1), false);
            if (found == null) {
                high = middle - 1;
            } else {
                low = middle;
                best = found;
            }
        }
        return best;
    }

    /** Asterisk names the path only as the first argument, and no line feed in a value names another. */
    private static void normalised(Map<String, String> variables) {
        Map<String, String> normalised = StartEnvironment.normalised(variables, null);
        assertThat(normalised).doesNotContainKey("agi_network");
        List<String> arguments = new ArrayList<>();
        boolean behind = !variables.containsKey("agi_threadid");
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (behind && variable.getKey().equals("agi_arg_" + (arguments.size() + 1))) {
                arguments.add(variable.getValue());
            }
            behind |= variable.getKey().equals("agi_threadid");
        }
        AgiRequest request = AgiRequest.of(normalised, ASYNC, null);
        assertThat(request.arguments())
                .isEqualTo(arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size()));
        String path = arguments.isEmpty() ? "" : arguments.get(0).replaceFirst("^/", "");
        assertThat(normalised.getOrDefault("agi_network_script", "")).isEqualTo(path);
        assertThat(StartEnvironment.normalised(variables, List.of("/a", "b")))
                .containsEntry("agi_network_script", "a")
                .containsEntry("agi_arg_1", "b")
                .doesNotContainKey("agi_arg_2");
    }

    private static byte[] decodeModel(byte[] encoded) {
        Matcher escape = ESCAPE.matcher(new String(encoded, ISO_8859_1));
        return escape.replaceAll(found -> Matcher.quoteReplacement(String.valueOf(
                        (char) Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1), 16))))
                .getBytes(ISO_8859_1);
    }

    /** Everything but letters and digits. */
    private static byte[] encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = b >= 0 && Character.isLetterOrDigit(b);
            text.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
        }
        return text.toString().getBytes(ISO_8859_1);
    }
}
