// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * RECORD FILE: records the caller.
 *
 * @param file the file, without an extension
 * @param format its format, which is also its extension, such as {@code wav}
 * @param escapeDigits keys that end the recording, or none
 * @param limit how long the recording may be; {@link AgiCommand#UNLIMITED} for as long as the caller likes
 * @param offset where in an existing file to go on, in samples; 0 to begin anew
 * @param beep whether to play a beep first
 * @param maxSilence how long a silence ends the recording, in whole seconds (a fraction counts as one); zero for none
 */
public record RecordFile(
        String file, String format, String escapeDigits, Duration limit, long offset, boolean beep, Duration maxSilence)
        implements AgiCommand<Recording> {

    /** More than enough for a beep, which the limit does not count. */
    private static final Duration BEEP = Duration.ofSeconds(5);

    /** Checks the arguments. */
    public RecordFile {
        Arguments.checkText(file, "the file");
        Arguments.checkText(format, "the format");
        Arguments.checkKeys(escapeDigits, "escape digits");
        Arguments.checkTimeOrForever(limit, "the limit");
        Arguments.checkNotNegative(offset, "the offset");
        Arguments.checkTime(maxSilence, "the silence");
    }

    /**
     * A new recording without a beep.
     *
     * @param file the file, without an extension
     * @param format its format, which is also its extension, such as {@code wav}
     * @param escapeDigits keys that end the recording, or none
     * @param limit how long the recording may be; {@link AgiCommand#UNLIMITED} for as long as the caller likes
     */
    public RecordFile(String file, String format, String escapeDigits, Duration limit) {
        this(file, format, escapeDigits, limit, 0, false, Duration.ZERO);
    }

    /**
     * The same with a beep before it.
     *
     * @return a copy
     */
    public RecordFile withBeep() {
        return new RecordFile(file, format, escapeDigits, limit, offset, true, maxSilence);
    }

    /**
     * The same, ended by silence too.
     *
     * @param maxSilence how long a silence ends it, in whole seconds (a fraction counts as one)
     * @return a copy
     */
    public RecordFile withMaxSilence(Duration maxSilence) {
        return new RecordFile(file, format, escapeDigits, limit, offset, beep, maxSilence);
    }

    /**
     * The same, going on in an existing file.
     *
     * @param position where to go on
     * @return a copy
     */
    public RecordFile withOffset(EndPosition position) {
        return new RecordFile(file, format, escapeDigits, limit, position.samples(), beep, maxSilence);
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("RECORD FILE")
                .arg(file)
                .arg(format)
                .arg(escapeDigits)
                .arg(Arguments.millisOrForever(limit));
        if (offset > 0) {
            line.arg(offset);
        }
        if (beep) {
            line.word("BEEP");
        }
        if (!maxSilence.isZero()) {
            line.word("s=" + Arguments.wholeSeconds(maxSilence));
        }
        return line.toString();
    }

    @Override
    public Recording result(AgiReply reply) {
        String note = Replies.note(reply);
        Recording.Reason reason = switch (note) {
            case "dtmf" -> Recording.Reason.DTMF;
            case "timeout" -> Recording.Reason.TIMEOUT;
            case "hangup" -> Recording.Reason.HANGUP;
            case "randomerror" -> Recording.Reason.RANDOM_ERROR;
            case "writefile" -> Recording.Reason.WRITE_FILE;
            case "waitfor" -> Recording.Reason.WAIT_FOR;
            default -> Recording.Reason.OTHER;
        };
        return new Recording(reason, note, Replies.code(this, reply), Replies.end(reply), reply.isStopped());
    }

    @Override
    public Duration runTime() {
        return beep && !limit.equals(UNLIMITED) ? limit.plus(BEEP) : limit;
    }
}
