// SPDX-License-Identifier: Apache-2.0
/**
 * Serves channels that wait in {@code AGI(agi:async)}, through an {@link org.offhook.ami.AmiClient}, with the scripts and routers that serve
 * FastAGI: {@link org.offhook.asyncagi.AsyncAgiServer} is where to start. The dialplan needs a few lines more than FastAGI's; they are
 * in docs/async-agi.md.
 */
@NullMarked
package org.offhook.asyncagi;

import org.jspecify.annotations.NullMarked;
