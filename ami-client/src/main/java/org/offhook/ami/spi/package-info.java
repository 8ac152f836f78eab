// SPDX-License-Identifier: Apache-2.0
/** What other libraries build on: a look at the events before anything can be lost. */
@NullMarked
package org.offhook.ami.spi;

import org.jspecify.annotations.NullMarked;
