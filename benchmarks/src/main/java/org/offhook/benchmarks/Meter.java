// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Time, processor time, bytes allocated by all threads, and heap left after collections, between {@link #begin} and {@link #end}. */
final class Meter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final AtomicLong heapAfterGc = new AtomicLong();
    private long time;
    private long processorTime;
    private long allocated;

    Meter() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> collected(
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())),
                            null,
                            null);
        }
    }

    void begin() {
        heapAfterGc.set(0);
        allocated = allocatedByAllThreads();
        processorTime = PROCESS.getProcessCpuTime();
        time = System.nanoTime();
    }

    /**
     * What was measured, as {@code name=value} pairs.
     *
     * @param unit what is counted: {@code event}, {@code action}
     */
    String end(String unit, long count) {
        double seconds = (System.nanoTime() - time) / 1e9;
        double processorMicros = (PROCESS.getProcessCpuTime() - processorTime) / 1e3;
        double bytes = allocatedByAllThreads() - allocated;
        double many = Math.max(1, count);
        return String.format(
                Locale.ROOT,
                "%ss=%d seconds=%.3f rate=%.0f cpu_us=%.3f alloc_bytes=%.0f heap_after_gc_mib=%.1f rss_mib=%.0f",
                unit,
                count,
                seconds,
                count / seconds,
                processorMicros / many,
                bytes / many,
                heapAfterGc.get() / 1048576.0,
                residentMebibytes());
    }

    private void collected(GarbageCollectionNotificationInfo info) {
        long used = 0;
        for (Map.Entry<String, MemoryUsage> pool :
                info.getGcInfo().getMemoryUsageAfterGc().entrySet()) {
            if (isHeap(pool.getKey())) {
                used += pool.getValue().getUsed();
            }
        }
        heapAfterGc.accumulateAndGet(used, Math::max);
    }

    private static boolean isHeap(String pool) {
        return !pool.startsWith("Code") && !pool.startsWith("Metaspace") && !pool.startsWith("Compressed");
    }

    private static long allocatedByAllThreads() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    /** The most memory the process has had resident so far; 0 where the system does not say. */
    private static double residentMebibytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
                }
            }
        } catch (IOException e) {
            return 0; // not Linux
        }
        return 0;
    }
}
