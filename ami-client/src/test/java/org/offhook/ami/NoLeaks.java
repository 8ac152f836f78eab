// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a class that leaves a buffer unreleased or one of our threads running. Registered for all classes. */
@SuppressWarnings("exports") // public for the service loader only
public final class NoLeaks implements BeforeAllCallback, AfterAllCallback {

    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    static {
        // Before Netty makes its detectors: they are made once.
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @SuppressWarnings("deprecation") // abstract all the same
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                    Class<T> resource, int samplingInterval, long maxActive) {
                return new Detector<>(resource, samplingInterval);
            }
        });
    }

    /** For the service loader. */
    public NoLeaks() {}

    private static final class Detector<T> extends ResourceLeakDetector<T> {
        Detector(Class<T> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true; // without an error log level Netty would look at nothing
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            LEAKS.add(resourceType + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            LEAKS.add(resourceType);
        }
    }

    /** Puts the detectors in place, where no extension of Jupiter does: another engine's tests may be the first to load Netty. */
    static void arm() {
        // this class is loaded now, and that does it
    }

    /** Looks for leaks now: gives those found since the last look, and forgets them. */
    static List<String> find() {
        System.gc();
        ByteBufAllocator.DEFAULT.buffer(1).release(); // a detector reports when the next buffer is made
        List<String> found = List.copyOf(LEAKS);
        LEAKS.removeAll(found);
        return found;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // The detectors are in place as soon as this class is.
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(threads())
                        .as("threads left by " + context.getDisplayName())
                        .isEmpty());
        assertThat(find()).as("buffers leaked by " + context.getDisplayName()).isEmpty();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("offhook-"))
                .toList();
    }
}
