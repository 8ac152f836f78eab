// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SPEECH RECOGNIZE: plays a prompt and listens to the caller.
 *
 * @param prompt the file to play, without an extension; one that does not exist is not played
 * @param timeout how long the caller may say nothing after the prompt, in whole seconds (a fraction counts as one), more than
 *     zero; {@link AgiCommand#UNLIMITED} for ever
 * @param offset where in the prompt to begin, in samples
 */
public record SpeechRecognize(String prompt, Duration timeout, int offset) implements AgiCommand<SpeechResult> {

    /** Checks the arguments. */
    public SpeechRecognize {
        Arguments.checkTimeOrForever(timeout, "the timeout");
        if (timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be more than 0; AgiCommand.UNLIMITED is for ever");
        }
        Arguments.checkNotNegative(offset, "the offset");
    }

    /**
     * Plays the prompt from its beginning.
     *
     * @param prompt the file to play, without an extension
     * @param timeout how long the caller may say nothing after the prompt
     */
    public SpeechRecognize(String prompt, Duration timeout) {
        this(prompt, timeout, 0);
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("SPEECH RECOGNIZE")
                .arg(prompt)
                .arg(timeout.equals(UNLIMITED) ? 0 : Arguments.wholeSeconds(timeout));
        return (offset == 0 ? line : line.arg(offset)).toString();
    }

    @Override
    public SpeechResult result(AgiReply reply) {
        long end = Replies.end(reply);
        boolean heard = Replies.flag(this, reply);
        if (end < 0) {
            if (heard) {
                throw Replies.unreadable(this, reply);
            }
            return new SpeechResult.Unavailable();
        }
        EndPosition promptEnd = new EndPosition(end, EndPosition.Unit.SAMPLES);
        if (!heard) {
            return new SpeechResult.Nothing(promptEnd);
        }
        return switch (Replies.note(reply)) {
            case "speech" -> new SpeechResult.Recognized(matches(reply), promptEnd);
            case "digit" -> new SpeechResult.KeyPressed(digit(reply), promptEnd);
            case "hangup" -> new SpeechResult.HungUp(promptEnd);
            case "timeout" -> new SpeechResult.TimedOut(promptEnd);
            default -> throw Replies.unreadable(this, reply);
        };
    }

    private char digit(AgiReply reply) {
        return reply.attribute("digit")
                .filter(digit -> digit.length() == 1)
                .map(digit -> digit.charAt(0))
                .orElseThrow(() -> Replies.unreadable(this, reply));
    }

    /**
     * Reads {@code score0=S text0="T" grammar0=G score1=...}. Asterisk escapes nothing, so a text ends only where its own grammar
     * begins, and a grammar where the next score does. Of a list that Asterisk cut (at 4095 bytes) the last match may be missing.
     */
    private List<SpeechResult.Match> matches(AgiReply reply) {
        String rest = reply.rest();
        List<SpeechResult.Match> matches = new ArrayList<>();
        int at = rest.indexOf(" score0=");
        while (at >= 0) {
            int n = matches.size();
            String textMark = " text" + n + "=\"";
            String grammarMark = "\" grammar" + n + "=";
            int text = rest.indexOf(textMark, at);
            int grammar = text < 0 ? -1 : rest.indexOf(grammarMark, text + textMark.length());
            if (grammar < 0) {
                break;
            }
            String score = rest.substring(rest.indexOf('=', at) + 1, text);
            String heard = rest.substring(text + textMark.length(), grammar);
            at = rest.indexOf(" score" + (n + 1) + "=", grammar);
            String matched = rest.substring(grammar + grammarMark.length(), at < 0 ? rest.length() : at);
            matches.add(new SpeechResult.Match(score(score, reply), heard, matched));
        }
        return matches;
    }

    private int score(String text, AgiReply reply) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Replies.unreadable(this, reply);
        }
    }
}
