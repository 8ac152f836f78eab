// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal.state;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiRegistration;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.spi.AmiEventSink;

/** What the picture needs of a client. */
public interface PbxLink {

    /** The client's name, for logs. */
    String name();

    /** Sends an action whose answer may be a list. */
    CompletableFuture<AmiResponse> send(AmiAction<AmiResponse> action);

    /** Taps the events; the tap is told when the client is ready, also when it is already. */
    AmiRegistration attach(AmiEventSink sink);

    /** Whether the client is closed, or was refused, for ever. */
    boolean isFinal();

    /** Where listeners run, and the picture's own work that is not for the loop. */
    Executor executor();
}
