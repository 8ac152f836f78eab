// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A channel to a {@link FakePhone}: from its first ringing to its end. Used under the lock of its Asterisk. */
final class OutgoingLeg {

    /** Who dialled. */
    interface Owner {
        void ringing(OutgoingLeg leg);

        void answered(OutgoingLeg leg);

        /** The phone does not take the call; its channel ends. */
        void failed(OutgoingLeg leg, String dialStatus);

        /** The channel is at its end, or was redirected; the phone had answered or rung. */
        void gone(OutgoingLeg leg);
    }

    /** What the channel was for is done; whoever ends it now tells nobody. */
    private static final Owner NOBODY = new Owner() {
        @Override
        public void ringing(OutgoingLeg leg) {}

        @Override
        public void answered(OutgoingLeg leg) {}

        @Override
        public void failed(OutgoingLeg leg, String dialStatus) {}

        @Override
        public void gone(OutgoingLeg leg) {}
    };

    private static final Duration FIRST_KEY = Duration.ofMillis(500);
    private static final Duration NEXT_KEY = Duration.ofMillis(200);

    final FakeAsterisk asterisk;
    final FakePhone phone;
    final FakeChannel channel;

    /** What stands behind the technology, such as {@code alice}. */
    final String destination;

    private final FakePhone.Manner manner;
    private final List<FakeClock.Timer> timers = new ArrayList<>();
    private Owner owner;
    private boolean answered;
    private boolean kept;

    OutgoingLeg(FakeAsterisk asterisk, FakePhone phone, String destination, FakeChannel channel, Owner owner) {
        this.asterisk = asterisk;
        this.phone = phone;
        this.destination = destination;
        this.channel = channel;
        this.owner = owner;
        this.manner = phone.manner();
        channel.face.leg = this;
        phone.legs.add(this);
    }

    boolean isAnswered() {
        return answered;
    }

    /** Who dialled has no more to do with it. */
    void release() {
        owner = NOBODY;
    }

    /** The phone is told of the call. */
    void ring() {
        asterisk.calls.device(phone, "INUSE");
        later(Duration.ZERO, () -> {
            if (manner.busy()) {
                refuse("BUSY", 17, 486);
                return;
            }
            channel.face.unanswered = ChannelFace.RINGING;
            channel.face.told = ChannelFace.RINGING;
            channel.emit("Newstate");
            asterisk.calls.device(phone, "RINGING");
            owner.ringing(this);
            Duration after = manner.answersAfter();
            if (after != null) {
                later(after, this::answer);
            }
        });
    }

    private void refuse(String dialStatus, int cause, int sipCode) {
        channel.face.cause = cause;
        if (asterisk.isEra16()) {
            channel.emit("HangupRequest");
        } else {
            channel.emit("HangupRequest", channel.block(), "Cause: " + cause, "TechCause: " + sipCode);
            channel.face.techCause = sipCode;
        }
        Owner told = owner;
        release();
        told.failed(this, dialStatus);
        end();
    }

    /** Somebody answers the phone. */
    void answer() {
        if (answered || channel.isGone()) {
            return;
        }
        answered = true;
        channel.answerNow();
        asterisk.calls.device(phone, "INUSE");
        owner.answered(this);
        Duration time = FIRST_KEY;
        for (char key : manner.keys().toCharArray()) {
            later(time, () -> channel.pressNow(Character.toString(key)));
            time = time.plus(NEXT_KEY);
        }
        if (manner.hangsUpAfter() != null) {
            later(manner.hangsUpAfter(), channel::farEndHangsUp);
        }
    }

    /** Somebody puts the receiver down. */
    void hangUp() {
        if (answered) {
            channel.farEndHangsUp();
        } else {
            refuse("BUSY", 17, 486);
        }
    }

    /** Ends a channel that nobody wants any more. */
    void end() {
        if (!channel.isGone()) {
            channel.hangUpNow();
        }
    }

    /** Its channel is wanted elsewhere: it goes on though who dialled it does not. */
    void keep() {
        kept = true;
    }

    boolean isKept() {
        return kept;
    }

    void end(int cause) {
        channel.face.cause = cause;
        end();
    }

    /** The channel is at its end, or goes elsewhere. */
    void leaves() {
        Owner told = owner;
        release();
        told.gone(this);
    }

    /** The channel is gone: the phone is free. */
    void closed() {
        timers.forEach(FakeClock.Timer::cancel);
        release();
        if (phone.legs.remove(this) && phone.legs.isEmpty()) {
            asterisk.calls.device(phone, "NOT_INUSE");
        }
    }

    /** What takes no time happens even while the clock stands still. */
    private void later(Duration delay, Runnable task) {
        Runnable ifThere = () -> {
            if (!channel.isGone()) {
                task.run();
            }
        };
        if (delay.isZero()) {
            asterisk.soon(ifThere);
        } else {
            timers.add(asterisk.later(delay, ifThere));
        }
    }
}
