// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.offhook.agi.AgiScript;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.it.contract.Call.Ending;
import org.slf4j.LoggerFactory;

/** A part of the contract: starts servers of a transport, places calls, and cleans up. */
@Timeout(30)
abstract class Contract {

    /** Where scripts are unless a test says otherwise. */
    static final String PATH = "/script";

    static final String OK = "200 result=0";
    static final String ALIVE_FAILURE = "200 result=-1";
    /** Long enough to see what must not come, had it been sent. */
    static final Duration A_WHILE = Duration.ofMillis(30);

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("org.offhook");

    final Transport transport;
    private final List<Call> calls = new ArrayList<>();
    private @Nullable Served served;
    private static @Nullable Level level;

    Contract(Transport transport) {
        this.transport = transport;
    }

    /** Scripts fail here on purpose. */
    @BeforeAll
    static void keepQuiet() {
        level = LOG.getLevel();
        LOG.setLevel(Level.OFF);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(2));
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(level);
        Awaitility.reset();
    }

    @AfterEach
    void stop() {
        calls.forEach(Call::close);
        if (served != null) {
            served.close();
        }
    }

    // ---- the server ----

    Served start(Options options) {
        served = transport.start(options);
        return served;
    }

    Served start(AgiRouter router) {
        return start(new Options(router));
    }

    Served start(AgiScript script) {
        return start(script, options -> options);
    }

    Served start(AgiScript script, UnaryOperator<Options> with) {
        return start(
                with.apply(new Options(AgiRouter.builder().script(PATH, script).build())));
    }

    /** Serves one script, whose result is kept. */
    <T> Result<T> serve(Result.Body<T> body) {
        return serve(options -> options, body);
    }

    <T> Result<T> serve(UnaryOperator<Options> with, Result.Body<T> body) {
        Result<T> script = new Result<>(body);
        start(script, with);
        return script;
    }

    Served server() {
        if (served == null) {
            throw new IllegalStateException("no server was started");
        }
        return served;
    }

    // ---- calls ----

    Call call() {
        return call(PATH);
    }

    Call call(String path) {
        return connect(place(path));
    }

    Served.Placing place(String path) {
        return server().place(path);
    }

    Call connect(Served.Placing placing) {
        Call call = placing.connect();
        calls.add(call);
        return call;
    }

    static void assertDone(Ending ending) {
        assertEnd(ending, "SUCCESS", "done");
    }

    static void assertFailed(Ending ending) {
        assertEnd(ending, "FAILURE", "failed");
    }

    static void assertRefused(Ending ending) {
        assertEnd(ending, "FAILURE", "refused");
    }

    /** A hang-up is a normal end, and the dialplan sees a hang-up. */
    void assertHungUp(Ending ending) {
        assertThat(ending.agiStatus()).isEqualTo("HANGUP");
        assertThat(ending.outcome()).isEqualTo(transport.outcomeAfterHangup());
    }

    private static void assertEnd(Ending ending, String agiStatus, String outcome) {
        assertThat(ending.agiStatus()).as("AGISTATUS").isEqualTo(agiStatus);
        assertThat(ending.outcome()).as("outcome").hasValue(outcome);
    }

    static void awaitLatch(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS)).as("it happened in time").isTrue();
    }
}
