// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.bothtransports;

import java.time.Clock;
import java.time.Duration;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;

/** Says what time it is, and again when 1 is pressed. It does not know which transport it is on. */
public final class SpeakingClock implements AgiScript {

    private static final int MOST_TIMES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Clock clock;

    /** @param clock tells the time; Asterisk says it in its own time zone */
    public SpeakingClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        channel.answer();
        int times = 0;
        do {
            channel.streamFile("at-tone-time-exactly");
            channel.sayTime(clock.instant());
            channel.streamFile("beep");
            channel.setVariable("TIMES", Integer.toString(++times));
        } while (times < MOST_TIMES && channel.waitForDigit(PATIENCE).is('1'));
    }
}
