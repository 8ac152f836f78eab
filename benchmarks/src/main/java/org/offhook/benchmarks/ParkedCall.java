// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A channel in {@code AGI(agi:async,/bench,...)} as {@link AsyncAgiPeer} plays it, with its texts made beforehand. */
final class ParkedCall {

    static final String DATA = "agi:async,/bench,gold,...";

    /** A command that waits in the channel's queue. */
    record Command(String id, String line) {}

    final int number;
    final String channel;
    final String uniqueId;

    /** The event that begins it. */
    final byte[] start;

    /** The headers that every event of the channel has. */
    final byte[] block;

    final Queue<Command> queue = new ArrayDeque<>(2);
    boolean parked;
    int reads;

    @Nullable
    String outcome;

    /** The command that runs until all are let go. */
    @Nullable
    Command held;

    ParkedCall(int number) {
        this.number = number;
        channel = String.format("PJSIP/trunk-%08x", number);
        uniqueId = "1795226467." + number;
        String text = block();
        block = text.getBytes(ISO_8859_1);
        start = ("Event: AsyncAGIStart\r\nPrivilege: agi,all\r\n" + text + "Env: " + encode(environment()) + "\r\n\r\n")
                .getBytes(ISO_8859_1);
    }

    /** What variable {@code Vn} of this channel holds: nothing that another channel or variable holds. */
    String value(String name) {
        return uniqueId + "-" + name;
    }

    private String block() {
        return String.join(
                "\r\n",
                "Channel: " + channel,
                "ChannelState: 6",
                "ChannelStateDesc: Up",
                "CallerIDNum: " + caller(),
                "CallerIDName: Caller Number " + number,
                "ConnectedLineNum: <unknown>",
                "ConnectedLineName: <unknown>",
                "Language: en",
                "AccountCode: ",
                "Context: from-trunk",
                "Exten: 100",
                "Priority: 2",
                "Uniqueid: " + uniqueId,
                "Linkedid: " + uniqueId,
                "");
    }

    private String caller() {
        return "+4930" + (1_000_000 + number);
    }

    private String environment() {
        return String.join(
                "\n",
                "agi_request: async",
                "agi_channel: " + channel,
                "agi_language: en",
                "agi_type: PJSIP",
                "agi_uniqueid: " + uniqueId,
                "agi_version: 22.10.1+dfsg+~cs6.17.60671434-1",
                "agi_callerid: " + caller(),
                "agi_calleridname: Caller Number " + number,
                "agi_callingpres: 0",
                "agi_callingani2: 0",
                "agi_callington: 0",
                "agi_callingtns: 0",
                "agi_dnid: 100",
                "agi_rdnis: unknown",
                "agi_context: from-trunk",
                "agi_extension: 100",
                "agi_priority: 2",
                "agi_enhanced: 0.0",
                "agi_accountcode: ",
                "agi_threadid: " + (139_741_720_995_520L + number),
                "agi_arg_1: /bench",
                "agi_arg_2: gold",
                "agi_arg_3: https://crm.example.com/customers/4711?from=ivr&lang=en",
                "agi_arg_4: called back at 2026-11-21 10:15, asked for sales, then for support",
                "agi_arg_5: {\"queue\": \"support\", \"priority\": 5}",
                "",
                "");
    }

    /** Percent-encodes as Asterisk does. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() * 3 / 2);
        for (byte b : text.getBytes(ISO_8859_1)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-_.!~*'()".indexOf(c) >= 0;
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                encoded.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }
}
