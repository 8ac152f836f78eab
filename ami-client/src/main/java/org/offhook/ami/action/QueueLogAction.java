// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Adds a line to the queue log.
 *
 * <p>{@code QueueLog}; class {@code agent}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueueLogAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param queue {@code Queue}.
     * @param event {@code Event}.
     */
    public static QueueLogAction of(String queue, String event) {
        return new QueueLogAction(AmiHeaders.of("Queue", queue, "Event", event));
    }

    /** {@code Uniqueid}. */
    public QueueLogAction uniqueId(String uniqueId) {
        return new QueueLogAction(headers.with("Uniqueid", uniqueId));
    }

    /** {@code Interface}. */
    public QueueLogAction memberInterface(String memberInterface) {
        return new QueueLogAction(headers.with("Interface", memberInterface));
    }

    /** {@code Message}. */
    public QueueLogAction message(String message) {
        return new QueueLogAction(headers.with("Message", message));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueueLogAction actionId(String actionId) {
        return new QueueLogAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueueLog";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("agent");
    }
}
