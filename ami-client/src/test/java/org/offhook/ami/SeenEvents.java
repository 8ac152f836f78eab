// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes down what a subscription gives it, in order: numbers of events, gaps and ends. */
final class SeenEvents implements Consumer<AmiEvent> {

    final List<Object> all = new ArrayList<>();

    @Override
    public void accept(AmiEvent event) {
        all.add(Dispatch.number(event));
    }

    /** Options under which gaps and the end are written down too. */
    SubscriptionOptions in(SubscriptionOptions options) {
        return options.onGap(all::add).onEnd(all::add);
    }

    SubscriptionOptions options() {
        return in(SubscriptionOptions.defaults());
    }
}
