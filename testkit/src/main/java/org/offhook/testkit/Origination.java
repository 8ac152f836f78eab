// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the action Originate begins. Used under the lock of its Asterisk. */
final class Origination implements OutgoingLeg.Owner {

    private static final int ANSWERED = 4;
    private static final int RANG_TOO_LONG = 3;
    private static final int FAILED = 0;
    private static final int HUNG_UP = 1;

    /** Who calls, both maybe empty. */
    record Caller(String name, String number) {
        private static final Pattern BOTH = Pattern.compile("\\s*\"?([^\"<]*?)\"?\\s*<([^>]*)>\\s*");
        private static final Pattern NUMBER = Pattern.compile("[0-9*#+()\\-. ]+");

        /** Reads text such as {@code Bob <123>}. */
        static Caller of(String text) {
            Matcher both = BOTH.matcher(text);
            if (both.matches()) {
                return new Caller(both.group(1), both.group(2));
            }
            String all = text.strip();
            return NUMBER.matcher(all).matches() ? new Caller("", all) : new Caller(all, "");
        }
    }

    private final FakeAsterisk asterisk;
    private final AmiMessage action;
    private final String device;
    private final String name;
    private final String number;
    private final Duration timeout;
    private final Consumer<Boolean> result;
    private @Nullable OutgoingLeg leg;
    private FakeClock.@Nullable Timer patience;
    private boolean over;

    /** @param result is told whether it has succeeded */
    Origination(FakeAsterisk asterisk, AmiMessage action, Consumer<Boolean> result) {
        this.asterisk = asterisk;
        this.action = action;
        this.result = result;
        this.device = Wire.utf8(action.get("Channel"));
        Caller caller = Caller.of(action.get("CallerID"));
        this.name = caller.name;
        this.number = caller.number;
        String millis = action.get("Timeout");
        this.timeout = Duration.ofMillis(millis.isEmpty() ? 30_000 : Long.parseLong(millis));
    }

    void begin() {
        String id = action.get("ChannelId");
        OutgoingLeg made = !id.isEmpty() && asterisk.find(id) != null ? null : asterisk.calls.leg(device, this);
        if (made == null) {
            finish(FAILED, null);
            return;
        }
        leg = made;
        FakeChannel channel = made.channel;
        if (!id.isEmpty()) {
            channel.uniqueId(Wire.utf8(id));
        }
        channel.announce();
        channel.application("AppDial2", "(Outgoing Line)");
        channel.emit("Newexten", channel.block(), channel.newexten());
        variables().forEach(each -> {
            int equals = each.indexOf('=');
            channel.set(each.substring(0, equals), each.substring(equals + 1));
        });
        if (!action.get("Account").isEmpty()) {
            channel.face.account = action.get("Account");
            channel.forgetBlock();
            channel.emit("NewAccountCode", channel.block(), "OldAccountCode: ");
        }
        if (!action.get("CallerID").isEmpty()) {
            channel.callerId(number, name);
            channel.emit("NewCallerid", channel.block(), FakeChannel.PRESENTATION);
            channel.connected(number, name);
            channel.emit("NewConnectedLine");
        }
        tell("DialBegin", "DialString: " + Wire.bytes(made.destination));
        patience = asterisk.later(timeout, this::tooLong);
        made.ring();
    }

    /** In the order in which Asterisk sets them. */
    private List<String> variables() {
        List<String> all = new ArrayList<>();
        for (String header : action.all("Variable")) {
            List<String> each = new ArrayList<>(Tokens.ofApplication(header));
            each.removeIf(one -> one.indexOf('=') < 1);
            Collections.reverse(each);
            all.addAll(each);
        }
        return all;
    }

    private void tell(String event, String header) {
        OutgoingLeg made = leg;
        if (made != null) {
            made.channel.emit(event, ChannelFace.prefixed("Dest", made.channel.block()), header);
        }
    }

    @Override
    public void ringing(OutgoingLeg ringing) {
        tell("DialState", "DialStatus: RINGING");
    }

    @Override
    public void failed(OutgoingLeg failed, String dialStatus) {
        tell("DialEnd", "DialStatus: " + dialStatus);
        finish(reason(dialStatus), null);
    }

    /** A SIP phone hangs up where a Local channel says what it is. */
    private int reason(String dialStatus) {
        return device.startsWith("Local/") && dialStatus.equals("BUSY") ? 5 : FAILED;
    }

    @Override
    public void gone(OutgoingLeg gone) {
        tell("DialEnd", "DialStatus: " + (gone.channel.face.cause == 17 ? "BUSY" : "NOANSWER"));
        finish(gone.channel.face.cause == 17 ? FAILED : HUNG_UP, null);
    }

    private void tooLong() {
        OutgoingLeg made = leg;
        if (over || made == null || made.channel.isGone()) { // gone: by a restart
            return;
        }
        made.release();
        finish(RANG_TOO_LONG, null);
        if (!asterisk.isEra16()) {
            made.channel.face.techCause = 480;
        }
        made.end(asterisk.isEra16() ? 0 : 19);
    }

    @Override
    public void answered(OutgoingLeg answered) {
        FakeChannel channel = answered.channel;
        answered.release();
        tell("DialEnd", "DialStatus: ANSWER");
        finish(ANSWERED, channel);
        String application = action.get("Application");
        if (!application.isEmpty()) {
            channel.runOriginated(application, action.get("Data"));
        } else {
            channel.goIntoDialplan(
                    action.get("Context"), action.get("Exten"), Integer.parseInt(action.get("Priority")));
        }
    }

    private void finish(int reason, @Nullable FakeChannel channel) {
        over = true;
        if (patience != null) {
            patience.cancel();
        }
        if (Calls.isTrue(action.get("Async"))) {
            respond(reason, channel);
        }
        result.accept(channel != null);
    }

    private void respond(int reason, @Nullable FakeChannel channel) {
        List<String> headers = new ArrayList<>();
        String actionId = action.get("ActionID");
        if (!actionId.isEmpty()) {
            headers.add("ActionID: " + actionId);
        }
        headers.add("Response: " + (channel == null ? "Failure" : "Success"));
        headers.add("Channel: " + (channel == null ? action.get("Channel") : channel.wireName()));
        if (!action.get("Application").isEmpty()) {
            headers.add("Application: " + action.get("Application"));
            headers.add("Data: " + action.get("Data"));
        } else {
            headers.add("Context: " + action.get("Context"));
            headers.add("Exten: " + action.get("Exten"));
        }
        headers.add("Reason: " + reason);
        String id = channel == null ? action.get("ChannelId") : channel.uniqueId();
        headers.add("Uniqueid: " + ChannelFace.orUnknown(id));
        headers.add("CallerIDNum: " + ChannelFace.orUnknown(number));
        headers.add("CallerIDName: " + ChannelFace.orUnknown(name));
        asterisk.broadcast(
                "OriginateResponse", "call", asterisk.text("OriginateResponse", "", headers.toArray(new String[0])));
    }
}
