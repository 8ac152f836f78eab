// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.state;

/**
 * Counters of a live picture since it was made.
 *
 * @param events how many events were of use to it
 * @param readings how often it was read in full
 * @param verifications how often it was compared with Asterisk's lists while it was live
 * @param discrepancies how many things were found wrong by that, and put right; anything but 0 says that events are filtered, or not allowed to this user
 * @param doubts how many events contradicted the picture
 */
public record PbxStateStatistics(long events, long readings, long verifications, long discrepancies, long doubts) {}
