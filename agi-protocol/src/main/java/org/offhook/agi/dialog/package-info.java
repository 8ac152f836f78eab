// SPDX-License-Identifier: Apache-2.0
/**
 * What calls are made of: {@link org.offhook.agi.dialog.Prompt} plays, {@link org.offhook.agi.dialog.Ask} asks for digits,
 * {@link org.offhook.agi.dialog.Menu} offers a choice, {@link org.offhook.agi.dialog.Recorder} records and lets the caller listen
 * to it. Each is a description: immutable, built once, used for any number of calls at once. They need nothing but an
 * {@link org.offhook.agi.AgiChannel}, so they are the same over every transport.
 */
@NullMarked
package org.offhook.agi.dialog;

import org.jspecify.annotations.NullMarked;
