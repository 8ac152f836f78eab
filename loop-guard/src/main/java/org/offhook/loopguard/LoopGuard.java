// SPDX-License-Identifier: Apache-2.0
package org.offhook.loopguard;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;

/**
 * Fails a test class in which something blocked an event loop: it slept, parked, waited, or touched a file or a blocking socket there.
 * Registered for all classes of the modules that have this one on their class path.
 *
 * <p>Only in a JVM that runs with {@code -XX:+AllowRedefinitionToAddDeleteMethods}. Loops are Netty's own threads. A short lock is no
 * block; a monitor is not seen.
 */
public final class LoopGuard implements AfterAllCallback {

    private static final Queue<Throwable> BLOCKED = new ConcurrentLinkedQueue<>();

    /** Whether the JVM lets BlockHound in. If not, nothing is watched: the watch costs some seconds of each JVM. */
    static final boolean WATCHES = ManagementFactory.getRuntimeMXBean()
            .getInputArguments()
            .contains("-XX:+AllowRedefinitionToAddDeleteMethods");

    static {
        if (WATCHES) {
            BlockHound.builder()
                    .loadIntegrations()
                    .allowBlockingCallsInside("java.util.concurrent.locks.ReentrantLock", "lock")
                    .allowBlockingCallsInside("ch.qos.logback.classic.Logger", "callAppenders")
                    // /dev/urandom
                    .allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "readFully")
                    // The one wait that is promised: docs/concurrency.md, rule 9.
                    .allowBlockingCallsInside("org.offhook.ami.QueuedSubscription", "awaitRoom")
                    // Tests in which the whole program stands still.
                    .allowBlockingCallsInside("org.offhook.ami.AmiClientFixture", "hold")
                    .allowBlockingCallsInside("org.offhook.asyncagi.AsyncAgiPauseTest", "hold")
                    .blockingMethodCallback(LoopGuard::blocked)
                    .install();
        }
    }

    /** For the service loader. */
    public LoopGuard() {}

    private static void blocked(BlockingMethod method) {
        if (StackWalker.getInstance().walk(LoopGuard::isFirstUseOfOthers)) {
            return;
        }
        BLOCKED.add(new IllegalStateException(
                method + " on " + Thread.currentThread().getName()));
    }

    /** A class of somebody else's is used for the first time and reads its settings: once in the life of a JVM, and not ours to move. */
    private static boolean isFirstUseOfOthers(Stream<StackWalker.StackFrame> frames) {
        return frames.dropWhile(frame -> frame.getClassName().equals(LoopGuard.class.getName()))
                .takeWhile(frame -> !frame.getClassName().startsWith("org.offhook."))
                .anyMatch(frame -> frame.getMethodName().equals("<clinit>"));
    }

    /** What blocked a loop since this was asked last, each with its stack trace. */
    static List<String> blocked() {
        List<String> found = new ArrayList<>();
        for (Throwable next = BLOCKED.poll(); next != null; next = BLOCKED.poll()) {
            StringWriter trace = new StringWriter();
            next.printStackTrace(new PrintWriter(trace));
            found.add(trace.toString());
        }
        return found;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check(context.getDisplayName());
    }

    static void check(String where) {
        List<String> found = blocked();
        if (!found.isEmpty()) {
            throw new AssertionError(found.size() + " times a loop was blocked, in " + where + ": "
                    + String.join("\n", found.subList(0, Math.min(10, found.size()))));
        }
    }
}
