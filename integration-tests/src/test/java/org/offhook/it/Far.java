// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the person at the far end of a call does, step by step. Immutable: each method returns a longer plan.
 *
 * <pre>{@code
 * Far.answer().pause(Duration.ofSeconds(1)).dtmf("12#").hangup()      // somebody we called
 * Far.caller().pause(Duration.ofSeconds(1)).dtmf("5")                  // somebody who called us
 * }</pre>
 *
 * <p>After the last step the far end stays on the line, silent, until the call ends. For steps that depend on what
 * the test sees, use the {@link LiveCall}.
 */
public final class Far {
    private static final int DTMF_MILLIS = 100;

    private final boolean caller;
    private final List<String> steps;

    private Far(boolean caller, List<String> steps) {
        this.caller = caller;
        this.steps = List.copyOf(steps);
    }

    /** The far end is called and answers at once. The near side begins then, on a channel that is up. */
    public static Far answer() {
        return new Far(false, List.of("Answer()"));
    }

    /** The far end is called, rings that long, then answers. The near side begins then. */
    public static Far answerAfter(Duration ringing) {
        return new Far(false, List.of("Ringing()", wait(ringing), "Answer()"));
    }

    /**
     * The far end calls us: the near side begins at once, on a channel that is not answered yet (state 4, ring), and the
     * far end's steps begin when the near side answers. Asterisk then waits up to half a second for audio before the
     * near side goes on, and spoils a digit that begins meanwhile: begin with a pause of a second.
     */
    public static Far caller() {
        return new Far(true, List.of());
    }

    /** Says nothing for that long; millisecond precision. */
    public Far pause(Duration time) {
        return then(wait(time));
    }

    /** Presses these keys ({@code 0-9*#A-D}), 100 ms each with 100 ms in between; {@code w} is half a second's pause. */
    public Far dtmf(String digits) {
        return then("SendDTMF(" + digits + "," + DTMF_MILLIS + "," + DTMF_MILLIS + ")");
    }

    /** Plays a sound to the near side, by the name Asterisk knows it by (see {@link AsteriskUnderTest#sound}). */
    public Far play(String sound) {
        return then("Playback(" + sound + ",noanswer)");
    }

    /** Makes a 1 kHz tone for that long, so that a recording is not silent. */
    public Far tone(Duration time) {
        return then("Playtones(1000)").then(wait(time)).then("StopPlaytones()");
    }

    /** Sends a text message to the near side. */
    public Far text(String text) {
        return then("SendText(" + text + ")");
    }

    /** Runs any dialplan application. Variables in the data are expanded on the far channel. */
    public Far run(String application, String data) {
        return then(application + "(" + data + ")");
    }

    /** Hangs up. */
    public Far hangup() {
        return then("Hangup()");
    }

    /** Hangs up with a cause, such as 17 for busy. */
    public Far hangup(int cause) {
        return then("Hangup(" + cause + ")");
    }

    boolean isCaller() {
        return caller;
    }

    List<String> steps() {
        return steps;
    }

    private Far then(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Far(caller, longer);
    }

    private static String wait(Duration time) {
        return "Wait("
                + BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + ")";
    }

    @Override
    public String toString() {
        return (caller ? "caller: " : "called: ") + String.join(", ", steps);
    }
}
