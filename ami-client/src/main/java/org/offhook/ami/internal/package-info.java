// SPDX-License-Identifier: Apache-2.0
/** Not for users. */
@NullMarked
package org.offhook.ami.internal;

import org.jspecify.annotations.NullMarked;
