// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a class that leaves one of our threads running. Registered for all classes. */
@SuppressWarnings("exports") // public for the service loader only
public final class NoLeaks implements BeforeAllCallback, AfterAllCallback {

    /** For the service loader. */
    public NoLeaks() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(threads())
                        .as("threads left by " + context.getDisplayName())
                        .isEmpty());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("offhook-"))
                .toList();
    }
}
