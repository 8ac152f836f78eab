// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What this JVM holds: threads of ours, sockets and selectors, memory, Netty's buffers. Made before a scene, asked behind it.
 * Descriptors are counted on Linux only.
 */
final class Leftovers implements AutoCloseable {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BUFFERS = 1000;

    private final ListAppender<ILoggingEvent> leaks = new ListAppender<>();
    private final List<String> threadsBefore = threads();
    private final long descriptorsBefore = descriptors();

    Leftovers() {
        leaks.start();
        log().addAppender(leaks);
    }

    private static Logger log() {
        return (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    }

    /** The names of the threads that Offhook and the proxy made. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("offhook") || name.startsWith("fault-proxy"))
                .sorted()
                .toList();
    }

    /** How many sockets and selectors are open; files, such as jars, come and go as they please. */
    static long descriptors() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        long count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : all) {
                count += isSocketOrSelector(descriptor) ? 1 : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    private static boolean isSocketOrSelector(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:") || target.startsWith("anon_inode:");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    /** The bytes of the heap that are in use after a collection. */
    static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Waits until there is nothing that was not there before, and has Netty look for buffers that nobody released. */
    void assertNone() {
        await("threads of before: " + threadsBefore)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(threads()).isSubsetOf(threadsBefore));
        await("sockets and selectors")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(descriptorsBefore));
        assertNoBufferLost();
    }

    /** Netty tells at the next allocation about buffers that the collector found. */
    void assertNoBufferLost() {
        for (int round = 0; round < 3; round++) {
            System.gc();
            for (int i = 0; i < BUFFERS; i++) {
                ByteBufAllocator.DEFAULT.directBuffer(64).release();
            }
        }
        assertThat(leaks.list).as("buffers that were not released").isEmpty();
    }

    @Override
    public void close() {
        log().detachAppender(leaks);
        leaks.stop();
    }
}
