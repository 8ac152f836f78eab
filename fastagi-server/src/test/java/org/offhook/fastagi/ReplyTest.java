// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agi.AgiCommandException;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiTransportException;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.testkit.FakeAgiCall;
import org.offhook.testkit.UsageForm;

/** Replies as the network delivers them: split, joined, over several lines, forged (RELIABILITY F10). */
class ReplyTest {

    private static final Duration SPLIT = Duration.ofMillis(2);

    private FastAgiServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    private FakeAgiCall call(Lines script) {
        server = FastAgiServer.builder(AgiRouter.of(script))
                .port(0)
                .maxReplyBytes(4096)
                .start();
        return FakeAgiCall.to("127.0.0.1", server.port()).connect();
    }

    /** A script that runs as many lines as the reply has places to split it at. */
    private static Lines lines(int count) {
        Line[] lines = new Line[count];
        Arrays.fill(lines, Line.quick("GET VARIABLE X"));
        return new Lines(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 result=1 (hello)",
                "200 result=1 (a\nb)",
                "200 result=0",
                "200 result=49 endpos=8000",
                "HANGUP\n200 result=1 (x)",
                "100 result=0 Trying...\n200 result=0 Gosub complete"
            })
    void aReplySplitAnywhereIsReadWhole(String reply) throws Exception {
        Lines script = lines(reply.length());
        String last = reply.startsWith("HANGUP") || reply.startsWith("100")
                ? reply.substring(reply.indexOf('\n') + 1)
                : reply;
        try (FakeAgiCall call = call(script)) {
            for (int at = 1; at <= reply.length(); at++) {
                call.expect("GET VARIABLE X")
                        .sendRaw(reply.substring(0, at))
                        .expectNothing(SPLIT)
                        .sendRaw(reply.substring(at) + "\n");
                assertThat(script.reply()).as("split at %d", at).hasToString(last);
            }
            call.expectOutcome("done").expectEnd();
        }
    }

    @ParameterizedTest
    @EnumSource(UsageForm.class)
    void aUsageBlockSplitAnywhereIsReadWhole(UsageForm form) throws Exception {
        String block = usage(form);
        Lines script = lines(block.length());
        try (FakeAgiCall call = call(script)) {
            for (int at = 1; at <= block.length(); at++) {
                call.expect("GET VARIABLE X")
                        .sendRaw(block.substring(0, at))
                        .expectNothing(SPLIT)
                        .sendRaw(block.substring(at) + "\n");
                assertThat(script.failure(AgiCommandException.class).reply()).hasToString(block);
            }
            call.expectOutcome("done").expectEnd();
        }
    }

    private static String usage(UsageForm form) {
        String first = "520-Invalid command syntax.  Proper usage follows:\n";
        return switch (form) {
            case BLOCK -> first + " Usage: X\n520 End of proper usage.";
            case GLUED -> first + " Usage: X520 End of proper usage.";
            case NONE -> "520 Invalid command syntax.  Proper usage not available.";
        };
    }

    @ParameterizedTest
    @EnumSource(UsageForm.class)
    void aRefusalTellsTheUsageAndTheNextReplyIsItsOwn(UsageForm form) throws Exception {
        Lines script = new Lines(Line.quick("SAY DIGITS"), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            call.expect("SAY DIGITS").replyUsage(form, " Usage: SAY DIGITS <number> <escape digits>\n  Says it.");
            call.expect("NOOP").reply("200 result=0");
            call.expectOutcome("done").expectEnd();
        }
        AgiCommandException refusal = script.failure(AgiCommandException.class);
        assertThat(refusal.reply().status()).isEqualTo(520);
        if (form != UsageForm.NONE) {
            assertThat(refusal.reply().usage()).contains("Usage: SAY DIGITS").contains("Says it.");
        }
        assertThat(script.reply()).hasToString("200 result=0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 result=1 (Trying)", "503 Service unavailable", "510 Invalid or unknown command"})
    void onlyATwoHundredIsAResult(String reply) throws Exception {
        Lines script = new Lines(Line.quick("X"));
        try (FakeAgiCall call = call(script)) {
            call.expect("X").reply(reply).expectOutcome("done").expectEnd();
        }
        if (reply.startsWith("200")) {
            assertThat(script.reply()).hasToString(reply);
        } else {
            assertThat(script.failure(AgiCommandException.class).reply()).hasToString(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a)",
                "f(x)",
                "a)\nb",
                "a\n\nb",
                "a\n200 result=1 (forged)\nb",
                "a)\n200 result=1 (forged",
                "x\nHANGUP\ny",
                "x)\nHANGUP\n(y",
                "520-not a block",
                "grüße ☎",
                "\r"
            })
    void aValueIsReadAsItIs(String value) throws Exception {
        Lines script = new Lines(Line.quick("GET VARIABLE X"), Line.quick("GET VARIABLE Y"));
        try (FakeAgiCall call = call(script)) {
            call.expect("GET VARIABLE X").reply("200 result=1 (" + value + ")");
            call.expect("GET VARIABLE Y").reply("200 result=1 (other)");
            call.expectOutcome("done").expectEnd();
            assertThat(call.agiStatus()).isEqualTo("SUCCESS");
        }
        assertThat(script.reply().data()).hasValue(value);
        assertThat(script.reply().data()).hasValue("other");
    }

    @Test
    void bytesThatAreNoTextAreKept() throws Exception {
        Lines script = new Lines(Line.quick("GET VARIABLE X"));
        try (FakeAgiCall call = call(script)) {
            call.expect("GET VARIABLE X")
                    .sendRaw(new byte[] {'2', '0', '0', ' ', 'r', 'e', 's', 'u', 'l', 't', '=', '1', ' ', '('})
                    .sendRaw(new byte[] {(byte) 0xff, 1, ')', '\n'})
                    .expectOutcome("done")
                    .expectEnd();
        }
        assertThat(script.reply().rawData()).containsExactly(0xff, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "HTTP/1.1 200 OK",
                "2000 result=0",
                "HANGUPS",
                "20",
                "\u0000\u0000\u0000\u0000",
                " 200 result=0",
                ""
            })
    void whatIsNoReplyEndsTheSession(String line) throws Exception {
        try (Logs logs = new Logs()) {
            Lines script = new Lines(Line.quick("NOOP"), Line.quick("NOOP"));
            try (FakeAgiCall call = call(script)) {
                call.expect("NOOP").reply(line).expectFailure().expectEnd();
            }
            assertThat(script.failure(AgiTransportException.class))
                    .hasMessageContaining("not an AGI reply")
                    .hasMessageEndingWith("whether the command ran is not known");
            assertThat(script.failure(AgiTransportException.class)).hasMessageEndingWith("the command was not sent");
            assertThat(logs.stackTraces()).isZero();
        }
    }

    @Test
    void aReplyThatNoCommandAskedForEndsTheSession() throws Exception {
        Lines script = new Lines(Line.quick("NOOP"), Line.quick("NOOP"));
        try (FakeAgiCall call = call(script)) {
            // The second reply may come while a second command is out; the third cannot belong to any.
            call.expect("NOOP").reply("200 result=0", "200 result=0", "200 result=0");
            call.expectGone();
            assertThat(call.transcript().toString()).contains("> failure");
        }
        assertThat(script.reply()).hasToString("200 result=0");
    }

    @Test
    void aReplyBeforeAnyCommandEndsTheSession() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Lines script = new Lines(Line.quick("NOOP"));
        server = FastAgiServer.builder(AgiRouter.of((request, channel) -> {
                    go.await();
                    script.service(request, channel);
                }))
                .port(0)
                .start();
        try (FakeAgiCall call = FakeAgiCall.to("127.0.0.1", server.port()).connect()) {
            call.reply("200 result=1").expectFailure().expectEnd();
            go.countDown();
        }
        assertThat(script.failure(AgiTransportException.class))
                .hasMessage("a reply came that no command asked for; the command was not sent");
    }

    @Test
    void aProvisionalReplyIsNotTheAnswer() throws Exception {
        Lines script = new Lines(Line.of("GOSUB a,b,1"));
        try (FakeAgiCall call = call(script)) {
            call.expect("GOSUB a,b,1").reply("100 result=0 Trying...").expectNothing(Duration.ofMillis(20));
            call.reply("200 result=0 Gosub complete").expectOutcome("done").expectEnd();
        }
        assertThat(script.reply()).hasToString("200 result=0 Gosub complete");
    }

    /** RELIABILITY F10: what a caller said stands where the network cuts, and looks like the reply to the next command. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HANGUP\n"})
    void aLongValueThatSeemsToEndInTheMiddleIsReadWhole(String behind) throws Exception {
        Lines script = new Lines(Line.quick("GET FULL VARIABLE A"), Line.quick("GET VARIABLE B"));
        server = FastAgiServer.builder(AgiRouter.of(script)).port(0).start();
        String first = "x".repeat(2000);
        try (Socket asterisk = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            BufferedReader asked = new BufferedReader(new InputStreamReader(asterisk.getInputStream(), UTF_8));
            say(asterisk, "agi_network: yes\nagi_version: 22.10.1\n\n");
            assertThat(asked.readLine()).isEqualTo("GET FULL VARIABLE A");
            say(asterisk, "200 result=1 (" + first + ")\n");
            String fence = asked.readLine();
            assertThat(fence).matches("GET FULL VARIABLE \"offhook-end-[0-9a-z]+\"");
            say(asterisk, "200 result=1 (forged)\n)\n");
            say(asterisk, "200 result=1 (" + fence.replaceAll(".*\"(.*)\"", "$1") + ")\n" + behind);
            assertThat(script.reply()).hasToString("200 result=1 (" + first + ")\n200 result=1 (forged)\n)");
            assertThat(asked.readLine()).isEqualTo("GET VARIABLE B");
            say(asterisk, "200 result=1 (true)\n");
            assertThat(script.reply()).hasToString("200 result=1 (true)");
        }
    }

    private static void say(Socket asterisk, String text) throws IOException {
        asterisk.getOutputStream().write(text.getBytes(UTF_8));
    }

    @Test
    void theLongestReplyIsReadAndALongerOneEndsTheSession() throws Exception {
        Lines script = new Lines(Line.quick("GET FULL VARIABLE A"), Line.quick("GET FULL VARIABLE B"));
        String longest = "200 result=1 (" + "x".repeat(4096 - 16) + ")";
        try (FakeAgiCall call = call(script)) {
            call.expect("GET FULL VARIABLE A").reply(longest);
            call.expect("GET FULL VARIABLE B")
                    .reply(longest + ")")
                    .expectFailure()
                    .expectEnd();
        }
        AgiReply first = script.reply();
        assertThat(first.dataLength()).isEqualTo(4080);
        assertThat(script.failure(AgiTransportException.class)).hasMessageContaining("more than 4096 bytes");
    }
}
