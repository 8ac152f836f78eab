// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process needs now.
 *
 * @param heap bytes on the heap after a full collection; the stacks of waiting virtual threads are there, too
 * @param outside bytes that the virtual machine has beside the heap: code, classes
 * @param resident bytes of memory that the system has given it; 0 where the system does not say
 */
record Footprint(long heap, long outside, long resident) {

    private static final int COLLECTIONS = 3;

    static Footprint now() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(100); // for what is cleaned up behind a collection
        }
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed(),
                residentBytes());
    }

    private static long residentBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException e) {
            return 0; // not Linux
        }
        return 0;
    }
}
