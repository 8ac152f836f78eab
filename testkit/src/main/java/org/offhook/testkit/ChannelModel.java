// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A small model of a channel in Asterisk: enough of each command to answer a script plausibly. Text has a byte in each
 * character. Thread-safe: one thread answers, others may press digits and hang up.
 */
final class ChannelModel {

    static final String UNKNOWN = "510 Invalid or unknown command";
    static final String DEAD = "511 Command Not Permitted on a dead channel or intercept routine";
    static final String FAILURE = "200 result=-1";

    /** How long every sound is: one second, in samples. */
    static final int SAMPLES = 8000;

    static final Duration FOR_EVER = Duration.ofDays(365);

    private static final int STATE_RINGING = 4;
    static final int STATE_UP = 6;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Variables variables = new Variables();
    private Map<String, Map<String, String>> database = new LinkedHashMap<>();
    private final ArrayDeque<Character> pressed = new ArrayDeque<>();
    private final Duration pace;
    private final Duration patience;
    private boolean realTime;
    private LongSupplier clock = () -> System.currentTimeMillis() / 1000;
    private int state = STATE_RINGING;
    private boolean hungUp;
    private boolean failed;
    private boolean busy;
    /** Whether the caller had hung up before the command came. */
    private boolean wasDead;

    private boolean hangUpMeanwhile;

    /**
     * A channel that rings.
     *
     * @param environment gives the channel its name and place
     * @param pace how long a prompt or a digit takes
     * @param patience how long a command without a limit of its own waits for a digit before the test has failed
     */
    ChannelModel(Map<String, String> environment, Duration pace, Duration patience) {
        this.pace = pace;
        this.patience = patience;
        known(environment, "agi_channel", "CHANNEL", "CHANNEL(name)");
        known(environment, "agi_uniqueid", "UNIQUEID", "CHANNEL(uniqueid)");
        known(environment, "agi_language", "CHANNEL(language)");
        known(environment, "agi_context", "CONTEXT");
        known(environment, "agi_extension", "EXTEN");
        known(environment, "agi_priority", "PRIORITY");
        known(environment, "agi_callerid", "CALLERID(num)");
        known(environment, "agi_calleridname", "CALLERID(name)");
    }

    private void known(Map<String, String> environment, String name, String... as) {
        String value = environment.get(name);
        if (value != null && !value.equals("unknown")) {
            for (String variable : as) {
                variables.put(variable, Wire.bytes(value));
            }
        }
    }

    /** Tells who asked for it of every value that is set. */
    private static final class Variables extends LinkedHashMap<String, String> {
        private static final long serialVersionUID = 1;

        private transient BiConsumer<String, String> watcher = (name, value) -> {};

        @Override
        public @Nullable String put(String name, String value) {
            String before = super.put(name, value);
            watcher.accept(name, value);
            return before;
        }
    }

    /** Lets commands that listen for keys wait for them, as long as they say. */
    void inRealTime() {
        realTime = true;
    }

    /** Calls this with each variable that is set from now on, under the lock. */
    void onSet(BiConsumer<String, String> watcher) {
        variables.watcher = watcher;
    }

    /** What EPOCH reads: seconds. */
    void clock(LongSupplier seconds) {
        clock = seconds;
    }

    /** It has gone to another place in the dialplan. */
    void place(String context, String extension, String priority) {
        BiConsumer<String, String> watcher = variables.watcher;
        variables.watcher = (name, value) -> {};
        variables.put("CONTEXT", context);
        variables.put("EXTEN", extension);
        variables.put("PRIORITY", priority);
        variables.watcher = watcher;
    }

    /** Who calls; nobody is told. */
    void identify(String number, String name) {
        BiConsumer<String, String> watcher = variables.watcher;
        variables.watcher = (variable, value) -> {};
        variables.put("CALLERID(num)", number);
        variables.put("CALLERID(name)", name);
        variables.watcher = watcher;
    }

    // ---- the far end ----

    static void checkDigits(String digits) {
        if (!digits.matches("[0-9*#A-D]*")) {
            throw new IllegalArgumentException("digits are 0 to 9, *, # and A to D, not \"" + digits + "\"");
        }
    }

    void press(String digits) {
        checkDigits(digits);
        lock.lock();
        try {
            digits.chars().forEach(c -> pressed.add((char) c));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Hangs up.
     *
     * @return whether a command is being answered: then its answer comes before the word
     */
    boolean hangUp() {
        lock.lock();
        try {
            hungUp = true;
            changed.signalAll();
            return busy;
        } finally {
            lock.unlock();
        }
    }

    /** How many digits wait to be read. */
    int digits() {
        lock.lock();
        try {
            return pressed.size();
        } finally {
            lock.unlock();
        }
    }

    boolean hasDigit() {
        return digits() > 0;
    }

    /** The first of the digits that wait; there is one. */
    char takeDigit() {
        lock.lock();
        try {
            return pressed.remove();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the caller had hung up before the last command came. */
    boolean wasDead() {
        lock.lock();
        try {
            return wasDead;
        } finally {
            lock.unlock();
        }
    }

    /** It was redirected, which had looked like a hang-up. */
    void revive() {
        lock.lock();
        try {
            hungUp = false;
            wasDead = false;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a command is answered with 510, 511 or 520. */
    boolean refuses(List<String> tokens) {
        ModelCommand command = ModelCommand.of(tokens);
        lock.lock();
        try {
            return command == null || (wasDead && !command.dead) || !command.accepts(tokens.size());
        } finally {
            lock.unlock();
        }
    }

    boolean isHungUp() {
        lock.lock();
        try {
            return hungUp;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a command has failed, which makes AGISTATUS a failure though the session goes on. */
    boolean hasFailed() {
        lock.lock();
        try {
            return failed;
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    String variable(String name) {
        lock.lock();
        try {
            return variables.get(name);
        } finally {
            lock.unlock();
        }
    }

    void set(String name, String value) {
        lock.lock();
        try {
            variables.put(name, value);
        } finally {
            lock.unlock();
        }
    }

    // ---- commands ----

    /** A command has come: until it is answered, a hang-up happens in its course. */
    void begin() {
        lock.lock();
        try {
            busy = true;
            wasDead = hungUp;
        } finally {
            lock.unlock();
        }
    }

    /** The command is answered: the reply, and behind it the word of a hang-up that came meanwhile. */
    String end(String reply) {
        lock.lock();
        try {
            boolean meanwhile = busy && hungUp && !wasDead;
            busy = false;
            return meanwhile ? reply + "\nHANGUP" : reply;
        } finally {
            lock.unlock();
        }
    }

    /** The reply to a command; several lines for some. */
    String answer(String line) {
        List<String> tokens = Tokens.of(line);
        ModelCommand command = ModelCommand.of(tokens);
        lock.lock();
        try {
            if (!busy) {
                begin();
            }
            return end(reply(command, tokens));
        } finally {
            busy = false;
            lock.unlock();
        }
    }

    /** The reply alone, without the word of a hang-up. */
    String replyTo(String line) {
        List<String> tokens = Tokens.of(line);
        lock.lock();
        try {
            return reply(ModelCommand.of(tokens), tokens);
        } finally {
            busy = false;
            lock.unlock();
        }
    }

    private String reply(@Nullable ModelCommand command, List<String> tokens) {
        if (command == null) {
            return UNKNOWN;
        }
        if (wasDead && !command.dead) {
            return DEAD;
        }
        if (!command.accepts(tokens.size())) {
            return usage(command);
        }
        String reply = command.handler.answer(this, tokens.subList(command.words, tokens.size()));
        failed |= !hungUp && reply.startsWith(FAILURE) && command.minusOneIsFailure();
        return reply;
    }

    /** The reply to a command in whose course the caller hangs up. */
    String answerHangingUp(String line) {
        lock.lock();
        try {
            hangUpMeanwhile = true;
            String reply = answer(line);
            hungUp = true;
            return reply;
        } finally {
            lock.unlock();
        }
    }

    private static String usage(ModelCommand command) {
        return "520-Invalid command syntax.  Proper usage follows:\nUsage: " + command.name.toUpperCase(Locale.ROOT)
                + "\n520 End of proper usage.";
    }

    // ---- what the commands do; all hold the lock ----

    void answered() {
        state = STATE_UP;
    }

    int state() {
        return state;
    }

    void hangUpItself() {
        hungUp = true;
    }

    boolean hungUpMeanwhile() {
        return hungUp && !wasDead;
    }

    boolean isThisChannel(String name) {
        return name.equals(variables.get("CHANNEL"));
    }

    Map<String, String> variables() {
        return variables;
    }

    /** What a text with variables and functions comes to. */
    String substitute(String text) {
        return Expressions.substitute(text, variables, clock);
    }

    Map<String, Map<String, String>> database() {
        return database;
    }

    /** Several channels of one Asterisk have one database. */
    void database(Map<String, Map<String, String>> shared) {
        database = shared;
    }

    /** Lets a prompt play; false if the caller hung up meanwhile. */
    boolean play() {
        hungUp |= hangUpMeanwhile;
        await(pace);
        return !hungUp;
    }

    /**
     * Plays a prompt that digits may stop.
     *
     * @param escapeDigits those that stop it; others pressed during it are lost, as in Asterisk
     * @return the digit that stopped it
     */
    OptionalInt playUntil(String escapeDigits) {
        return playUntil(escapeDigits, Duration.ZERO);
    }

    /**
     * {@link #playUntil(String)}, and in real time a silence after it, in which digits count too.
     *
     * @param silence how long
     */
    OptionalInt playUntil(String escapeDigits, Duration silence) {
        hungUp |= hangUpMeanwhile;
        awaitUntil(() -> hungUp || isNextOneOf(escapeDigits), realTime ? pace.plus(silence) : pace);
        return !hungUp && isNextOneOf(escapeDigits) ? OptionalInt.of(pressed.remove()) : OptionalInt.empty();
    }

    /** Drops the digits in front of the first that is one of these. */
    private boolean isNextOneOf(String escapeDigits) {
        while (!escapeDigits.isEmpty() && !pressed.isEmpty()) {
            if (escapeDigits.indexOf(pressed.element()) >= 0) {
                return true;
            }
            pressed.remove();
        }
        return false;
    }

    /** Waits in real time; otherwise as long as a prompt. */
    void pause(Duration time) {
        await(realTime ? time : pace);
    }

    /**
     * The next digit after a prompt.
     *
     * @param silence how long to wait after the prompt, in real time
     */
    OptionalInt digitAfterPrompt(Duration silence) {
        return nextDigit(realTime ? pace.plus(silence) : silence);
    }

    /**
     * The next digit, in real time awaited; otherwise no time is spent on waiting for one.
     *
     * @param limit how long to wait
     */
    OptionalInt nextDigit(Duration limit) {
        if (realTime) {
            awaitUntil(() -> hungUp || !pressed.isEmpty(), limit);
        }
        return nextDigit();
    }

    /** The next digit; empty if none is pressed or the caller hung up. */
    private OptionalInt nextDigit() {
        if ((!pressed.isEmpty() && !realTime) || hangUpMeanwhile) {
            play();
        }
        return hungUp || pressed.isEmpty() ? OptionalInt.empty() : OptionalInt.of(pressed.remove());
    }

    /** Waits for a digit or the hang-up, because the script set no limit. */
    OptionalInt digitAtLast() {
        awaitUntil(() -> hungUp || hangUpMeanwhile || !pressed.isEmpty(), realTime ? FOR_EVER : patience);
        if (pressed.isEmpty() && !hungUp && !hangUpMeanwhile) {
            throw new AssertionError("the script waits for a digit without a limit, and nobody presses one");
        }
        return nextDigit();
    }

    private void await(Duration time) {
        awaitUntil(() -> hungUp, time);
    }

    private void awaitUntil(BooleanSupplier done, Duration time) {
        long left = time.toNanos();
        try {
            while (!done.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a command ran", e);
        }
    }
}
