// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Reads a configuration file as JSON.
 *
 * <p>{@code GetConfigJSON}; any of the classes {@code system}, {@code config}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record GetConfigJsonAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** @throws IllegalArgumentException for a file name that leaves Asterisk's folder: with a slash, a backslash or two dots */
    public GetConfigJsonAction {
        ActionText.checkFileName(headers, "Filename");
    }

    /**
     * The action with what it needs.
     *
     * @param filename {@code Filename}.
     */
    public static GetConfigJsonAction of(String filename) {
        return new GetConfigJsonAction(AmiHeaders.of("Filename", filename));
    }

    /** {@code Category}. */
    public GetConfigJsonAction category(String category) {
        return new GetConfigJsonAction(headers.with("Category", category));
    }

    /** {@code Filter}. */
    public GetConfigJsonAction filter(String filter) {
        return new GetConfigJsonAction(headers.with("Filter", filter));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public GetConfigJsonAction actionId(String actionId) {
        return new GetConfigJsonAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "GetConfigJSON";
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
