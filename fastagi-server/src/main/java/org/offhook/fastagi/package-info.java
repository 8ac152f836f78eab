// SPDX-License-Identifier: Apache-2.0
/**
 * Serves {@code AGI(agi://host/script)}: Asterisk connects for each call. {@link org.offhook.fastagi.FastAgiServer} is where to start.
 *
 * <pre>{@code
 * AgiRouter router = AgiRouter.builder().script("/hello", new Hello()).build();
 * FastAgiServer server = FastAgiServer.builder(router).environment().start();
 * }</pre>
 */
@NullMarked
package org.offhook.fastagi;

import org.jspecify.annotations.NullMarked;
