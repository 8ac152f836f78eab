// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.util.function.Predicate;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiFilter;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;
import org.offhook.agi.dialog.AskResult;
import org.offhook.agi.dialog.Menu;
import org.offhook.agi.routing.AgiRouter;

/** What the demo's two servers serve: one router for both. */
final class DemoScripts {

    static final String MENU_SOUND = "basic-pbx-ivr-main";

    /** Connects the caller with a desk: says which. */
    private static final class Reception implements AgiScript {
        private static final Menu<String> DESKS = Menu.<String>of(MENU_SOUND)
                .choice('1', "sales")
                .choice('2', "support")
                .repeat('9')
                .otherwise("operator");

        @Override
        public void service(AgiRequest request, AgiChannel channel) {
            channel.answer();
            if (DESKS.ask(channel) instanceof AskResult.Digits<String> desk) {
                channel.setVariable("DESK", desk.value());
            }
        }
    }

    private DemoScripts() {}

    /** The router, for a demo or for people. */
    static AgiRouter router() {
        return AgiRouter.builder()
                .script("/hello", new Hello())
                .script("/menu", new Reception())
                .build();
    }

    /** The router with a filter around every script, for some calls only: it has no paths, so that an AsyncAgiServer takes none by them. */
    static AgiRouter router(AgiFilter filter, Predicate<AgiRequest> which) {
        return AgiRouter.builder()
                .filter(filter)
                .script(request -> which.test(request) && request.script().equals("hello"), new Hello())
                .script(request -> which.test(request) && request.script().equals("menu"), new Reception())
                .build();
    }
}
