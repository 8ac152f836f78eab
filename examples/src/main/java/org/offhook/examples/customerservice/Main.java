// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.customerservice;

import java.io.IOException;
import java.time.Duration;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.examples.Example;
import org.offhook.testkit.FakeAsterisk;
import org.offhook.testkit.FakeCaller;

/** Runs it: {@code examples/run customer-service}. Database and tier service are in this program, with two customers. */
public final class Main {

    private static final String CONTEXT = "customer-service";

    private Main() {}

    /** Runs it, and exits with its status. */
    public static void main(String[] args) throws IOException {
        int status;
        try (Surroundings surroundings = new Surroundings(Duration.ofSeconds(2))) {
            status = example(surroundings).run(args);
        }
        System.exit(status);
    }

    static Example example(Surroundings surroundings) {
        CustomerService script =
                new CustomerService(surroundings.customers(), surroundings.tiers(), extension -> "PJSIP/" + extension);
        AgiRouter router =
                AgiRouter.builder().script("/customer-service", script).build();
        return new Example(CONTEXT, router)
                .extension("300", "/customer-service")
                .call(
                        "A gold customer, whose account manager answers",
                        asterisk -> {
                            asterisk.phone("PJSIP/201")
                                    .answersAfter(Duration.ofSeconds(4))
                                    .hangsUpAfter(Duration.ofSeconds(30));
                            return confirms(asterisk, "123456");
                        },
                        "TIER",
                        "DIALSTATUS")
                .call(
                        "The same, and nobody answers",
                        asterisk -> {
                            asterisk.phone("PJSIP/201").doesNotAnswer();
                            return confirms(asterisk, "123456");
                        },
                        "TIER",
                        "DIALSTATUS")
                .call("A standard customer", asterisk -> confirms(asterisk, "234567"), "TIER")
                .call("A caller who types nothing", Main::dials, "CUSTOMER", "TIER");
    }

    private static FakeCaller confirms(FakeAsterisk asterisk, String account) {
        return dials(asterisk)
                .hears("agent-user")
                .presses(account)
                .hears("if-correct-press")
                .presses("1");
    }

    private static FakeCaller dials(FakeAsterisk asterisk) {
        // The simulated Asterisk has no queues: it says what one says in which nobody had time.
        asterisk.onCommand("EXEC Queue", "200 result=0");
        asterisk.onCommand("GET VARIABLE QUEUESTATUS", "200 result=1 (TIMEOUT)");
        return asterisk.caller("5551234").dials(CONTEXT, "300");
    }
}
