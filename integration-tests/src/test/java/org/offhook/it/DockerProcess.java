// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.containers.GenericContainer;

/** An Asterisk that is the first process of a container. */
final class DockerProcess implements AsteriskProcess {
    private final GenericContainer<?> container;

    DockerProcess(GenericContainer<?> container) {
        this.container = container;
    }

    @Override
    public boolean isAlive() {
        return container.isRunning();
    }

    @Override
    public void signal(String name) {
        try {
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .withSignal(name)
                    .exec();
        } catch (NotFoundException | ConflictException e) {
            // It has ended by itself.
            if (isAlive()) {
                throw e;
            }
        }
    }

    @Override
    public boolean awaitEnd(Duration atMost) {
        try {
            Awaitility.await()
                    .atMost(atMost)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !isAlive());
        } catch (ConditionTimeoutException e) {
            return false;
        }
        container.stop();
        return true;
    }
}
