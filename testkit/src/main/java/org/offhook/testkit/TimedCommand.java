// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command, or an application of EXEC, that takes its time on a channel of a {@link FakeAsterisk}. All under its lock. */
abstract class TimedCommand {

    /** Makes what runs an application of EXEC. */
    @FunctionalInterface
    interface Application {
        /**
         * The application; {@link TimedCommand#run} begins it.
         *
         * @param options what stands in its parentheses
         */
        TimedCommand on(FakeChannel channel, String options);
    }

    /** What bytes of the server do that come while it runs, over FastAGI. */
    enum Interruption {
        /** They wait. */
        NONE,
        /** It ends and never answers. */
        SILENT,
        /** It ends with {@link TimedCommand#interrupted}. */
        ANSWERED
    }

    static final String FAILURE = ChannelModel.FAILURE;

    final FakeChannel channel;
    private final List<FakeClock.Timer> timers = new ArrayList<>();
    private final List<FakeClock.Timer> sounds = new ArrayList<>();
    private final long began;
    private boolean over;
    private boolean playing;

    TimedCommand(FakeChannel channel) {
        this.channel = channel;
        this.began = channel.asterisk().now();
    }

    /** Begins. May be {@link #done} at once. */
    abstract void run();

    /** The caller presses a key. */
    void key(char key) {}

    /** The channel's caller hangs up, or it is redirected: the reply. It is over, then. */
    String hungUp() {
        return FAILURE;
    }

    /** ControlPlayback stops it. */
    void stopPlayback() {}

    Interruption interruption() {
        return Interruption.NONE;
    }

    /** What it answers, if an interruption lets it. */
    String interrupted() {
        return "200 result=1";
    }

    /** Whether keys that were pressed just before it are for it. */
    boolean listens() {
        return false;
    }

    final boolean isOver() {
        return over;
    }

    /** It is over, with this reply. */
    final void done(String reply) {
        if (!over) {
            cancel();
            channel.done(this, reply);
        }
    }

    /** It is over: nothing more happens. */
    final void cancel() {
        over = true;
        timers.forEach(FakeClock.Timer::cancel);
        stopSounds();
    }

    final Duration elapsed() {
        return Duration.ofNanos(channel.asterisk().now() - began);
    }

    /** In samples. */
    static long samples(Duration time) {
        return time.toMillis() * 8;
    }

    /** Lets something happen later, unless this is over by then. */
    final FakeClock.Timer later(Duration delay, Runnable task) {
        FakeClock.Timer timer = channel.asterisk().later(delay, () -> {
            if (!over) {
                task.run();
            }
        });
        timers.add(timer);
        return timer;
    }

    // ---- sounds ----

    final boolean isPlaying() {
        return playing;
    }

    /** Plays sounds one after the other. */
    final void play(List<String> names, Runnable then) {
        if (names.isEmpty()) {
            then.run();
        } else {
            play(names.get(0), Duration.ZERO, () -> play(names.subList(1, names.size()), then));
        }
    }

    /**
     * Plays a sound.
     *
     * @param skipped how much of its beginning is left out
     */
    final void play(String name, Duration skipped, Runnable then) {
        channel.hears(name);
        Duration left = channel.asterisk().lengthOf(name).minus(skipped);
        if (left.isNegative() || left.isZero()) {
            then.run();
            return;
        }
        playing = true;
        sounds.add(later(left, () -> {
            playing = false;
            then.run();
        }));
    }

    /** Stops what plays. */
    final void stopSounds() {
        playing = false;
        sounds.forEach(FakeClock.Timer::cancel);
        sounds.clear();
    }

    /** The reply of an application. */
    static String returned(int result) {
        return "200 result=" + result;
    }

    /** What was read of a number. */
    static @Nullable Long number(String text) {
        return text.matches("-?\\d{1,15}") ? Long.valueOf(text) : null;
    }
}
