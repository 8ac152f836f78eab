// SPDX-License-Identifier: Apache-2.0
/** Whole programs that measure Offhook beside others. Each side is a process of its own; {@code benchmarks/run-ami} runs them. */
@NullMarked
package org.offhook.benchmarks;

import org.jspecify.annotations.NullMarked;
