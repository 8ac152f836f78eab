// SPDX-License-Identifier: Apache-2.0
/** Actions of Asterisk 16 to 22, one type each. Generated from the catalogue, but for the few that say otherwise. */
@NullMarked
package org.offhook.ami.action;

import org.jspecify.annotations.NullMarked;
