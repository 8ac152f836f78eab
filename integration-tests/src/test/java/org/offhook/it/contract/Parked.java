// SPDX-License-Identifier: Apache-2.0
package org.offhook.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiRequest;
import org.offhook.agi.AgiScript;

/** A script that keeps its place until the test lets one go. */
final class Parked implements AgiScript {

    private final Semaphore leave = new Semaphore(0);
    private final Semaphore arrived = new Semaphore(0);

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws InterruptedException {
        arrived.release();
        leave.acquire();
    }

    /** Waits until so many more calls are here. */
    void await(int calls) throws InterruptedException {
        assertThat(arrived.tryAcquire(calls, 10, TimeUnit.SECONDS))
                .as("the calls have come")
                .isTrue();
    }

    /** Lets calls end, now or later. */
    void leave(int calls) {
        leave.release(calls);
    }
}
