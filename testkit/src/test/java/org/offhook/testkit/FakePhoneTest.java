// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phones: what Dial and Originate find, and what everybody hears of it. What a real one does is in FakeAsteriskParityTest. */
class FakePhoneTest {

    private final FakeAsterisk asterisk = FakeAsterisk.start();
    private ManagerClient client;

    @BeforeEach
    void logIn() {
        client = ManagerClient.loggedIn(asterisk);
    }

    @AfterEach
    void end() {
        client.close();
        asterisk.close();
    }

    private String originate(String device, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Channel: " + device;
        all[1] = "Async: true";
        System.arraycopy(headers, 0, all, 2, headers.length);
        assertThat(client.ask("Originate", all)).contains("Originate successfully queued");
        return client.until("OriginateResponse");
    }

    private String dial(FakeChannel channel, String options) {
        client.agi(channel, "EXEC Dial " + options, "dial");
        return client.result().strip();
    }

    @Test
    void originateTellsWhatBecameOfIt() {
        asterisk.phone("PJSIP/alice").answersAfter(Duration.ofSeconds(5));
        asterisk.phone("PJSIP/bob").busy();
        asterisk.phone("PJSIP/carol").doesNotAnswer();
        asterisk.phone("PJSIP/dave").unavailable();

        String up = originate("PJSIP/alice", "Application: ChanSpy", "Data: PJSIP/x", "CallerID: Al <12>");
        assertThat(up)
                .contains("Response: Success", "Application: ChanSpy | Data: PJSIP/x | Reason: 4", "CallerIDNum: 12");
        assertThat(ManagerClient.header(up, "Channel")).startsWith("PJSIP/alice-");
        assertThat(asterisk.elapsed()).isEqualTo(Duration.ofSeconds(5));
        assertThat(originate("PJSIP/bob", "Application: Wait"))
                .contains("Response: Failure", "Channel: PJSIP/bob |", "Reason: 0", "Uniqueid: <unknown>");
        assertThat(originate("PJSIP/carol", "Application: Wait", "Timeout: 7000"))
                .contains("Reason: 3");
        assertThat(asterisk.elapsed()).isEqualTo(Duration.ofSeconds(12));
        assertThat(originate("PJSIP/dave", "Application: Wait")).contains("Reason: 0");
        assertThat(originate("PJSIP/nobody", "Application: Wait")).contains("Reason: 0");
        assertThat(asterisk.channels()).hasSize(1);
        asterisk.phone("PJSIP/alice").hangUp();
        assertThat(asterisk.channels()).isEmpty();
    }

    @Test
    void originateGoesIntoTheDialplan() {
        asterisk.extension("100", "agi:async,/x").phone("PJSIP/alice");
        String up = originate(
                "PJSIP/alice",
                "Context: default",
                "Exten: 100",
                "Priority: 1",
                "Variable: A=1,B=2",
                "ChannelId: my-id");
        assertThat(up).contains("Context: default | Exten: 100", "Uniqueid: my-id");
        client.until("AsyncAGIStart");
        FakeChannel channel = asterisk.channels().get(0);
        assertThat(channel.isParked()).isTrue();
        assertThat(channel.uniqueId()).isEqualTo("my-id");
        assertThat(channel.variable("B")).isEqualTo("2");
        client.agi(channel, "ASYNCAGI BREAK", "1");
        assertThat(client.names("Hangup")).endsWith("SoftHangupRequest", "Hangup");
    }

    @Test
    void whoAsksWithoutAsyncWaitsWithAllThatHeSays() {
        asterisk.phone("PJSIP/alice").answersAfter(Duration.ofSeconds(2));
        client.send(
                "Action: Originate",
                "ActionID: o",
                "Channel: PJSIP/alice",
                "Application: ChanSpy",
                "",
                "Action: Ping",
                "ActionID: p");
        assertThat(client.message())
                .isEqualTo("Response: Success | ActionID: o | Message: Originate successfully queued");
        assertThat(client.message()).startsWith("Event: Newchannel");
        assertThat(client.names("DialEnd")).doesNotContain("OriginateResponse");
        assertThat(client.message()).contains("Ping: Pong");
        asterisk.phone("PJSIP/alice").busy();
        assertThat(client.ask("Originate", "Channel: PJSIP/alice", "Application: Wait"))
                .endsWith("Message: Originate failed");
    }

    @Test
    void aDialledPhoneAnswersTalksAndHangsUp() {
        asterisk.phone("PJSIP/alice").answersAfter(Duration.ofSeconds(3)).hangsUpAfter(Duration.ofSeconds(60));
        FakeChannel caller = asterisk.park("agi:async,/x");
        assertThat(dial(caller, "PJSIP/alice,20")).isEqualTo("200 result=-1");
        assertThat(caller.variable("DIALSTATUS")).isEqualTo("ANSWER");
        assertThat(caller.variable("DIALEDPEERNAME")).startsWith("PJSIP/alice-");
        assertThat(caller.variable("DIALEDTIME")).isEqualTo("63");
        assertThat(caller.variable("ANSWEREDTIME")).isEqualTo("60");
        assertThat(caller.isParked()).isTrue();
        assertThat(asterisk.channels()).containsExactly(caller);
    }

    @Test
    void dialSaysWhyNobodyAnswered() {
        asterisk.phone("PJSIP/alice").doesNotAnswer();
        asterisk.phone("PJSIP/bob").busy();
        asterisk.phone("PJSIP/carol").unavailable();
        FakeChannel caller = asterisk.park("agi:async,/x");
        assertThat(dial(caller, "PJSIP/alice,20")).isEqualTo("200 result=0");
        assertThat(caller.variable("DIALSTATUS")).isEqualTo("NOANSWER");
        assertThat(asterisk.elapsed()).isEqualTo(Duration.ofSeconds(20));
        assertThat(dial(caller, "PJSIP/bob,20")).isEqualTo("200 result=0");
        assertThat(caller.variable("DIALSTATUS")).isEqualTo("BUSY");
        assertThat(dial(caller, "PJSIP/carol&PJSIP/nobody,20")).isEqualTo("200 result=0");
        assertThat(caller.variable("DIALSTATUS")).isEqualTo("CHANUNAVAIL");
    }

    @Test
    void theFirstToAnswerWins() {
        asterisk.phone("PJSIP/alice").answersAfter(Duration.ofSeconds(9));
        asterisk.phone("PJSIP/bob").answersAfter(Duration.ofSeconds(4)).hangsUpAfter(Duration.ofSeconds(1));
        asterisk.phone("PJSIP/carol").busy();
        FakeChannel caller = asterisk.park("agi:async,/x");
        assertThat(dial(caller, "PJSIP/alice&PJSIP/bob&PJSIP/carol,20,g")).isEqualTo("200 result=0");
        assertThat(caller.variable("DIALEDPEERNUMBER")).isEqualTo("bob");
        assertThat(asterisk.elapsed()).isEqualTo(Duration.ofSeconds(5));
        assertThat(asterisk.channels()).containsExactly(caller);
    }

    @Test
    void whoHangsUpTakesThePhoneWithHim() {
        asterisk.phone("PJSIP/alice");
        FakeChannel caller = asterisk.park("agi:async,/x");
        client.agi(caller, "EXEC Dial PJSIP/alice", "dial");
        client.until("BridgeEnter");
        client.until("BridgeEnter");
        assertThat(asterisk.phone("PJSIP/alice").channels()).hasSize(1);
        caller.hangUp();
        assertThat(client.names("BridgeDestroy"))
                .filteredOn(each -> !each.startsWith("VarSet"))
                .containsExactly("HangupRequest", "BridgeLeave", "BridgeLeave", "BridgeDestroy");
        assertThat(client.names("Hangup")).contains("AsyncAGIExec", "AsyncAGIEnd");
        assertThat(asterisk.channels()).isEmpty();
    }

    @Test
    void aPhoneThatRingsIsAnsweredByHand() {
        FakePhone phone = asterisk.phone("PJSIP/alice").doesNotAnswer();
        assertThatThrownBy(phone::pickUp)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("PJSIP/alice does not ring");
        FakeChannel caller = asterisk.park("agi:async,/x");
        client.agi(caller, "EXEC Dial PJSIP/alice", "dial");
        client.until("DialState");
        phone.pickUp();
        client.until("BridgeEnter");
        phone.hangUp();
        assertThat(client.result()).isEqualTo("200 result=-1\n");
        client.agi(caller, "EXEC Dial PJSIP/alice", "dial");
        client.until("DialState");
        phone.hangUp();
        assertThat(client.result()).isEqualTo("200 result=0\n");
        assertThat(caller.variable("DIALSTATUS")).isEqualTo("BUSY");
    }

    @Test
    void aPhonePressesKeys() {
        asterisk.extension("menu", "agi:async,/x").phone("PJSIP/alice").presses("4#");
        originate("PJSIP/alice", "Context: default", "Exten: menu", "Priority: 1");
        client.until("AsyncAGIStart");
        FakeChannel channel = asterisk.channels().get(0);
        client.agi(channel, "GET DATA welcome 5000 5", "1");
        assertThat(client.until("DTMFEnd")).contains("Digit: 4 | DurationMs: 100 | Direction: Received");
        assertThat(client.result()).isEqualTo("200 result=4\n");
    }

    @Test
    void aRedirectTakesOneOrBothOutOfATalk() {
        asterisk.extension("100", "agi:async,/x").phone("PJSIP/alice");
        FakeChannel caller = asterisk.park("agi:async,/x");
        client.agi(caller, "EXEC Dial PJSIP/alice", "dial");
        client.until("BridgeEnter");
        client.until("BridgeEnter");
        FakeChannel phone = asterisk.phone("PJSIP/alice").channels().get(0);
        assertThat(client.ask(
                        "Redirect",
                        "Channel: " + caller.name(),
                        "ExtraChannel: " + phone.name(),
                        "Context: default",
                        "Exten: 100",
                        "Priority: 1"))
                .contains("Dual Redirect successful");
        client.until("AsyncAGIStart");
        client.until("AsyncAGIStart");
        assertThat(caller.isParked() && phone.isParked()).isTrue();

        client.agi(caller, "EXEC Dial PJSIP/alice", "dial");
        client.until("BridgeEnter");
        client.until("BridgeEnter");
        FakeChannel second = asterisk.phone("PJSIP/alice").channels().get(1);
        client.ask("Redirect", "Channel: " + caller.name(), "Context: default", "Exten: 100", "Priority: 1");
        client.until("AsyncAGIStart");
        assertThat(second.isHungUp()).isTrue();
        assertThat(caller.isParked()).isTrue();
    }

    @Test
    void channelsAreBridgedFromOutside() {
        FakeChannel one = asterisk.park("agi:async,/x");
        FakeChannel two = asterisk.park("agi:async,/x");
        assertThat(client.ask("Bridge", "Channel1: " + one.name(), "Channel2: " + two.name()))
                .contains("Channels have been bridged");
        assertThat(client.ask("Getvar", "Channel: " + one.name(), "Variable: BRIDGEPEER"))
                .endsWith("Value: " + two.name());
        assertThat(client.ask("BridgeList")).contains("Bridge listing will follow");
        String bridge = ManagerClient.header(client.until("BridgeListItem"), "BridgeUniqueid");
        client.ask("BridgeInfo", "BridgeUniqueid: " + bridge);
        assertThat(client.until("BridgeInfoComplete")).contains("ListItems: 2", "BridgeNumChannels: 2");
        two.hangUp();
        assertThat(client.names("BridgeDestroy")).contains("BridgeLeave");
        assertThat(one.isParked() || one.isHungUp()).isFalse();
    }

    @Test
    void devicesHaveStates() {
        FakePhone phone = asterisk.phone("PJSIP/alice").doesNotAnswer();
        asterisk.park("agi:async,/x"); // its script says nothing, so the time stands still
        originateInBackground();
        assertThat(ManagerClient.header(client.until("DeviceStateChange"), "State"))
                .isEqualTo("INUSE");
        assertThat(ManagerClient.header(client.until("DeviceStateChange"), "State"))
                .isEqualTo("RINGING");
        phone.pickUp();
        assertThat(ManagerClient.header(client.until("DeviceStateChange"), "State"))
                .isEqualTo("INUSE");
        phone.hangUp();
        assertThat(ManagerClient.header(client.until("DeviceStateChange"), "State"))
                .isEqualTo("NOT_INUSE");
        client.ask("DeviceStateList");
        assertThat(client.message())
                .isEqualTo("Event: DeviceStateChange | ActionID: a3 | Device: PJSIP/alice | State: NOT_INUSE");
    }

    private void originateInBackground() {
        assertThat(client.ask("Originate", "Channel: PJSIP/alice", "Application: Wait", "Async: true"))
                .contains("Success");
    }

    @Test
    void aUserMayDoWhatHisClassesSay() {
        asterisk.permissions("agi", "originate")
                .extension("100", "agi:async,/x")
                .phone("PJSIP/alice");
        try (ManagerClient user = new ManagerClient(asterisk.port())) {
            user.line();
            assertThat(user.ask("Login", "Username: " + asterisk.user(), "Secret: " + asterisk.secret()))
                    .contains("Success");
            assertThat(user.ask("AGI", "Channel: x", "Command: NOOP")).endsWith("Message: Permission denied");
            assertThat(user.ask("Originate", "Channel: PJSIP/alice", "Application: AGI", "Data: agi:async"))
                    .endsWith("Message: Originate Access Forbidden: app or data blacklisted");
            assertThat(user.ask("ListCommands")).contains(" | Originate: ").doesNotContain(" | AGI: ");
            user.ask("Originate", "Channel: PJSIP/alice", "Context: default", "Exten: 100", "Priority: 1", "Async: 1");
            assertThat(user.message()).startsWith("Event: AsyncAGIStart");
        }
    }
}
