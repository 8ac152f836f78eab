// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.time.Duration;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.command.Digits;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.asyncagi.AsyncAgiServer;
import org.offhook.fastagi.FastAgiServer;

/** The script of the README, word for word. */
public class Hello implements AgiScript {

    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        channel.answer();
        channel.streamFile("hello-world", "");
        Digits digits = channel.getData("vm-enter-num-to-call", Duration.ofSeconds(5), 4);
        if (!digits.text().isEmpty()) {
            channel.sayDigits(digits.text(), "");
            channel.setVariable("CHOICE", digits.text());
        }
    }

    public static void main(String[] args) {
        AgiRouter router = AgiRouter.builder().script("/hello", new Hello()).build();

        FastAgiServer.builder(router).environment().start();

        AmiClient ami = AmiClient.start(
                AmiClientOptions.builder("127.0.0.1", "hello", "secret").build());
        AsyncAgiServer.builder(ami, router).environment().start();
    }
}
