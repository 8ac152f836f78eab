// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/wire.md says about AsyncAGI, without any code of ours in between. */
@RealAsterisk
class AsyncAgiWireTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final AsteriskUnderTest asterisk;

    AsyncAgiWireTest(AsteriskUnderTest asterisk) {
        this.asterisk = asterisk;
    }

    private LiveCall parked(String data) {
        LiveCall call = asterisk.place(CallPlan.agiData(data));
        event(call, "AsyncAGIStart");
        return call;
    }

    private LiveCall parked() {
        return parked("agi:async,/hello");
    }

    private AmiMessage event(LiveCall call, String name) {
        return event(call, name, event -> true);
    }

    private AmiMessage event(LiveCall call, String name, Predicate<AmiMessage> fits) {
        return asterisk.ami()
                .awaitEvent(name, event -> event.get("Uniqueid").equals(call.nearUniqueId()) && fits.test(event), SOON);
    }

    private boolean came(LiveCall call, String name) {
        return asterisk.ami().events().stream()
                .anyMatch(event -> event.isEvent(name) && event.get("Uniqueid").equals(call.nearUniqueId()));
    }

    private void send(LiveCall call, String id, String line) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Channel", call.nearUniqueId());
        headers.put("Command", line);
        headers.put("CommandID", id);
        assertThat(asterisk.ami().action("AGI", headers).isSuccess()).isTrue();
    }

    private String result(LiveCall call, String id) {
        return LiveCall.decode(
                event(call, "AsyncAGIExec", event -> event.get("CommandId").equals(id))
                        .get("Result"));
    }

    private String run(LiveCall call, String id, String line) {
        send(call, id, line);
        return result(call, id);
    }

    private void setvar(LiveCall call, String name, String value) {
        assertThat(asterisk.ami().setvar(call.nearChannel(), name, value).isSuccess())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STREAM FILE no-such-file \"\"", "RECEIVE CHAR 1", "GOSUB nowhere s 1"})
    void aCommandThatFailsEndsTheSession(String line) {
        LiveCall call = parked();
        assertThat(run(call, "x", line)).contains("200 result=-1");
        event(call, "AsyncAGIEnd");
        assertThat(call.result().agiStatus()).isEqualTo("FAILURE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NO SUCH COMMAND",
                "SET MUSIC",
                "EXEC NoSuchApplication",
                "GET VARIABLE NOT_SET",
                "RECEIVE TEXT 1"
            })
    void othersDoNot(String line) {
        LiveCall call = parked();
        run(call, "x", line);
        assertThat(run(call, "y", "NOOP")).isEqualTo("200 result=0\n");
        assertThat(came(call, "AsyncAGIEnd")).isFalse();
    }

    @Test
    void aResultIsOneReadAndTheRestComesWithTheNext() {
        LiveCall call = parked();
        setvar(call, "LONG", "x".repeat(900));
        assertThat(run(call, "a", "GET FULL VARIABLE \"${LONG}${LONG}\""))
                .hasSize(1024)
                .doesNotEndWith("\n");
        assertThat(run(call, "b", "NOOP")).startsWith("x").endsWith("x)\n200 result=0\n");
        assertThat(run(call, "c", "NOOP")).isEqualTo("200 result=0\n");
    }

    @Test
    void aResultIsCutWhereItsEncodingIsTooLong() {
        LiveCall call = parked();
        setvar(call, "SIGNS", "@".repeat(900));
        assertThat(run(call, "a", "GET FULL VARIABLE \"${SIGNS}\""))
                .hasSizeLessThan(700)
                .doesNotEndWith("\n");
        assertThat(run(call, "b", "NOOP")).isEqualTo("200 result=0\n");
    }

    @Test
    void theEnvironmentIsCutAndItsRestComesWithTheFirstResult() {
        LiveCall call = asterisk.place(CallPlan.agiData("agi:async,/hello," + "x".repeat(900)));
        assertThat(LiveCall.decode(event(call, "AsyncAGIStart").get("Env")))
                .hasSize(1024)
                .endsWith("x");
        assertThat(run(call, "a", "NOOP")).startsWith("x").endsWith("x\n\n200 result=0\n");
        assertThat(applicationData(call)).isEqualTo("agi:async,/hello," + "x".repeat(900));
    }

    private String applicationData(LiveCall call) {
        return asterisk.ami().channels().stream()
                .filter(channel -> channel.get("Uniqueid").equals(call.nearUniqueId()))
                .findFirst()
                .orElseThrow()
                .get("ApplicationData");
    }

    @Test
    void onlyTheListOfChannelsTellsTheSuffix() {
        LiveCall call = asterisk.place(CallPlan.agiData("agi:async/billing,first"));
        assertThat(LiveCall.decode(event(call, "AsyncAGIStart").get("Env")))
                .contains("agi_request: async\n", "agi_arg_1: first\n")
                .doesNotContain("billing");
        assertThat(applicationData(call)).isEqualTo("agi:async/billing,first");
    }

    @Test
    void theLongestCommandHas1013Bytes() {
        LiveCall call = parked();
        assertThat(run(call, "a", "NOOP " + "x".repeat(1008))).isEqualTo("200 result=0\n");
        AmiMessage refused = asterisk.ami()
                .action("AGI", Map.of("Channel", call.nearUniqueId(), "Command", "NOOP " + "x".repeat(1009)));
        assertThat(refused.isSuccess()).isFalse();
    }

    @Test
    void theEndTellsARedirectFromAHangUpOnlyByTheEventsBehindIt() {
        LiveCall redirected = parked();
        redirected.redirectNear(asterisk.testContext(), "nowhere-yet");
        event(redirected, "AsyncAGIEnd");
        event(
                redirected,
                "VarSet",
                event -> event.get("Variable").equals("AGISTATUS")
                        && event.get("Value").equals("HANGUP"));

        LiveCall hungUp = parked();
        hungUp.hangUpFar();
        event(hungUp, "AsyncAGIEnd");
        event(
                hungUp,
                "VarSet",
                event -> event.get("Variable").equals("AGISTATUS")
                        && event.get("Value").equals("HANGUP"));
        event(hungUp, "Hangup");
    }

    @Test
    void whatIsQueuedAtAHangUpVanishes() {
        LiveCall call = parked();
        send(call, "a", "EXEC Wait 20");
        send(call, "b", "NOOP");
        event(call, "AGIExecStart");
        call.hangUpFar();
        assertThat(result(call, "a")).isEqualTo("200 result=-1\n");
        event(call, "Hangup");
        assertThat(asterisk.ami().events().stream()
                        .noneMatch(event -> event.get("CommandId").equals("b")))
                .isTrue();
    }

    @Test
    void aBridgeTakesTheChannelWithoutAnEnd() {
        LiveCall call = parked();
        LiveCall other = asterisk.place(CallPlan.application("Wait", "20"));
        assertThat(asterisk.ami()
                        .action("Bridge", Map.of("Channel1", call.nearChannel(), "Channel2", other.nearChannel()))
                        .isSuccess())
                .isTrue();
        event(call, "BridgeEnter");
        send(call, "a", "NOOP"); // is "added to queue" all the same
        asterisk.call(CallPlan.application("Wait", "0.3")); // three ticks
        assertThat(came(call, "AsyncAGIEnd")).isFalse();
        assertThat(came(call, "AsyncAGIExec")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAIT FOR DIGIT 20000", "STREAM FILE tone-20 \"\"", "CONTROL STREAM FILE tone-20 \"\""})
    void controlPlaybackStops(String line) {
        LiveCall call = parked();
        send(call, "a", line.replace("tone-20", asterisk.sound("tone-20")));
        event(call, "AGIExecStart");
        await().atMost(SOON)
                .until(() -> asterisk.ami()
                                .action("ControlPlayback", Map.of("Channel", call.nearUniqueId(), "Control", "stop"))
                                .isSuccess()
                        && came(call, "AsyncAGIExec"));
        assertThat(result(call, "a"))
                .startsWith(line.startsWith("WAIT") ? "200 result=1000\n" : "200 result=0 endpos=");
    }
}
