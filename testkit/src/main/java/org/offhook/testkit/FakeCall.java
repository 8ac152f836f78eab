// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call of a {@link FakeCaller}. Thread-safe. */
public final class FakeCall {

    /** How long a caller takes for a key. */
    private static final Duration KEY = Duration.ofMillis(200);

    private final FakeAsterisk asterisk;
    private final FakeCaller caller;
    private final List<FakeCaller.Step> steps;
    private final List<String> heard = new ArrayList<>();
    private @Nullable FakeChannel channel;
    private int step;
    private FakeCaller.@Nullable Step current;
    /** How much of what was heard steps have waited for. */
    private int listened;

    private @Nullable String awaited;
    private long began;
    private long ended;
    private boolean over;
    private @Nullable String failure;

    FakeCall(FakeCaller caller, List<FakeCaller.Step> steps) {
        this.asterisk = caller.asterisk;
        this.caller = caller;
        this.steps = steps;
    }

    // ---- for tests ----

    /**
     * Waits until the call is over. That takes as long as the script itself does, for the time of prompts is not spent.
     *
     * @return this
     * @throws AssertionError with the conversation, if a step could not happen, or nothing happens any more
     */
    public FakeCall await() {
        asterisk.lock();
        try {
            boolean done = asterisk.awaitLocked(() -> over);
            Throwable cause = asterisk.broken();
            if (!done || cause != null) {
                throw new AssertionError(
                        describe("the call is not over, after the caller " + doing() + "; " + asterisk.standstill()),
                        cause);
            }
            if (failure != null) {
                throw new AssertionError(describe(failure));
            }
            return this;
        } finally {
            asterisk.unlock();
        }
    }

    private String doing() {
        return step == 0 ? "began" : steps.get(step - 1).text();
    }

    private String describe(String what) {
        return what + "\nThe conversation so far:\n" + transcript().timed();
    }

    /** Whether it is over: the channel is gone. */
    public boolean isDone() {
        return read(() -> over);
    }

    /**
     * Its channel.
     *
     * @throws IllegalStateException if the caller has not dialled yet
     */
    public FakeChannel channel() {
        return read(() -> {
            if (channel == null) {
                throw new IllegalStateException("the caller has not dialled yet");
            }
            return channel;
        });
    }

    /** The sounds that began to play so far, in order; SAY as {@code say:digits 123}. */
    public List<String> heard() {
        return read(() -> List.copyOf(heard));
    }

    /** How the last AGI() ended: {@code SUCCESS}, {@code FAILURE}, {@code HANGUP} or {@code NOTFOUND}; empty if none has. */
    public String agiStatus() {
        return variable("AGISTATUS");
    }

    /** What {@code OFFHOOK} says: {@code done}, {@code refused}, {@code failed}, or nothing. */
    public String outcome() {
        return variable("OFFHOOK");
    }

    /**
     * A channel variable, also after the call; empty if it is not set.
     *
     * @param name its name
     */
    public String variable(String name) {
        return read(() -> channel == null ? "" : channel.variable(name));
    }

    /** How long it has taken on the clock of the {@link FakeAsterisk}, from the dialling on. */
    public Duration duration() {
        return read(() -> channel == null ? Duration.ZERO : Duration.ofNanos((over ? ended : asterisk.now()) - began));
    }

    /** What was said and done, with the times of the {@link FakeAsterisk}'s clock. */
    public Transcript transcript() {
        return read(() -> channel == null ? Transcript.empty() : channel.transcript());
    }

    private <T> T read(Supplier<T> what) {
        asterisk.lock();
        try {
            return what.get();
        } finally {
            asterisk.unlock();
        }
    }

    // ---- steps; all under the lock ----

    void start() {
        asterisk.lock();
        try {
            asterisk.soon(this::next);
        } finally {
            asterisk.unlock();
        }
    }

    /** The step is over; the next begins. */
    void next() {
        asterisk.progress();
        current = null;
        if (!over && step < steps.size()) {
            FakeCaller.Step now = steps.get(step++);
            current = now;
            now.begin(this);
        }
    }

    private void fail(String what) {
        if (failure == null) {
            failure = what;
        }
        step = steps.size();
        over = true;
    }

    void dial(String context, String extension) {
        began = asterisk.now();
        if (asterisk.agiAt(context, extension, 1) == null) {
            fail("there is no extension " + extension + " in the context " + context);
            return;
        }
        FakeChannel dialling = caller.channel(extension);
        channel = dialling;
        dialling.note("the caller dials " + extension);
        dialling.ear(this::hear);
        dialling.onEnd(this::ended);
        dialling.announce();
        dialling.enterDialplan(context, extension, 1);
        asterisk.soon(this::next);
    }

    private void hear(String sound) {
        heard.add(sound);
        note("the caller hears " + sound);
        asterisk.soon(this::listen);
    }

    void awaitSound(String sound) {
        awaited = sound;
        listen();
    }

    private void listen() {
        while (awaited != null && listened < heard.size()) {
            if (heard.get(listened++).equals(awaited)) {
                awaited = null;
                next();
            }
        }
    }

    void press(char key) {
        later(KEY, () -> {
            FakeChannel on = channel();
            boolean lost = on.isBetweenCommands();
            note("the caller presses " + key + (lost ? ", between two commands: it is lost" : ""));
            current = null;
            if (!lost) {
                on.pressNow(Character.toString(key));
            }
            asterisk.soon(this::next);
        });
    }

    void speak(Duration time) {
        note("the caller speaks for " + FakeCaller.seconds(time));
        channel().speak(time);
        pause(time);
    }

    void pause(Duration time) {
        later(time, this::next);
    }

    void hangUp() {
        if (!over) {
            note("the caller hangs up");
            channel().farEndHangsUp();
        }
        next();
    }

    private void later(Duration time, Runnable task) {
        FakeClock.Timer unused = asterisk.later(time, () -> {
            if (!over) {
                task.run();
            }
        });
    }

    private void note(String what) {
        asterisk.progress();
        channel().note(what);
    }

    /** The channel is gone. */
    private void ended() {
        asterisk.progress();
        ended = asterisk.now();
        over = true;
        FakeCaller.Step unfinished = current;
        if (unfinished != null && unfinished.mustFinish()) {
            fail("the call was over before the caller " + unfinished.text());
        }
        steps.stream()
                .skip(step)
                .filter(FakeCaller.Step::needsCall)
                .findFirst()
                .ifPresent(each -> fail("the call was over before the caller " + each.text()));
        step = steps.size();
    }
}
