// SPDX-License-Identifier: Apache-2.0
/** Who serves a channel, when several programs share an Asterisk: {@link org.offhook.asyncagi.spi.ChannelClaims}. */
@NullMarked
package org.offhook.asyncagi.spi;

import org.jspecify.annotations.NullMarked;
