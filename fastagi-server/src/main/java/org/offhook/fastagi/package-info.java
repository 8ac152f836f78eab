// SPDX-License-Identifier: Apache-2.0
/**
 * Serves {@code AGI(agi://host/script)}: {@link org.offhook.fastagi.FastAgiServer} is where to start.
 */
@NullMarked
package org.offhook.fastagi;

import org.jspecify.annotations.NullMarked;
