// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/**
 * Counters of one client, since it was made.
 *
 * @param events events that came, list items not counted
 * @param dropped events that were dropped, over all subscriptions
 * @param actions actions that were written
 * @param pending actions that wait for their answers now
 * @param lateResponses answers that came after their action had ended, dropped
 * @param unsolicited answers that belong to no action of this client
 * @param connections how often a connection became ready
 * @param bytesRead bytes that came
 */
public record AmiStatistics(
        long events,
        long dropped,
        long actions,
        int pending,
        long lateResponses,
        long unsolicited,
        long connections,
        long bytesRead) {}
