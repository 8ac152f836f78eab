// SPDX-License-Identifier: Apache-2.0
/** Complete applications to copy from. */
@NullMarked
package org.offhook.examples;

import org.jspecify.annotations.NullMarked;
