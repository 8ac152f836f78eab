// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.AmiException;

/**
 * Headers do not fit the type they are to be bound to, or nothing can be bound to that type. The message names the type, the component, the
 * header and its value, with no control characters in it. When the type's own constructor refused the values, its exception is the cause.
 */
public final class AmiBindingException extends AmiException {

    private static final long serialVersionUID = 1;

    private final Class<?> type;
    private final @Nullable String component;
    private final @Nullable String header;
    private final @Nullable String value;

    AmiBindingException(
            String message,
            Class<?> type,
            @Nullable String component,
            @Nullable String header,
            @Nullable String value,
            @Nullable Throwable cause) {
        super(message, cause);
        this.type = type;
        this.component = component;
        this.header = header;
        this.value = value;
    }

    /** The type that was to be made. */
    public Class<?> type() {
        return type;
    }

    /** Its component, with a dot before each step into a nested record; empty when it is about the type as a whole. */
    public Optional<String> component() {
        return Optional.ofNullable(component);
    }

    /** The header as it came; empty when there was none. */
    public Optional<String> header() {
        return Optional.ofNullable(header);
    }

    /** The header's value as it came: it can hold control characters. Empty when there was none. */
    public Optional<String> value() {
        return Optional.ofNullable(value);
    }
}
