// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call to place: what the near side runs, what the far end does and what to look at afterwards. Immutable: each
 * method returns a changed plan. Without {@link #far}, the far end is called, answers and stays on the line.
 */
public final class CallPlan {
    /** How long a call may take, from its placing to its end, unless the plan says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** The variable in which a session leaves its outcome; always captured. */
    public static final String OUTCOME_VARIABLE = "OFFHOOK";

    private static final String AGI = "AGI";
    private static final int AGI_PIECE = 230;

    private final Map<String, String> near;
    private final Far far;
    private final Map<String, String> variables;
    private final Set<String> captured;
    private final Duration timeout;

    private CallPlan(
            Map<String, String> near, Far far, Map<String, String> variables, Set<String> captured, Duration timeout) {
        this.near = near;
        this.far = far;
        this.variables = variables;
        this.captured = captured;
        this.timeout = timeout;
    }

    private static CallPlan near(Map<String, String> near) {
        return new CallPlan(near, Far.answer(), Map.of(), Set.of(), DEFAULT_TIMEOUT);
    }

    /**
     * The near side runs {@code AGI()}.
     *
     * @param url such as {@code agi://127.0.0.1:4573/script}; see {@link AsteriskUnderTest#agiUrl}
     * @param arguments arrive as {@code agi_arg_1} and on, whatever characters they have
     */
    public static CallPlan agi(String url, String... arguments) {
        return agiData(join(AmiControl.quote(url), arguments));
    }

    /**
     * The near side waits in {@code AGI(agi:async)}, in the documented loop ({@link #inLoop}).
     *
     * @param path the script's, such as {@code /billing/gold?x=1}: the first argument
     * @param arguments the further ones, whatever characters they have
     */
    public static CallPlan async(String path, String... arguments) {
        return agiData(join("agi:async," + AmiControl.quote(path), arguments)).inLoop();
    }

    private static String join(String first, String... arguments) {
        StringBuilder data = new StringBuilder(first);
        for (String argument : arguments) {
            data.append(',').append(AmiControl.quote(argument));
        }
        return data.toString();
    }

    /** The near side runs {@code AGI(data)}, with Asterisk's own rules for commas and quotes. */
    public static CallPlan agiData(String data) {
        return near(Map.of("START", "agi", AGI, data));
    }

    /** The near side runs one application. Variables in the data are expanded on the near channel. */
    public static CallPlan application(String application, String data) {
        return near(Map.of("START", "app", "APP", application + "(" + data + ")"));
    }

    /**
     * The near side runs a dialplan of the test's own, see {@link AsteriskUnderTest#extension} and
     * {@link AsteriskUnderTest#dialplan}. The result is reported all the same, when the channel ends.
     */
    public static CallPlan dialplan(String context, String extension) {
        return near(Map.of("START", "goto", "GOTO", context + "," + extension + ",1"));
    }

    /**
     * The near side runs its {@code AGI()} in the loop that is documented for AsyncAGI: again and again, while it fails and
     * no session has left an outcome.
     */
    public CallPlan inLoop() {
        Map<String, String> more = new LinkedHashMap<>(near);
        more.put("START", "loop");
        return new CallPlan(more, far, variables, captured, timeout);
    }

    /** What the far end does. */
    public CallPlan far(Far plan) {
        return new CallPlan(near, plan, variables, captured, timeout);
    }

    /** Sets a channel variable before the near side starts; the far channel has it too. */
    public CallPlan variable(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new CallPlan(near, far, more, captured, timeout);
    }

    /** Sets the caller id that the near side sees. */
    public CallPlan callerId(String name, String number) {
        Map<String, String> more = new LinkedHashMap<>(near);
        more.put("CIDNAME", name);
        more.put("CIDNUM", number);
        return new CallPlan(more, far, variables, captured, timeout);
    }

    /** Has these variables or functions of the near channel read at its end, for {@link CallResult#variable}. */
    public CallPlan capture(String... names) {
        Set<String> more = new LinkedHashSet<>(captured);
        more.addAll(List.of(names));
        return new CallPlan(near, far, variables, more, timeout);
    }

    /** How long the whole call may take; {@link LiveCall#result} gives up then. */
    public CallPlan timeout(Duration longest) {
        return new CallPlan(near, far, variables, captured, longest);
    }

    Far far() {
        return far;
    }

    Duration timeout() {
        return timeout;
    }

    /** All that the harness's dialplan reads, as channel variables. */
    Map<String, String> channelVariables(String id) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.put(HarnessDialplan.PREFIX + "ID", id);
        near.forEach((name, value) -> all.put(HarnessDialplan.PREFIX + name, value));
        all.putAll(pieces(near.getOrDefault(AGI, "")));
        int number = 0;
        for (String step : far.steps()) {
            all.put(HarnessDialplan.PREFIX + "FAR_" + ++number, step);
        }
        number = 0;
        for (String name : captured) {
            all.put(HarnessDialplan.PREFIX + "CAPTURE_" + ++number, name);
        }
        return all;
    }

    /** A header of AMI has at most 1022 bytes, and quoting can make four of a character. */
    private static Map<String, String> pieces(String data) {
        Map<String, String> pieces = new LinkedHashMap<>();
        for (int from = 0; from < data.length(); from += AGI_PIECE) {
            pieces.put(
                    HarnessDialplan.AGI_PIECES.get(pieces.size()),
                    data.substring(from, Math.min(data.length(), from + AGI_PIECE)));
        }
        return pieces;
    }

    @Override
    public String toString() {
        return near + ", far " + far;
    }
}
