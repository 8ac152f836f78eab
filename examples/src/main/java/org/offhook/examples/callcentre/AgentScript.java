// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.time.Duration;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;

/** An agent who dials in, to {@code /agent/login}, {@code logout}, {@code pause} or {@code resume}, and keys in the number. */
final class AgentScript implements AgiScript {

    private static final Duration TO_KEY_IN = Duration.ofSeconds(5);
    private static final int LONGEST_NUMBER = 6;
    private static final int ATTEMPTS = 3;

    private final Controller controller;

    AgentScript(Controller controller) {
        this.controller = controller;
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        String wish = request.pathVariable("wish");
        String phone = request.argument(1).orElseGet(() -> phoneOf(channel.name()));
        channel.answer();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String agent =
                    channel.getData("agent-user", TO_KEY_IN, LONGEST_NUMBER).text();
            if (controller.tell(centre -> grant(centre, wish, agent, phone))) {
                channel.streamFile(
                        switch (wish) {
                            case "login" -> "agent-loginok";
                            case "logout" -> "agent-loggedoff";
                            default -> "auth-thankyou";
                        },
                        "");
                return;
            }
            channel.streamFile("agent-incorrect", "");
        }
    }

    private static boolean grant(CallCentre centre, String wish, String agent, String phone) {
        return switch (wish) {
            case "login" -> centre.logIn(agent, phone);
            case "logout" -> centre.logOut(agent);
            case "pause" -> centre.pause(agent);
            case "resume" -> centre.resume(agent);
            default -> false;
        };
    }

    /** {@code PJSIP/anna} of {@code PJSIP/anna-0000001f}; a Local channel is no phone. */
    static String phoneOf(String channel) {
        int end = channel.lastIndexOf('-');
        return end < 0 || channel.startsWith("Local/") ? "" : channel.substring(0, end);
    }
}
