// SPDX-License-Identifier: Apache-2.0
/** Watches over the event loops while tests run. */
@NullMarked
package org.offhook.loopguard;

import org.jspecify.annotations.NullMarked;
