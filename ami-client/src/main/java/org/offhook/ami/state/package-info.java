// SPDX-License-Identifier: Apache-2.0
/** What is on a PBX at a moment: the immutable values of {@link org.offhook.ami.AmiPbxState}. */
@NullMarked
package org.offhook.ami.state;

import org.jspecify.annotations.NullMarked;
