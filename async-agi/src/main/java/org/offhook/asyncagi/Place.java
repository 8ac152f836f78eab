// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in the dialplan a channel waits.
 *
 * @param context of the dialplan
 * @param extension of it
 * @param priority of it
 * @param arguments of AGI(); null if they are not known whole
 */
record Place(
        String context,
        String extension,
        String priority,
        @Nullable List<String> arguments) {

    /** Whether both are the same place, as far as both are known. */
    boolean isSame(Place other) {
        return isSameLine(other) && (arguments == null || other.arguments == null || arguments.equals(other.arguments));
    }

    /** The same without the arguments. */
    boolean isSameLine(Place other) {
        return context.equals(other.context) && extension.equals(other.extension) && priority.equals(other.priority);
    }
}
