// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A listener that keeps what it is given, in order. For some hundreds of things. */
final class Seen<T> implements Consumer<T> {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<T> all = new CopyOnWriteArrayList<>();

    @Override
    public void accept(T one) {
        all.add(one);
    }

    /** What has come so far. */
    List<T> all() {
        return List.copyOf(all);
    }

    /** The first that fits; waits for it. */
    T await(String what, Predicate<? super T> fits) {
        return await(what, SOON, fits);
    }

    /** The first that fits; waits that long for it. */
    T await(String what, Duration atMost, Predicate<? super T> fits) {
        Awaitility.await(what + " among " + all)
                .atMost(atMost)
                .until(() -> all.stream().anyMatch(fits));
        return all.stream().filter(fits).findFirst().orElseThrow();
    }

    /** The newest. */
    T last() {
        return all.get(all.size() - 1);
    }
}
