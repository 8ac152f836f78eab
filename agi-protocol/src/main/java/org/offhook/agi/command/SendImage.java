// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import java.time.Duration;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SEND IMAGE: sends a picture, if the channel can; Asterisk does not tell.
 *
 * @param image the file, without an extension
 */
public record SendImage(String image) implements AgiCommand<AgiReply> {

    /** Checks the arguments. */
    public SendImage {
        Arguments.checkText(image, "the image");
    }

    @Override
    public String line() {
        return AgiLine.of("SEND IMAGE").arg(image).toString();
    }

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }

    @Override
    public Duration runTime() {
        return Duration.ZERO;
    }
}
