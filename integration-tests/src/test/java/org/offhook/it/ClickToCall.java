// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import org.offhook.ami.AmiChannelEvent;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.ami.action.OriginateAction;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.event.NewstateEvent;

/** Rings a phone, connects it to an extension, and tells what becomes of every channel, through restarts of Asterisk too. */
public class ClickToCall {

    public static void main(String[] args) {
        AmiClient ami = AmiClient.connect(
                AmiClientOptions.builder("127.0.0.1", "clicker", "secret").build());

        ami.onStateChange(change -> System.out.println(change.to() + ": " + change.reason()));
        ami.subscribe(
                NewstateEvent.class,
                event -> tell(event, event.channel().stateText().orElse("changed")));
        ami.subscribe(HangupEvent.class, event -> tell(event, event.causeText().orElse("gone")));

        ami.originate(OriginateAction.toExtension(args[0], "internal", args[1], 1))
                .outcome()
                .thenAccept(outcome -> System.out.println(args[0] + " was called: " + outcome.result()));
    }

    private static void tell(AmiChannelEvent event, String what) {
        System.out.println(event.channel().name().orElse("a channel") + ": " + what);
    }
}
