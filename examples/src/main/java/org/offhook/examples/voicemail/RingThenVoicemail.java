// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.voicemail;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.command.DialResult;
import org.offhook.agi.command.DialResult.NotAnswered;
import org.offhook.agi.command.DialResult.Reason;
import org.offhook.agi.command.DialplanText;
import org.offhook.agi.command.VoicemailStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings the phone of an extension, and lets the caller leave a message when nobody answers, with the greeting that fits. The route
 * is {@code /voicemail/{extension}}.
 */
public final class RingThenVoicemail implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(RingThenVoicemail.class);
    private static final Duration RING_TIME = Duration.ofSeconds(20);

    private final UnaryOperator<String> device;

    /** @param device the device of an extension, such as {@code PJSIP/200} of {@code 200} */
    public RingThenVoicemail(UnaryOperator<String> device) {
        this.device = device;
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        String extension = DialplanText.filter("0-9", request.pathVariable("extension"));
        DialResult result = channel.dial(device.apply(extension), RING_TIME);
        if (result instanceof NotAnswered missed) {
            // Most callers end their message by hanging up: then this ends in an AgiHangupException, and all is well.
            VoicemailStatus status = takeMessage(channel, extension, missed.reason());
            if (status != VoicemailStatus.SUCCESS) {
                channel.streamFile("vm-nobodyavail");
                channel.streamFile("vm-goodbye");
            }
        }
    }

    private static VoicemailStatus takeMessage(AgiChannel channel, String extension, Reason reason) {
        String greeting = reason == Reason.BUSY ? "b" : "u"; // "is on the phone", or "is unavailable"
        try {
            return channel.voicemail(extension + "@default", greeting);
        } catch (AgiCommandException e) {
            LOG.error("no message can be left for {}: {}", extension, e.getMessage());
            return VoicemailStatus.FAILED;
        }
    }
}
