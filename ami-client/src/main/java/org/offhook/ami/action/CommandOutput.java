// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.List;
import org.offhook.ami.AmiResponse;

/**
 * What a command of Asterisk's console has printed.
 *
 * @param lines its lines as they came, without their ends; a command that prints nothing gives none, or one that is empty
 */
public record CommandOutput(List<String> lines) {

    /** Keeps a copy. */
    public CommandOutput {
        lines = List.copyOf(lines);
    }

    static CommandOutput of(AmiResponse response) {
        return new CommandOutput(response.output());
    }

    /** The lines as one text, with a line feed between each two. */
    public String text() {
        return String.join("\n", lines);
    }

    /** The text. */
    @Override
    public String toString() {
        return text();
    }
}
