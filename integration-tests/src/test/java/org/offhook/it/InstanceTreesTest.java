// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTreesTest {
    /** A process that has long ended, or whose number another has by now. */
    private static final String DEAD = ProcessHandle.current().pid() + "-1-7";

    @Test
    void onlyTheTreesOfEndedJvmsAreAbandoned() {
        assertThat(InstanceTrees.isAbandoned(DEAD)).isTrue();
        assertThat(InstanceTrees.isAbandoned("99999999-1")).isTrue();
        assertThat(InstanceTrees.isAbandoned(InstanceTrees.newName())).isFalse();
        assertThat(InstanceTrees.isAbandoned(InstanceTrees.owner())).isFalse();
        assertThat(InstanceTrees.isAbandoned("somebody-elses")).isFalse();
    }

    @Test
    void whatAKilledJvmLeftIsEndedAndDeletedAndNothingElse(@TempDir Path trees) throws Exception {
        Path left = Files.createDirectories(trees.resolve(DEAD).resolve("log")).getParent();
        Path ours = Files.createDirectories(trees.resolve(InstanceTrees.newName()));
        Path foreign = Files.createDirectories(trees.resolve("somebody-elses"));
        Process asterisk = process("/inside/" + ConfigTree.mainFile(DEAD));
        Process other = process("/inside/" + ConfigTree.mainFile("2-1-7"));
        try {
            InstanceTrees.sweep(trees);

            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !asterisk.isAlive());
            assertThat(other.isAlive()).isTrue();
            assertThat(left).doesNotExist();
            assertThat(ours).exists();
            assertThat(foreign).exists();
        } finally {
            asterisk.destroyForcibly();
            other.destroyForcibly();
        }
    }

    private static Process process(String mainFile) throws Exception {
        return new ProcessBuilder("sh", "-c", "read -r line", "sh", "-C", mainFile).start();
    }
}
