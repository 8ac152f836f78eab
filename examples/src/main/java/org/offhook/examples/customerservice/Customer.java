// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.customerservice;

import java.util.Optional;

/**
 * A customer, as the database knows him.
 *
 * @param account six digits
 * @param name for the agent's display
 * @param manager the extension of the account manager; empty if there is none
 */
public record Customer(String account, String name, Optional<String> manager) {}
