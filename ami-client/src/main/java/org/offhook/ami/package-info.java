// SPDX-License-Identifier: Apache-2.0
/** The AMI client: one connection to the manager interface of an Asterisk, its actions and its events. */
@NullMarked
package org.offhook.ami;

import org.jspecify.annotations.NullMarked;
