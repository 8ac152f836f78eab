// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.asyncagi.Bench.get;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.FakeChannel;

/** Texts of strangers on their way through an action to a channel, whose other end takes lines apart on its own. */
class AsyncAgiHostileTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static List<String> payloads() {
        List<String> all = new ArrayList<>(List.of(
                "",
                " ",
                "\"",
                "\\",
                "\\\"",
                "a\" \"b",
                "a\\",
                "\" HANGUP \"",
                "failure",
                "a\u0085b",
                "a\u2028Action: Command",
                "a\u000bb\fc\td",
                "été ☎ \ud83d\ude00",
                "\ud83d",
                "${SHELL(id)}",
                "a,b&c|d;e: f",
                "%0d%0aAction: Command",
                "x".repeat(900),
                "x".repeat(1100),
                "é".repeat(600),
                "x".repeat(1000) + "\r\nAction: Command"));
        for (String end : List.of("\r", "\n", "\0", "\r\n", "\r\n\r\n", "\"\n", "\\\r\n")) {
            for (String text : List.of("x", "a b")) {
                all.add(end + text);
                all.add(text + end);
                all.add(text + end + "CommandID: 1" + end);
                all.add(text + end + "Action: Command" + end + "Command: !id" + end + end);
                all.add(text + "\"" + end + "HANGUP");
            }
        }
        return all;
    }

    @Test
    void aTextReachesTheChannelAsItIsOrNothingOfItIsSent() {
        bench.start();
        FakeChannel channel = bench.park();
        Puppet.Call call = bench.puppet.next();
        int sent = 0;
        for (String text : payloads()) {
            int before = channel.commands().size();
            boolean safe = text.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0)
                    && new String(text.getBytes(UTF_8), UTF_8).equals(text)
                    && text.getBytes(UTF_8).length < 1000;
            try {
                get(call.run(c -> {
                    c.setVariable("A", text);
                    return true;
                }));
                assertThat(safe).as(text).isTrue();
                assertThat(channel.variable("A")).isEqualTo(text);
                assertThat(channel.commands()).hasSize(before + 1);
                sent++;
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(IllegalArgumentException.class);
                assertThat(safe).as(text).isFalse();
                assertThat(channel.commands()).hasSize(before);
            }
        }
        assertThat(sent).isGreaterThan(15);
        call.leave();
        Bench.assertOutcome(channel, "done", "SUCCESS");
    }
}
