// SPDX-License-Identifier: Apache-2.0
/**
 * Tests scripts without a PBX, and servers without an Asterisk: {@link org.offhook.testkit.ScriptTester} runs a script against
 * expected commands, {@link org.offhook.testkit.FakeAgiCall} plays Asterisk's side of a call over a socket. Every wait is
 * bounded, and every failure is an {@link AssertionError} that shows the conversation.
 */
@NullMarked
package org.offhook.testkit;

import org.jspecify.annotations.NullMarked;
