// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * What a channel's owners had Asterisk run, read from the CommandIDs ({@code instance-boot-session-fence-number}). GET FULL VARIABLE is left
 * out: an owner that was away asks with it whether it still is one.
 */
final class AsyncAgiFences {
    private final List<AmiMessage> commands;

    private AsyncAgiFences(List<AmiMessage> commands) {
        this.commands = commands;
    }

    /** The commands of one channel among these events, in the order in which they ran. */
    static AsyncAgiFences of(List<AmiMessage> events, String uniqueId) {
        List<AmiMessage> commands = new ArrayList<>();
        String running = "";
        for (AmiMessage event : events) {
            if (!event.get("Uniqueid").equals(uniqueId)) {
                continue;
            }
            if (event.isEvent("AGIExecStart")) {
                running = event.get("Command"); // the result does not name it
            } else if (event.isEvent("AsyncAGIExec") && !running.startsWith("GET FULL VARIABLE")) {
                commands.add(event);
            }
        }
        return new AsyncAgiFences(commands);
    }

    private static long fence(AmiMessage command) {
        String[] parts = command.get("CommandId").split("-", -1);
        return parts.length < 5 ? 0 : Long.parseLong(parts[parts.length - 2], 36);
    }

    private static String owner(AmiMessage command) {
        return command.get("CommandId").split("-", 2)[0];
    }

    /** Whether no command of an owner ran behind one of its successor, and each fence had one owner. */
    void hasFencesInOrder() {
        long highest = 0;
        String owner = "";
        for (AmiMessage command : commands) {
            long fence = fence(command);
            if (fence == 0) {
                continue;
            }
            assertThat(fence)
                    .as("%s behind fence %d in %s", command, highest, this)
                    .isGreaterThanOrEqualTo(highest);
            if (fence == highest) {
                assertThat(owner(command))
                        .as("the owner with fence %d in %s", fence, this)
                        .isEqualTo(owner);
            }
            highest = fence;
            owner = owner(command);
        }
    }

    /** As {@link #hasFencesInOrder()}, with just these fences. */
    void hasFencesInOrder(long... fences) {
        hasFencesInOrder();
        assertThat(commands.stream()
                        .mapToLong(AsyncAgiFences::fence)
                        .filter(fence -> fence > 0)
                        .distinct()
                        .toArray())
                .as("%s", this)
                .containsExactly(fences);
    }

    @Override
    public String toString() {
        return commands.stream()
                .map(command -> command.get("CommandId"))
                .toList()
                .toString();
    }
}
