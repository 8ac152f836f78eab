// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a busy PBX reports, rendered once: thousands of calls of two legs each, with the headers that Asterisk 22 sends. Names, numbers and ids
 * differ from call to call, so that no reader wins by having seen an event before.
 */
final class FloodEvents {

    static final int CALLS = 4_000;
    static final int EVENTS_PER_CALL = 7;

    private final ByteBuffer bytes;
    /** Where each event ends. */
    private final int[] ends;

    private FloodEvents(ByteBuffer bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    static FloodEvents render() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(CALLS * EVENTS_PER_CALL * 400);
        List<Integer> ends = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            for (String event : call(call)) {
                out.writeBytes(event.getBytes(ISO_8859_1));
                ends.add(out.size());
            }
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(out.size()).put(out.toByteArray());
        return new FloodEvents(
                bytes.flip(), ends.stream().mapToInt(Integer::intValue).toArray());
    }

    /** How many there are before they begin anew. */
    int size() {
        return ends.length;
    }

    /** How many hang-ups are among the first so many: the last two events of each call. */
    static int hangups(int events) {
        return events / EVENTS_PER_CALL * 2 + Math.max(0, events % EVENTS_PER_CALL - (EVENTS_PER_CALL - 2));
    }

    /** The events from this place, at most as many as asked for; fewer at the end of the store. */
    ByteBuffer slice(int first, int count) {
        int from = first == 0 ? 0 : ends[first - 1];
        int last = Math.min(first + count, ends.length);
        return bytes.slice(from, ends[last - 1] - from);
    }

    private static List<String> call(int call) {
        String phone = "PJSIP/" + (2000 + call % 700) + "-" + String.format("%08x", 0x5e00 + 2 * call);
        String trunk = "PJSIP/trunk" + call % 9 + "-" + String.format("%08x", 0x5e01 + 2 * call);
        String id = (1_795_226_400L + call / 10) + "." + 2 * call;
        String otherId = (1_795_226_400L + call / 10) + "." + (2 * call + 1);
        String number = "0" + (301_000_000L + 7919L * call);
        String caller = String.valueOf(2000 + call % 700);
        return List.of(
                event("Newchannel", "call,all", channel(phone, 0, "Down", caller, number, id, id)),
                event(
                        "VarSet",
                        "dialplan,all",
                        channel(phone, 4, "Ring", caller, number, id, id)
                                + "Variable: QUEUEPOS\r\nValue: "
                                + call % 40
                                + "\r\n"),
                event(
                        "Newexten",
                        "dialplan,all",
                        channel(phone, 4, "Ring", caller, number, id, id)
                                + "Extension: " + number + "\r\nApplication: Dial\r\nAppData: PJSIP/" + number
                                + "@trunk" + call % 9 + ",30\r\n"),
                event("Newchannel", "call,all", channel(trunk, 0, "Down", number, caller, otherId, id)),
                event(
                        "VarSet",
                        "dialplan,all",
                        channel(trunk, 6, "Up", number, caller, otherId, id)
                                + "Variable: RTPAUDIOQOS\r\nValue: ssrc="
                                + (900_000 + 31 * call)
                                + "\r\n"),
                event(
                        "Hangup",
                        "call,all",
                        channel(trunk, 6, "Up", number, caller, otherId, id)
                                + "Cause: 16\r\nCause-txt: Normal Clearing\r\n"),
                event(
                        "Hangup",
                        "call,all",
                        channel(phone, 6, "Up", caller, number, id, id)
                                + "Cause: 16\r\nCause-txt: Normal Clearing\r\n"));
    }

    private static String event(String name, String privilege, String rest) {
        return "Event: " + name + "\r\nPrivilege: " + privilege + "\r\n" + rest + "\r\n";
    }

    private static String channel(
            String name, int state, String stateText, String number, String connected, String id, String linked) {
        return "Channel: " + name + "\r\nChannelState: " + state + "\r\nChannelStateDesc: " + stateText
                + "\r\nCallerIDNum: " + number + "\r\nCallerIDName: User " + number + "\r\nConnectedLineNum: "
                + connected + "\r\nConnectedLineName: <unknown>\r\nLanguage: en\r\nAccountCode: \r\nContext: office"
                + "\r\nExten: " + connected + "\r\nPriority: 1\r\nUniqueid: " + id + "\r\nLinkedid: " + linked
                + "\r\n";
    }
}
