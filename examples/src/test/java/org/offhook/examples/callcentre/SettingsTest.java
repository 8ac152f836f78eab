// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void whatIsNotSetHasADefault() {
        Settings settings = Settings.of("");

        assertThat(settings.agents()).isEmpty();
        assertThat(settings.ring()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.overflow()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.strategy()).isInstanceOf(LongestIdle.class);
        assertThat(settings.supervisor()).isEmpty();
        assertThat(settings.context()).isEqualTo("call-centre");
    }

    @Test
    void agentsAreReadWithPhoneAndSkills() {
        Settings settings = Settings.of("""
                agent.12 = Ben
                agent.11 = Anna, PJSIP/anna, sales support
                """);

        assertThat(settings.agents())
                .containsExactly(
                        new Agent("11", "Anna", "PJSIP/anna", Set.of("sales", "support")),
                        new Agent("12", "Ben", "", Set.of()));
    }

    @Test
    void timesHaveUnits() {
        Settings settings = Settings.of("ring = 250ms\nwrap-up = 2m\noverflow = 1h");

        assertThat(settings.ring()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.wrapUp()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.overflow()).isEqualTo(Duration.ofHours(1));
        assertThatThrownBy(() -> Settings.of("ring = 20").ring())
                .hasMessage("ring = 20 is no time such as 20s, 5m or 200ms");
    }

    @Test
    void aSlipInANameIsTold() {
        assertThatThrownBy(() -> Settings.of("rings = 20s")).hasMessageContaining("no setting \"rings\"");
    }

    @Test
    void someNumbersMayBeCalledBack() {
        assertThat(Settings.of("").mayCallBack("00900123456")).isTrue();
        Settings local = Settings.of("callback.numbers = [+]?49[0-9]{6,12}");
        assertThat(local.mayCallBack("+49301234567")).isTrue();
        assertThat(local.mayCallBack("00900123456")).isFalse();
    }

    @Test
    void aNumberThatIsCalledBackIsWrittenIntoTheDialString() {
        assertThat(Settings.of("callback.device = SIP/{number}@line").callBackDevice("+49301"))
                .isEqualTo("SIP/+49301@line");
    }
}
