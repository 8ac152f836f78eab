// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one subscription's {@code onGap} of missing events, or the log where there is none. */
final class GapTeller {

    private static final Logger LOG = LoggerFactory.getLogger(AmiSubscription.class);

    private final String logName;
    private final SubscriptionOptions options;
    private final LongSupplier clock;
    private final FailureLog failures;
    private final LogLimit limit = new LogLimit();

    GapTeller(QueuedSubscription subscription, LongSupplier clock, FailureLog failures) {
        this.logName = subscription.logName();
        this.options = subscription.options();
        this.clock = clock;
        this.failures = failures;
    }

    void tell(AmiGap gap) {
        if (!options.gapsAreOnlyLogged()) {
            try {
                options.onGap().accept(gap);
            } catch (Throwable e) {
                failures.failed("onGap", e);
            }
        } else if (gap.reason() == AmiGap.Reason.RECONNECTED) {
            LOG.info("{}: events are missing here, the connection was lost and is back", logName);
        } else if (limit.pass(clock.getAsLong())) {
            LOG.info("{}: {} events are missing here, they were dropped", logName, gap.lost());
        }
    }
}
