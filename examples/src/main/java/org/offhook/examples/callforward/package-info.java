// SPDX-License-Identifier: Apache-2.0
/** Call forwarding and do-not-disturb, kept in Asterisk's own database. */
@NullMarked
package org.offhook.examples.callforward;

import org.jspecify.annotations.NullMarked;
