// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.util.Locale;

/** What our peers answer to the actions that every client begins with: anybody is let in. */
final class PeerAnswers {

    static final String BANNER = "Asterisk Call Manager/11.0.0\r\n";

    private static final String FULLY_BOOTED = String.join(
            "\r\n",
            "Event: FullyBooted",
            "Privilege: system,all",
            "Uptime: 1106",
            "LastReload: 1106",
            "Status: Fully Booted",
            "",
            "");

    private PeerAnswers() {}

    /** The answer, and what follows it; an error for an action that is not known here. */
    static String to(PeerAction action) {
        return switch (action.header("Action").toLowerCase(Locale.ROOT)) {
            case "challenge" -> action.answer("Success", "Challenge: 429468640");
            case "login" -> action.answer("Success", "Message: Authentication accepted") + FULLY_BOOTED;
            case "ping" -> action.answer("Success", "Ping: Pong", "Timestamp: 1795226723.965719");
            case "coresettings" ->
                action.answer(
                        "Success",
                        "AMIversion: 11.0.0",
                        "AsteriskVersion: 22.10.1",
                        "SystemName: ",
                        "CoreMaxCalls: 0",
                        "CoreMaxLoadAvg: 0.000000",
                        "CoreRunUser: ",
                        "CoreRunGroup: ",
                        "CoreMaxFilehandles: 0",
                        "CoreRealTimeEnabled: No",
                        "CoreCDRenabled: Yes",
                        "CoreHTTPenabled: Yes",
                        "SoundsSearchCustomDir: No");
            case "corestatus" ->
                action.answer(
                        "Success",
                        "CoreStartupDate: 2026-11-21",
                        "CoreStartupTime: 01:46:22",
                        "CoreReloadDate: 2026-11-21",
                        "CoreReloadTime: 01:46:22",
                        "CoreCurrentCalls: 0",
                        "CoreProcessedCalls: 246");
            case "listcommands" ->
                action.answer(
                        "Success",
                        "AGI: Add an AGI command to execute by Async AGI.  (Priv: agi,all)",
                        "Challenge: Generate Challenge for MD5 Auth.  (Priv: <none>)",
                        "CoreSettings: Show PBX core settings (version etc).  (Priv: system,reporting,all)",
                        "CoreShowChannels: List currently active channels.  (Priv: system,reporting,all)",
                        "CoreStatus: Show PBX core status variables.  (Priv: system,reporting,all)",
                        "Events: Control Event Flow.  (Priv: <none>)",
                        "Filter: Dynamically add filters for the current manager session.  (Priv: system,all)",
                        "Ping: Keepalive command.  (Priv: <none>)",
                        "UserEvent: Send an arbitrary event.  (Priv: user,all)");
            case "events" -> action.answer("Success", "Events: On");
            case "filter" -> action.answer("Success", "Message: Success");
            case "logoff" -> action.answer("Goodbye", "Message: Thanks for all the fish.");
            default -> action.answer("Error", "Message: Invalid/unknown command");
        };
    }
}
