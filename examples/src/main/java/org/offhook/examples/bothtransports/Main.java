// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.bothtransports;

import java.time.Clock;
import java.time.Duration;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.examples.Example;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeCaller;

/** Runs it: {@code examples/run both-transports}. */
public final class Main {

    private Main() {}

    /** Runs it, and exits with its status. */
    public static void main(String[] args) {
        System.exit(example(Clock.systemUTC()).run(args));
    }

    static Example example(Clock clock) {
        AgiRouter router =
                AgiRouter.builder().script("/clock", new SpeakingClock(clock)).build();
        return new Example("both-transports", router)
                .extension("500", "/clock")
                .asyncExtension("501", "/clock")
                .call("Over FastAGI", asterisk -> listensTwice(asterisk, "500"), "TIMES")
                .call("Over AsyncAGI", asterisk -> listensTwice(asterisk, "501"), "TIMES");
    }

    private static FakeCaller listensTwice(FakeAsterisk asterisk, String extension) {
        return asterisk.caller("5551234")
                .dials("both-transports", extension)
                .hears("beep")
                .waits(Duration.ofSeconds(3)) // a key is heard only while the script waits for one
                .presses("1");
    }
}
