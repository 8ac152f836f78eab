// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static Settings settings(Map<String, String> properties, Map<String, String> environment) {
        return new Settings(
                name -> Optional.ofNullable(properties.get(name)), name -> Optional.ofNullable(environment.get(name)));
    }

    private static Settings property(String name, String value) {
        return settings(Map.of(name, value), Map.of());
    }

    @Test
    void aPropertyGoesBeforeTheEnvironmentAndBlankIsUnset() {
        Map<String, String> environment = Map.of("ASTERISK_AMI_PORT", "5039", "ASTERISK_HOST", "  ");

        assertThat(settings(Map.of("asterisk.ami.port", "5040"), environment).amiPort())
                .isEqualTo(5040);
        assertThat(settings(Map.of("asterisk.ami.port", " "), environment).amiPort())
                .isEqualTo(5039);
        assertThat(settings(Map.of(), environment).host()).isEmpty();
        assertThat(settings(Map.of(), Map.of()).amiPort()).isEqualTo(5038);
    }

    @Test
    void rootsAreReadInOrderAndHaveADefault() {
        assertThat(property("asterisk.roots", "22=/a/b , 16=/c").roots())
                .containsExactly(Map.entry(22, "/a/b"), Map.entry(16, "/c"));
        assertThat(settings(Map.of(), Map.of("OFFHOOK_CACHE", "/cache")).roots())
                .containsEntry(16, "/cache/asterisk-16")
                .containsEntry(22, "/cache/asterisk-22");
    }

    @Test
    void requiredMeansEverySupportedVersionOrThoseNamed() {
        assertThat(settings(Map.of(), Map.of()).required()).isEmpty();
        assertThat(property("asterisk.required", "false").required()).isEmpty();
        assertThat(property("asterisk.required", "true").required()).containsExactly(16, 22);
        assertThat(property("asterisk.required", "22").required()).containsExactly(22);
    }

    @Test
    void nonsenseIsRefusedWithItsValue() {
        assertThatThrownBy(() -> property("asterisk.mode", "vm").mode())
                .hasMessage("asterisk.mode is 'vm', but must be one of auto, external, root, binary, docker, none");
        assertThatThrownBy(() -> property("asterisk.roots", "/a/b").roots()).hasMessageContaining("'/a/b'");
        assertThatThrownBy(() -> property("asterisk.roots", "x=/a").roots()).hasMessageContaining("'x'");
        assertThatThrownBy(() -> property("asterisk.ami.port", "70000").amiPort())
                .hasMessageContaining("70000");
        assertThatThrownBy(() -> property("asterisk.ami.port", "five").amiPort())
                .hasMessageContaining("five");
        assertThatThrownBy(() -> property("asterisk.required", "yes").required())
                .hasMessageContaining("yes");
        assertThatThrownBy(() -> property("asterisk.allow.remote", "1").remoteAllowed())
                .hasMessageContaining("'1'");
    }

    @Test
    void versionsAreReadFromWhatAsteriskPrints() {
        assertThat(AsteriskVersion.parse("Asterisk 22.10.1+dfsg+~cs6.17-1\n"))
                .isEqualTo(new AsteriskVersion("22.10.1", 22));
        assertThat(AsteriskVersion.parse("Asterisk certified/18.9-cert4").major())
                .isEqualTo(18);
        assertThatThrownBy(() -> AsteriskVersion.parse("Asterisk GIT-master-x")).hasMessageContaining("GIT-master-x");
    }
}
