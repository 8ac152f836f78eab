// SPDX-License-Identifier: Apache-2.0
package org.offhook.cli;

/** What the command exits with. */
final class ExitStatus {

    static final int OK = 0;
    /** Something failed, or Asterisk refused it. */
    static final int FAILED = 1;
    /** Bad options. */
    static final int USAGE = 2;
    /** No connection, no login, or the connection was lost. */
    static final int UNREACHABLE = 3;
    /** Ended by Ctrl-C, as shells count it. */
    static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
