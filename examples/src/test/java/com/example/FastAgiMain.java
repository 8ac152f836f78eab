// SPDX-License-Identifier: Apache-2.0
package com.example;

import org.offhook.agi.routing.AgiRouter;
import org.offhook.fastagi.FastAgiServer;

public class FastAgiMain {

    public static void main(String[] args) {
        AgiRouter router = AgiRouter.builder().script("/hello", new Hello()).build();
        FastAgiServer.builder(router).environment().start();
    }
}
