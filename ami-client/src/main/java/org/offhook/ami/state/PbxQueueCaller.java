// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.state;

import java.time.Instant;
import org.offhook.ami.ChannelSnapshot;

/**
 * A caller who waits in a queue. The position is the place in {@link PbxQueue#callers()}.
 *
 * @param uniqueId the id of the caller's channel
 * @param snapshot the channel as it was on joining, or, of a caller who was there before, its name and caller id only
 * @param joined when the wait began, by this machine's clock; of a caller who was there before, to the second
 */
public record PbxQueueCaller(String uniqueId, ChannelSnapshot snapshot, Instant joined) {}
