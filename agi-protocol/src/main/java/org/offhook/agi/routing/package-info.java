// SPDX-License-Identifier: Apache-2.0
/**
 * From a request to the script that serves it: {@link org.offhook.agi.routing.AgiRouter}, by the path in {@code AGI(agi://host/path)}, and
 * filters around scripts. {@link org.offhook.agi.routing.AgiFilters} has some that most servers want: a log, a token, a limit.
 */
@NullMarked
package org.offhook.agi.routing;

import org.jspecify.annotations.NullMarked;
