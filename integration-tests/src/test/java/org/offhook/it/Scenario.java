// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A call that is played over both transports with the same script, and what its script and its dialplan may see
 * differently. Immutable: each method returns a changed one.
 *
 * @param name in words; different for each
 * @param query follows the path, with its question mark
 * @param arguments of {@code AGI()}, behind the URL or the path
 * @param plan of the call, but for what the near side runs
 * @param script plays it
 * @param differences all that are known; what is not among them must be the same
 */
record Scenario(
        String name,
        String query,
        List<String> arguments,
        UnaryOperator<CallPlan> plan,
        Script script,
        List<Difference> differences) {

    /** The script of a scenario; what it throws, it throws at the session, and that is compared as well. */
    @FunctionalInterface
    interface Script {
        void play(Scene scene) throws Exception;
    }

    /**
     * Something that is not the same.
     *
     * @param what the name of the note
     * @param fastAgi what is noted over FastAGI
     * @param asyncAgi what is noted over AsyncAGI
     */
    record Difference(String what, String fastAgi, String asyncAgi) {}

    static Scenario of(String name, Script script) {
        return new Scenario(name, "", List.of(), plan -> plan, script, List.of());
    }

    Scenario calledWith(String newQuery, String... newArguments) {
        return new Scenario(name, newQuery, List.of(newArguments), plan, script, differences);
    }

    Scenario plan(UnaryOperator<CallPlan> change) {
        return new Scenario(name, query, arguments, before -> change.apply(plan.apply(before)), script, differences);
    }

    Scenario far(Far far) {
        return plan(before -> before.far(far));
    }

    /** Both values are checked: a difference that is no more must be taken out here and in the documentation. */
    Scenario differs(String what, Object fastAgi, Object asyncAgi) {
        List<Difference> more = new ArrayList<>(differences);
        more.add(new Difference(what, String.valueOf(fastAgi), String.valueOf(asyncAgi)));
        return new Scenario(name, query, arguments, plan, script, more);
    }

    /**
     * A command fails while the call is alive. Over FastAGI Asterisk remembers that to the end; over AsyncAGI it ends
     * {@code AGI()}, and what counts is how the last one ended.
     */
    Scenario withAFailingCommand() {
        return differs(Account.AGI_STATUS, "FAILURE", "SUCCESS");
    }

    /** The call ends under the script. Over AsyncAGI nothing can be told to a channel that is gone. */
    Scenario hungUp() {
        return differs(Account.OUTCOME, "done", "");
    }

    /** The path of the script. */
    String path() {
        return "/parity/" + id();
    }

    /** The name, as it can stand in a path or be the name of a file. */
    String id() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    @Override
    public String toString() {
        return name;
    }
}
