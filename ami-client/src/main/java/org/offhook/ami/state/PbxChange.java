// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.state;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of the picture. {@link Of} tells of one thing, before and after; {@link Status} of how far the picture can be believed; {@link Resync}
 * that single changes are not told and the whole is to be looked at.
 */
public sealed interface PbxChange {

    /**
     * One thing came, changed or went. At least one of both sides is there.
     *
     * @param <T> what kind of thing
     */
    sealed interface Of<T> extends PbxChange {

        /** What it was; null when it was not there. */
        @Nullable
        T was();

        /** What it is; null when it is gone. */
        @Nullable
        T is();

        /** What it was; empty when it was not there. */
        default Optional<T> before() {
            return Optional.ofNullable(was());
        }

        /** What it is; empty when it is gone. */
        default Optional<T> after() {
            return Optional.ofNullable(is());
        }

        /** Whether it is new. */
        default boolean isAdded() {
            return was() == null;
        }

        /** Whether it is gone. */
        default boolean isRemoved() {
            return is() == null;
        }
    }

    /**
     * A channel.
     *
     * @param uniqueId its id
     */
    record Channel(
            String uniqueId,
            @Nullable PbxChannel was,
            @Nullable PbxChannel is) implements Of<PbxChannel> {}

    /**
     * A bridge.
     *
     * @param uniqueId its id
     */
    record Bridge(
            String uniqueId,
            @Nullable PbxBridge was,
            @Nullable PbxBridge is) implements Of<PbxBridge> {}

    /**
     * A queue came, went or was read anew. Its members and callers have changes of their own.
     *
     * @param name its name
     */
    record Queue(
            String name, @Nullable PbxQueue was, @Nullable PbxQueue is) implements Of<PbxQueue> {}

    /**
     * A member of a queue.
     *
     * @param queue the queue's name
     * @param interfaceName what the member is called by
     */
    record QueueMember(
            String queue,
            String interfaceName,
            @Nullable PbxQueueMember was,
            @Nullable PbxQueueMember is) implements Of<PbxQueueMember> {}

    /**
     * A caller in a queue.
     *
     * @param queue the queue's name
     * @param uniqueId the id of the caller's channel
     */
    record QueueCaller(
            String queue,
            String uniqueId,
            @Nullable PbxQueueCaller was,
            @Nullable PbxQueueCaller is) implements Of<PbxQueueCaller> {}

    /**
     * A device.
     *
     * @param name its name
     */
    record Device(
            String name, @Nullable PbxDevice was, @Nullable PbxDevice is) implements Of<PbxDevice> {}

    /**
     * How far the picture can be believed has changed.
     *
     * @param from what it was
     * @param to what it is
     */
    record Status(PbxStatus from, PbxStatus to) implements PbxChange {}

    /**
     * Look at the whole picture now: what changed before is not told one by one, what changes from here on is. It is the first notice each
     * listener gets, and comes again when Asterisk was restarted and when the listener was too slow.
     *
     * @param dropped how many notices were dropped because the listener was too slow, exactly; 0 for another reason
     */
    record Resync(long dropped) implements PbxChange {}
}
