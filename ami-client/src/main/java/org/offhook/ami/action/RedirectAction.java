// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Sends a channel, and perhaps another, to an extension.
 *
 * <p>{@code Redirect}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record RedirectAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     * @param context {@code Context}.
     * @param extension {@code Exten}.
     * @param priority {@code Priority}.
     */
    public static RedirectAction of(String channel, String context, String extension, int priority) {
        return new RedirectAction(AmiHeaders.of(
                "Channel", channel, "Context", context, "Exten", extension, "Priority", Integer.toString(priority)));
    }

    /** {@code ExtraChannel}. */
    public RedirectAction extraChannel(String extraChannel) {
        return new RedirectAction(headers.with("ExtraChannel", extraChannel));
    }

    /** {@code ExtraContext}. */
    public RedirectAction extraContext(String extraContext) {
        return new RedirectAction(headers.with("ExtraContext", extraContext));
    }

    /** {@code ExtraExten}. */
    public RedirectAction extraExtension(String extraExtension) {
        return new RedirectAction(headers.with("ExtraExten", extraExtension));
    }

    /** {@code ExtraPriority}. */
    public RedirectAction extraPriority(int extraPriority) {
        return new RedirectAction(headers.with("ExtraPriority", Integer.toString(extraPriority)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public RedirectAction actionId(String actionId) {
        return new RedirectAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Redirect";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call");
    }
}
