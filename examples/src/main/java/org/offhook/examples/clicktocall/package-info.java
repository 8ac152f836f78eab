// SPDX-License-Identifier: Apache-2.0
/** Rings a phone on request by HTTP, and connects it. */
@NullMarked
package org.offhook.examples.clicktocall;

import org.jspecify.annotations.NullMarked;
