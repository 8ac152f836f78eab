// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the subscriptions of one client share.
 *
 * @param client its name
 * @param executor where listeners run
 * @param clock in nanoseconds
 * @param waits how long its loop may wait for listeners
 * @param delivered counts what was delivered, chunk by chunk
 * @param dropped counts what was dropped
 * @param onClosed told when a subscription takes no more events, other than by the client's end
 */
record SubscriptionContext(
        String client,
        Executor executor,
        LongSupplier clock,
        WaitBudget waits,
        LongAdder delivered,
        LongAdder dropped,
        Consumer<QueuedSubscription> onClosed) {}
