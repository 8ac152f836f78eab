// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The dialplan behind {@link CallPlan} and {@link Far}. It is the same for every call: what to do comes in channel
 * variables, so that calls can be placed by the hundred without a reload.
 */
final class HarnessDialplan {
    /** Begins the name of every channel variable that is the harness's own. */
    static final String PREFIX = "OFFHOOK_IT_";

    /** The variables that hold the data of {@code AGI()}, piece by piece. */
    static final List<String> AGI_PIECES = IntStream.rangeClosed(1, 10)
            .mapToObj(piece -> PREFIX + "AGI" + (piece == 1 ? "" : "_" + piece))
            .toList();

    static final String VALUE_EVENT = "OffhookItValue";
    static final String DONE_EVENT = "OffhookItDone";

    private final String prefix;

    /** @param prefix begins the name of every context */
    HarnessDialplan(String prefix) {
        this.prefix = prefix;
    }

    /** One priority of an extension. */
    record Step(String context, String extension, int priority, String application, String data) {}

    String near() {
        return prefix + "near";
    }

    String far() {
        return prefix + "far";
    }

    String done() {
        return prefix + "done";
    }

    String tests() {
        return prefix + "tests";
    }

    String targets() {
        return prefix + "targets";
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        add(
                steps,
                near(),
                "run",
                "Set(CHANNEL(hangup_handler_push)=" + done() + ",s,1)",
                "GotoIf($[${LEN(${OFFHOOK_IT_CIDNUM})} = 0]?5)",
                "Set(CALLERID(num)=${OFFHOOK_IT_CIDNUM})",
                "Set(CALLERID(name)=${OFFHOOK_IT_CIDNAME})",
                "Goto(${OFFHOOK_IT_START},1)");
        String agi = AGI_PIECES.stream().map(piece -> "${" + piece + "}").collect(joining("", "AGI(", ")"));
        add(steps, near(), "agi", agi, "Set(OFFHOOK_IT_AFTER=1)", "Hangup()");
        add(
                steps,
                near(),
                "loop",
                "Set(" + CallPlan.OUTCOME_VARIABLE + "=)",
                agi,
                "GotoIf($[\"${AGISTATUS}\" = \"FAILURE\" & \"${" + CallPlan.OUTCOME_VARIABLE + "}\" = \"\"]?2)",
                "Set(OFFHOOK_IT_AFTER=1)",
                "Hangup()");
        add(steps, near(), "app", "Exec(${OFFHOOK_IT_APP})", "Set(OFFHOOK_IT_AFTER=1)", "Hangup()");
        add(steps, near(), "goto", "Goto(${OFFHOOK_IT_GOTO})");
        // A hangup handler runs wherever the channel ends, also when a script or a redirect has sent it elsewhere.
        add(
                steps,
                done(),
                "s",
                "Set(OFFHOOK_IT_N=0)",
                "Set(OFFHOOK_IT_N=$[${OFFHOOK_IT_N} + 1])",
                "GotoIf($[${LEN(${OFFHOOK_IT_CAPTURE_${OFFHOOK_IT_N}})} = 0]?6)",
                "UserEvent(" + VALUE_EVENT
                        + ",CallId: ${OFFHOOK_IT_ID},Name: ${URIENCODE(${OFFHOOK_IT_CAPTURE_${OFFHOOK_IT_N}})}"
                        + ",Value: ${URIENCODE(${${OFFHOOK_IT_CAPTURE_${OFFHOOK_IT_N}}})})",
                "Goto(2)",
                "UserEvent(" + DONE_EVENT + ",CallId: ${OFFHOOK_IT_ID},AgiStatus: ${AGISTATUS}"
                        + ",Outcome: ${URIENCODE(${" + CallPlan.OUTCOME_VARIABLE + "})}"
                        + ",Continued: ${OFFHOOK_IT_AFTER},HangupCause: ${HANGUPCAUSE})",
                "Return()");
        add(
                steps,
                far(),
                "run",
                "Set(OFFHOOK_IT_N=0)",
                "Set(OFFHOOK_IT_N=$[${OFFHOOK_IT_N} + 1])",
                "GotoIf($[${LEN(${OFFHOOK_IT_FAR_${OFFHOOK_IT_N}})} = 0]?6)",
                "Exec(${OFFHOOK_IT_FAR_${OFFHOOK_IT_N}})",
                "Goto(2)",
                "Wait(3600)");
        add(steps, targets(), "answer", "Answer()", "Wait(1)", "Hangup()");
        add(steps, targets(), "busy", "Hangup(17)");
        add(steps, targets(), "congestion", "Hangup(34)");
        add(steps, targets(), "ringing", "Ringing()", "Wait(60)", "Hangup()");
        return steps;
    }

    /** The steps as text for {@code extensions.conf}. */
    static String render(List<Step> steps) {
        StringBuilder text = new StringBuilder();
        String context = "";
        for (Step step : steps) {
            if (!step.context().equals(context)) {
                context = step.context();
                text.append('[').append(context).append("]\n");
            }
            text.append("exten => ").append(step.extension()).append(',').append(step.priority());
            text.append(',').append(step.application()).append('(');
            // In a configuration file a semicolon begins a comment.
            text.append(step.data().replace(";", "\\;")).append(")\n");
        }
        return text.toString();
    }

    /** Turns lines such as {@code Wait(1)} into the priorities of one extension, from 1. */
    static List<Step> parse(String context, String extension, String... lines) {
        List<Step> steps = new ArrayList<>();
        add(steps, context, extension, lines);
        return steps;
    }

    private static void add(List<Step> steps, String context, String extension, String... lines) {
        int priority = 0;
        for (String line : lines) {
            int open = line.indexOf('(');
            if (open < 1 || !line.endsWith(")")) {
                throw new IllegalArgumentException("'" + line + "' does not look like Application(data)");
            }
            steps.add(new Step(
                    context,
                    extension,
                    ++priority,
                    line.substring(0, open),
                    line.substring(open + 1, line.length() - 1)));
        }
    }
}
