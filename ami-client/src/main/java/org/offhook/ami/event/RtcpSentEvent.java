// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.ChannelSnapshot;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * An RTCP report was sent to the other end.
 *
 * <p>{@code RTCPSent}; read class {@code reporting}.
 *
 * @param headers everything that came
 */
@Generated
public record RtcpSentEvent(AmiHeaders headers) implements AmiChannelEvent {

    @Override
    public ChannelSnapshot channel() {
        return new ChannelSnapshot(headers, "");
    }

    /** {@code SSRC}. */
    public Optional<String> ssrc() {
        return HeaderValues.text(headers, "SSRC");
    }

    /** {@code PT}. */
    public Optional<String> packetType() {
        return HeaderValues.text(headers, "PT");
    }

    /** {@code To}. */
    public Optional<String> to() {
        return HeaderValues.text(headers, "To");
    }

    /** {@code ReportCount}. */
    public OptionalInt reportCount() {
        return HeaderValues.integer(headers, "ReportCount");
    }

    /** {@code SentNTP}. */
    public Optional<String> sentNtp() {
        return HeaderValues.text(headers, "SentNTP");
    }

    /** {@code SentRTP}. */
    public OptionalLong sentRtp() {
        return HeaderValues.number(headers, "SentRTP");
    }

    /** {@code SentPackets}. */
    public OptionalLong sentPackets() {
        return HeaderValues.number(headers, "SentPackets");
    }

    /** {@code SentOctets}. */
    public OptionalLong sentOctets() {
        return HeaderValues.number(headers, "SentOctets");
    }

    /** {@code ReportXSourceSSRC}. */
    public List<String> sourceSsrcs() {
        return HeaderValues.numbered(headers, "Report", "SourceSSRC");
    }

    /** {@code ReportXFractionLost}. */
    public List<String> fractionsLost() {
        return HeaderValues.numbered(headers, "Report", "FractionLost");
    }

    /** {@code ReportXCumulativeLost}. */
    public List<String> cumulativeLosses() {
        return HeaderValues.numbered(headers, "Report", "CumulativeLost");
    }

    /** {@code ReportXHighestSequence}. */
    public List<String> highestSequences() {
        return HeaderValues.numbered(headers, "Report", "HighestSequence");
    }

    /** {@code ReportXSequenceNumberCycles}. */
    public List<String> sequenceNumberCycles() {
        return HeaderValues.numbered(headers, "Report", "SequenceNumberCycles");
    }

    /** {@code ReportXIAJitter}. */
    public List<String> jitters() {
        return HeaderValues.numbered(headers, "Report", "IAJitter");
    }

    /** {@code ReportXLSR}. */
    public List<String> lastSenderReports() {
        return HeaderValues.numbered(headers, "Report", "LSR");
    }

    /** {@code ReportXDLSR}. */
    public List<String> delaysSinceSenderReport() {
        return HeaderValues.numbered(headers, "Report", "DLSR");
    }
}
