// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;

/** Rate and latency of actions between {@link #begin} and {@link #end}; fed from any thread. */
final class Latencies {

    private final ConcurrentHistogram nanos = new ConcurrentHistogram(TimeUnit.SECONDS.toNanos(60), 3);
    private final Meter meter = new Meter();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean measuring;

    void begin() {
        meter.begin();
        measuring = true;
    }

    /** An action ended. */
    void record(long startedAt, boolean success) {
        if (!measuring) {
            return;
        }
        if (!success) {
            failures.incrementAndGet();
        }
        nanos.recordValue(Math.min(nanos.getHighestTrackableValue(), System.nanoTime() - startedAt));
    }

    /** What was measured, as {@code name=value} pairs. */
    String end() {
        measuring = false;
        String measured = meter.end("action", nanos.getTotalCount());
        return String.format(
                Locale.ROOT,
                "%s p50_us=%.1f p99_us=%.1f max_us=%.1f failures=%d",
                measured,
                nanos.getValueAtPercentile(50) / 1e3,
                nanos.getValueAtPercentile(99) / 1e3,
                nanos.getMaxValue() / 1e3,
                failures.get());
    }
}
