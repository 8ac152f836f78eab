// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

/**
 * A caller for an agent.
 *
 * @param device what to dial
 */
public record Assignment(Caller caller, Agent agent, String device) {}
