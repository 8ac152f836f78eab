// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Empties a cache of sorcery.
 *
 * <p>{@code SorceryMemoryCacheExpire}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SorceryMemoryCacheExpireAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param cache {@code Cache}.
     */
    public static SorceryMemoryCacheExpireAction of(String cache) {
        return new SorceryMemoryCacheExpireAction(AmiHeaders.of("Cache", cache));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SorceryMemoryCacheExpireAction actionId(String actionId) {
        return new SorceryMemoryCacheExpireAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SorceryMemoryCacheExpire";
    }

    @Override
    public AmiResponse result(AmiResponse response) {
        return response;
    }

    @Override
    public Set<String> privileges() {
        return Set.of("system");
    }
}
