// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.Set;

/**
 * Something to ask of Asterisk, and how to read its answer. The types of {@link org.offhook.ami.action} name the known ones, {@link
 * RawAction} sends any other; implement it for an action of your own. Implementations are immutable.
 *
 * @param <R> what a successful answer becomes
 */
public interface AmiAction<R> {

    /** Its name, such as {@code QueueAdd}. */
    String name();

    /**
     * Its headers, less {@code Action}. An {@code ActionID} among them is not sent: the client has its own, and gives this one back in
     * {@link AmiResponse#actionId()}.
     *
     * <p>Sending refuses, with an {@link IllegalArgumentException} and before anything is written, a CR, LF or NUL in a name or
     * value, a line of more than 1022 bytes, and more than 128 headers: Asterisk would run, cut or refuse something else.
     */
    AmiHeaders headers();

    /**
     * The result, from an answer that is not an error. It runs on the thread that waits, or on a callback thread.
     *
     * @throws AmiException when the answer cannot be read
     */
    R result(AmiResponse response);

    /**
     * The names of events that end the list this action answers with, where the answer itself does not announce one with
     * {@code EventList: start}. Empty for most actions.
     */
    default Set<String> completionEvents() {
        return Set.of();
    }

    /**
     * The classes of which the user needs one under {@code write=} in manager.conf; empty when a login is enough or it is not known.
     */
    default Set<String> privileges() {
        return Set.of();
    }
}
