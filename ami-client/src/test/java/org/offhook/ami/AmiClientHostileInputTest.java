// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server, a dialplan or a caller can put on the wire, and that the session goes on or ends in order. */
class AmiClientHostileInputTest extends AmiClientFixture {

    private final List<AmiEvent> seen = new CopyOnWriteArrayList<>();
    private AmiClient client;

    @BeforeEach
    void connected() {
        client = connect(options().inboundLimits(64 * 1024, 1 << 20));
        client.subscribe(AmiEvent.class, seen::add);
    }

    private List<String> names() {
        return seen.stream().map(AmiEvent::name).toList();
    }

    private void assertInSync() throws IOException {
        server.peer().event("Sync");
        await().until(() -> names().contains("Sync"));
        assertThat(client.request(PING).isSuccess()).isTrue();
        assertThat(client.statistics().connections()).isEqualTo(1);
    }

    @Test
    void aForgedBlockIsAnEventLikeAnyOther() throws Exception {
        server.peer(1)
                .raw(
                        "Event: Newexten\r\nPrivilege: dialplan,all\r\nAppData: a\r\n\r\nEvent: Forged\r\nChannel: x\r\n\r\nrest: y\r\nPriority: 1\r\n\r\n");
        assertInSync();
        assertThat(names()).containsSubsequence("Newexten", "Forged", "Sync");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no colon at all\r\n\r\n",
                "Foo: bar\r\n\r\n",
                ": value without a name\r\n\r\n",
                "\r\n\r\n\r\n",
                "\r\n",
                " Event: NotAtTheBeginning\r\n\r\n",
                "Event\r\n\r\n",
                "Event:\r\n\r\n",
                "Response:\r\n\r\n",
                "Response: Strange\r\nActionID: none-of-ours\r\n\r\n",
                "Event: A\r\nResponse: Success\r\n\r\n",
                "Response: Success\r\nEvent: B\r\n\r\n",
                "Event: NoBlank\r\nA:1\r\nB:  2\r\nC :3\r\n\r\n",
                "Asterisk Call Manager/11.0.0\r\n\r\n",
                "--END COMMAND--\r\n\r\n",
                "Event: LineFeeds\r\nA: x\ny: z\n\nB: w\r\n\r\n",
                "Event: Returns\r\nA: x\ry\r\r\nB: w\r\n\r\n"
            })
    void oddMessagesDoNotEndTheSession(String text) throws Exception {
        server.peer(1).raw(text);
        assertInSync();
    }

    @Test
    void nulAndInvalidUtf8AreDataAndTheBytesReachable() throws Exception {
        byte[] value = {'a', 0, (byte) 0xff, (byte) 0xc3, '(', (byte) 0x80, 'z'};
        byte[] head = "Event: Odd\r\nValue: ".getBytes(ISO_8859_1);
        byte[] tail = "\r\nAfter: ok\r\n\r\n".getBytes(ISO_8859_1);
        byte[] all = Arrays.copyOf(head, head.length + value.length + tail.length);
        System.arraycopy(value, 0, all, head.length, value.length);
        System.arraycopy(tail, 0, all, head.length + value.length, tail.length);
        server.peer(1).raw(all);
        assertInSync();
        AmiHeaders headers = seen.get(0).headers();
        assertThat(headers.findBytes("Value").orElseThrow()).isEqualTo(value);
        assertThat(headers.find("Value").orElseThrow()).startsWith("a\0\ufffd").endsWith("z");
        assertThat(headers.find("After")).contains("ok");
    }

    @Test
    void linesOfGarbageAreSkipped() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            byte[] garbage = new byte[random.nextInt(2_000)];
            random.nextBytes(garbage);
            server.peer(1).raw(garbage);
            server.peer(1).raw("\r\n\r\n");
        }
        assertInSync();
    }

    @Test
    void anEventByteByByteIsAnEvent() throws Exception {
        for (byte b : "Event: Slowly\r\nChannel: é\r\n\r\n".getBytes(UTF_8)) {
            server.peer(1).raw(new byte[] {b});
        }
        assertInSync();
        assertThat(seen.get(0).headers().find("Channel")).contains("é");
    }

    @Test
    void manyHeadersAreKept() throws Exception {
        StringBuilder text = new StringBuilder("Event: Many\r\n");
        for (int i = 0; i < 5_000; i++) {
            text.append("Variable: v").append(i).append('=').append(i).append("\r\n");
        }
        server.peer(1).raw(text.append("\r\n").toString());
        assertInSync();
        assertThat(seen.get(0).headers().all("Variable")).hasSize(5_000).endsWith("v4999=4999");
    }

    @Test
    void aLineJustWithinTheLimitIsKept() throws Exception {
        String value = "x".repeat(64 * 1024 - 100);
        server.peer(1).event("Long", "Value: " + value);
        assertInSync();
        assertThat(seen.get(0).headers().find("Value")).contains(value);
    }

    @Test
    void aLineWithoutEndEndsTheConnectionWithMemoryBounded() throws Exception {
        CompletableFuture<AmiResponse> pending = new CompletableFuture<>();
        server.ignore("Slow");
        client.send(RawAction.of("Slow")).whenComplete((response, e) -> pending.completeExceptionally(e));
        ScriptedAmiPeer peer = server.peer(1);
        long sent = endlessly(peer, "x".repeat(64 * 1024).getBytes(ISO_8859_1));
        assertThat(sent).isLessThan(100L << 20);
        await().until(() -> client.statistics().connections() == 2 && client.state() == AmiState.READY);
        assertThat(failure(pending, AmiConnectionLostException.class).written()).isTrue();
        assertThat(client.statistics().bytesRead()).isLessThan(16L << 20);
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void aMessageWithoutEndEndsTheConnectionWithMemoryBounded() {
        long sent = endlessly(
                server.peer(1),
                "Header: some value of a header\r\n".repeat(2_000).getBytes(ISO_8859_1));
        assertThat(sent).isLessThan(100L << 20);
        await().until(() -> client.statistics().connections() == 2 && client.state() == AmiState.READY);
        assertThat(client.statistics().bytesRead()).isLessThan(16L << 20);
        assertThat(client.request(PING).isSuccess()).isTrue();
    }

    @Test
    void anOldCommandsOutputIsNotExpectedOfANewServer() throws Exception {
        server.peer(1).raw("Event: Newexten\r\nAppData: a\r\n\r\nResponse: Follows\r\nPrivilege: Command\r\n\r\n");
        assertInSync();
    }

    @Test
    void aCommandOutputWithoutEndEndsTheConnectionWithMemoryBounded() throws Exception {
        server.peer(1).raw("Response: Follows\r\nPrivilege: Command\r\n");
        long sent =
                endlessly(server.peer(1), "a line of output, a\n".repeat(3_000).getBytes(ISO_8859_1));
        assertThat(sent).isLessThan(100L << 20);
        await().until(() -> client.statistics().connections() == 2);
    }

    @Test
    void theReasonNamesTheLimit() {
        List<AmiStateChange> changes = new CopyOnWriteArrayList<>();
        client.onStateChange(changes::add);
        endlessly(server.peer(1), "x".repeat(64 * 1024).getBytes(ISO_8859_1));
        await().until(() -> !changes.isEmpty());
        assertThat(changes.get(0).reason()).contains("65536");
    }

    @Test
    void logsOfHostileTextAreOneLineEach() throws Exception {
        try (Logs logs = new Logs()) {
            server.on(
                    "Odd",
                    (peer, action) -> peer.reply(action, "Error", "Message: \u001b[31m\u0007evil\nERROR forged"));
            client.subscribe(EventSelection.named("Odd*"), SubscriptionOptions.defaults(), event -> {
                throw new IllegalStateException("listener of the test");
            });
            server.peer(1).event("Odd\u001b[31m\nERROR forged", "Channel: \u0007");
            failure(client.send(RawAction.of("Odd")), AmiErrorException.class);
            assertInSync();
            assertThat(logs.from(ch.qos.logback.classic.Level.TRACE))
                    .allSatisfy(line -> assertThat(line).doesNotContain("\u001b", "\u0007", "\n", "\r"));
        }
    }

    /** Writes until the connection ends. */
    private static long endlessly(ScriptedAmiPeer peer, byte[] chunk) {
        long sent = 0;
        try {
            while (sent < 100L << 20) {
                peer.raw(chunk);
                sent += chunk.length;
            }
        } catch (IOException e) {
            // as it should be
        }
        return sent;
    }
}
