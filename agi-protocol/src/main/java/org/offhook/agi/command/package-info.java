// SPDX-License-Identifier: Apache-2.0
/**
 * The AGI commands of Asterisk, one record each, and the types of their results.
 *
 * <p>Scripts mostly use the verbs of {@link org.offhook.agi.AgiChannel}, which make these commands. Make one yourself where it can do
 * more than its verb ({@link org.offhook.agi.command.RecordFile}), or to give it to
 * {@link org.offhook.agi.AgiChannel#submit} without waiting. A result tells what happened on a call that is alive; a call that is gone is an
 * {@link org.offhook.agi.AgiHangupException}.
 */
@NullMarked
package org.offhook.agi.command;

import org.jspecify.annotations.NullMarked;
