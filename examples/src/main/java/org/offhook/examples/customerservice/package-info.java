// SPDX-License-Identifier: Apache-2.0
/** A caller says who he is, is looked up in a database and by HTTP, and queued by service tier. */
@NullMarked
package org.offhook.examples.customerservice;

import org.jspecify.annotations.NullMarked;
