// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

/**
 * A text that the other side sent.
 *
 * @param text the text; empty if none came
 * @param timedOut whether none came in time
 */
public record Text(String text, boolean timedOut) {}
