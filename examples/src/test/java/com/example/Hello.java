// SPDX-License-Identifier: Apache-2.0
package com.example;

import java.time.Duration;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.command.Digits;

/** Greets the caller, asks for a number and says it back. */
public class Hello implements AgiScript {

    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        channel.answer();
        channel.streamFile("hello-world");
        Digits digits = channel.getData("vm-enter-num-to-call", Duration.ofSeconds(5), 4);
        if (digits.isEmpty()) {
            channel.streamFile("goodbye");
        } else {
            channel.sayDigits(digits.text());
            channel.setVariable("CHOICE", digits.text());
        }
    }
}
