// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.offhook.cli.Screen.Colour;

/**
 * Two conversations side by side while they go on: the first line of the one beside the first of the other, and so forth. On a narrow
 * terminal one below the other. Thread-safe.
 */
final class SideBySide {

    private static final int NARROW = 76;
    private static final int WIDEST = 120;
    private static final int USUAL = 100;
    private static final int TIME = 7;
    /** So long a line waits for its neighbour. */
    private static final Duration NEIGHBOUR = Duration.ofMillis(1500);

    private record Cell(String text, Colour colour, long at) {}

    private static final class Side {
        private final String name;
        private final Deque<Cell> cells = new ArrayDeque<>();
        private boolean done;

        Side(String name) {
            this.name = name;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Screen screen;
    private final int width;
    private final Side left;
    private final Side right;
    private long began = System.nanoTime();

    SideBySide(Screen screen, int width, String left, String right) {
        this.screen = screen;
        this.width = Math.min(width, WIDEST);
        this.left = new Side(left);
        this.right = new Side(right);
    }

    /** How wide the terminal is: {@code COLUMNS}, else what it says itself, else 100. */
    static int terminalWidth() {
        String columns = System.getenv("COLUMNS");
        return number(columns)
                .or(() -> Screen.console() == null ? Optional.empty() : number(size()))
                .orElse(USUAL);
    }

    private static Optional<Integer> number(@Nullable String text) {
        return text != null && text.matches("[1-9]\\d{0,3}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static String size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
            return ended ? said.substring(said.indexOf(' ') + 1) : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Begins two conversations. */
    void begin(String title, String leftHead, String rightHead) {
        lock.lock();
        try {
            began = System.nanoTime();
            List.of(left, right).forEach(side -> {
                side.cells.clear();
                side.done = false;
            });
            screen.line("");
            screen.line(screen.in(Colour.BOLD, title));
            if (isNarrow()) {
                screen.line(cut(left.name + ": " + leftHead, width));
                screen.line(cut(right.name + ": " + rightHead, width));
            } else {
                row("", new Cell(left.name, Colour.BOLD, 0), new Cell(right.name, Colour.BOLD, 0));
                row("", new Cell(leftHead, Colour.GREY, 0), new Cell(rightHead, Colour.GREY, 0));
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isNarrow() {
        return width < NARROW;
    }

    /** Something was said on the left, or on the right. */
    void add(boolean onTheLeft, String text, Colour colour) {
        lock.lock();
        try {
            Side side = onTheLeft ? left : right;
            text.lines().forEach(line -> side.cells.add(new Cell(Text.line(line), colour, System.nanoTime())));
            show();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will be said there. */
    void done(boolean onTheLeft) {
        lock.lock();
        try {
            (onTheLeft ? left : right).done = true;
            show();
        } finally {
            lock.unlock();
        }
    }

    /** To be called now and then: shows what has waited for its neighbour too long. */
    void show() {
        lock.lock();
        try {
            while (!left.cells.isEmpty() && !right.cells.isEmpty()) {
                print(left.cells.remove(), right.cells.remove());
            }
            while (isAlone(left, right)) {
                print(left.cells.remove(), null);
            }
            while (isAlone(right, left)) {
                print(null, right.cells.remove());
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isAlone(Side side, Side other) {
        return !side.cells.isEmpty()
                && (isNarrow() || other.done || System.nanoTime() - side.cells.element().at > NEIGHBOUR.toNanos());
    }

    private void print(@Nullable Cell one, @Nullable Cell other) {
        String time = String.format(Locale.ROOT, "%5.2f  ", (System.nanoTime() - began) / 1e9);
        if (isNarrow()) {
            narrow(time, left, one);
            narrow(time, right, other);
        } else {
            row(time, one, other);
        }
    }

    private void narrow(String time, Side side, @Nullable Cell cell) {
        if (cell != null) {
            String name = String.format("%-9s", side.name);
            screen.line(screen.in(Colour.GREY, time + name)
                    + screen.in(cell.colour, cut(cell.text, width - TIME - name.length())));
        }
    }

    private void row(String time, @Nullable Cell one, @Nullable Cell other) {
        int half = (width - TIME - 3) / 2;
        String first = one == null ? "" : cut(one.text, half);
        StringBuilder line = new StringBuilder(screen.in(Colour.GREY, String.format("%-" + TIME + "s", time)));
        line.append(one == null ? "" : screen.in(one.colour, first));
        line.append(" ".repeat(half - first.length())).append(screen.in(Colour.GREY, " | "));
        line.append(other == null ? "" : screen.in(other.colour, cut(other.text, half)));
        screen.line(line.toString().stripTrailing());
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Math.max(most - 3, 0)) + "...";
    }
}
