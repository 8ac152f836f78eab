// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.spi;

import java.util.concurrent.CompletableFuture;
import org.offhook.agi.AgiChannel;
import org.offhook.agi.AgiCommand;

/** A session as its script sees it. */
final class SessionChannel implements AgiChannel {

    private final AgiSession session;

    SessionChannel(AgiSession session) {
        this.session = session;
    }

    @Override
    public <R> R execute(AgiCommand<R> command) {
        return session.execute(command);
    }

    @Override
    public <R> CompletableFuture<R> submit(AgiCommand<R> command) {
        return session.submit(command);
    }

    @Override
    public String name() {
        return session.request().channel();
    }

    @Override
    public String uniqueId() {
        return session.request().uniqueId();
    }

    @Override
    public boolean isHungUp() {
        return session.isHungUp();
    }

    @Override
    public void onHangup(Runnable callback) {
        session.onHangup(callback);
    }

    @Override
    public boolean stop() {
        return session.stop();
    }

    @Override
    public String toString() {
        return "AgiChannel[" + name() + "]";
    }
}
