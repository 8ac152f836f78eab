// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.QueueSummaryEvent;
import org.offhook.ami.internal.Generated;

/**
 * Describes queues in brief.
 *
 * <p>{@code QueueSummary}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record QueueSummaryAction(AmiHeaders headers) implements AmiAction<AmiEventList<QueueSummaryEvent>> {

    /** The action. */
    public static QueueSummaryAction of() {
        return new QueueSummaryAction(AmiHeaders.EMPTY);
    }

    /** {@code Queue}. */
    public QueueSummaryAction queue(String queue) {
        return new QueueSummaryAction(headers.with("Queue", queue));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public QueueSummaryAction actionId(String actionId) {
        return new QueueSummaryAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "QueueSummary";
    }

    @Override
    public AmiEventList<QueueSummaryEvent> result(AmiResponse response) {
        return AmiEventList.of(response, QueueSummaryEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("QueueSummaryComplete");
    }
}
