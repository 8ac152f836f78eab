// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.function.LongSupplier;
import org.offhook.ami.internal.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what users' code throws: the first time in full, then in one line a minute with the number. Used by one thread at a time. */
final class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(AmiSubscription.class);

    private final String logName;
    private final LongSupplier clock;
    private final LogLimit limit = new LogLimit();

    FailureLog(String logName, LongSupplier clock) {
        this.logName = logName;
        this.clock = clock;
    }

    /**
     * Logs it.
     *
     * @param what whose fault it is
     */
    void failed(String what, Throwable failure) {
        if (!limit.pass(clock.getAsLong())) {
            return;
        }
        if (limit.isFirst()) {
            LOG.warn("{}: {} failed", logName, what, Printable.of(failure));
        } else {
            LOG.warn(
                    "{}: {} failed again, the {}th time: {}",
                    logName,
                    what,
                    limit.times(),
                    Printable.of(failure.toString(), 200));
        }
    }
}
