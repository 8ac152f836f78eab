// SPDX-License-Identifier: Apache-2.0
/** The dialogs of {@code agi-protocol}, tested as users test them. They are here because the test kit stands above it. */
package org.offhook.testkit.dialog;
