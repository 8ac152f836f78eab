// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;

/**
 * A mailbox in brief, in a list.
 *
 * <p>{@code VoicemailBoxDetail}, in Asterisk 22, not in 16; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record VoicemailBoxDetailEvent(AmiHeaders headers) implements AmiEvent {}
