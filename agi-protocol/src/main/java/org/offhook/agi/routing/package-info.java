// SPDX-License-Identifier: Apache-2.0
/**
 * From a request to the script that serves it: {@link org.offhook.agi.routing.AgiRouter} and its filters.
 */
@NullMarked
package org.offhook.agi.routing;

import org.jspecify.annotations.NullMarked;
