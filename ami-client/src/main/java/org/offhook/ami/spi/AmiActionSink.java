// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.spi;

import org.offhook.ami.AmiException;
import org.offhook.ami.AmiResponse;

/**
 * Takes the outcome of one action on the connection's loop, in turn with the events that {@link AmiEventSink} sees. One of its methods is
 * called, once; on the caller's own thread when nothing was sent. It must not block, must not run code of users, and must not
 * throw: what it throws is logged and swallowed.
 */
public interface AmiActionSink {

    /** An answer; {@link AmiResponse#isSuccess()} tells whether it is an error. */
    void response(AmiResponse response);

    /** There will be none. */
    void failed(AmiException failure);
}
