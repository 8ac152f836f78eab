// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agi.AgiScript;
import org.offhook.agi.command.RawCommand;
import org.offhook.agi.routing.AgiRouter;
import org.offhook.fastagi.FastAgiServer;
import org.offhook.fastagi.OverloadPolicy;

/** {@code hagi://} between two of our servers: Asterisk moves on only when a connection is refused. */
@RealAsterisk(options = HagiFailoverTest.Options.class)
class HagiFailoverTest {

    /** Asks our DNS server. */
    static class Options implements Supplier<AsteriskOptions> {
        @Override
        public AsteriskOptions get() {
            return AsteriskOptions.DEFAULT.withNameserver(LoopbackDns.ADDRESS);
        }
    }

    private final AsteriskUnderTest asterisk;
    private final CountDownLatch held = new CountDownLatch(1);
    private LoopbackDns dns;
    private FastAgiServer first;
    private FastAgiServer second;

    HagiFailoverTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    @BeforeEach
    void open() throws Exception {
        dns = new LoopbackDns();
        first = serve("first", 1);
        second = serve("second", 10);
        dns.service(
                "_agi._tcp.agi.test",
                new LoopbackDns.Target(10, "one.agi.test", first.port()),
                new LoopbackDns.Target(20, "two.agi.test", second.port()));
    }

    @AfterEach
    void close() throws InterruptedException {
        first.close();
        second.close();
        dns.close();
    }

    private FastAgiServer serve(String name, int maxCalls) {
        AgiScript script = (request, channel) -> {
            channel.execute(new RawCommand("SET VARIABLE SERVER " + name));
            if (request.script().equals("held")) {
                held.countDown();
                channel.execute(new RawCommand("WAIT FOR DIGIT 20000"));
            }
        };
        return FastAgiServer.builder(AgiRouter.of(script))
                .port(0)
                .maxCalls(maxCalls)
                .overload(OverloadPolicy.REFUSE)
                .start();
    }

    private CallPlan plan(String script) {
        return CallPlan.agi("hagi://agi.test/" + script).capture("SERVER");
    }

    @Test
    void aFullServerSendsCallsToTheNextOneAndTakesThemAgainWhenItHasRoom() throws Exception {
        LiveCall holding = asterisk.place(plan("held"));
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> !first.health().listening());

        CallResult meanwhile = asterisk.call(plan("quick"));

        assertThat(meanwhile.agiStatus()).isEqualTo("SUCCESS");
        assertThat(meanwhile.outcome()).isEqualTo("done");
        assertThat(meanwhile.variable("SERVER")).isEqualTo("second");

        holding.type("1");
        assertThat(holding.result().variable("SERVER")).isEqualTo("first");
        await().until(() -> first.health().listening());
        assertThat(asterisk.call(plan("quick")).variable("SERVER")).isEqualTo("first");
    }

    @Test
    void aDrainingServerSendsCallsToTheNextOne() {
        assertThat(first.drain(Duration.ofSeconds(5))).isZero();

        CallResult result = asterisk.call(plan("quick"));

        assertThat(result.outcome()).isEqualTo("done");
        assertThat(result.variable("SERVER")).isEqualTo("second");
    }

    @Test
    void whenAllServersAreGoneTheCallFails() {
        first.close();
        second.close();

        CallResult result = asterisk.call(plan("quick"));

        assertThat(result.agiStatus()).isEqualTo("FAILURE");
        assertThat(result.outcome()).isEmpty();
    }
}
