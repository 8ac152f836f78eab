// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A fax session, in the answer to FAXSession.
 *
 * <p>{@code FAXSession}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record FaxSessionEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code SessionNumber}. */
    public OptionalInt sessionNumber() {
        return HeaderValues.integer(headers, "SessionNumber");
    }

    /** {@code Operation}. */
    public Optional<String> operation() {
        return HeaderValues.text(headers, "Operation");
    }

    /** {@code State}. */
    public Optional<String> state() {
        return HeaderValues.text(headers, "State");
    }

    /** {@code ErrorCorrectionMode}: {@code yes}, {@code no}. */
    public Optional<String> errorCorrectionMode() {
        return HeaderValues.text(headers, "ErrorCorrectionMode");
    }

    /** {@code DataRate}. */
    public OptionalInt dataRate() {
        return HeaderValues.integer(headers, "DataRate");
    }

    /** {@code ImageResolution}. */
    public Optional<String> imageResolution() {
        return HeaderValues.text(headers, "ImageResolution");
    }

    /** {@code PageNumber}. */
    public OptionalInt pageNumber() {
        return HeaderValues.integer(headers, "PageNumber");
    }

    /** {@code FileName}. */
    public Optional<String> fileName() {
        return HeaderValues.text(headers, "FileName");
    }

    /** {@code PagesTransmitted}. */
    public OptionalInt pagesTransmitted() {
        return HeaderValues.integer(headers, "PagesTransmitted");
    }

    /** {@code PagesReceived}. */
    public OptionalInt pagesReceived() {
        return HeaderValues.integer(headers, "PagesReceived");
    }

    /** {@code TotalBadLines}. */
    public OptionalInt totalBadLines() {
        return HeaderValues.integer(headers, "TotalBadLines");
    }
}
