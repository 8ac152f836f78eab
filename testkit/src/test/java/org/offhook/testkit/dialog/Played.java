// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiOutcome;
import org.offhook.testkit.ScriptTester;

/** Runs a piece of a script on a call of the {@link ScriptTester}. */
final class Played {

    private Played() {}

    /** What a script returns; it must not throw. */
    static <R> R by(Function<AgiChannel, R> script, UnaryOperator<ScriptTester> asterisk) {
        AtomicReference<R> seen = new AtomicReference<>();
        ScriptTester.Result result = asterisk.apply(
                        ScriptTester.of((request, channel) -> seen.set(script.apply(channel))))
                .run();
        assertThat(result.failure()).isEmpty();
        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
        assertThat(seen.get()).as("what the script returned").isNotNull();
        return seen.get();
    }
}
