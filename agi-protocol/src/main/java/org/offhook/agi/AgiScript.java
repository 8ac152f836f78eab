// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi;

/**
 * Serves one call. The same script runs over FastAGI and over AsyncAGI.
 *
 * <p>A script instance may serve many calls at once unless it is registered as a per-call factory, so it keeps what belongs
 * to a call in local variables.
 */
@FunctionalInterface
public interface AgiScript {

    /**
     * Serves the call. Runs on a thread of its own (a virtual one on Java 21 and newer), so it may wait as long as it
     * likes. When it returns, the dialplan continues after the {@code AGI()} line.
     *
     * @param request what Asterisk said about the call
     * @param channel the call itself; valid until this method returns
     * @throws AgiHangupException when the caller has hung up; a normal ending, there is no need to catch it
     * @throws AgiRefusedException to refuse the call: {@code AGISTATUS} becomes {@code FAILURE} and the dialplan can fail over
     * @throws Exception anything else is a failure: it is logged, and {@code AGISTATUS} becomes {@code FAILURE}
     */
    void service(AgiRequest request, AgiChannel channel) throws Exception;
}
