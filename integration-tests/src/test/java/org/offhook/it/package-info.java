// SPDX-License-Identifier: Apache-2.0
/**
 * The harness that runs tests on a real Asterisk. Start at {@link org.offhook.it.RealAsterisk} and
 * {@link org.offhook.it.AsteriskUnderTest}.
 */
@NullMarked
package org.offhook.it;

import org.jspecify.annotations.NullMarked;
