// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.action;

import java.util.Set;
import org.offhook.ami.AmiAction;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.AmiResponse;
import org.offhook.ami.internal.Generated;

/**
 * Marks all objects in a cache of sorcery as stale.
 *
 * <p>{@code SorceryMemoryCacheStale}; class {@code system}.
 *
 * @param headers its headers, less {@code Action}
 */
@Generated
public record SorceryMemoryCacheStaleAction(AmiHeaders headers) implements AmiAction<AmiResponse> {

    /**
     * The action with what it needs.
     *
     * @param cache {@code Cache}.
     */
    public static SorceryMemoryCacheStaleAction of(String cache) {
        return new SorceryMemoryCacheStaleAction(AmiHeaders.of("Cache", cache));
    }

    /** Your own id for this action, given back in {@link AmiResponse#actionId()}. */
    public SorceryMemoryCacheStaleAction actionId(String actionId) {
        return new SorceryMemoryCacheStaleAction(headers.with("ActionID", actionId));
    }

    @Override
    public String name() {
        return "SorceryMemoryCacheStale";
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
