// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search itself, where nothing is to be found. */
class InstallationsTest {
    private static Installations search(Mode wanted, Map<String, String> properties) {
        return Installations.search(
                new Settings(name -> Optional.ofNullable(properties.get(name)), name -> Optional.empty()), wanted);
    }

    @Test
    void modeNoneFindsNothingAndSaysSo() {
        Installations none = search(Mode.AUTO, Map.of("asterisk.mode", "none"));

        assertThat(none.found()).isEmpty();
        assertThat(none.explanation()).isEqualTo("  asterisk.mode is none");
    }

    @Test
    void anotherModeThanTheClassIsAboutFindsNothing() {
        assertThat(search(Mode.DOCKER, Map.of("asterisk.mode", "root")).explanation())
                .contains("asterisk.mode is root, these tests are for docker");
    }

    @Test
    void anotherMachineIsRefusedUnlessAllowedAndNothingElseIsTried() {
        Map<String, String> remote =
                Map.of("asterisk.host", "192.0.2.1", "asterisk.ami.user", "u", "asterisk.ami.secret", "s");

        Installations refused = search(Mode.AUTO, remote);

        assertThat(refused.found()).isEmpty();
        assertThat(refused.reasons()).singleElement().asString().contains("192.0.2.1", "asterisk.allow.remote=true");
    }

    @Test
    void anExternalOneNeedsAUserAndAnAnswer() {
        assertThat(search(Mode.EXTERNAL, Map.of()).explanation()).contains("asterisk.host is not set");
        assertThat(search(Mode.AUTO, Map.of("asterisk.host", "127.0.0.1")).explanation())
                .contains("asterisk.ami.user");
        assertThat(search(
                                Mode.AUTO,
                                Map.of(
                                        "asterisk.host", "127.0.0.1",
                                        "asterisk.ami.port", "1",
                                        "asterisk.ami.user", "u",
                                        "asterisk.ami.secret", "hidden"))
                        .explanation())
                .contains("127.0.0.1:1 cannot be used")
                .doesNotContain("hidden");
    }

    @Test
    void everyRootFolderThatIsNotOneIsNamed(@TempDir Path folder) throws IOException {
        Path binary = Files.createDirectories(folder.resolve("usr/sbin")).resolve("asterisk");
        Files.writeString(binary, "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwxr-xr-x"));

        Installations none =
                search(Mode.ROOT, Map.of("asterisk.roots", "22=" + folder.resolve("absent") + ",16=" + folder));

        assertThat(none.found()).isEmpty();
        assertThat(none.reasons()).hasSize(2);
        assertThat(none.reasons().get(0)).contains(folder.resolve("absent").toString(), "tools/asterisk-root 22");
        // Which reason it is depends on who runs this test.
        assertThat(none.reasons().get(1)).startsWith("root: " + folder);
    }

    @Test
    void anImageThatIsNotThereIsNotPulled() {
        Installations none =
                search(Mode.DOCKER, Map.of("asterisk.image", "offhook/no-such-image:1,offhook/no-such-image:2"));

        assertThat(none.found()).isEmpty();
        assertThat(none.explanation()).containsAnyOf("no image offhook/no-such-image:1", "no Docker engine");
    }
}
