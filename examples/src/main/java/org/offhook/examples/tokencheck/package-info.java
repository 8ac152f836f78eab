// SPDX-License-Identifier: Apache-2.0
/** A filter that lets only calls with a valid token through. */
@NullMarked
package org.offhook.examples.tokencheck;

import org.jspecify.annotations.NullMarked;
