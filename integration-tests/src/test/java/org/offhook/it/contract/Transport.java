// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import java.time.Duration;
import java.util.Optional;
import org.offhook.agi.AgiCapabilities;
import org.offhook.agi.HangupReason;

/** A way into the same scripts. Apart from {@link #start} it is the list of all that the two ways cannot do alike. */
interface Transport {

    /** Starts a server, and a fake Asterisk that can call it. */
    Served start(Options options);

    /** What {@code request.transport()} says on an Asterisk 22. */
    AgiCapabilities capabilities();

    /**
     * Whether a call is taken whose path no pattern beginning with text matches, to be given to the fallback or refused. FastAGI was
     * called by name and must answer; over AsyncAGI the channel may be another program's and is left alone.
     */
    boolean takesUnknownPaths();

    /** What a script is told when another program redirects its channel: FastAGI cannot tell that from a hang-up. */
    HangupReason redirected();

    /** What the outcome variable holds after a hang-up: over AsyncAGI nobody can set it any more. */
    Optional<String> outcomeAfterHangup();

    /**
     * What the outcome variable holds when a call was cut in the middle of a command. FastAGI ends the session there and then; over
     * AsyncAGI the command runs to its end, and then the dialplan is told.
     */
    Optional<String> outcomeWhenCutInACommand();

    /** What the outcome variable holds when the server was full: FastAGI answers a call without a place by the line failure alone. */
    Optional<String> outcomeWhenFull();

    /** How long a failure may be in doubt, while its hang-up may still be told. */
    default Duration doubt() {
        return Duration.ofMillis(40);
    }
}
