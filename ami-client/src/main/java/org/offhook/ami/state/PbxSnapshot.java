// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.state;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The whole picture at one moment. Immutable: it never changes under the reader, so what it says of a channel fits what it says
 * of its bridge, as far as Asterisk's own reports do. Getting one costs nothing, however much is in it.
 *
 * <p>The collections are views that cannot be changed, in no particular order.
 */
public interface PbxSnapshot {

    /** How far it can be believed. */
    PbxStatus status();

    /** Counts the changes; a later picture has a higher number. */
    long version();

    /** The parts that cannot be read from this server with this user, and why. What events tell of them is there all the same. */
    Map<PbxPart, String> unavailable();

    /** A channel by its id (not by its name). */
    Optional<PbxChannel> channel(String uniqueId);

    /** All channels. */
    Collection<PbxChannel> channels();

    /** A bridge by its id. */
    Optional<PbxBridge> bridge(String uniqueId);

    /** All bridges. */
    Collection<PbxBridge> bridges();

    /** A queue by its name. */
    Optional<PbxQueue> queue(String name);

    /** All queues. */
    Collection<PbxQueue> queues();

    /** A device by its name, such as {@code PJSIP/100}. */
    Optional<PbxDevice> device(String name);

    /** All devices. {@code Local/...} ones are there only while they are in use: Asterisk does not keep them either. */
    Collection<PbxDevice> devices();
}
