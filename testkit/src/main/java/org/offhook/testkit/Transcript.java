// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What was said in a call, in order. Immutable. */
public final class Transcript {

    /** What a line is. */
    public enum Kind {
        /** The block of variables that begins a call; its text has a line for each. */
        ENVIRONMENT("<"),
        /** What the script's side said: a command, or {@code failure}. */
        COMMAND(">"),
        /** What Asterisk's side said: a reply, or {@code HANGUP}. */
        REPLY("<"),
        /** Something that happened without words, such as a closed connection. */
        NOTE("!");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }
    }

    /**
     * A line, or several that were said in one breath.
     *
     * @param kind what it is
     * @param at when, since the call began
     * @param text without the last line feed
     */
    public record Line(Kind kind, Duration at, String text) {

        /** The text behind {@code >} (a command), {@code <} (a reply) or {@code !} (a note). */
        @Override
        public String toString() {
            if (kind == Kind.ENVIRONMENT) {
                return "< (environment, "
                        + text.lines().filter(line -> !line.isEmpty()).count() + " lines)";
            }
            return text.lines().map(line -> kind.mark + " " + printable(line)).collect(Collectors.joining("\n"));
        }

        private static String printable(String line) {
            StringBuilder clean = new StringBuilder(line.length());
            line.chars().forEach(c -> clean.append(Character.isISOControl(c) ? '.' : (char) c));
            return clean.toString();
        }
    }

    private final List<Line> lines;

    private Transcript(List<Line> lines) {
        this.lines = lines;
    }

    static Transcript empty() {
        return new Transcript(List.of());
    }

    /** All lines; unmodifiable. */
    public List<Line> lines() {
        return lines;
    }

    /** The texts of the commands, a {@code failure} included; unmodifiable. */
    public List<String> commands() {
        return texts(Kind.COMMAND);
    }

    /** The texts of the replies, and of every {@code HANGUP}; unmodifiable. */
    public List<String> replies() {
        return texts(Kind.REPLY);
    }

    private List<String> texts(Kind kind) {
        return lines.stream()
                .filter(line -> line.kind() == kind)
                .map(Line::text)
                .toList();
    }

    /** The conversation with the seconds since its beginning in front of each line. */
    public String timed() {
        return lines.stream().map(Transcript::timed).collect(Collectors.joining("\n"));
    }

    private static String timed(Line line) {
        String seconds = String.format(Locale.ROOT, "%8.3f ", line.at().toNanos() / 1e9);
        return line.toString().lines().map(text -> seconds + text).collect(Collectors.joining("\n"));
    }

    /** The conversation, commands behind {@code >} and replies behind {@code <}. */
    @Override
    public String toString() {
        return lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }

    /** Writes a transcript. Thread-safe. */
    static final class Recorder {
        private final ReentrantLock lock = new ReentrantLock();
        private final List<Line> lines = new ArrayList<>();
        private Consumer<Line> watcher;
        private final LongSupplier nanos;
        private final int most;

        Recorder(Consumer<Line> watcher) {
            this(watcher, sinceNow(), Integer.MAX_VALUE);
        }

        /**
         * One with a clock of its own.
         *
         * @param nanos the time since the call began
         * @param most how many lines it keeps: the first ones
         */
        Recorder(Consumer<Line> watcher, LongSupplier nanos, int most) {
            this.watcher = watcher;
            this.nanos = nanos;
            this.most = most;
        }

        private static LongSupplier sinceNow() {
            long began = System.nanoTime();
            return () -> System.nanoTime() - began;
        }

        /** Calls this with each line from now on. */
        void watch(Consumer<Line> with) {
            lock.lock();
            try {
                watcher = with;
            } finally {
                lock.unlock();
            }
        }

        void add(Kind kind, String text) {
            Line line;
            Consumer<Line> told;
            lock.lock();
            try {
                line = new Line(kind, Duration.ofNanos(nanos.getAsLong()), text);
                if (lines.size() < most) {
                    lines.add(line);
                }
                told = watcher;
            } finally {
                lock.unlock();
            }
            told.accept(line);
        }

        Transcript transcript() {
            lock.lock();
            try {
                return new Transcript(List.copyOf(lines));
            } finally {
                lock.unlock();
            }
        }
    }
}
