// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.util.Optional;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;

/** An agent who has picked up to call somebody back: dials the number. */
final class CallBackScript implements AgiScript {

    private final Controller controller;

    CallBackScript(Controller controller) {
        this.controller = controller;
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        String callerId = channel.getVariable(Controller.CALLER_VARIABLE).orElse("");
        Settings settings = controller.settings();
        Optional<Caller> caller = controller.callsBack(callerId, channel);
        if (caller.isEmpty()) {
            return; // another agent's by now, or done
        }
        try {
            channel.dial(settings.callBackDevice(caller.get().number()), settings.ring(), "g");
        } finally {
            controller.calledBack(callerId, channel);
        }
    }
}
