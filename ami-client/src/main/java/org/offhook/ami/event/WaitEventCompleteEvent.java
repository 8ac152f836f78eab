// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;

/**
 * Ends the events of WaitEvent.
 *
 * <p>{@code WaitEventComplete}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record WaitEventCompleteEvent(AmiHeaders headers) implements AmiEvent {}
