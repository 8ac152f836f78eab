// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.util.List;

/** What came of listening to the caller with SPEECH RECOGNIZE. Positions tell how much of the prompt was played, in samples. */
public sealed interface SpeechResult {

    /**
     * The engine has an answer.
     *
     * @param matches what the caller may have said, as the engine ordered it; may be empty
     * @param promptEnd where the prompt was stopped; 0 if it was not
     */
    record Recognized(List<Match> matches, EndPosition promptEnd) implements SpeechResult {
        /** Copies the list. */
        public Recognized {
            matches = List.copyOf(matches);
        }
    }

    /**
     * The caller pressed a key instead.
     *
     * @param key the key
     * @param promptEnd where the prompt was stopped; 0 if it was not
     */
    record KeyPressed(char key, EndPosition promptEnd) implements SpeechResult {}

    /**
     * The caller hung up. Seen only when a reply is read that came with an {@code AgiHangupException}.
     *
     * @param promptEnd where the prompt was stopped; 0 if it was not
     */
    record HungUp(EndPosition promptEnd) implements SpeechResult {}

    /**
     * The caller said nothing in time.
     *
     * @param promptEnd where the prompt was stopped; 0 if it was not
     */
    record TimedOut(EndPosition promptEnd) implements SpeechResult {}

    /**
     * The engine ended without an answer.
     *
     * @param promptEnd where the prompt was stopped; 0 if it was not
     */
    record Nothing(EndPosition promptEnd) implements SpeechResult {}

    /** Nothing was tried: there is no speech object (see {@link SpeechCreate}), or the audio has the wrong format. */
    record Unavailable() implements SpeechResult {}

    /**
     * One thing the caller may have said.
     *
     * @param score how sure the engine is; the scale is the engine's
     * @param text what was said
     * @param grammar the grammar that it matches
     */
    record Match(int score, String text, String grammar) {}
}
