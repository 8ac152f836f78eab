// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SAY DATETIME: says a date and a time. The result is the key that interrupted it.
 *
 * @param instant the moment
 * @param escapeDigits keys that interrupt it, or none
 * @param format what to say, as in Asterisk's {@code voicemail.conf}, such as {@code ABdY 'digits/at' IMp}; empty for what is
 *     usual in the channel's language
 * @param zone the time zone, such as {@code Europe/Berlin}; empty for that of Asterisk
 */
public record SayDateTime(Instant instant, String escapeDigits, String format, String zone)
        implements AgiCommand<KeyPress> {

    /** Checks the arguments. */
    public SayDateTime {
        Arguments.checkKeys(escapeDigits, "escape digits");
        if (format.isEmpty() && !zone.isEmpty()) {
            throw new IllegalArgumentException("the zone " + zone + " needs a format: Asterisk has none to go with it");
        }
    }

    /**
     * Says it as usual in the channel's language, in the time zone of Asterisk.
     *
     * @param instant the moment
     * @param escapeDigits keys that interrupt it, or none
     */
    public SayDateTime(Instant instant, String escapeDigits) {
        this(instant, escapeDigits, "", "");
    }

    /**
     * The same in a format, in the time zone of Asterisk.
     *
     * @param format what to say
     * @return a copy
     */
    public SayDateTime withFormat(String format) {
        return new SayDateTime(instant, escapeDigits, format, "");
    }

    /**
     * The same in a format and a time zone.
     *
     * @param format what to say
     * @param zone a region, such as {@code Europe/Berlin}, or UTC; Asterisk does not know other fixed offsets
     * @return a copy
     * @throws IllegalArgumentException if the zone is an offset other than UTC
     */
    public SayDateTime withFormat(String format, ZoneId zone) {
        if (zone instanceof ZoneOffset && !zone.equals(ZoneOffset.UTC)) {
            throw new IllegalArgumentException("the zone must be a region or UTC, not " + zone);
        }
        return new SayDateTime(instant, escapeDigits, format, zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("SAY DATETIME").arg(instant.getEpochSecond()).arg(escapeDigits);
        if (!format.isEmpty()) {
            line.arg(format);
        }
        return (zone.isEmpty() ? line : line.arg(zone)).toString();
    }

    @Override
    public KeyPress result(AgiReply reply) {
        return Replies.keyPress(this, reply);
    }
}
