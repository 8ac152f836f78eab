// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.fastagi.FastAgiServer;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeCall;
import org.offhook.testkit.OffhookExtension;

/** How an IVR is tested in a unit test, on both transports, as docs/testing.md shows it. */
@ExtendWith(OffhookExtension.class)
class BalanceTest {

    // docs/testing.md: script
    static final class Balance implements AgiScript {
        @Override
        public void service(AgiRequest request, AgiChannel channel) {
            channel.answer();
            channel.streamFile("welcome");
            String account =
                    channel.getData("account-number", Duration.ofSeconds(5), 6).text();
            if (account.length() < 6) {
                channel.streamFile("goodbye");
                return;
            }
            channel.setVariable("ACCOUNT", account);
            channel.sayDigits(account);
        }
    }
    // end

    // docs/testing.md: FastAGI
    private final AgiRouter router =
            AgiRouter.builder().script("/balance", new Balance()).build();
    private final FastAgiServer server = FastAgiServer.builder(router).port(0).start();

    @BeforeEach
    void dialplan(FakeAsterisk asterisk) {
        asterisk.extension("100", "agi://127.0.0.1:" + server.port() + "/balance");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysTheAccount(FakeAsterisk asterisk) {
        FakeCall call = asterisk.caller("5551234")
                .dials("100")
                .hears("account-number")
                .presses("123456")
                .hears("say:digits 123456")
                .run();

        assertThat(call.outcome()).isEqualTo("done");
        assertThat(call.variable("ACCOUNT")).isEqualTo("123456");
    }

    @Test
    void givesUpWhenNothingIsTyped(FakeAsterisk asterisk) {
        FakeCall call = asterisk.caller().dials("100").run();

        assertThat(call.heard()).containsExactly("welcome", "account-number", "goodbye");
        assertThat(call.duration()).isEqualTo(Duration.ofSeconds(2 + 2 + 5 + 2)); // and took no time
    }

    @Test
    void aCallerWhoHangsUpIsNoFailure(FakeAsterisk asterisk) {
        FakeCall call = asterisk.caller()
                .dials("100")
                .hears("account-number")
                .presses("12")
                .hangsUp()
                .run();

        assertThat(call.agiStatus()).isEqualTo("HANGUP");
    }
    // end

    // docs/testing.md: AsyncAGI
    @Test
    void theSameOverAsyncAgi(FakeAsterisk asterisk) {
        asterisk.extension("200", "agi:async,/balance");
        try (AmiClient ami = AmiClient.connect(AmiClientOptions.builder("127.0.0.1", asterisk.user(), asterisk.secret())
                        .port(asterisk.port())
                        .build());
                AsyncAgiServer async = AsyncAgiServer.builder(ami, router).start()) {
            FakeCall call = asterisk.caller("5551234")
                    .dials("200")
                    .hears("account-number")
                    .presses("123456")
                    .run();

            assertThat(call.outcome()).isEqualTo("done");
            assertThat(call.variable("ACCOUNT")).isEqualTo("123456");
            assertThat(async.health().totalCalls()).isEqualTo(1);
        }
    }
    // end

    @Test
    void callersShareTheClock(FakeAsterisk asterisk) {
        List<FakeCall> calls = List.of(
                asterisk.caller("1").dials("100").start(),
                asterisk.caller("2")
                        .dials("100")
                        .hears("account-number")
                        .presses("654321")
                        .start());
        calls.forEach(FakeCall::await);
        assertThat(calls.get(0).variable("ACCOUNT")).isEmpty();
        assertThat(calls.get(1).variable("ACCOUNT")).isEqualTo("654321");
    }

    @ParameterizedTest
    @ValueSource(strings = {"script", "FastAGI", "AsyncAGI"})
    void theDocumentShowsThisAsItIs(String part) throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/offhook/it/BalanceTest.java"), UTF_8);
        String mark = "// docs/testing.md: " + part + "\n";
        int from = source.indexOf(mark) + mark.length();
        String shown = source.substring(from, source.indexOf("// end", from))
                .stripTrailing()
                .stripIndent();
        String document = Files.readString(Path.of("..", "docs", "testing.md"), UTF_8);
        assertThat(document).contains("```java\n" + shown + "\n```");
    }
}
