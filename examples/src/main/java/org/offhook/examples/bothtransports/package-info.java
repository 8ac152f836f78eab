// SPDX-License-Identifier: Apache-2.0
/** The same script over FastAGI and AsyncAGI. */
@NullMarked
package org.offhook.examples.bothtransports;

import org.jspecify.annotations.NullMarked;
