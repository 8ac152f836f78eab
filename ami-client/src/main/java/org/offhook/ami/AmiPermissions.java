// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.internal.EventTypes;

/**
 * What manager.conf allows the client's user, so that what is missing is known before anything depends on it. Immutable.
 *
 * <pre>{@code
 * AmiPermissions permissions = client.checkPermissions();
 * permissions.require(OriginateAction.toExtension(...), HangupAction.of(...));   // says which line of manager.conf to change
 * permissions.missingReads(NewchannelEvent.class, HangupEvent.class);
 * }</pre>
 *
 * Asterisk lists the actions a user may run. The classes themselves, and with them what the user may read, it tells only those who may
 * run {@code Command}; without that they are not known, and said so. What is changed in manager.conf holds from the next login on.
 */
public final class AmiPermissions {

    private static final String PRIVILEGES = "(Priv: ";
    private static final String ALL = "all";
    /** Classes that allow much more than one action; suggested only where nothing else will do. */
    private static final Set<String> MIGHTY = Set.of("system", "command", "config", ALL);

    private static final Pattern SIMPLE_NAME = Pattern.compile("[A-Za-z0-9_.@-]+");

    private final AmiResponse listCommands;
    /** The actions the user may run, in lower case, and the classes of which one is needed. */
    private final Map<String, Set<String>> actions;

    private final @Nullable Set<String> read;
    private final @Nullable Set<String> write;

    private AmiPermissions(AmiResponse listCommands, @Nullable Set<String> read, @Nullable Set<String> write) {
        this.listCommands = listCommands;
        this.read = read;
        this.write = write;
        Map<String, Set<String>> found = new LinkedHashMap<>();
        for (AmiHeaders.Header header : listCommands.headers()) {
            int at = header.value().lastIndexOf(PRIVILEGES);
            if (at >= 0 && header.value().endsWith(")")) {
                String classes = header.value()
                        .substring(at + PRIVILEGES.length(), header.value().length() - 1);
                found.put(header.name().toLowerCase(Locale.ROOT), classes(classes));
            }
        }
        this.actions = Collections.unmodifiableMap(found);
    }

    /**
     * Asks Asterisk, once or twice.
     *
     * @param username whose permissions: the user the client logged in as
     */
    static AmiPermissions check(AmiClient client, String username) {
        AmiPermissions permissions = read(client.request(RawAction.of("ListCommands")));
        if (!permissions.may("Command") || !SIMPLE_NAME.matcher(username).matches()) {
            return permissions;
        }
        try {
            return permissions.withUser(
                    client.request(RawAction.of("Command", "Command", "manager show user " + username)));
        } catch (AmiErrorException e) {
            return permissions; // a cli_permissions.conf, or an Asterisk without the command: then it is not known
        }
    }

    /** From the answer to {@code ListCommands}: the actions only. */
    public static AmiPermissions read(AmiResponse listCommands) {
        return new AmiPermissions(listCommands, null, null);
    }

    /** The same with the classes, from the answer to the command {@code manager show user}. */
    AmiPermissions withUser(AmiResponse user) {
        Set<String> canRead = null;
        Set<String> canWrite = null;
        for (String line : user.output()) {
            String text = line.strip();
            if (text.startsWith("read perm:")) {
                canRead = classes(text.substring("read perm:".length()));
            } else if (text.startsWith("write perm:")) {
                canWrite = classes(text.substring("write perm:".length()));
            }
        }
        return new AmiPermissions(listCommands, canRead, canWrite);
    }

    /** Whether the user may run this action, and Asterisk has it. */
    public boolean may(String action) {
        return actions.containsKey(action.toLowerCase(Locale.ROOT));
    }

    /** Whether the user may run this action, and Asterisk has it. */
    public boolean may(AmiAction<?> action) {
        return may(action.name());
    }

    /** The classes under {@code read=}, {@code all} as itself; empty when they are not known. */
    public Optional<Set<String>> readClasses() {
        return Optional.ofNullable(read);
    }

    /** The classes under {@code write=}, {@code all} as itself; empty when they are not known. */
    public Optional<Set<String>> writeClasses() {
        return Optional.ofNullable(write);
    }

    /**
     * Which of these actions the user may not run, or Asterisk does not have.
     *
     * @return their names, in the order given, with the classes of which one is needed; no classes where that is not known, or where
     *     the user has one: then the module with the action is not loaded
     */
    public Map<String, Set<String>> missingFor(AmiAction<?>... needed) {
        Map<String, Set<String>> missing = new LinkedHashMap<>();
        Set<String> had = certainWrites();
        for (AmiAction<?> action : needed) {
            if (!may(action)) {
                boolean allowed =
                        had.contains(ALL) || action.privileges().stream().anyMatch(had::contains);
                missing.put(
                        action.name(),
                        allowed ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(action.privileges())));
            }
        }
        return Collections.unmodifiableMap(missing);
    }

    /**
     * Refuses to go on without these actions.
     *
     * @throws AmiPermissionException when one is missing; its text names what to add to manager.conf
     */
    public void require(AmiAction<?>... needed) {
        Map<String, Set<String>> missing = missingFor(needed);
        if (missing.isEmpty()) {
            return;
        }
        Set<String> add = new TreeSet<>();
        Set<String> notThere = new LinkedHashSet<>();
        missing.forEach((action, classes) -> {
            if (classes.isEmpty()) {
                notThere.add(action);
            } else if (Collections.disjoint(classes, add)) {
                add.add(least(classes));
            }
        });
        List<String> text = new ArrayList<>();
        if (!add.isEmpty()) {
            Set<String> denied = new LinkedHashSet<>(missing.keySet());
            denied.removeAll(notThere);
            text.add("manager.conf does not allow " + String.join(", ", denied) + ": add \"" + String.join(",", add)
                    + "\" to the user's \"write =\" line, and log in again");
        }
        if (!notThere.isEmpty()) {
            text.add("Asterisk does not offer " + String.join(", ", notThere)
                    + ": the module is not loaded, or the class it needs is not known");
        }
        throw new AmiPermissionException(String.join("; ", text), listCommands, add);
    }

    /**
     * Which classes are missing under {@code read=} for the client to get these events.
     *
     * @param events types of {@code org.offhook.ami.event}, or their interfaces; a type without a known class needs none
     * @return the classes to add, none when all is well; empty when it is not known what the user may read
     */
    @SafeVarargs
    public final Optional<Set<String>> missingReads(Class<? extends AmiEvent>... events) {
        if (read == null) {
            return Optional.empty();
        }
        Set<String> missing = new TreeSet<>();
        if (!read.contains(ALL)) {
            for (Class<? extends AmiEvent> type : events) {
                for (int place = 0; place < EventTypes.names().size(); place++) {
                    if (type.isAssignableFrom(EventTypes.type(place))) {
                        missing.addAll(EventTypes.privileges(place));
                    }
                }
            }
            missing.removeAll(read);
        }
        return Optional.of(Collections.unmodifiableSet(missing));
    }

    /** How many actions, and the classes. */
    @Override
    public String toString() {
        return "AmiPermissions[" + actions.size() + " actions, read " + (read == null ? "unknown" : read) + ", write "
                + (write == null ? "unknown" : write) + "]";
    }

    /** Classes that the user has for certain: told, or shown by an action that needs exactly one. */
    private Set<String> certainWrites() {
        if (write != null) {
            return write;
        }
        Set<String> certain = new TreeSet<>();
        for (Set<String> classes : actions.values()) {
            Set<String> without = new TreeSet<>(classes);
            without.remove(ALL);
            if (without.size() == 1) {
                certain.addAll(without);
            }
        }
        return certain;
    }

    private static String least(Set<String> classes) {
        return classes.stream()
                .filter(each -> !MIGHTY.contains(each))
                .findFirst()
                .orElseGet(() -> classes.iterator().next());
    }

    private static Set<String> classes(String list) {
        Set<String> classes = new TreeSet<>();
        for (String each : list.split(",", -1)) {
            String name = each.strip();
            if (!name.isEmpty() && !name.equals("<none>")) {
                classes.add(name);
            }
        }
        return Collections.unmodifiableSet(classes);
    }
}
