// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.HeaderValues;

/** Asterisk's answer to one action, with the list that belongs to it, if any. Immutable. */
public final class AmiResponse {

    private final AmiHeaders headers;
    private final List<AmiEvent> events;
    private final @Nullable AmiEvent completion;
    private final @Nullable String actionId;
    private final boolean complete;

    /**
     * An answer.
     *
     * @param headers what came
     * @param events the list's events, less the one that ends it
     * @param completion the event that ends the list; null when there is none, or it has not come
     * @param actionId the id the caller gave to the action; null without
     */
    public AmiResponse(
            AmiHeaders headers, List<AmiEvent> events, @Nullable AmiEvent completion, @Nullable String actionId) {
        this(
                headers,
                events,
                completion,
                actionId,
                completion == null ? !headers.has("EventList", "start") : isComplete(completion, events.size()));
    }

    /** An answer whose list, if any, is known to be complete or not. */
    AmiResponse(
            AmiHeaders headers,
            List<AmiEvent> events,
            @Nullable AmiEvent completion,
            @Nullable String actionId,
            boolean complete) {
        this.complete = complete;
        this.headers = headers;
        this.events = List.copyOf(events);
        this.completion = completion;
        this.actionId = actionId;
    }

    /** Everything that came in the answer itself. */
    public AmiHeaders headers() {
        return headers;
    }

    /** Whether it is anything but an error. */
    public boolean isSuccess() {
        return !headers.has("Response", "Error");
    }

    /** The text of {@code Message}, less blanks and line feeds at its end; empty when there is none. */
    public String message() {
        return headers.find("Message").map(String::stripTrailing).orElse("");
    }

    /** The list's events in order, less the one that ended it; empty for an answer without a list, or streamed elsewhere. */
    public List<AmiEvent> events() {
        return events;
    }

    /** The event that ended the list; empty for an answer without a list, and for one that is not complete. */
    public Optional<AmiEvent> completion() {
        return Optional.ofNullable(completion);
    }

    /**
     * Whether all came that Asterisk announced: the list was not cancelled, and has as many events as its last one says in {@code ListItems},
     * where it does. True for an answer without a list.
     */
    public boolean isComplete() {
        return complete;
    }

    /** Whether a list that ended with this has all its events. */
    static boolean isComplete(AmiEvent completion, long events) {
        AmiHeaders end = completion.headers();
        return end.find("EventList").orElse("Complete").equalsIgnoreCase("Complete")
                && HeaderValues.number(end, "ListItems").orElse(events) == events;
    }

    /** The lines of a command's output, in order. */
    public List<String> output() {
        return headers.all("Output");
    }

    /** The ActionID that the caller gave to the action; empty without. On the wire the client uses its own. */
    public Optional<String> actionId() {
        return Optional.ofNullable(actionId);
    }

    @Override
    public String toString() {
        return "AmiResponse[" + headers + (events.isEmpty() ? "" : ", " + events.size() + " events") + "]";
    }
}
