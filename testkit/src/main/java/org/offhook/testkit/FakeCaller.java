// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a caller of a {@link FakeAsterisk} will do, step by step. Nothing happens before {@link #start()} or {@link #run()}.
 *
 * <pre>{@code
 * FakeCall call = asterisk.caller("5551234")
 *         .dials("100")
 *         .hears("welcome")
 *         .presses("12#")
 *         .hangsUpAfter(Duration.ofSeconds(5))
 *         .run();
 * }</pre>
 *
 * <p>After the last step the caller stays on the line until the dialplan hangs up. A caller can be started more than once. Not thread-safe.
 */
public final class FakeCaller {

    /** Something that a caller does. */
    interface Step {
        /** Begins it; it is over when it calls {@link FakeCall#next}. */
        void begin(FakeCall call);

        /** Whether it cannot begin when the call is over. */
        boolean needsCall();

        /** Whether the call must not end in its course. */
        boolean mustFinish();

        /** What it is, such as {@code hears welcome}. */
        String text();
    }

    private record Simple(String text, boolean needsCall, boolean mustFinish, Consumer<FakeCall> what) implements Step {
        @Override
        public void begin(FakeCall call) {
            what.accept(call);
        }
    }

    final FakeAsterisk asterisk;
    final String number;
    private final List<Step> steps = new ArrayList<>();
    private final List<Consumer<FakeChannel>> preparations = new ArrayList<>();
    private Consumer<Transcript.Line> watcher = line -> {};
    private boolean dialled;

    FakeCaller(FakeAsterisk asterisk, String number) {
        this.asterisk = asterisk;
        this.number = number;
    }

    /**
     * Changes the channel before it dials: its variables, its name, answers to commands.
     *
     * @param preparation what to do with it
     */
    public FakeCaller with(Consumer<FakeChannel> preparation) {
        preparations.add(preparation);
        return this;
    }

    /**
     * Tells of each line of the conversation as it happens. It must not wait, for the whole Asterisk waits for it.
     *
     * @param watcher gets the lines
     */
    public FakeCaller watch(Consumer<Transcript.Line> watcher) {
        this.watcher = watcher;
        return this;
    }

    /**
     * Dials an extension of the context {@code default}.
     *
     * @param extension one that {@link FakeAsterisk#extension(String, String)} knows when the call is started
     */
    public FakeCaller dials(String extension) {
        return dials("default", extension);
    }

    /** Dials an extension. */
    public FakeCaller dials(String context, String extension) {
        if (dialled) {
            throw new IllegalStateException("this caller dials already");
        }
        dialled = true;
        return add("dials " + extension, call -> call.dial(context, extension));
    }

    /**
     * Waits until a sound begins to play that the caller has not {@linkplain #hears heard} yet. What plays before it is not waited for.
     *
     * @param sound a file's name as the script says it, or {@code say:}, the kind and the text: {@code say:digits 123}
     */
    public FakeCaller hears(String sound) {
        return addToCall("hears " + sound, true, call -> call.awaitSound(sound));
    }

    /**
     * Presses keys, each 200 ms after the last one or after the step before. A key between two commands is lost, as in Asterisk.
     *
     * @param keys of {@code 0-9 * # A-D}
     */
    public FakeCaller presses(String keys) {
        ChannelModel.checkDigits(keys);
        keys.chars().forEach(key -> addToCall("presses " + (char) key, true, call -> call.press((char) key)));
        return this;
    }

    /**
     * Speaks for a while; all the rest of the time the caller is silent, which ends a recording that listens for silence.
     *
     * @param time how long
     */
    public FakeCaller speaks(Duration time) {
        return addToCall("speaks for " + seconds(time), false, call -> call.speak(time));
    }

    /**
     * Does nothing for a while.
     *
     * @param time how long
     */
    public FakeCaller waits(Duration time) {
        return add("waits " + seconds(time), call -> call.pause(time));
    }

    /** Hangs up, unless the dialplan has done so. */
    public FakeCaller hangsUp() {
        return add("hangs up", FakeCall::hangUp);
    }

    /**
     * Hangs up after a while, unless the dialplan has done so.
     *
     * @param time how long
     */
    public FakeCaller hangsUpAfter(Duration time) {
        return waits(time).hangsUp();
    }

    private FakeCaller addToCall(String text, boolean mustFinish, Consumer<FakeCall> what) {
        if (!dialled) {
            throw new IllegalStateException("this caller has not dialled: " + text);
        }
        steps.add(new Simple(text, true, mustFinish, what));
        return this;
    }

    private FakeCaller add(String text, Consumer<FakeCall> what) {
        steps.add(new Simple(text, false, false, what));
        return this;
    }

    static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /**
     * Begins.
     *
     * @throws IllegalStateException if the caller does not dial
     */
    public FakeCall start() {
        if (!dialled) {
            throw new IllegalStateException("this caller does not dial");
        }
        FakeCall call = new FakeCall(this, List.copyOf(steps));
        call.start();
        return call;
    }

    /**
     * Calls, and waits until the call is over.
     *
     * @throws AssertionError as {@link FakeCall#await}
     */
    public FakeCall run() {
        return start().await();
    }

    /** A channel for the call. */
    FakeChannel channel(String extension) {
        String device = number.matches("[A-Za-z0-9]{1,20}") ? number : "caller";
        FakeChannel channel = asterisk.newChannel("PJSIP/" + device).requestVariable("agi_dnid", extension);
        if (!number.isEmpty()) {
            channel.requestVariable("agi_callerid", number).requestVariable("agi_calleridname", number);
        }
        preparations.forEach(each -> each.accept(channel));
        channel.recorder().watch(watcher);
        return channel;
    }
}
