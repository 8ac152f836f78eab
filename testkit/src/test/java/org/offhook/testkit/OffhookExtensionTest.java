// SPDX-License-Identifier: Apache-2.0
package org.offhook.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@ResourceLock(Resources.SYSTEM_ERR)
class OffhookExtensionTest {

    private static final Queue<FakeAsterisk> SEEN = new ConcurrentLinkedQueue<>();

    /** Run by the tests below. */
    @ExtendWith(OffhookExtension.class)
    static class Example {
        private @Nullable FakeAsterisk field;
        private @Nullable FakeAsterisk early;

        @BeforeEach
        void before(FakeAsterisk asterisk) {
            early = asterisk;
        }

        @Test
        void good(FakeAsterisk asterisk) {
            assertThat(asterisk).isSameAs(field).isSameAs(early);
            assertThat(asterisk.isClosed()).isFalse();
            SEEN.add(asterisk);
        }

        @Test
        void bad(FakeAsterisk asterisk) {
            SEEN.add(asterisk);
            asterisk.extension("100", "agi://127.0.0.1:1/nobody");
            asterisk.caller().dials("100").hears("hello").run();
        }
    }

    private static Events run() {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Example.class))
                .execute()
                .testEvents();
    }

    @Test
    void eachTestHasOneOfItsOwnThatIsClosedBehindIt() {
        SEEN.clear();
        run().assertStatistics(stats -> stats.started(2).succeeded(1).failed(1));
        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates().allMatch(FakeAsterisk::isClosed);
    }

    @Test
    void aFailedTestShowsWhatWasSaid() {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, UTF_8));
        try {
            run();
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(UTF_8))
                .contains("The calls of bad(FakeAsterisk)", "! the caller dials 100", "! no connection to 127.0.0.1:1")
                .doesNotContain("good(");
    }
}
