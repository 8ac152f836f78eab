// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/** An event without a type of its own: of a newer Asterisk, of a module we do not know, or forged. */
public record RawEvent(AmiHeaders headers) implements AmiEvent {}
