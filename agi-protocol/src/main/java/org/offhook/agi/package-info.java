// SPDX-License-Identifier: Apache-2.0
/**
 * Scripts that handle calls. Implement {@link org.offhook.agi.AgiScript}: its method runs on a thread of its own for each call, asks the
 * {@link org.offhook.agi.AgiRequest} what Asterisk told, and commands the {@link org.offhook.agi.AgiChannel}. The same script
 * runs over FastAGI and AsyncAGI.
 *
 * <pre>{@code
 * AgiScript hello = (request, channel) -> {
 *     channel.answer();
 *     channel.streamFile("hello-world");
 * };
 * }</pre>
 *
 * <p>{@link org.offhook.agi.routing.AgiRouter} leads calls to scripts; {@link org.offhook.agi.AgiException} is what commands throw; an
 * {@link org.offhook.agi.AgiListener} watches.
 */
@NullMarked
package org.offhook.agi;

import org.jspecify.annotations.NullMarked;
