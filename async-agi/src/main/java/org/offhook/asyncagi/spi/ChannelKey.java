// SPDX-License-Identifier: Apache-2.0
package org.offhook.asyncagi.spi;

/**
 * Names a channel among all Asterisk servers.
 *
 * @param server the name of the client that is connected to its Asterisk; the same in all programs that share it
 * @param uniqueId its Uniqueid, as {@code AgiRequest.uniqueId()} tells it
 */
public record ChannelKey(String server, String uniqueId) {}
