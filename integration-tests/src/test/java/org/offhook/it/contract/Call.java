// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A call as Asterisk has it. What a transport asks for itself (is the channel alive, is the pipe clean) is answered without a word
 * here: only the script's own commands are seen.
 */
interface Call extends AutoCloseable {

    /** Waits for the script's next command. */
    String next();

    /** Waits for the script's next command, which must be this one. */
    default Call expect(String line) {
        assertThat(next()).isEqualTo(line);
        return this;
    }

    /** Answers the command taken last. A failure that ends Asterisk's session over AsyncAGI leads through the dialplan's loop. */
    Call reply(String reply);

    /** Checks that no command comes for a while. */
    Call expectNothing(Duration howLong);

    /** The caller hangs up while no command is under way. */
    Call hangUp();

    /** The caller hangs up in the course of the command taken last, which is answered so. */
    Call hangUp(String reply);

    /** As {@link #hangUp(String)}, but that it was a hang-up is told only some time after the reply. */
    Call hangUpTold(Duration later, String reply);

    /** Another program redirects the channel in the course of the command taken last. */
    Call redirect(String reply);

    /** Waits until the server stops the command taken last, and does what Asterisk does when that works. */
    Call stop();

    /** The way to the server breaks, without a word, in the course of the command taken last. */
    Call breakLink();

    /** Answers commands as a plain channel would, until the call is back in the dialplan. */
    Ending serve();

    /** Waits until the call is back in the dialplan; no other command of the script may come. */
    Ending end();

    /**
     * Waits until the call, cut in the course of the command taken last, is back in the dialplan.
     *
     * @param reply how the command ends by itself, where it can not be broken off
     */
    Ending endCut(String reply);

    @Override
    void close();

    /**
     * What the dialplan sees, and what was done for the script.
     *
     * @param agiStatus SUCCESS, FAILURE or HANGUP
     * @param outcome the outcome variable, if it was set
     * @param commands the script's own, in the order they reached Asterisk
     */
    record Ending(String agiStatus, Optional<String> outcome, List<String> commands) {}
}
