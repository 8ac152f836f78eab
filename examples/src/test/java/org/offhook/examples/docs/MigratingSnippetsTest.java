// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;
import org.offhook.agi.AgiOutcome;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.OriginateOutcome;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.event.HangupEvent;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.ScriptTester;

/** What docs/migrating-from-asterisk-java.md shows of Offhook; the other side is in the module benchmarks. */
class MigratingSnippetsTest {

    // docs/migrating-from-asterisk-java.md
    static class MenuAfter implements AgiScript {
        @Override
        public void service(AgiRequest request, AgiChannel channel) {
            channel.answer();
            String tier = channel.getVariable("TIER").orElse("standard");
            if (channel.streamFile("menu", "12").key().filter(key -> key == '2').isPresent()) {
                channel.setVariable("QUEUE", tier + "-billing");
                channel.setVariable(
                        "ACCOUNT",
                        channel.getData("account", Duration.ofSeconds(5), 6).text());
                channel.queue("billing", AgiCommand.UNLIMITED, "t");
            }
        }
    }

    @Test
    void theScriptRuns() {
        ScriptTester.Result result = ScriptTester.of(new MenuAfter())
                .expect("ANSWER")
                .ok()
                .expect("GET VARIABLE TIER")
                .value("gold")
                .expect("STREAM FILE menu 12")
                .digit('2')
                .expect("SET VARIABLE QUEUE gold-billing")
                .ok()
                .expect("GET DATA account 5000 6")
                .digits("123456")
                .expect("SET VARIABLE ACCOUNT 123456")
                .ok()
                .expect("SET VARIABLE QUEUESTATUS \"\"")
                .ok()
                .expect("EXEC Queue billing,t")
                .ok()
                .expect("GET VARIABLE QUEUESTATUS")
                .value("")
                .run();

        assertThat(result.outcome()).isEqualTo(AgiOutcome.DONE);
    }

    @Test
    void theCallIsRejectedByAnAsteriskThatRefusesIt() {
        try (FakeAsterisk asterisk = FakeAsterisk.start()) {
            asterisk.refuse("Originate", "Originate failed");
            OriginateOutcome outcome =
                    originate(AmiClientOptions.builder("127.0.0.1", asterisk.user(), asterisk.secret())
                            .port(asterisk.port())
                            .build());
            assertThat(outcome.result()).isEqualTo(OriginateOutcome.Result.REJECTED);
        }
    }

    private static OriginateOutcome originate(AmiClientOptions options) {
        // docs/migrating-from-asterisk-java.md
        AmiClient client = AmiClient.connect(options);
        client.subscribe(
                HangupEvent.class,
                hangup -> System.out.println(hangup.channel().name().orElse("?") + ": "
                        + hangup.causeText().orElse("")));
        OriginateOutcome outcome = client.originate(OriginateAction.toExtension("PJSIP/100", "internal", "200", 1)
                        .timeout(Duration.ofSeconds(20)))
                .await(Duration.ofSeconds(30));
        // end
        client.close();
        return outcome;
    }
}
