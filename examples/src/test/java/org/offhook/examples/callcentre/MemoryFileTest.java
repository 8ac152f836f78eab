// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFileTest {

    private static final Instant TIME = Instant.parse("2026-01-05T09:00:00.123Z");

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadAgain() {
        Caller caller = Caller.onTheLine("1700.1", "+49301", "sales", TIME);
        Memory memory = new Memory(
                "boot 1",
                List.of(caller, caller.toBeCalledBack("0302", TIME.plusSeconds(5))),
                List.of(
                        new Memory.Desk("1", "PJSIP/anna", AgentState.TALKING, TIME, AgentState.PAUSED, caller),
                        new Memory.Desk("2", "", AgentState.OFF, TIME, AgentState.FREE, null)));
        MemoryFile file = new MemoryFile(folder.resolve("memory.json"));

        file.write(Memory.NONE);
        file.write(memory);

        assertThat(file.read()).isEqualTo(memory);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void withoutAFileThereIsNothingToRemember() {
        assertThat(new MemoryFile(folder.resolve("none.json")).read()).isEqualTo(Memory.NONE);
    }

    @Test
    void aSpoiltFileIsToldAndNotReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("memory.json"), "{");

        assertThatThrownBy(() -> new MemoryFile(file).read()).hasMessageContaining("memory.json");
        assertThat(file).hasContent("{");
    }
}
