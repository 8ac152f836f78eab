// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeChannel;

/** What docs/testing.md and docs/async-agi.md show. */
class DocumentsTest {

    @Test
    void aCallIsServedByAFakeAsterisk() {
        AgiRouter router = AgiRouter.builder()
                .script("/menu", (request, channel) -> {
                    boolean billing = channel.streamFile("menu", "12").key().isPresent();
                    channel.setVariable("QUEUE", billing ? "billing" : "front");
                })
                .build();
        // docs/testing.md
        try (FakeAsterisk asterisk = FakeAsterisk.start();
                AmiClient ami =
                        AmiClient.connect(AmiClientOptions.builder("127.0.0.1", asterisk.user(), asterisk.secret())
                                .port(asterisk.port())
                                .build());
                AsyncAgiServer server = AsyncAgiServer.builder(ami, router).start()) {
            FakeChannel channel = asterisk.channel()
                    .onCommand("STREAM FILE menu", "200 result=50 endpos=8000")
                    .park("agi:async,/menu");

            await().until(() -> !channel.isParked());
            assertThat(channel.variable("QUEUE")).isEqualTo("billing");
            assertThat(channel.variable("OFFHOOK")).isEqualTo("done");
            assertThat(server.health().totalCalls()).isEqualTo(1);
        }
    }

    @Test
    void theDocumentShowsTheTestAsItIs() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/offhook/asyncagi/DocumentsTest.java"), UTF_8);
        int from = source.indexOf("        try (FakeAsterisk");
        String shown = source.substring(from, source.indexOf("\n        }\n", from) + "\n        }\n".length())
                .replaceAll("(?m)^ {8}", "");
        assertThat(Files.readString(Path.of("..", "docs", "testing.md"), UTF_8)).contains("```java\n" + shown + "```");
    }

    @Test
    void theOptionsTableNamesEveryVariable() throws IOException {
        String options = Files.readString(Path.of("src/main/java/org/offhook/asyncagi/EnvironmentOptions.java"), UTF_8);
        String document = Files.readString(Path.of("..", "docs", "async-agi.md"), UTF_8);
        String builder =
                Files.readString(Path.of("src/main/java/org/offhook/asyncagi/AsyncAgiServerBuilder.java"), UTF_8);
        assertThat(Pattern.compile("take\\(\"(\\w+)\"").matcher(options).results())
                .hasSize(11)
                .allSatisfy(found -> assertThat(document).contains("`ASYNCAGI_" + found.group(1) + "`"))
                .allSatisfy(found -> assertThat(builder).contains("{@code ASYNCAGI_" + found.group(1) + "}"));
    }
}
