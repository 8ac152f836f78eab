// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.state;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.ami.ChannelSnapshot;

/**
 * A channel: what Asterisk last said of it, and what events have told beside. Immutable; each {@code with} method gives a changed copy.
 *
 * <p>Who dials whom, and hold, are told by events only: of a channel that was there before the connection (or before a reconnect),
 * they are not known and look like none.
 */
public final class PbxChannel {

    private final String uniqueId;
    private final ChannelSnapshot snapshot;
    private final @Nullable String application;
    private final @Nullable String applicationData;
    private final @Nullable String bridge;
    private final @Nullable String dialedBy;
    private final Set<String> dialing;
    private final boolean onHold;
    private final @Nullable Instant created;

    private PbxChannel(
            String uniqueId,
            ChannelSnapshot snapshot,
            @Nullable String application,
            @Nullable String applicationData,
            @Nullable String bridge,
            @Nullable String dialedBy,
            Set<String> dialing,
            boolean onHold,
            @Nullable Instant created) {
        this.uniqueId = uniqueId;
        this.snapshot = snapshot;
        this.application = application;
        this.applicationData = applicationData;
        this.bridge = bridge;
        this.dialedBy = dialedBy;
        this.dialing = dialing;
        this.onHold = onHold;
        this.created = created;
    }

    /** A channel of which nothing else is known. */
    public static PbxChannel of(String uniqueId, ChannelSnapshot snapshot) {
        return new PbxChannel(uniqueId, snapshot, null, null, null, null, Set.of(), false, null);
    }

    /** Its id, unique among the channels of this run of Asterisk. */
    public String uniqueId() {
        return uniqueId;
    }

    /** Everything Asterisk last said of it: names, numbers, context, account code, language. */
    public ChannelSnapshot snapshot() {
        return snapshot;
    }

    /** Its name, such as {@code PJSIP/100-00000001}: what most actions want. */
    public String name() {
        return snapshot.name().orElse("");
    }

    /** The id of the oldest channel of its call: what belongs together has the same. */
    public Optional<String> linkedId() {
        return snapshot.linkedId();
    }

    /** Its state as a number: 0 down, 4 ring, 5 ringing, 6 up, 7 busy. */
    public OptionalInt state() {
        return snapshot.state();
    }

    /** Whether it is answered. */
    public boolean isUp() {
        OptionalInt state = snapshot.state();
        return state.isPresent() && state.getAsInt() == 6;
    }

    /** The application it ran when Asterisk last told: one that {@code Originate} or {@code Bridge} begins is told by lists only. */
    public Optional<String> application() {
        return Optional.ofNullable(application);
    }

    /** The arguments of that application; may be empty text. */
    public Optional<String> applicationData() {
        return Optional.ofNullable(applicationData);
    }

    /** The id of the bridge it is in. */
    public Optional<String> bridge() {
        return Optional.ofNullable(bridge);
    }

    /** The id of the channel that dials this one now; empty also when Asterisk itself does, as {@code Originate} makes it. */
    public Optional<String> dialedBy() {
        return Optional.ofNullable(dialedBy);
    }

    /** The ids of the channels this one dials now. */
    public Set<String> dialing() {
        return dialing;
    }

    /** Whether it has put the other end on hold. */
    public boolean onHold() {
        return onHold;
    }

    /** When it was made, by this machine's clock; to the second for a channel that was there before. */
    public Optional<Instant> created() {
        return Optional.ofNullable(created);
    }

    /** The same as this snapshot has it. */
    public PbxChannel withSnapshot(ChannelSnapshot newer) {
        return new PbxChannel(
                uniqueId, newer, application, applicationData, bridge, dialedBy, dialing, onHold, created);
    }

    /** The same in this application. */
    public PbxChannel withApplication(@Nullable String newer, @Nullable String data) {
        return new PbxChannel(uniqueId, snapshot, newer, data, bridge, dialedBy, dialing, onHold, created);
    }

    /** The same in this bridge; null for none. */
    public PbxChannel withBridge(@Nullable String newer) {
        return new PbxChannel(
                uniqueId, snapshot, application, applicationData, newer, dialedBy, dialing, onHold, created);
    }

    /** The same dialed by this channel; null for none. */
    public PbxChannel withDialedBy(@Nullable String newer) {
        return new PbxChannel(
                uniqueId, snapshot, application, applicationData, bridge, newer, dialing, onHold, created);
    }

    /** The same dialing these channels. */
    public PbxChannel withDialing(Set<String> newer) {
        return new PbxChannel(
                uniqueId, snapshot, application, applicationData, bridge, dialedBy, Set.copyOf(newer), onHold, created);
    }

    /** The same holding or not. */
    public PbxChannel withOnHold(boolean newer) {
        return new PbxChannel(
                uniqueId, snapshot, application, applicationData, bridge, dialedBy, dialing, newer, created);
    }

    /** The same made at this time; null for an unknown one. */
    public PbxChannel withCreated(@Nullable Instant newer) {
        return new PbxChannel(
                uniqueId, snapshot, application, applicationData, bridge, dialedBy, dialing, onHold, newer);
    }

    @Override
    public String toString() {
        return "PbxChannel[" + uniqueId + ", " + snapshot.stateText().orElse("?")
                + (bridge == null ? "" : ", in bridge " + bridge) + "]";
    }
}
