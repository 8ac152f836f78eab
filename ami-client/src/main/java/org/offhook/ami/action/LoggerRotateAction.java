// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Reopens and rotates the log files.
 *
 * <p>{@code LoggerRotate}; any of the classes {@code system}, {@code reporting}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record LoggerRotateAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /** The action. */
    public static LoggerRotateAction of() {
        return new LoggerRotateAction(AmiHeaders.EMPTY);
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public LoggerRotateAction actionId(String actionId) {
        return new LoggerRotateAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "LoggerRotate";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("reporting", "system");
    }
}
