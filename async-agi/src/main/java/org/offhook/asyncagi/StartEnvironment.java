// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.spi.AgiEnvironmentParser;

/**
 * The environment of a channel that begins to wait: the header {@code Env} of AsyncAGIStart.
 *
 * @param variables in Asterisk's order, the path among the arguments; unmodifiable
 * @param truncated whether something is missing, or was forged: the last variables, or all. The arguments have to be read from the list of
 *     channels then, and the beginning of the next result is the rest of the environment
 */
record StartEnvironment(Map<String, String> variables, boolean truncated) {

    private static final String NETWORK = "agi_network";
    private static final String SCRIPT = "agi_network_script";
    private static final String LAST_FIXED = "agi_threadid";
    private static final String ARGUMENT = "agi_arg_";

    /**
     * Reads an environment. Never throws: of what is no environment the good lines at its beginning remain, maybe none.
     *
     * @param encodedEnv percent-encoded
     */
    static StartEnvironment decode(byte[] encodedEnv) {
        byte[] decoded = PercentDecoder.decode(encodedEnv);
        Map<String, String> whole = Result.isBad(encodedEnv, decoded) ? null : whole(decoded);
        return whole == null ? new StartEnvironment(goodLines(decoded), true) : new StartEnvironment(whole, false);
    }

    /**
     * The environment as FastAGI would have sent it, but for {@code agi_network}: the first argument is the script's path, the others count
     * from 1.
     *
     * @param variables as they came
     * @param allArguments the path and the arguments, read anew for an environment that was cut; null to take those that came
     * @return in Asterisk's order; unmodifiable
     */
    static Map<String, String> normalised(Map<String, String> variables, @Nullable List<String> allArguments) {
        List<String> arguments = allArguments == null ? arguments(variables) : allArguments;
        Map<String, String> normalised = new LinkedHashMap<>();
        if (!arguments.isEmpty()) {
            String path = arguments.get(0).startsWith("/") ? arguments.get(0).substring(1) : arguments.get(0);
            if (!path.isEmpty()) {
                normalised.put(SCRIPT, path);
            }
        }
        variables.forEach((name, value) -> {
            // Asterisk does not send the first two here: a value with a line feed would have forged them.
            if (!name.equals(NETWORK) && !name.equals(SCRIPT) && !name.startsWith(ARGUMENT)) {
                normalised.put(name, value);
            }
        });
        for (int i = 1; i < arguments.size(); i++) {
            normalised.put(ARGUMENT + i, arguments.get(i));
        }
        return Collections.unmodifiableMap(normalised);
    }

    /** Those that came, without what a line feed in the caller's name forged: Asterisk writes them last. */
    private static List<String> arguments(Map<String, String> variables) {
        List<String> found = new ArrayList<>();
        boolean last = !variables.containsKey(LAST_FIXED);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (variable.getKey().equals(LAST_FIXED)) {
                last = true;
            } else if (last && variable.getKey().equals(ARGUMENT + (found.size() + 1))) {
                found.add(variable.getValue());
            }
        }
        return found;
    }

    private static @Nullable Map<String, String> whole(byte[] decoded) {
        AgiEnvironmentParser parser = new AgiEnvironmentParser();
        ByteBuffer bytes = ByteBuffer.wrap(decoded);
        try {
            // A blank line before the end is a value's: the variables behind it would be lost.
            return parser.feed(bytes) && !bytes.hasRemaining() ? parser.environment() : null;
        } catch (AgiEnvironmentParser.RejectedException e) {
            return null;
        }
    }

    /** The whole lines before the first one that is blank or bad. */
    private static Map<String, String> goodLines(byte[] decoded) {
        int good = 0;
        try {
            AgiEnvironmentParser parser = new AgiEnvironmentParser();
            for (int end = lineEnd(decoded, 0); end > good; end = lineEnd(decoded, good)) {
                if (parser.feed(ByteBuffer.wrap(decoded, good, end - good))) {
                    return parser.environment();
                }
                good = end;
            }
        } catch (AgiEnvironmentParser.RejectedException e) {
            // The line is left out, and all that follows.
        }
        return good == 0 ? Map.of() : ended(Arrays.copyOf(decoded, good + 1));
    }

    /** The variables of good lines, which have room for the blank one. */
    private static Map<String, String> ended(byte[] lines) {
        lines[lines.length - 1] = '\n';
        AgiEnvironmentParser parser = new AgiEnvironmentParser(
                AgiEnvironmentParser.DEFAULT_MAX_LINES,
                AgiEnvironmentParser.DEFAULT_MAX_LINE_BYTES,
                AgiEnvironmentParser.DEFAULT_MAX_TOTAL_BYTES + 1);
        parser.feed(ByteBuffer.wrap(lines));
        return parser.environment();
    }

    /** The index behind the next line feed; the given one if there is none. */
    private static int lineEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return from;
    }
}
