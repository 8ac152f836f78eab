// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami;

/** Something that listens until it is closed. */
public interface AmiRegistration extends AutoCloseable {

    /** Stops it. Idempotent, from any thread. */
    @Override
    void close();
}
