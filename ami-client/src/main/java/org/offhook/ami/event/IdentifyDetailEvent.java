// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.util.Optional;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * How a PJSIP endpoint is recognised, in a list.
 *
 * <p>{@code IdentifyDetail}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record IdentifyDetailEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ObjectType}. */
    public Optional<String> objectType() {
        return HeaderValues.text(headers, "ObjectType");
    }

    /** {@code ObjectName}. */
    public Optional<String> objectName() {
        return HeaderValues.text(headers, "ObjectName");
    }

    /** {@code Endpoint}. */
    public Optional<String> endpoint() {
        return HeaderValues.text(headers, "Endpoint");
    }

    /** {@code SrvLookups}. */
    public Optional<Boolean> srvLookups() {
        return HeaderValues.bool(headers, "SrvLookups");
    }

    /** {@code Match}. */
    public Optional<String> match() {
        return HeaderValues.text(headers, "Match");
    }

    /** {@code MatchHeader}. */
    public Optional<String> matchHeader() {
        return HeaderValues.text(headers, "MatchHeader");
    }

    /** {@code MatchRequestUri}, in Asterisk 22. */
    public Optional<String> matchRequestUri() {
        return HeaderValues.text(headers, "MatchRequestUri");
    }

    /** {@code EndpointName}. */
    public Optional<String> endpointName() {
        return HeaderValues.text(headers, "EndpointName");
    }
}
