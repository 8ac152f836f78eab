// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.dialog;

import java.time.Duration;

/**
 * What came of a recording. A caller who hangs up is not among these: that is an {@link org.offhook.agi.AgiHangupException}, and what
 * was recorded until then is in the file.
 */
public sealed interface RecordResult {

    /**
     * The caller wants to keep it, or was not asked.
     *
     * @param file the file, without an extension
     * @param length how long it is
     */
    record Kept(String file, Duration length) implements RecordResult {}

    /**
     * The caller was asked and did not choose. The recording is there.
     *
     * @param file the file, without an extension
     * @param length how long it is
     */
    record Undecided(String file, Duration length) implements RecordResult {}

    /** The caller pressed the cancel key. Asterisk cannot delete files: what was recorded is there. */
    record Cancelled() implements RecordResult {}

    /** In none of the attempts there was a recording of the least length. */
    record TooShort() implements RecordResult {}

    /**
     * Asterisk cannot record: no such folder, no such format.
     *
     * @param note Asterisk's own word for the reason, such as {@code writefile}
     */
    record Failed(String note) implements RecordResult {}

    /** {@link org.offhook.agi.AgiChannel#stop} ended a prompt of it. What was recorded is there. */
    record Stopped() implements RecordResult {}
}
