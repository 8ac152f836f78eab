// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.PriShowSpansEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the ISDN spans.
 *
 * <p>{@code PRIShowSpans}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record PriShowSpansAction(AmiHeaders headers) implements AmiAction<AmiEventList<PriShowSpansEvent>> {

    /** The action. */
    public static PriShowSpansAction of() {
        return new PriShowSpansAction(AmiHeaders.EMPTY);
    }

    /** {@code Span}. */
    public PriShowSpansAction span(int span) {
        return new PriShowSpansAction(headers.with("Span", Integer.toString(span)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public PriShowSpansAction actionId(String actionId) {
        return new PriShowSpansAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "PRIShowSpans";
    }

    @Override
    public AmiEventList<PriShowSpansEvent> result(AmiResponse response) {
        return AmiEventList.of(response, PriShowSpansEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("PRIShowSpansComplete");
    }
}
