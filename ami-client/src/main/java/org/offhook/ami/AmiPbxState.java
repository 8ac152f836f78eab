// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.ami.internal.state.PbxKeeper;
import org.offhook.ami.internal.state.PbxLink;
import org.offhook.ami.state.PbxBridge;
import org.offhook.ami.state.PbxChange;
import org.offhook.ami.state.PbxChannel;
import org.offhook.ami.state.PbxDevice;
import org.offhook.ami.state.PbxQueue;
import org.offhook.ami.state.PbxSnapshot;
import org.offhook.ami.state.PbxStateOptions;
import org.offhook.ami.state.PbxStateStatistics;
import org.offhook.ami.state.PbxStatus;

/**
 * A live picture of a PBX: its channels, bridges, queues and devices, read once and then kept from events.
 *
 * <pre>{@code
 * AmiPbxState state = AmiPbxState.of(client);
 * state.awaitCurrent(Duration.ofSeconds(5));
 * state.channels().stream().filter(PbxChannel::isUp).forEach(channel -> show(channel.name()));
 * }</pre>
 *
 * <p>It survives reconnects: while the connection is down it shows what was last known ({@link PbxStatus#STALE}), after it everything is read
 * anew, and when Asterisk was restarted it is empty at once. Every few minutes it is compared with Asterisk's own lists.
 *
 * <p>All methods are for any thread, and but for {@link #awaitCurrent} none waits: readers need no lock. Several answers that shall fit
 * together are taken from one {@link #snapshot}.
 */
public final class AmiPbxState implements AutoCloseable {

    private final PbxKeeper keeper;

    private AmiPbxState(PbxKeeper keeper) {
        this.keeper = keeper;
    }

    /** A picture of the client's server, with the defaults. It is read as soon as the client is ready. */
    public static AmiPbxState of(AmiClient client) {
        return of(client, PbxStateOptions.defaults());
    }

    /** A picture of the client's server. It is read as soon as the client is ready. */
    public static AmiPbxState of(AmiClient client, PbxStateOptions options) {
        return over(new PbxClientLink(client), options);
    }

    static AmiPbxState over(PbxLink link, PbxStateOptions options) {
        return new AmiPbxState(PbxKeeper.start(link, options));
    }

    /** The whole picture of this moment, which never changes afterwards. It costs nothing to take. */
    public PbxSnapshot snapshot() {
        return keeper.snapshot();
    }

    /** How far the picture can be believed now. */
    public PbxStatus status() {
        return snapshot().status();
    }

    /** Whether it is {@link PbxStatus#LIVE}. */
    public boolean isCurrent() {
        return status() == PbxStatus.LIVE;
    }

    /**
     * Waits until it is {@link PbxStatus#LIVE}.
     *
     * @return false when it is not in time
     * @throws AmiClosedException when it or its client is closed
     * @throws AmiInterruptedException when the thread is interrupted
     * @throws IllegalStateException on a connection's loop, which must not wait
     */
    public boolean awaitCurrent(Duration timeout) {
        if (EventLoops.isLoop()) {
            throw new IllegalStateException("a connection's loop must not wait");
        }
        return keeper.awaitCurrent(timeout);
    }

    /** A channel by its id (not by its name). */
    public Optional<PbxChannel> channel(String uniqueId) {
        return snapshot().channel(uniqueId);
    }

    /** All channels. */
    public Collection<PbxChannel> channels() {
        return snapshot().channels();
    }

    /** A bridge by its id. */
    public Optional<PbxBridge> bridge(String uniqueId) {
        return snapshot().bridge(uniqueId);
    }

    /** All bridges. */
    public Collection<PbxBridge> bridges() {
        return snapshot().bridges();
    }

    /** A queue by its name. */
    public Optional<PbxQueue> queue(String name) {
        return snapshot().queue(name);
    }

    /** All queues. */
    public Collection<PbxQueue> queues() {
        return snapshot().queues();
    }

    /** A device by its name. */
    public Optional<PbxDevice> device(String name) {
        return snapshot().device(name);
    }

    /** All devices. */
    public Collection<PbxDevice> devices() {
        return snapshot().devices();
    }

    /**
     * Tells of changes, one by one and in order, on the client's callback executor; the first notice is a {@link PbxChange.Resync}. When the listener is
     * told of a change the picture has it already. A listener that is too slow hurts nobody: its notices are dropped and it gets another {@link
     * PbxChange.Resync}. One that throws is logged and goes on.
     *
     * @return close it to stop
     */
    public AmiRegistration onChange(Consumer<? super PbxChange> listener) {
        return keeper.onChange(listener);
    }

    /** Reads everything anew, without waiting for it: for the counters of queues, of which there are no events. */
    public void refresh() {
        keeper.refresh();
    }

    /** Counters since it was made. */
    public PbxStateStatistics statistics() {
        return keeper.statistics();
    }

    /** Stops; the last picture stays readable. The client is not closed. Idempotent. */
    @Override
    public void close() {
        keeper.close();
    }

    @Override
    public String toString() {
        return "AmiPbxState[" + snapshot() + "]";
    }
}
