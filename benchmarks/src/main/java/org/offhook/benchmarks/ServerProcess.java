// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of another process; zeros for the id 0. */
record ServerProcess(long pid) {

    private static final long TICK_NANOS = 10_000_000; // USER_HZ is 100
    private static final int PAGE = 4_096;

    /** The processor time it has taken so far, to the nearest 10 ms. */
    long cpuNanos() {
        if (pid == 0) {
            return 0;
        }
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_NANOS;
    }

    long residentBytes() {
        return pid == 0 ? 0 : Long.parseLong(read("statm").split(" ", -1)[1]) * PAGE;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
