// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi.spi;

/**
 * A channel's owner.
 *
 * @param owner the instance, {@code [A-Za-z0-9_-]{1,32}}
 * @param fence grows with each owner of a channel, from 1
 */
public record Claim(String owner, long fence) {}
