// SPDX-License-Identifier: Apache-2.0
/**
 * Tests without a PBX. {@link org.offhook.testkit.ScriptTester} runs a script against expected commands,
 * {@link org.offhook.testkit.FakeAgiCall} plays Asterisk's side of one FastAGI call over a socket, and
 * {@link org.offhook.testkit.FakeAsterisk} is a whole one: a manager interface, channels in AsyncAGI, calls to FastAGI servers, and faults. Every
 * wait is bounded, and a failure is an {@link AssertionError} that shows the conversation.
 */
@NullMarked
package org.offhook.testkit;

import org.jspecify.annotations.NullMarked;
