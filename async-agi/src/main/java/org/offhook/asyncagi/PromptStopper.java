// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.agi.AgiReply;
import org.offhook.agi.spi.AgiTransport.Outgoing;
import org.offhook.ami.AmiAction;
import org.offhook.ami.action.ControlPlaybackAction;
import org.offhook.ami.action.PlayDtmfAction;

/**
 * Which commands can be stopped, and how: by {@code ControlPlayback}, which a waiting channel reads away when there is nothing to
 * stop, or by a digit, which the next command can still hear for about 100 ms. Both take a Uniqueid as the channel. None of these
 * replies is a failure, so Asterisk's session goes on.
 */
final class PromptStopper {

    /**
     * How long after the answer to the action it is worth sending it again, if the command still runs: it can have been read before
     * the command began, Playback goes on with its next file, and GET OPTION with its wait for a key.
     */
    static final Duration AGAIN = Duration.ofMillis(300);

    /** How long after the answer to an action that sends a digit the next command must wait, so as not to hear it. */
    static final Duration DIGIT_SETTLES = Duration.ofMillis(200);

    /** A key that no caller has. */
    private static final String RESERVED = "D";

    private static final String RESERVED_CODE = "68";
    /** What WAIT FOR DIGIT replies to a stop: the number of Asterisk's control frame. */
    private static final String STREAM_STOP = "1000";

    private static final int MOST_DIGITS = 1024;

    /** How a command is stopped. */
    private enum Way {
        NONE,
        CONTROL,
        POUND,
        RESERVED_KEY
    }

    private PromptStopper() {}

    /**
     * What stops a command.
     *
     * @param command the command under way
     * @param uniqueId of its channel
     * @return null if it cannot be stopped
     */
    static @Nullable AmiAction<?> actionFor(Outgoing command, String uniqueId) {
        return switch (way(words(command.line()))) {
            case NONE -> null;
            case CONTROL -> ControlPlaybackAction.of(uniqueId, "stop");
            case POUND -> PlayDtmfAction.of(uniqueId, "#").receive(true);
            case RESERVED_KEY -> PlayDtmfAction.of(uniqueId, RESERVED).receive(true);
        };
    }

    /** Whether it is stopped by a digit, so that the next command must wait for {@link #DIGIT_SETTLES}. */
    static boolean isByDigit(Outgoing command) {
        Way way = way(words(command.line()));
        return way == Way.POUND || way == Way.RESERVED_KEY;
    }

    /**
     * Whether a reply that came after the answer to the action shows its effect. A prompt that was over just then, with no key and
     * no failure, replies the same as one that was stopped; a controlled playback tells the difference.
     *
     * @param command the command that was to be stopped
     * @param reply its reply
     */
    static boolean isStop(Outgoing command, AgiReply reply) {
        if (reply.status() != 200) {
            return false;
        }
        List<String> words = words(command.line());
        return switch (way(words)) {
            case NONE -> false;
            case RESERVED_KEY -> reply.result().equals(RESERVED_CODE);
            case POUND ->
                !reply.result().equals("-1")
                        && reply.rest().isEmpty() // else the time was over
                        && reply.result().length() < mostDigits(words);
            case CONTROL ->
                switch (words.get(0)) {
                    case "WAIT" -> reply.result().equals(STREAM_STOP);
                    case "CONTROL" ->
                        reply.result().equals("0")
                                && !reply.attribute("endpos").orElse("").equals("-1");
                    default -> reply.result().equals("0");
                };
        };
    }

    private static Way way(List<String> words) {
        String first = words.get(0);
        if (isCommand(words, "STREAM", "FILE")
                || isCommand(words, "CONTROL", "STREAM", "FILE")
                || isCommand(words, "GET", "OPTION")
                || isCommand(words, "WAIT", "FOR", "DIGIT")) {
            return Way.CONTROL;
        } else if (first.equals("EXEC")) {
            return isPlayer(word(words, 1)) ? Way.CONTROL : Way.NONE;
        } else if (isCommand(words, "GET", "DATA")) {
            return Way.POUND;
        }
        boolean reserved = (first.equals("SAY") && word(words, 3).contains(RESERVED))
                || (isCommand(words, "RECORD", "FILE") && word(words, 4).contains(RESERVED));
        return reserved ? Way.RESERVED_KEY : Way.NONE;
    }

    private static boolean isPlayer(String application) {
        return switch (application.toLowerCase(Locale.ROOT)) {
            case "playback", "background", "controlplayback" -> true;
            default -> false;
        };
    }

    private static boolean isCommand(List<String> words, String... names) {
        for (int i = 0; i < names.length; i++) {
            if (!names[i].equalsIgnoreCase(word(words, i))) {
                return false;
            }
        }
        return true;
    }

    private static int mostDigits(List<String> words) {
        try {
            int most = Integer.parseInt(word(words, 4));
            return most > 0 ? most : MOST_DIGITS;
        } catch (NumberFormatException e) {
            return MOST_DIGITS;
        }
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }

    /** The words of a line as Asterisk reads them, the first in capitals; at least one, which may be empty. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                begun = true;
            } else if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if (!quoted && (c == ' ' || c == '\t')) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun || words.isEmpty()) {
            words.add(word.toString());
        }
        words.set(0, words.get(0).toUpperCase(Locale.ROOT));
        return words;
    }
}
