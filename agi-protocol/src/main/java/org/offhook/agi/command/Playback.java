// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.util.Optional;

/**
 * How the playing of a file ended.
 *
 * @param code what Asterisk said: 0 when nothing interrupted it, the ASCII code of the key that did, -1 if it failed
 * @param end where it ended, in the unit; -1 if Asterisk did not say, which is so when CONTROL STREAM FILE reached the end and when FastAGI was stopped
 * @param unit what {@code end} counts
 * @param stopped whether {@link org.offhook.agi.AgiChannel#stop} ended it
 */
public record Playback(int code, long end, EndPosition.Unit unit, boolean stopped) {

    /**
     * A playback that was not stopped from outside.
     *
     * @param code what Asterisk said
     * @param end where it ended, in the unit; -1 if Asterisk did not say
     * @param unit what {@code end} counts
     */
    public Playback(int code, long end, EndPosition.Unit unit) {
        this(code, end, unit, false);
    }

    /**
     * The key that interrupted it, or, for GET OPTION, that was pressed after it.
     *
     * @return empty if there was none
     */
    public Optional<Character> key() {
        return code > 0 && !stopped ? Optional.of((char) code) : Optional.empty();
    }

    /**
     * Whether the file is over: no key, no failure and no stop ended it. True also if another program than this one stopped it.
     *
     * @return true if the result was 0 and it was not stopped
     */
    public boolean finished() {
        return code == 0 && !stopped;
    }

    /**
     * Whether it failed while the call is alive: mostly, the file does not exist in a format that the channel can play.
     *
     * @return true if the result was -1
     */
    public boolean failed() {
        return code < 0;
    }

    /**
     * Where it ended.
     *
     * @return empty if Asterisk did not say
     */
    public Optional<EndPosition> endPosition() {
        return end < 0 ? Optional.empty() : Optional.of(new EndPosition(end, unit));
    }
}
