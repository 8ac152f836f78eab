// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * GET DATA: plays a prompt and collects keys until {@code #}, the last possible key, or a pause.
 *
 * @param file the prompt, without an extension; empty for none
 * @param timeout how long the caller may take for each key; zero for Asterisk's choice (6 s for the first, 2 s for the
 *     others), {@link AgiCommand#UNLIMITED} for as long as he likes
 * @param maxDigits how many keys end the entry, 1 to {@value #MOST_DIGITS}
 */
public record GetData(String file, Duration timeout, int maxDigits) implements AgiCommand<Digits> {

    /** What Asterisk can keep. */
    public static final int MOST_DIGITS = 1023;

    /** Checks the arguments. */
    public GetData {
        Arguments.checkTimeOrForever(timeout, "the timeout");
        if (maxDigits < 1 || maxDigits > MOST_DIGITS) {
            throw new IllegalArgumentException("the most digits must be 1 to " + MOST_DIGITS + ", not " + maxDigits);
        }
    }

    /**
     * Collects any number of keys.
     *
     * @param file the prompt, without an extension; empty for none
     * @param timeout how long the caller may take for each key
     */
    public GetData(String file, Duration timeout) {
        this(file, timeout, MOST_DIGITS);
    }

    /**
     * Collects any number of keys, with Asterisk's timeouts.
     *
     * @param file the prompt, without an extension; empty for none
     */
    public GetData(String file) {
        this(file, Duration.ZERO);
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("GET DATA").arg(file);
        if (!timeout.isZero() || maxDigits != MOST_DIGITS) {
            line.arg(Arguments.millisOrForever(timeout));
        }
        if (maxDigits != MOST_DIGITS) {
            line.arg(maxDigits);
        }
        return line.toString();
    }

    @Override
    public Digits result(AgiReply reply) {
        if (reply.result().equals("-1")) {
            return new Digits("", false, true);
        }
        return new Digits(reply.result(), Replies.note(reply).equals("timeout"), false, reply.isStopped());
    }
}
