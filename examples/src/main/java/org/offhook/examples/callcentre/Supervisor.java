// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.util.Optional;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiException;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.action.RedirectAction;

/** Listens to an agent's call, and takes callers. */
public final class Supervisor {

    private final Controller controller;
    private final AmiClient ami;

    /** Of this call centre. */
    public Supervisor(Controller controller, AmiClient ami) {
        this.controller = controller;
        this.ami = ami;
    }

    /** Calls the supervisor's phone, which then hears the agent's call. False if the agent has none. */
    public boolean listen(String agentId) {
        Optional<String> channel = controller.channelOf(agentId);
        if (channel.isEmpty() || phone().isEmpty()) {
            return false;
        }
        // q: no beep; E: hangs up when the call ends
        ami.originate(OriginateAction.toApplication(phone(), "ChanSpy", channel.get() + ",qE")
                .callerId("Listen <" + agentId + ">")
                .timeout(controller.settings().ring()));
        return true;
    }

    /** Connects a caller, who waits or talks, to the supervisor's phone. False if the caller is not on the line. */
    public boolean take(String callerId) {
        Optional<String> channel = controller.channelOfCaller(callerId);
        if (channel.isEmpty() || phone().isEmpty()) {
            return false;
        }
        try {
            ami.request(RedirectAction.of(channel.get(), controller.settings().context(), "take", 1));
        } catch (AmiException e) {
            return false;
        }
        controller.tell(centre -> centre.taken(callerId));
        return true;
    }

    private String phone() {
        return controller.settings().supervisor();
    }
}
