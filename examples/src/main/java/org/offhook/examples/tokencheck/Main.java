// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.tokencheck;

import java.util.Map;
import java.util.stream.Stream;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.examples.Example;

/** Runs it: {@code examples/run token-check}. The token of the tenant acme is in the variable {@code ACME_TOKEN}. */
public final class Main {

    private Main() {}

    /** Runs it, and exits with its status. */
    public static void main(String[] args) {
        String token = System.getenv("ACME_TOKEN");
        boolean real = Stream.of(args).anyMatch(each -> each.startsWith("--listen") || each.startsWith("--asterisk"));
        if (real && (token == null || token.isBlank())) {
            System.err.println("token-check: ACME_TOKEN is missing, the token of the tenant acme");
            System.exit(2);
        }
        System.exit(example(token == null ? "change-me" : token).run(args));
    }

    static Example example(String token) {
        return new Example("token-check", router(Map.of("acme", token)))
                .extension("400", "/tenants/acme/hello?token=" + token)
                .extension("401", "/tenants/acme/hello?token=guessed")
                .call("With the token", asterisk -> asterisk.caller("5551234").dials("token-check", "400"))
                .call("With a wrong one", asterisk -> asterisk.caller("5551234").dials("token-check", "401"));
    }

    /**
     * The scripts of the tenants, behind the check.
     *
     * @param tokens the token of each tenant
     */
    public static AgiRouter router(Map<String, String> tokens) {
        return AgiRouter.builder()
                .filter(new TokenCheck(tokens))
                .script("/tenants/{tenant}/hello", Main::hello)
                .build();
    }

    private static void hello(AgiRequest request, AgiChannel channel) {
        channel.answer();
        channel.streamFile("hello-world");
    }
}
