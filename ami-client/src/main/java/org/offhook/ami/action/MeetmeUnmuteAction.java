// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Unmutes a user of a MeetMe conference.
 *
 * <p>{@code MeetmeUnmute}; class {@code call}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record MeetmeUnmuteAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param meetme {@code Meetme}.
     * @param userNumber {@code Usernum}.
     */
    public static MeetmeUnmuteAction of(String meetme, String userNumber) {
        return new MeetmeUnmuteAction(AmiHeaders.of("Meetme", meetme, "Usernum", userNumber));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public MeetmeUnmuteAction actionId(String actionId) {
        return new MeetmeUnmuteAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "MeetmeUnmute";
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
