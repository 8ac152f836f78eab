// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiEventList;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.event.ListDialplanEvent;
import org.offhook.ami.internal.Generated;

/**
 * Lists the dialplan, or a part of it.
 *
 * <p>{@code ShowDialPlan}; any of the classes {@code config}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ShowDialPlanAction(AmiHeaders headers) implements AmiAction<AmiEventList<ListDialplanEvent>> {

    /** The action. */
    public static ShowDialPlanAction of() {
        return new ShowDialPlanAction(AmiHeaders.EMPTY);
    }

    /** {@code Extension}. */
    public ShowDialPlanAction extension(String extension) {
        return new ShowDialPlanAction(headers.with("Extension", extension));
    }

    /** {@code Context}. */
    public ShowDialPlanAction context(String context) {
        return new ShowDialPlanAction(headers.with("Context", context));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ShowDialPlanAction actionId(String actionId) {
        return new ShowDialPlanAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "ShowDialPlan";
    }

    @Override
    public AmiEventList<ListDialplanEvent> result(AmiResponse response) {
        return AmiEventList.of(response, ListDialplanEvent.class);
    }

    @Override
    public Set<String> completionEvents() {
        return Set.of("ShowDialPlanComplete");
    }

    @Override
    public Set<String> privileges() {
        return Set.of("config", "reporting");
    }
}
