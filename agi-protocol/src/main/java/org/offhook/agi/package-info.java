// SPDX-License-Identifier: Apache-2.0
/**
 * Write AGI scripts: {@link org.offhook.agi.AgiScript} is where to start. The same script runs over every transport.
 */
@NullMarked
package org.offhook.agi;

import org.jspecify.annotations.NullMarked;
