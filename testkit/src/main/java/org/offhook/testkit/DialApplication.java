// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** EXEC Dial: rings phones, and joins the caller with the one that answers first. */
final class DialApplication extends TimedCommand implements OutgoingLeg.Owner {

    private static final List<String> VARIABLES = List.of(
            "DIALSTATUS",
            "DIALEDPEERNUMBER",
            "DIALEDPEERNAME",
            "ANSWEREDTIME",
            "ANSWEREDTIME_MS",
            "DIALEDTIME",
            "DIALEDTIME_MS",
            "RINGTIME",
            "RINGTIME_MS",
            "PROGRESSTIME",
            "PROGRESSTIME_MS");

    private final FakeAsterisk asterisk;
    private final String[] devices;
    private final @Nullable Duration timeout;
    private final String options;
    private final List<OutgoingLeg> ringing = new ArrayList<>();
    private @Nullable OutgoingLeg peer;
    private @Nullable FakeBridge bridge;
    private Duration talkBegan = Duration.ZERO;
    private String failure = "CHANUNAVAIL";
    private boolean rang;

    DialApplication(FakeChannel channel, String text) {
        super(channel);
        asterisk = channel.asterisk();
        List<String> args = Tokens.ofApplication(text);
        devices = args.get(0).split("&", -1);
        String seconds = args.size() > 1 ? args.get(1) : "";
        timeout = seconds.matches("\\d{1,7}(\\.\\d{1,3})?")
                ? Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000))
                : null;
        options = args.size() > 2 ? args.get(2) : "";
    }

    @Override
    void run() {
        VARIABLES.forEach(name -> channel.set(name, ""));
        for (String device : devices) {
            OutgoingLeg leg = asterisk.calls.leg(Wire.utf8(device), this);
            if (leg != null) {
                ringing.add(leg);
                introduce(leg);
            }
        }
        if (ringing.isEmpty()) {
            because(3, 404);
            finish("CHANUNAVAIL", 0);
            return;
        }
        ringing.forEach(leg -> tell("DialBegin", leg, "DialString: " + Wire.bytes(leg.destination)));
        if (ringing.size() == 1) {
            showsConnected(ringing.get(0));
        }
        if (options.indexOf('m') >= 0) {
            channel.music(true);
        }
        List.copyOf(ringing).forEach(OutgoingLeg::ring);
        if (timeout != null && !timeout.isZero()) {
            later(timeout, this::tooLong);
        }
    }

    private void introduce(OutgoingLeg leg) {
        FakeChannel phone = leg.channel;
        phone.face.linkedId = channel.linkedId();
        phone.announce();
        phone.set("DIALEDPEERNUMBER", Wire.bytes(leg.destination));
        phone.goTo(phone.context(), channel.extension(), 1);
        phone.callerId(channel.extension(), channel.face.connectedName);
        phone.connected(channel.get("CALLERID(num)"), channel.get("CALLERID(name)"));
        phone.application("AppDial", "(Outgoing Line)");
        phone.emit("Newexten", phone.block(), phone.newexten());
        phone.emit("NewCallerid", phone.block(), FakeChannel.PRESENTATION);
        phone.emit("NewConnectedLine");
    }

    private void showsConnected(OutgoingLeg leg) {
        String number = leg.channel.get("CALLERID(num)");
        String name = leg.channel.get("CALLERID(name)");
        if (!number.equals(channel.face.connectedNumber) || !name.equals(channel.face.connectedName)) {
            channel.connected(number, name);
            channel.emit("NewConnectedLine");
        }
    }

    /** What it leaves behind on the caller's channel, for its end. */
    private void because(int cause, int techCause) {
        channel.face.dialCause = cause;
        channel.face.dialTechCause = asterisk.isEra16() ? 0 : techCause;
    }

    private void tell(String event, OutgoingLeg leg, String header) {
        channel.emit(event, channel.block() + ChannelFace.prefixed("Dest", leg.channel.block()), header);
    }

    // ---- what becomes of the phones ----

    @Override
    public void ringing(OutgoingLeg leg) {
        if (!rang) {
            rang = true;
            channel.set("RINGTIME", Long.toString(elapsed().toSeconds()));
            channel.set("RINGTIME_MS", Long.toString(elapsed().toMillis()));
        }
        tell("DialState", leg, "DialStatus: RINGING");
    }

    @Override
    public void failed(OutgoingLeg leg, String dialStatus) {
        ringing.remove(leg);
        failure = dialStatus;
        because(leg.channel.face.cause, leg.channel.face.techCause);
        tell("DialEnd", leg, "DialStatus: " + dialStatus);
        if (ringing.isEmpty()) {
            finish(dialStatus, 0);
        }
    }

    @Override
    public void answered(OutgoingLeg leg) {
        FakeChannel phone = leg.channel;
        peer = leg;
        ringing.remove(leg);
        List<OutgoingLeg> others = List.copyOf(ringing);
        ringing.clear();
        if (devices.length > 1) {
            showsConnected(leg);
        }
        others.forEach(other -> tell("DialEnd", other, "DialStatus: CANCEL"));
        channel.set("DIALSTATUS", "ANSWER");
        channel.set("DIALEDPEERNAME", phone.wireName());
        channel.set("DIALEDPEERNUMBER", Wire.bytes(leg.destination));
        phone.goTo(phone.context(), "", 1);
        tell("DialEnd", leg, "DialStatus: ANSWER");
        channel.music(false);
        others.forEach(other -> drop(other, 26));
        talkBegan = elapsed();
        channel.answerNow();
        FakeBridge made = new FakeBridge(asterisk);
        bridge = made;
        phone.emit("Newexten", phone.block(), phone.newexten());
        made.enter(phone);
        made.enter(channel);
        made.introduce();
    }

    private void tooLong() {
        if (peer != null) {
            return;
        }
        List<OutgoingLeg> all = List.copyOf(ringing);
        ringing.clear();
        all.forEach(leg -> {
            tell("DialEnd", leg, "DialStatus: NOANSWER");
            drop(leg, 0);
        });
        finish("NOANSWER", 0);
    }

    private static void drop(OutgoingLeg leg, int cause) {
        leg.release();
        leg.end(cause);
    }

    /** The phone has hung up, or was taken away. */
    @Override
    public void gone(OutgoingLeg leg) {
        if (ringing.remove(leg)) {
            failure = "NOANSWER";
            tell("DialEnd", leg, "DialStatus: " + failure);
            if (ringing.isEmpty()) {
                finish(failure, 0);
            }
        } else if (leg == peer) {
            because(16, 0);
            part(leg.channel, channel);
            times();
            finish("ANSWER", options.indexOf('g') >= 0 ? 0 : -1);
        }
    }

    private void part(FakeChannel first, FakeChannel second) {
        FakeBridge between = bridge;
        if (between != null) {
            bridge = null;
            between.leave(first);
            between.leave(second);
        }
    }

    private void times() {
        channel.set("ANSWEREDTIME", Long.toString(elapsed().minus(talkBegan).toSeconds()));
        channel.set("ANSWEREDTIME_MS", Long.toString(elapsed().minus(talkBegan).toMillis()));
        channel.set("DIALEDTIME", Long.toString(elapsed().toSeconds()));
        channel.set("DIALEDTIME_MS", Long.toString(elapsed().toMillis()));
    }

    private void finish(String status, int result) {
        channel.music(false);
        channel.set("DIALSTATUS", status);
        done(returned(result));
    }

    // ---- what becomes of the caller ----

    @Override
    String hungUp() {
        boolean redirected = !channel.hasHungUp();
        OutgoingLeg talking = peer;
        peer = null;
        channel.music(false);
        if (talking == null) {
            List<OutgoingLeg> all = List.copyOf(ringing);
            ringing.clear();
            all.forEach(leg -> tell("DialEnd", leg, "DialStatus: CANCEL"));
            channel.set("DIALSTATUS", "CANCEL");
            all.forEach(leg -> asterisk.soon(() -> drop(leg, 16)));
            return redirected ? returned(0) : FAILURE;
        }
        part(channel, talking.channel);
        talking.release();
        because(16, 0);
        if (!redirected) {
            times();
        }
        channel.set("DIALSTATUS", "ANSWER");
        if (!talking.isKept()) {
            asterisk.soon(() -> drop(talking, 16));
        }
        return redirected ? returned(0) : FAILURE;
    }
}
