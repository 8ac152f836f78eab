// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Reads a configuration file.
 *
 * <p>{@code GetConfig}; any of the classes {@code system}, {@code config}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record GetConfigAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** @throws IllegalArgumentException for a file name that leaves Asterisk's folder: with a slash, a backslash or two dots */
    public GetConfigAction {
        ActionText.checkFileName(headers, "Filename");
    }

    /**
     * The action with what it needs.
     *
     * @param filename {@code Filename}.
     */
    public static GetConfigAction of(String filename) {
        return new GetConfigAction(AmiHeaders.of("Filename", filename));
    }

    /** {@code Category}. */
    public GetConfigAction category(String category) {
        return new GetConfigAction(headers.with("Category", category));
    }

    /** {@code Filter}. */
    public GetConfigAction filter(String filter) {
        return new GetConfigAction(headers.with("Filter", filter));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public GetConfigAction actionId(String actionId) {
        return new GetConfigAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "GetConfig";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("config", "system");
    }
}
