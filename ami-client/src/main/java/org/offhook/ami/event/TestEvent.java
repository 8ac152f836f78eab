// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A step of Asterisk's own tests; only builds for testing send it.
 *
 * <p>{@code TestEvent}; read class {@code reporting}.
 *
 * @param headers everything that came
 */
@Generated
public record TestEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Type}. */
    public Optional<String> type() {
        return HeaderValues.text(headers, "Type");
    }

    /** {@code State}. */
    public Optional<String> state() {
        return HeaderValues.text(headers, "State");
    }

    /** {@code AppFile}. */
    public Optional<String> appFile() {
        return HeaderValues.text(headers, "AppFile");
    }

    /** {@code AppFunction}. */
    public Optional<String> appFunction() {
        return HeaderValues.text(headers, "AppFunction");
    }

    /** {@code AppLine}. */
    public OptionalInt appLine() {
        return HeaderValues.integer(headers, "AppLine");
    }

    /** {@code Channel}. */
    public Optional<String> channelName() {
        return HeaderValues.text(headers, "Channel");
    }

    /** {@code CallID}. */
    public Optional<String> callId() {
        return HeaderValues.text(headers, "CallID");
    }

    /** {@code PriorCallID}. */
    public Optional<String> priorCallId() {
        return HeaderValues.text(headers, "PriorCallID");
    }

    /** {@code Conference}. */
    public Optional<String> conference() {
        return HeaderValues.text(headers, "Conference");
    }

    /** {@code OldState}. */
    public Optional<String> oldState() {
        return HeaderValues.text(headers, "OldState");
    }

    /** {@code NewState}. */
    public Optional<String> newState() {
        return HeaderValues.text(headers, "NewState");
    }

    /** {@code Mode}. */
    public Optional<String> mode() {
        return HeaderValues.text(headers, "Mode");
    }

    /** {@code Message}. */
    public Optional<String> message() {
        return HeaderValues.text(headers, "Message");
    }

    /** {@code File}. */
    public Optional<String> file() {
        return HeaderValues.text(headers, "File");
    }

    /** {@code Source}, in Asterisk 22. */
    public Optional<String> source() {
        return HeaderValues.text(headers, "Source");
    }

    /** {@code Count}, in Asterisk 22. */
    public OptionalInt count() {
        return HeaderValues.integer(headers, "Count");
    }
}
