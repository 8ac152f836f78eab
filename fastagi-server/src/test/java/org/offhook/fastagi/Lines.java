// SPDX-License-Identifier: Apache-2.0
package org.offhook.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiReply;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;

/** A script that runs lines one after another, whatever comes of them, and keeps what did. */
final class Lines implements AgiScript {

    private final List<Line> lines;
    private final BlockingQueue<Object> results = new LinkedBlockingQueue<>();
    private volatile CountDownLatch goOn = new CountDownLatch(0);

    Lines(Line... lines) {
        this.lines = List.of(lines);
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        for (Line line : lines) {
            try {
                results.add(channel.execute(line));
            } catch (RuntimeException e) {
                results.add(e);
            }
            try {
                goOn.await();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** No line runs after the first before {@link #goOn}. */
    Lines holdAfterFirst() {
        goOn = new CountDownLatch(1);
        return this;
    }

    void goOn() {
        goOn.countDown();
    }

    /** What came of the next line. */
    AgiReply reply() throws InterruptedException {
        return next(AgiReply.class);
    }

    /** The exception that the next line ended in. */
    <E extends RuntimeException> E failure(Class<E> type) throws InterruptedException {
        return next(type);
    }

    private <T> T next(Class<T> type) throws InterruptedException {
        Object next = results.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("what came of a line").isInstanceOf(type);
        return type.cast(next);
    }
}
