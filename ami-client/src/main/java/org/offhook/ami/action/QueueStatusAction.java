// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Describes queues, their members and callers. A queue that does not exist gives an empty list.
 *
 * <p>{@code QueueStatus}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueueStatusAction(AmiHeaders headers) implements AmiAction<AmiEventList<AmiEvent>> {

    /** The action. */
    public static QueueStatusAction of() {
        return new QueueStatusAction(AmiHeaders.EMPTY);
    }

    /** {@code Queue}. */
    public QueueStatusAction queue(String queue) {
        return new QueueStatusAction(headers.with("Queue", queue));
    }

    /** {@code Member}. */
    public QueueStatusAction member(String member) {
        return new QueueStatusAction(headers.with("Member", member));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueueStatusAction actionId(String actionId) {
        return new QueueStatusAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueueStatus";
    }

    @Override
    public AmiEventList<AmiEvent> result(AmiResponse response) {
        return AmiEventList.of(response, AmiEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("QueueStatusComplete");
    }
}
