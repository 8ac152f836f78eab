// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.offhook.ami.internal.state.PbxLink;
import org.offhook.ami.spi.AmiEventSink;

/** A client, as the live picture sees it. */
record PbxClientLink(AmiClient client) implements PbxLink {

    @Override
    public String name() {
        return client.name();
    }

    @Override
    public CompletableFuture<AmiResponse> send(AmiAction<AmiResponse> action) {
        return client.send(action);
    }

    @Override
    public AmiRegistration attach(AmiEventSink sink) {
        return client.attach(sink);
    }

    @Override
    public boolean isFinal() {
        return client.state().isFinal();
    }

    @Override
    public Executor executor() {
        return client.executor();
    }
}
