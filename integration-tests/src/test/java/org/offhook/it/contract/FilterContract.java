// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiFilter;
import org.offhook.agi.AgiHangupException;
import org.offhook.agi.AgiRefusedException;
import org.offhook.agi.AgiScript;
import org.offhook.agi.routing.AgiRouter;

/** What stands around a script. */
abstract class FilterContract extends Contract {

    FilterContract(Transport transport) {
        super(transport);
    }

    private static AgiFilter around(String name) {
        return (request, channel, next) -> {
            channel.verbose("before " + name);
            next.service(request, channel);
            channel.verbose("after " + name);
        };
    }

    private static AgiScript say(String word) {
        return (request, channel) -> channel.verbose(word);
    }

    private static String said(String word) {
        return "VERBOSE \"" + word + "\" 1";
    }

    @Test
    void filtersStandAroundTheScriptInTheirOrder() {
        start(AgiRouter.builder()
                .filter(around("outer"))
                .filter(around("inner"))
                .script(PATH, say("script"))
                .build());
        assertThat(call().serve().commands())
                .containsExactly(
                        said("before outer"),
                        said("before inner"),
                        said("script"),
                        said("after inner"),
                        said("after outer"));
    }

    @Test
    void aFilterCanRefuse() {
        AtomicBoolean ran = new AtomicBoolean();
        start(AgiRouter.builder()
                .filter((request, channel, next) -> {
                    throw new AgiRefusedException("not today");
                })
                .script(PATH, (request, channel) -> ran.set(true))
                .build());
        assertRefused(call().end());
        assertThat(ran).isFalse();
    }

    @Test
    void aFilterOfAPatternStandsThereOnly() {
        start(AgiRouter.builder()
                .filter("/pay/*", around("pay"))
                .script("/pay/{what}", say("script"))
                .script("/free/{what}", say("script"))
                .build());
        assertThat(call("/free/x").serve().commands()).containsExactly(said("script"));
        assertThat(call("/pay/x").serve().commands())
                .containsExactly(said("before pay"), said("script"), said("after pay"));
    }

    @Test
    void aFilterCanTakeAFailureOver() {
        start(AgiRouter.builder()
                .filter((request, channel, next) -> {
                    try {
                        next.service(request, channel);
                    } catch (IllegalStateException e) {
                        channel.verbose("sorry: " + e.getMessage());
                    }
                })
                .script(PATH, (request, channel) -> {
                    throw new IllegalStateException("no luck");
                })
                .build());
        Call.Ending ending = call().serve();
        assertDone(ending);
        assertThat(ending.commands()).containsExactly(said("sorry: no luck"));
    }

    @Test
    void aFilterCanServeTheCallItself() {
        AtomicBoolean ran = new AtomicBoolean();
        start(AgiRouter.builder()
                .filter((request, channel, next) -> channel.verbose("closed"))
                .script(PATH, (request, channel) -> ran.set(true))
                .build());
        Call.Ending ending = call().serve();
        assertDone(ending);
        assertThat(ending.commands()).containsExactly(said("closed"));
        assertThat(ran).isFalse();
    }

    @Test
    void aFilterSeesTheHangUp() {
        AtomicBoolean seen = new AtomicBoolean();
        start(AgiRouter.builder()
                .filter((request, channel, next) -> {
                    try {
                        next.service(request, channel);
                    } catch (AgiHangupException e) {
                        seen.set(true);
                        throw e;
                    }
                })
                .script(PATH, (request, channel) -> channel.streamFile("x"))
                .build());
        Call call = call();
        call.expect("STREAM FILE \"x\" \"\"").hangUp("200 result=-1 endpos=0");
        assertHungUp(call.end());
        await().untilTrue(seen);
    }

    @Test
    void aFilterSeesThePathVariables() {
        start(AgiRouter.builder()
                .filter((request, channel, next) -> {
                    channel.verbose(request.pathVariable("tier"));
                    next.service(request, channel);
                })
                .script("/billing/{tier}", say("script"))
                .build());
        assertThat(call("/billing/gold").serve().commands()).containsExactly(said("gold"), said("script"));
    }
}
