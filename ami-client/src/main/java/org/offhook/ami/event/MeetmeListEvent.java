// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A user of a MeetMe conference, in the answer to MeetmeList.
 *
 * <p>{@code MeetmeList}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record MeetmeListEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code Conference}, in Asterisk 22. */
    public Optional<String> conference() {
        return HeaderValues.text(headers, "Conference");
    }

    /** {@code UserNumber}, in Asterisk 22. */
    public OptionalInt userNumber() {
        return HeaderValues.integer(headers, "UserNumber");
    }

    /** {@code CallerIDNum}, in Asterisk 22. */
    public Optional<String> callerIdNumber() {
        return HeaderValues.text(headers, "CallerIDNum");
    }

    /** {@code CallerIDName}, in Asterisk 22. */
    public Optional<String> callerIdName() {
        return HeaderValues.text(headers, "CallerIDName");
    }

    /** {@code ConnectedLineNum}, in Asterisk 22. */
    public Optional<String> connectedLineNumber() {
        return HeaderValues.text(headers, "ConnectedLineNum");
    }

    /** {@code ConnectedLineName}, in Asterisk 22. */
    public Optional<String> connectedLineName() {
        return HeaderValues.text(headers, "ConnectedLineName");
    }

    /** {@code Channel}, in Asterisk 22. */
    public Optional<String> channelName() {
        return HeaderValues.text(headers, "Channel");
    }

    /** {@code Admin}, in Asterisk 22. */
    public Optional<Boolean> admin() {
        return HeaderValues.bool(headers, "Admin");
    }

    /** {@code Role}, in Asterisk 22. */
    public Optional<String> role() {
        return HeaderValues.text(headers, "Role");
    }

    /** {@code MarkedUser}, in Asterisk 22. */
    public Optional<Boolean> markedUser() {
        return HeaderValues.bool(headers, "MarkedUser");
    }

    /** {@code Muted}, in Asterisk 22. */
    public Optional<String> muted() {
        return HeaderValues.text(headers, "Muted");
    }

    /** {@code Talking}, in Asterisk 22. */
    public Optional<String> talking() {
        return HeaderValues.text(headers, "Talking");
    }
}
