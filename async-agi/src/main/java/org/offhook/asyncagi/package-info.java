// SPDX-License-Identifier: Apache-2.0
/** Serves channels that wait in {@code AGI(agi:async)}: {@link org.offhook.asyncagi.AsyncAgiServer}. */
@NullMarked
package org.offhook.asyncagi;

import org.jspecify.annotations.NullMarked;
