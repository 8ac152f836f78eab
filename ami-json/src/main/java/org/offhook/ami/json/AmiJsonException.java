// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.json;

import org.offhook.ami.AmiException;

/** A text is not JSON, or not the JSON of headers. The message tells what is wrong and where, with no control characters in it. */
public final class AmiJsonException extends AmiException {

    private static final long serialVersionUID = 1;

    AmiJsonException(String message) {
        super(message);
    }
}
