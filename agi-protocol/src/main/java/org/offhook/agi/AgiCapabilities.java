// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

/**
 * What a transport can do; scripts that care can ask {@link AgiRequest#transport()}.
 *
 * @param transport {@code FastAGI}, {@code AsyncAGI}, or the name of another transport
 * @param maxLineBytes the longest command line in bytes, without its line feed
 * @param sendAheadDepth how many commands may wait inside Asterisk at once; 1 where there is no queue
 * @param commandsAfterHangup whether commands that Asterisk allows on a dead channel still run after a hang-up
 */
public record AgiCapabilities(String transport, int maxLineBytes, int sendAheadDepth, boolean commandsAfterHangup) {}
