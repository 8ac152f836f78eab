// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Runs a command of Asterisk's console.
 *
 * <p>{@code Command}; class {@code command}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record CommandAction(AmiHeaders headers) implements AmiAction<CommandOutput> {

    /**
     * The action with what it needs.
     *
     * @param command {@code Command}.
     */
    public static CommandAction of(String command) {
        return new CommandAction(AmiHeaders.of("Command", command));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public CommandAction actionId(String actionId) {
        return new CommandAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Command";
    }

    @Override
    public CommandOutput result(AmiResponse response) {
        return CommandOutput.of(response);
    }

    @Override
    public Set<String> privileges() {
        return Set.of("command");
    }
}
