// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.ActionText;
import org.offhook.ami.internal.Generated;

/**
 * Records a channel by Monitor.
 *
 * <p>{@code Monitor}, in Asterisk 16, no longer in 22; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record MonitorAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param channel {@code Channel}.
     */
    public static MonitorAction of(String channel) {
        return new MonitorAction(AmiHeaders.of("Channel", channel));
    }

    /** {@code File}. */
    public MonitorAction file(String file) {
        return new MonitorAction(headers.with("File", file));
    }

    /** {@code Format}. */
    public MonitorAction format(String format) {
        return new MonitorAction(headers.with("Format", format));
    }

    /** {@code Mix}. */
    public MonitorAction mix(boolean mix) {
        return new MonitorAction(headers.with("Mix", ActionText.yesNo(mix)));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public MonitorAction actionId(String actionId) {
        return new MonitorAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Monitor";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("call");
    }
}
