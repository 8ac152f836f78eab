// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user events that are a type of the user's. Used on the loop only. */
final class UserEventTypes {

    /** The name of the event, and of the header in it that holds the name the dialplan gave. */
    static final String USER_EVENT = "UserEvent";

    private static final Logger LOG = LoggerFactory.getLogger(AmiClient.class);

    private final String client;
    private final Map<String, UserType> types = new HashMap<>();
    private final Map<Class<?>, EventKind> kinds = new HashMap<>();
    private final EventNames names;

    private static final class UserType {

        private final Function<AmiHeaders, ? extends AmiEvent> factory;
        private boolean failed;

        UserType(Function<AmiHeaders, ? extends AmiEvent> factory) {
            this.factory = factory;
        }
    }

    /**
     * @param factories by name in lower case
     */
    UserEventTypes(String client, Map<String, Function<AmiHeaders, ? extends AmiEvent>> factories, EventNames names) {
        this.client = client;
        this.names = names;
        factories.forEach((name, factory) -> types.put(name, new UserType(factory)));
    }

    /** Whether events of this kind can have a type of the user's. */
    boolean concern(EventKind kind) {
        return !types.isEmpty() && kind.name().equals(USER_EVENT);
    }

    /** The user event as the type that is registered for its name; null where none is, or where it cannot be made. */
    @Nullable
    AmiEvent create(AmiHeaders headers) {
        String name = headers.find(USER_EVENT).orElse("");
        UserType type = types.get(name.toLowerCase(Locale.ROOT));
        if (type == null) {
            return null;
        }
        try {
            return Objects.requireNonNull(type.factory.apply(headers), "the type registered for it makes null");
        } catch (Throwable e) { // also a checked one, of a factory in Kotlin
            if (!type.failed) {
                type.failed = true;
                LOG.warn(
                        "{}: user event {} is delivered as it came, the type registered for it fails",
                        Printable.of(client, 100),
                        Printable.of(name, 100),
                        e);
            }
            return null;
        }
    }

    /** The kind of an event that {@link #create} made. */
    EventKind kindOf(AmiEvent event) {
        return kinds.computeIfAbsent(
                event.getClass(),
                made -> new EventKind(
                        names.newId(), EventKind.RAW, USER_EVENT.getBytes(UTF_8), made.asSubclass(AmiEvent.class)));
    }
}
