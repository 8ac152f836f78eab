// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.concurrent.Flow;
import java.util.function.LongSupplier;

/** Gives events to a {@link Flow.Subscriber} as it asks for them. One that throws is cancelled: it broke the rules. */
final class SubscriberReceiver<E extends AmiEvent> implements EventReceiver, Flow.Subscription {

    private final QueuedSubscription subscription;
    private final EventSelection<E> selection;
    private final Flow.Subscriber<? super E> subscriber;
    private final FailureLog failures;
    private final GapTeller gaps;

    SubscriberReceiver(
            QueuedSubscription subscription,
            EventSelection<E> selection,
            Flow.Subscriber<? super E> subscriber,
            LongSupplier clock) {
        this.subscription = subscription;
        this.selection = selection;
        this.subscriber = subscriber;
        this.failures = new FailureLog(subscription.logName(), clock);
        this.gaps = new GapTeller(subscription, clock, failures);
    }

    // ---- the subscriber's side

    @Override
    public void request(long n) {
        if (n > 0) {
            subscription.request(n);
        } else {
            subscription.fail(new IllegalArgumentException("a subscriber must ask for at least 1 event, not " + n));
        }
    }

    @Override
    public void cancel() {
        subscription.close();
    }

    // ---- the queue's side

    @Override
    public void begin() {
        guarded("onSubscribe", () -> subscriber.onSubscribe(this));
    }

    @Override
    @SuppressWarnings("unchecked") // the selection chose it by its class
    public boolean event(AmiEvent event) {
        if (!accepts((E) event)) {
            return false;
        }
        try {
            subscriber.onNext((E) event);
        } catch (Throwable e) {
            failures.failed("onNext", e);
            subscription.close();
        }
        return true;
    }

    @Override
    public void gap(AmiGap gap) {
        gaps.tell(gap);
    }

    @Override
    public void end(Throwable why) {
        if (why instanceof AmiClosedException) {
            guarded("onComplete", subscriber::onComplete);
        } else {
            guarded("onError", () -> subscriber.onError(why));
        }
    }

    private boolean accepts(E event) {
        try {
            return selection.accepts(event);
        } catch (Throwable e) {
            failures.failed("the predicate", e);
            return false;
        }
    }

    private void guarded(String what, Runnable signal) {
        try {
            signal.run();
        } catch (Throwable e) {
            failures.failed(what, e);
            subscription.close();
        }
    }
}
