// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Asks for a challenge to log in with. The client does so itself.
 *
 * <p>{@code Challenge}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record ChallengeAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param authType {@code AuthType}: {@code MD5}.
     */
    public static ChallengeAction of(String authType) {
        return new ChallengeAction(AmiHeaders.of("AuthType", authType));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public ChallengeAction actionId(String actionId) {
        return new ChallengeAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "Challenge";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }
}
