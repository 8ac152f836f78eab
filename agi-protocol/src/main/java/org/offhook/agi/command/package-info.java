// SPDX-License-Identifier: Apache-2.0
/**
 * The AGI commands of Asterisk, one record each, and the types of their results.
 */
@NullMarked
package org.offhook.agi.command;

import org.jspecify.annotations.NullMarked;
