// SPDX-License-Identifier: Apache-2.0
package com.example;

import org.offhook.agi.routing.AgiRouter;
import org.offhook.ami.AmiClient;
import org.offhook.ami.AmiClientOptions;
import org.offhook.asyncagi.AsyncAgiServer;

public class AsyncAgiMain {

    public static void main(String[] args) {
        AgiRouter router = AgiRouter.builder().script("/hello", new Hello()).build();
        AmiClient ami = AmiClient.connect(
                AmiClientOptions.builder("127.0.0.1", "hello", "secret").build());
        AsyncAgiServer.builder(ami, router).environment().start();
    }
}
