// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Creates an empty configuration file.
 *
 * <p>{@code CreateConfig}; class {@code config}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record CreateConfigAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** @throws IllegalArgumentException for a file name that leaves Asterisk's folder: with a slash, a backslash or two dots */
    public CreateConfigAction {
        ActionText.checkFileName(headers, "Filename");
    }

    /**
     * The action with what it needs.
     *
     * @param filename {@code Filename}.
     */
    public static CreateConfigAction of(String filename) {
        return new CreateConfigAction(AmiHeaders.of("Filename", filename));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public CreateConfigAction actionId(String actionId) {
        return new CreateConfigAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "CreateConfig";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("config");
    }
}
