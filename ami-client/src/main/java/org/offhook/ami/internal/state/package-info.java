// SPDX-License-Identifier: Apache-2.0
/** How the live picture is kept. Not for users. */
@NullMarked
package org.offhook.ami.internal.state;

import org.jspecify.annotations.NullMarked;
