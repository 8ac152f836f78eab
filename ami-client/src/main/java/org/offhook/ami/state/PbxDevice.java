// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.state;

/**
 * A device and its state.
 *
 * @param name such as {@code PJSIP/100}, {@code Queue:support}, {@code confbridge:7}
 * @param state as Asterisk names it: {@code NOT_INUSE}, {@code INUSE}, {@code BUSY}, {@code RINGING}, {@code RINGINUSE}, {@code ONHOLD},
 *     {@code UNAVAILABLE}, {@code INVALID}, {@code UNKNOWN}
 */
public record PbxDevice(String name, String state) {}
