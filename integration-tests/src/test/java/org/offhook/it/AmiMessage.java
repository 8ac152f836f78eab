// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message from Asterisk: an event, or the response to an action.
 *
 * @param headers in wire order, repeated ones kept
 */
public record AmiMessage(List<Map.Entry<String, String>> headers) {
    /** Copies the list. */
    public AmiMessage {
        headers = List.copyOf(headers);
    }

    /** The first header of this name, in any case; empty when there is none or when it is empty. */
    public String get(String name) {
        return find(name).orElse("");
    }

    /** The first header of this name, in any case. */
    public Optional<String> find(String name) {
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return Optional.of(header.getValue());
            }
        }
        return Optional.empty();
    }

    /** Every header of this name, in wire order. */
    public List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The event's name; empty for a response. */
    public String event() {
        return get("Event");
    }

    /** Whether this is an event of that name. */
    public boolean isEvent(String name) {
        return event().equals(name);
    }

    /** Whether this is the user event of that name. */
    public boolean isUserEvent(String name) {
        return isEvent("UserEvent") && get("UserEvent").equals(name);
    }

    /** Whether this is a response that reports no error. */
    public boolean isSuccess() {
        String response = get("Response");
        return response.equals("Success") || response.equals("Goodbye");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        headers.forEach(header -> text.append(text.isEmpty() ? "" : " | ")
                .append(header.getKey())
                .append(": ")
                .append(header.getValue()));
        return text.toString();
    }
}
