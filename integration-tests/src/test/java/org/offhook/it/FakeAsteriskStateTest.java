// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.AmiPbxState;
import org.offhook.ami.RawAction;
import org.offhook.ami.state.PbxBridge;
import org.offhook.ami.state.PbxStateOptions;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeChannel;
import org.offhook.testkit.FakePhone;

/** The client's live picture is right on the fake Asterisk, as it is on a real one ({@link AmiPbxStateTest}). */
class FakeAsteriskStateTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aCallIsSeenFromItsRingingToItsEnd() {
        try (FakeAsterisk asterisk = FakeAsterisk.start()) {
            FakePhone bob = asterisk.phone("PJSIP/bob").doesNotAnswer();
            FakeChannel caller = asterisk.park("agi:async,/x");
            AmiClientOptions options = AmiClientOptions.builder("127.0.0.1", asterisk.user(), asterisk.secret())
                    .port(asterisk.port())
                    .build();
            try (AmiClient client = AmiClient.connect(options);
                    AmiPbxState state =
                            AmiPbxState.of(client, PbxStateOptions.defaults().withoutVerification())) {
                assertThat(state.awaitCurrent(LONG)).isTrue();
                assertThat(state.channel(caller.uniqueId())).isPresent();

                client.request(RawAction.of("AGI", "Channel", caller.name(), "Command", "EXEC Dial PJSIP/bob"));
                await().atMost(LONG)
                        .until(() -> state.channels().stream()
                                .anyMatch(each -> each.state().orElse(-1) == 5));
                FakeChannel phone = bob.channels().get(0);
                assertThat(state.channel(caller.uniqueId()).orElseThrow().dialing())
                        .containsExactly(phone.uniqueId());
                assertThat(state.channel(phone.uniqueId()).orElseThrow().dialedBy())
                        .contains(caller.uniqueId());

                bob.pickUp();
                await().atMost(LONG)
                        .until(() -> state.bridges().stream()
                                .anyMatch(each -> each.channels().size() == 2));
                PbxBridge bridge = state.bridges().iterator().next();
                assertThat(bridge.channels()).containsExactlyInAnyOrder(caller.uniqueId(), phone.uniqueId());
                assertThat(state.channel(phone.uniqueId()).orElseThrow().isUp()).isTrue();

                bob.hangUp();
                await().atMost(LONG).until(() -> state.channels().size() == 1);
                assertThat(state.bridges()).isEmpty();
                caller.hangUp();
                await().atMost(LONG).until(() -> state.channels().isEmpty());
                assertThat(state.statistics().doubts()).isZero();
            }
        }
    }
}
