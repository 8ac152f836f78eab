// SPDX-License-Identifier: Apache-2.0
/**
 * For those who write a transport: sessions, parsers and the executor of scripts. Script authors need nothing of this.
 */
@NullMarked
package org.offhook.agi.spi;

import org.jspecify.annotations.NullMarked;
