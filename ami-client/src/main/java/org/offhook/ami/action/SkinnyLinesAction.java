// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.LineEntryEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the Skinny lines.
 *
 * <p>{@code SKINNYlines}, in Asterisk 16, no longer in 22; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SkinnyLinesAction(AmiHeaders headers) implements AmiAction<AmiEventList<LineEntryEvent>> {

    /** The action. */
    public static SkinnyLinesAction of() {
        return new SkinnyLinesAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SkinnyLinesAction actionId(String actionId) {
        return new SkinnyLinesAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SKINNYlines";
    }

    @Override
    public AmiEventList<LineEntryEvent> result(AmiResponse response) {
        return AmiEventList.of(response, LineEntryEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("LinelistComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
