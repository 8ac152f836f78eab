// SPDX-License-Identifier: Apache-2.0
/**
 * Actions of Asterisk 16 to 22, one type each, with what Asterisk requires in {@code of(...)}, the rest in methods, and a typed
 * result. For {@link org.offhook.ami.AmiClient#request} and {@link org.offhook.ami.AmiClient#send}; one that is not here is a
 * {@link org.offhook.ami.RawAction}. Generated from the catalogue, but for the few that say otherwise.
 */
@NullMarked
package org.offhook.ami.action;

import org.jspecify.annotations.NullMarked;
