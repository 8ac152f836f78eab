// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.state;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.HeaderValues;

/**
 * A queue, its members, and who waits in it. Members and callers are kept from events; the counters, for which there are no events, are
 * as old as the last reading of the whole picture.
 *
 * @param name its name
 * @param parameters what Asterisk said of it when it was last read; empty when only events have told of it
 * @param members its members
 * @param callers who waits, the first in line first
 */
public record PbxQueue(String name, AmiHeaders parameters, List<PbxQueueMember> members, List<PbxQueueCaller> callers) {

    /** Keeps copies of the lists. */
    public PbxQueue {
        members = List.copyOf(members);
        callers = List.copyOf(callers);
    }

    /** The member called by this interface. */
    public Optional<PbxQueueMember> member(String interfaceName) {
        return members.stream()
                .filter(member -> member.interfaceName().equals(interfaceName))
                .findFirst();
    }

    /** How it chooses among members, such as {@code ringall}. */
    public Optional<String> strategy() {
        return HeaderValues.text(parameters, "Strategy");
    }

    /** How many may wait; 0 without a limit. */
    public OptionalInt maxCallers() {
        return HeaderValues.integer(parameters, "Max");
    }

    /** Its weight against other queues with the same members. */
    public OptionalInt weight() {
        return HeaderValues.integer(parameters, "Weight");
    }

    /** How many calls were completed when it was last read. */
    public OptionalInt completed() {
        return HeaderValues.integer(parameters, "Completed");
    }

    /** How many callers had given up when it was last read. */
    public OptionalInt abandoned() {
        return HeaderValues.integer(parameters, "Abandoned");
    }

    /** The same with these parameters. */
    public PbxQueue withParameters(AmiHeaders newer) {
        return new PbxQueue(name, newer, members, callers);
    }

    /** The same with these members. */
    public PbxQueue withMembers(List<PbxQueueMember> newer) {
        return new PbxQueue(name, parameters, newer, callers);
    }

    /** The same with these callers. */
    public PbxQueue withCallers(List<PbxQueueCaller> newer) {
        return new PbxQueue(name, parameters, members, newer);
    }
}
