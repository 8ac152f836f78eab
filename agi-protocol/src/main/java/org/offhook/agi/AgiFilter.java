// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

/** Stands around scripts (middleware): logs, checks, limits, or serves the call itself. */
@FunctionalInterface
public interface AgiFilter {

    /**
     * Runs on the script's thread, around the next filter or the script.
     *
     * @param request what Asterisk said about the call
     * @param channel the call
     * @param next what comes next; call its {@code service} to go on, or do not call it to serve the call here
     * @throws AgiRefusedException to refuse the call
     * @throws Exception what {@code next} threw (seen here first), or a failure of the filter's own
     */
    void filter(AgiRequest request, AgiChannel channel, AgiScript next) throws Exception;
}
