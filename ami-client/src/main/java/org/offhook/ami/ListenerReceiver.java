// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Gives events to a listener. A listener that throws gets the next one all the same. */
final class ListenerReceiver<E extends AmiEvent> implements EventReceiver {

    private final EventSelection<E> selection;
    private final SubscriptionOptions options;
    private final Consumer<? super E> listener;
    private final FailureLog failures;
    private final GapTeller gaps;

    ListenerReceiver(
            QueuedSubscription subscription,
            EventSelection<E> selection,
            Consumer<? super E> listener,
            LongSupplier clock) {
        this.selection = selection;
        this.options = subscription.options();
        this.listener = listener;
        this.failures = new FailureLog(subscription.logName(), clock);
        this.gaps = new GapTeller(subscription, clock, failures);
    }

    @Override
    public void begin() {}

    @Override
    @SuppressWarnings("unchecked") // the selection chose it by its class
    public boolean event(AmiEvent event) {
        try {
            if (selection.accepts((E) event)) {
                listener.accept((E) event);
            }
        } catch (Throwable e) { // listeners in Kotlin or Scala throw checked exceptions too
            failures.failed("the listener", e);
        }
        return true;
    }

    @Override
    public void gap(AmiGap gap) {
        gaps.tell(gap);
    }

    @Override
    public void end(Throwable why) {
        try {
            options.onEnd().accept((AmiException) why);
        } catch (Throwable e) {
            failures.failed("onEnd", e);
        }
    }
}
