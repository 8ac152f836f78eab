// SPDX-License-Identifier: Apache-2.0
/** Events of Asterisk 16 to 22, one type each. Generated from the catalogue. */
@NullMarked
package org.offhook.ami.event;

import org.jspecify.annotations.NullMarked;
