// SPDX-License-Identifier: Apache-2.0
/**
 * What a script can rely on, whichever way its call came: the same tests, run by both transports against a fake Asterisk on plain
 * sockets. {@link org.offhook.it.contract.Transport} lists where the two cannot be the same. Needs no Asterisk.
 */
@NullMarked
package org.offhook.it.contract;

import org.jspecify.annotations.NullMarked;
