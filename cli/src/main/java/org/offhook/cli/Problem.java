// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

/** Ends a command with one line for the user and an exit status. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    Problem(String message, int status) {
        super(message);
        this.status = status;
    }

    /** Something failed. */
    static Problem failed(String message) {
        return new Problem(message, ExitStatus.FAILED);
    }

    /** The options cannot be used as they are. */
    static Problem usage(String message) {
        return new Problem(message, ExitStatus.USAGE);
    }

    /** What the command exits with. */
    int status() {
        return status;
    }
}
