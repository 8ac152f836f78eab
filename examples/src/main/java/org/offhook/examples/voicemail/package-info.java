// SPDX-License-Identifier: Apache-2.0
/** Rings a phone, and takes a message when nobody answers. */
@NullMarked
package org.offhook.examples.voicemail;

import org.jspecify.annotations.NullMarked;
