// SPDX-License-Identifier: Apache-2.0
/** The {@code offhook} command. */
@NullMarked
package org.offhook.cli;

import org.jspecify.annotations.NullMarked;
