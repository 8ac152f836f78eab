// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.offhook.cli.Screen.Colour;

/** Columns as wide as what is in them. */
final class Table {

    private static final int WIDEST = 44;

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        this.head = List.of(head);
    }

    void row(String... cells) {
        rows.add(Stream.of(cells).map(Table::fit).toList());
    }

    private static String fit(String cell) {
        String text = Text.line(cell);
        return text.length() > WIDEST ? text.substring(0, WIDEST - 3) + "..." : text;
    }

    void print(Screen screen) {
        int[] widths = new int[head.size()];
        Stream.concat(Stream.of(head), rows.stream()).forEach(cells -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cells.get(i).length());
            }
        });
        screen.line(screen.in(Colour.BOLD, line(head, widths)));
        rows.forEach(cells -> screen.line(line(cells, widths)));
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
