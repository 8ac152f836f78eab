// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * What became of an asynchronous Originate.
 *
 * <p>{@code OriginateResponse}; read class {@code call}.
 *
 * @param headers everything that came
 */
@Generated
public record OriginateResponseEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Response}: {@code Failure}, {@code Success}. */
    public Optional<String> response() {
        return HeaderValues.text(headers, "Response");
    }

    /** {@code Channel}. */
    public Optional<String> channelName() {
        return HeaderValues.text(headers, "Channel");
    }

    /** {@code Context}. */
    public Optional<String> context() {
        return HeaderValues.text(headers, "Context");
    }

    /** {@code Exten}. */
    public Optional<String> extension() {
        return HeaderValues.text(headers, "Exten");
    }

    /** {@code Reason}. */
    public OptionalInt reason() {
        return HeaderValues.integer(headers, "Reason");
    }

    /** {@code Uniqueid}. */
    public Optional<String> uniqueId() {
        return HeaderValues.text(headers, "Uniqueid");
    }

    /** {@code CallerIDNum}. */
    public Optional<String> callerIdNumber() {
        return HeaderValues.party(headers, "CallerIDNum");
    }

    /** {@code CallerIDName}. */
    public Optional<String> callerIdName() {
        return HeaderValues.party(headers, "CallerIDName");
    }

    /** {@code ChanVariable(<channel>)}. */
    public Map<String, String> variables() {
        return HeaderValues.variables(headers, "ChanVariable(");
    }

    /** {@code Application}. */
    public Optional<String> application() {
        return HeaderValues.text(headers, "Application");
    }

    /** {@code Data}. */
    public Optional<String> data() {
        return HeaderValues.text(headers, "Data");
    }
}
