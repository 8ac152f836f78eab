// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

/** One line on a terminal that tells how far long work is; nothing elsewhere. */
final class Progress {

    private static final String ERASE_LINE = "\r\033[K";

    private final boolean shown;
    private boolean dirty;

    Progress(boolean wanted) {
        this.shown = wanted && Screen.console() != null;
    }

    void show(String text) {
        if (shown) {
            System.err.print(ERASE_LINE + text);
            System.err.flush();
            dirty = true;
        }
    }

    void clear() {
        if (dirty) {
            System.err.print(ERASE_LINE);
            System.err.flush();
            dirty = false;
        }
    }
}
