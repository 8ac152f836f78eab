// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a test expects of a script, in order. Not thread-safe. */
final class ExpectedCommands {

    /** Makes the reply, in a byte for each character as the model has it. */
    interface Answer {
        String to(ChannelModel model, String line);
    }

    private sealed interface Step {}

    /** A command that should come; what it is, in words. */
    record Expected(String what, Predicate<String> matches, Answer answer) implements Step {}

    /** The point at which the caller hangs up. */
    private record HangupHere() implements Step {}

    private final ArrayDeque<Step> steps = new ArrayDeque<>();
    private final List<Expected> standing = new ArrayList<>();
    private final Map<String, String> channelVariables = new LinkedHashMap<>();

    void add(Expected step, boolean once) {
        if (once) {
            steps.add(step);
        } else {
            standing.add(step);
        }
    }

    void hangup() {
        steps.add(new HangupHere());
    }

    void channelVariable(String name, String value) {
        channelVariables.put(name, value);
    }

    Map<String, String> channelVariables() {
        return channelVariables;
    }

    /** Whether the caller hangs up now; if so, that is done. */
    boolean takeHangup() {
        if (!(steps.peek() instanceof HangupHere)) {
            return false;
        }
        steps.remove();
        return true;
    }

    /** The answer to a line that may come now; null if it may not. */
    @Nullable
    Answer take(String line) {
        if (steps.peek() instanceof Expected next && next.matches().test(line)) {
            steps.remove();
            return next.answer();
        }
        return standing.stream()
                .filter(step -> step.matches().test(line))
                .findFirst()
                .map(Expected::answer)
                .orElse(null);
    }

    /** What should come next, in words. */
    String next() {
        return steps.peek() instanceof Expected next ? next.what() : "no further command";
    }

    /** What has not come, in words. */
    List<String> missing() {
        return steps.stream()
                .filter(Expected.class::isInstance)
                .map(step -> ((Expected) step).what())
                .toList();
    }
}
