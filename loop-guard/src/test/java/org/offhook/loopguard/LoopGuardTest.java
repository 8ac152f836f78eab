// SPDX-License-Identifier: Apache-2.0
package org.offhook.loopguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("watches")
class LoopGuardTest {

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("offhook-a-loop", true), NioIoHandler.newFactory());

    static boolean watches() {
        return LoopGuard.WATCHES;
    }

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        LoopGuard.blocked();
    }

    @Test
    void aWaitOnALoopIsFoundWithItsPlace() throws Exception {
        onLoop(LoopGuardTest::park);
        assertThat(LoopGuard.blocked())
                .first()
                .asString()
                .contains("park on offhook-a-loop")
                .contains("LoopGuardTest");
    }

    @Test
    void soAreAFutureALatchAndAFile() throws Exception {
        onLoop(() -> new CompletableFuture<>()
                .completeOnTimeout(1, 1, TimeUnit.SECONDS)
                .get());
        assertThat(LoopGuard.blocked()).isNotEmpty();
        onLoop(() -> new CountDownLatch(1).await(1, TimeUnit.SECONDS));
        assertThat(LoopGuard.blocked()).isNotEmpty();
        onLoop(() -> {
            try (FileInputStream file = new FileInputStream("pom.xml")) {
                return file.read();
            }
        });
        assertThat(LoopGuard.blocked()).isNotEmpty();
    }

    @Test
    void aShortLockIsNoBlock() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            lock.lock();
            try {
                held.countDown();
                while (!lock.hasQueuedThreads()) {
                    Thread.onSpinWait();
                }
            } finally {
                lock.unlock();
            }
        });
        holder.start();
        held.await();
        onLoop(() -> {
            lock.lock();
            try {
                return lock.getHoldCount();
            } finally {
                lock.unlock();
            }
        });
        holder.join();
        assertThat(LoopGuard.blocked()).isEmpty();
    }

    @Test
    void theFirstUseOfAClassOfTheJdkMayRead() throws Exception {
        onLoop(() -> Class.forName("sun.net.NetProperties")); // reads a file of the JDK, when the first socket is made
        assertThat(LoopGuard.blocked()).isEmpty();
    }

    @Test
    void theFirstUseOfAClassOfOursMayNot() throws Exception {
        onLoop(ReadsWhenLoaded::new);
        assertThat(LoopGuard.blocked()).isNotEmpty();
    }

    @Test
    void otherThreadsMayWait() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        other.submit(() -> new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS))
                .get();
        other.shutdownNow();
        assertThat(LoopGuard.blocked()).isEmpty();
    }

    @Test
    void theClassInWhichItHappenedFails() throws Exception {
        onLoop(LoopGuardTest::park);
        assertThatThrownBy(() -> LoopGuard.check("Here"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in Here")
                .hasMessageContaining("offhook-a-loop");
        LoopGuard.check("Here"); // it is told once
    }

    private static final class ReadsWhenLoaded {
        static {
            try (FileInputStream file = new FileInputStream("pom.xml")) {
                file.read();
            } catch (IOException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    private static Void park() {
        LockSupport.parkNanos(1); // however slow the machine, it asks the JVM
        return null;
    }

    private void onLoop(Callable<?> task) throws Exception {
        loop.submit(task).get(10, TimeUnit.SECONDS);
    }
}
