// SPDX-License-Identifier: Apache-2.0
/**
 * A call centre without {@code app_queue}. {@link org.offhook.examples.callcentre.CallCentre} decides and does no I/O;
 * {@link org.offhook.examples.callcentre.Controller} joins it to Asterisk, {@link org.offhook.examples.callcentre.Wallboard} shows it.
 */
@NullMarked
package org.offhook.examples.callcentre;

import org.jspecify.annotations.NullMarked;
